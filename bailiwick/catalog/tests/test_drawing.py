"""Bands as numbers: where a day stands, what of a span is sure, and which bands share a lane."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.catalog.drawing import (
    EARLIEST,
    LABELS,
    LATEST,
    NARROWEST,
    Piece,
    Window,
    around,
    joined,
    lanes,
    opens_at,
    pieces,
    ticks,
    tones,
)
from bailiwick.catalog.when import BEGINNING, FOREVER, Span

TODAY = date(2026, 1, 1)
DECADE = Window(date(2016, 1, 1), date(2025, 12, 31))
LEFT, CAME = date(2019, 3, 1), date(2019, 7, 2)
RACKHAUS = Span(BEGINNING, date(2014, 10, 1), LEFT, CAME)
CLOUDBERRY = Span(LEFT, CAME)

days = st.integers(0, 15_000).map(lambda n: date(2000, 1, 1) + timedelta(days=n))
windows = st.builds(lambda day, n: Window(day, day + timedelta(days=n)), days, st.integers(1, 9_000))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    a, b, c, d = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    began = draw(st.sampled_from([(a, b), (b, b), (BEGINNING, b), (BEGINNING, BEGINNING)]))
    ended = draw(st.sampled_from([(c, d), (d, d), (FOREVER, FOREVER), (a, d)]))
    return Span(*began, *ended)


def drawn(span: Span, window: Window = DECADE) -> list[str]:
    return [piece.sort for piece in pieces(span, window, TODAY)]


def test_a_blurred_end_and_a_blurred_beginning_share_the_lane() -> None:
    assert drawn(RACKHAUS) == ["sure", "ended"]
    assert drawn(CLOUDBERRY) == ["began", "sure"]
    assert lanes([RACKHAUS, CLOUDBERRY]) == [0, 0]
    assert lanes([RACKHAUS, CLOUDBERRY, Span(LEFT, LEFT)]) == [0, 0, 1]
    ended, began = pieces(RACKHAUS, DECADE, TODAY)[1], pieces(CLOUDBERRY, DECADE, TODAY)[0]
    assert (ended.x, ended.width) == (began.x, began.width)


def test_open_ends_are_stubs() -> None:
    wide = Window(date(2010, 1, 1), date(2030, 12, 31))
    assert drawn(RACKHAUS, wide) == ["before", "sure", "ended"]
    assert drawn(CLOUDBERRY, wide) == ["began", "sure", "after"]
    assert drawn(Span(), DECADE) == ["sure"]
    assert drawn(Span(to_earliest=date(2015, 1, 1), to_latest=date(2015, 1, 1))) == []


def test_it_opens_where_more_is_drawn_and_rather_late_than_early() -> None:
    def opened(*spans: Span, first: int, last: int) -> str:
        window = Window(date(first, 1, 1), date(last, 12, 31))
        return opens_at(pieces(span, window, TODAY) for span in spans)

    over = Span(date(2015, 1, 1), date(2015, 1, 1), date(2018, 1, 1), date(2018, 1, 1))
    assert opened(RACKHAUS, CLOUDBERRY, first=1990, last=2026) == "end"
    assert opened(RACKHAUS, CLOUDBERRY, first=2014, last=2025) == "end"
    assert opened(RACKHAUS, over, CLOUDBERRY, first=2014, last=2025) == "start"
    assert opened(RACKHAUS, CLOUDBERRY, first=2014, last=2060) == "start"
    assert opened(RACKHAUS, CLOUDBERRY, first=1980, last=2060) == "whole"
    assert opened(first=2014, last=2025) == "whole"


def test_two_dots_of_a_moment_are_thin_but_there() -> None:
    day = date(2020, 5, 1)
    (piece,) = pieces(Span(day, day, day + timedelta(days=1), day + timedelta(days=1)), DECADE, TODAY)
    assert piece == Piece("sure", DECADE.at(day), 0.25)


@given(spans(), windows)
def test_nothing_is_drawn_outside_and_nothing_inside_is_left_out(span: Span, window: Window) -> None:
    found = pieces(span, window, TODAY)
    assert all(0 <= piece.x <= 100 and 0 < piece.width <= 100 and piece.x + piece.width < 100.02 for piece in found)
    middle = window.first + timedelta(days=window.days // 2)
    # What began before anybody looked is a stub: a band back to the beginning would say more than is known.
    looked = span.from_earliest > BEGINNING or middle >= span.from_latest
    if span.at(middle) != "no" and looked and middle < TODAY:
        assert any(piece.x <= window.at(middle) <= piece.x + piece.width + 0.01 for piece in found)


@given(windows)
def test_zooming_and_moving_stay_in_the_calendar(window: Window) -> None:
    for other in (window.zoomed(0.5), window.zoomed(2), window.shifted(0.5), window.shifted(-0.5)):
        assert EARLIEST <= other.first < other.last <= LATEST
        assert other.days >= NARROWEST or other.days == window.days
    far = Window(EARLIEST, LATEST)
    assert far.zoomed(2) == far.shifted(0.5) == far.shifted(-0.5) == far


def test_in_and_out_again_is_where_one_was() -> None:
    once = DECADE.zoomed(0.5)
    assert once == Window(date(2018, 7, 1), date(2023, 6, 30))
    assert once.zoomed(2) == DECADE
    assert once.shifted(0.5) == Window(date(2021, 1, 1), date(2025, 12, 31))


@given(windows)
def test_the_axis_has_some_marks_and_never_too_many(window: Window) -> None:
    found = ticks(window)
    assert len(found) <= LABELS + 1
    assert all(0 <= tick.x <= 100 and tick.day.day == 1 for tick in found)
    assert found or window.days < 31


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2014, 1, 1), date(2026, 12, 31), [str(year) for year in range(2014, 2027)]),
        (date(1990, 1, 1), date(2026, 12, 31), ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
        (date(2019, 1, 1), date(2019, 12, 31), [f"2019-{month:02}" for month in range(1, 13)]),
    ],
)
def test_marks_are_round(first: date, last: date, labels: list[str]) -> None:
    found = ticks(Window(first, last))
    assert [f"{tick.day:%Y-%m}" if tick.month else str(tick.day.year) for tick in found] == labels


def test_what_two_witnesses_say_alike_is_one_band() -> None:
    day = date(2018, 1, 1)
    assert joined([CLOUDBERRY, Span(BEGINNING, day)]) == [Span(BEGINNING, day)]
    first, again = Span(day, day, LEFT, LEFT), Span(date(2021, 1, 1), date(2021, 1, 1))
    assert joined([again, first]) == [first, again]


def test_the_most_frequent_have_a_tone_of_their_own() -> None:
    found = tones([*"aabbbcdefghij", "k"])
    assert (found["b"], found["a"], found["c"]) == (1, 2, 3)
    assert [found[each] for each in "ghijk"] == [7, 8, 0, 0, 0]


def test_the_window_of_everything_is_whole_years() -> None:
    assert around([date(2014, 10, 1), BEGINNING, FOREVER], TODAY) == Window(date(2014, 1, 1), date(2026, 12, 31))
    assert around([], TODAY) == Window(date(2024, 1, 1), date(2026, 12, 31))
    assert around([date(2031, 5, 1), date(2500, 1, 1)], TODAY).last == date(2031, 12, 31)
