"""What stands beside a claim is the sentence it was read from, wherever its writer broke the line."""

from __future__ import annotations

from time import perf_counter

import pytest

from bailiwick.lib.sentences import LONGEST, sentence_at

WRAPPED = """\
Services
========

The wiki runs on heron, a machine
at Lumen Hosting. It is looked after
by Ada, e.g. on Sundays. The forum is
hosted by Fjord.

* The tracker is run by Bert
  and Cleo.
* Lists: see below.

| Wiki | heron |
| Forum | Fjord |
""".splitlines()


@pytest.mark.parametrize(
    ("number", "hint", "sentence"),
    [
        (5, "at", "The wiki runs on heron, a machine at Lumen Hosting."),
        (5, "looked after", "It is looked after by Ada, e.g. on Sundays."),
        (6, "by Ada", "It is looked after by Ada, e.g. on Sundays."),
        (7, "hosted by", "The forum is hosted by Fjord."),
        (9, "run by", "The tracker is run by Bert and Cleo."),
        (10, "", "The tracker is run by Bert and Cleo."),
    ],
)
def test_a_sentence_is_whole_on_whichever_of_its_lines_one_looks(number: int, hint: str, sentence: str) -> None:
    assert sentence_at(WRAPPED, number, (hint,)).text == sentence


def test_it_is_known_by_the_line_it_begins_on() -> None:
    assert [sentence_at(WRAPPED, *where).line for where in ((5, ["at"]), (6, ["by Ada"]), (7, []), (10, []))] == [
        4,
        5,
        6,
        9,
    ]


def test_of_several_on_a_line_it_is_the_one_that_names_what_the_claim_names() -> None:
    line = "The status site is hosted on Lumen. This site is hosted on Fjord and built by Ada."
    assert sentence_at([line], 1, ("hosted on", "Fjord")).text == "This site is hosted on Fjord and built by Ada."
    assert sentence_at([line], 1).text == line


@pytest.mark.parametrize("number", [1, 11, 13, 14])
def test_titles_entries_and_rows_stand_alone(number: int) -> None:
    assert sentence_at(WRAPPED, number).text == WRAPPED[number - 1].removeprefix("* ")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('Hosted by [Lumen](https://lumen.example/ "the firm").', "Hosted by Lumen."),
        ("Hosted by `Lumen <https://lumen.example>`__ for **free**.", "Hosted by Lumen for free."),
        ("Hosted by [[https://lumen.example|Lumen]], ask ''Ada''.", "Hosted by Lumen, ask Ada."),
        ('<li>Hosted by <a href="https://lumen.example">Lumen</a></li>', "Hosted by Lumen"),
        ("Write to Ada <ada@example.org> or see <https://example.org>.",) * 2,
        ("2 < 3 and 4 > 3, __init__ and snake_case_names.",) * 2,
        ("= Wiki =", "Wiki"),
        ("wiki.example.org ===", "wiki.example.org"),
    ],
)
def test_it_is_told_without_the_marks_of_a_markup(written: str, read: str) -> None:
    assert sentence_at([written], 1).text == read


def test_a_line_that_is_not_there_says_nothing() -> None:
    assert [sentence_at(WRAPPED, number).text for number in (0, -1, 99, 3)] == [""] * 4


@pytest.mark.parametrize("trap", ["[", "[[", "`", "<", "** ", '"', "A. ", "x =", "`a <", "''"])
def test_an_endless_line_is_looked_at_up_to_a_bound(trap: str) -> None:
    assert len(sentence_at([trap * 1_000_000] * 3, 2).text) <= 3 * (LONGEST + 1)


@pytest.mark.parametrize("trap", ["=" * LONGEST, "-" * 4_999 + "x", "`a " * 1_600, "''a " * 1_250])
def test_a_line_made_to_take_long_does_not(trap: str) -> None:
    began = perf_counter()
    sentence_at([trap[:-1] + "x"] * 30, 15)
    assert perf_counter() - began < 0.3
