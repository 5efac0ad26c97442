"""Dates with blurred ends, and facts, read as plain words."""

from __future__ import annotations

from datetime import date

import pytest

from bailiwick.catalog.when import BEGINNING, FOREVER, Span
from bailiwick.catalog.words import around, possibly, since


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2014, 10, 1), date(2014, 10, 1), "1 Oct 2014"),
        (BEGINNING, date(2014, 10, 1), "Oct 2014 or earlier"),
        (date(2014, 10, 1), date(2024, 5, 28), "between Oct 2014 and May 2024"),
        (date(2024, 5, 3), date(2024, 5, 28), "between 3 May 2024 and 28 May 2024"),
        (date(2013, 12, 31), date(2014, 12, 31), "2014"),
        (date(2014, 9, 30), date(2014, 10, 31), "Oct 2014"),
    ],
)
def test_a_blurred_day_is_said_as_exactly_as_it_is_known(earliest: date, latest: date, words: str) -> None:
    assert around(earliest, latest) == words


def test_a_fact_says_since_when_and_until_when() -> None:
    assert since(Span()) == ""
    assert since(Span(date(2016, 3, 9), date(2016, 3, 9))) == "since 9 Mar 2016"
    assert since(Span(to_earliest=date(2020, 1, 2), to_latest=date(2020, 1, 2))) == "until 2 Jan 2020"
    assert since(Span(to_earliest=date(2098, 12, 31), to_latest=date(2099, 12, 31))) == "until 2099"
    assert since(Span(to_earliest=date(2019, 12, 31), to_latest=date(2020, 12, 31))) == "ended 2020"
    over = Span(BEGINNING, date(2014, 10, 1), date(2014, 10, 1), date(2024, 5, 28))
    assert since(over) == "since Oct 2014 or earlier, ended between Oct 2014 and May 2024"


def test_what_is_uncertain_says_in_which_interval_it_began_or_ended() -> None:
    began = Span(date(2014, 10, 1), date(2024, 5, 28))
    assert possibly(began, date(2019, 1, 1)) == "began between Oct 2014 and May 2024"
    ended = Span(BEGINNING, date(2014, 10, 1), date(2014, 10, 1), date(2024, 5, 28))
    assert possibly(ended, date(2019, 1, 1)) == "ended between Oct 2014 and May 2024"
    assert possibly(Span(to_earliest=date(2020, 1, 1), to_latest=FOREVER), date(2021, 1, 1)).startswith("ended")
