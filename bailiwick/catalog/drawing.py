"""Bands through time as numbers: where a day stands in a window, the pieces of a span, lanes, ticks and tones.

Everything here is pure and in per cent of the window's width, so a template only has to draw.

    uncertain when it began     ▄▄▄▄█████████████▀▀▀▀     uncertain when it ended
    nobody knows since when     ░░██████████████████░░    it lasts, beyond today

A blurred beginning is the lower half of the band and a blurred end the upper half, so that what took
another's place somewhere in the same interval stands in the same lane with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .when import BEGINNING, FOREVER, Span

#: Days that the calendar of a window may have.
EARLIEST, LATEST = date(1, 1, 1), date(9998, 12, 31)
#: A window shows at least so many days.
NARROWEST = 28
#: From so many days on, a window that was moved begins and ends with a month.
ROUND = 180
#: The stub of what began before anybody looked, or lasts, in per cent.
FADE = 1.6
#: So much of a drawing that scrolls is seen on a narrow phone, in per cent.
SEEN = 25
#: Nothing is drawn narrower than this.
THIN = 0.25
#: At most so many labels stand on the axis.
LABELS = 13
#: So many things have a tone of their own; the rest share one.
TONES = 8


@dataclass(frozen=True)
class Window:
    """The days that are drawn, the first and the last one included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day stands, in per cent; what lies outside stands at the edge."""
        return round(min(max(100 * (day - self.first).days / self.days, 0), 100), 2)

    def shifted(self, share: float) -> Window:
        """The same width, `share` of it later (or earlier, when negative)."""
        return _within(self.first.toordinal() + round(self.days * share), self.days)

    def zoomed(self, factor: float) -> Window:
        """The same middle, `factor` times as wide."""
        days = max(round(self.days * factor), NARROWEST)
        return _within(self.first.toordinal() + (self.days - days) // 2, days)


def _within(first: int, days: int) -> Window:
    """A window of so many days that stays in the calendar."""
    days = min(days, LATEST.toordinal() - EARLIEST.toordinal() + 1)
    first = min(max(first, EARLIEST.toordinal()), LATEST.toordinal() - days + 1)
    return _round(Window(date.fromordinal(first), date.fromordinal(first + days - 1)))


def _round(window: Window) -> Window:
    """From the first of a month to the last of one, where half a month is next to nothing."""
    if window.days < ROUND:
        return window
    first, after = (_near(day) for day in (window.first, window.last + timedelta(days=1)))
    return Window(max(first, EARLIEST), min(after - timedelta(days=1), LATEST))


def _near(day: date) -> date:
    """The first of a month that is nearest."""
    return (day + timedelta(days=15)).replace(day=1)


@dataclass(frozen=True)
class Piece:
    """A part of a band: `sure`, `began` or `ended` (somewhere in it), `before` or `after` (as far as anybody knows)."""

    sort: str
    x: float
    width: float


def pieces(span: Span, window: Window, today: date) -> list[Piece]:
    """What is drawn of a span, from left to right; nothing of what lies outside the window."""
    end = min(span.to_earliest, max(today, span.from_latest)) if span.to_earliest == FOREVER else span.to_earliest
    found = [
        ("began", span.from_earliest if span.from_earliest > BEGINNING else span.from_latest, span.from_latest),
        ("sure", span.from_latest, end),
        ("ended", max(span.to_earliest, span.from_earliest), span.to_latest if span.to_earliest < FOREVER else end),
    ]
    drawn = [_piece(sort, first, last, window) for sort, first, last in found if first < last]
    drawn += _stubs(span, window, end)
    return sorted((piece for piece in drawn if piece is not None), key=lambda piece: (piece.x, piece.sort))


def _piece(sort: str, first: date, last: date, window: Window) -> Piece | None:
    if last <= window.first or first > window.last:
        return None
    x = window.at(first)
    width = round(max(window.at(last) - x, THIN), 2)
    return Piece(sort, round(min(x, 100 - width), 2), width)


def _stubs(span: Span, window: Window, end: date) -> list[Piece]:
    """Short pieces at the ends that are open."""
    found = []
    if span.from_earliest == BEGINNING < span.from_latest and window.first < span.from_latest <= window.last:
        x = window.at(span.from_latest)
        found.append(Piece("before", round(max(x - FADE, 0), 2), round(min(FADE, x), 2)))
    if span.to_earliest == FOREVER and window.first <= end < window.last:
        x = window.at(end)
        found.append(Piece("after", x, round(min(FADE, 100 - x), 2)))
    return [piece for piece in found if piece.width > 0]


def opens_at(rows: Iterable[Sequence[Piece]]) -> str:
    """Where a drawing that has to scroll opens: at its `start` or `end`, where more rows have something.

    Rather at its end, where today mostly is. `whole`: nothing is at either, so it had better be narrow than scroll.
    """
    ends = Counter[str]()
    for row in rows:
        ends["start"] += any(piece.x < SEEN for piece in row)
        ends["end"] += any(piece.x + piece.width > 100 - SEEN for piece in row)
    if ends.total() == 0:
        return "whole"
    return "end" if ends["end"] >= ends["start"] else "start"


def lanes(spans: Sequence[Span]) -> list[int]:
    """For each span (oldest first) the lowest lane in which it does not cover another one."""
    ends: list[Span] = []
    found = []
    for span in spans:
        lane = next((number for number, last in enumerate(ends) if _follows(span, last)), len(ends))
        ends[lane : lane + 1] = [span]
        found.append(lane)
    return found


def _follows(span: Span, last: Span) -> bool:
    """Their blurs may lie over each other, since they are half as high."""
    begins = span.from_earliest if span.from_earliest > BEGINNING else span.from_latest
    return last.to_earliest <= begins and last.to_latest <= span.from_latest


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans of the same statement by several witnesses: those that touch become one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.from_latest, span.to_latest)):
        last = found[-1] if found else None
        if last is None or span.from_latest > last.to_latest:
            found.append(span)
            continue
        later = max(last, span, key=lambda each: (each.to_latest, each.to_earliest))
        found[-1] = Span(last.from_earliest, last.from_latest, later.to_earliest, later.to_latest)
    return found


@dataclass(frozen=True)
class Tick:
    """A mark of the axis: the first of a year, or of a month; without a label where there is no room for one."""

    x: float
    day: date
    month: bool


def ticks(window: Window) -> list[Tick]:
    """Years while there are three or more of them, else months; as many as can be labelled."""
    years = window.last.year - window.first.year + 1
    if window.days > 3 * 366:
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000) if years / step <= LABELS)
        first = window.first.year + (-window.first.year) % step
        days = [date(year, 1, 1) for year in range(max(first, 1), window.last.year + 1, step)]
        return [Tick(window.at(day), day, month=False) for day in days if day >= window.first]
    months = years * 12
    step = next(step for step in (1, 2, 3, 6, 12) if window.days / 30.4 / step <= LABELS)
    days = [date(window.first.year + n // 12, n % 12 + 1, 1) for n in range(0, months, step)]
    return [Tick(window.at(day), day, month=True) for day in days if window.first <= day <= window.last]


def tones(keys: Iterable[Hashable]) -> dict[Hashable, int]:
    """What is drawn most often has a tone of its own, from 1 on; the rest share 0. Ties go to who came first."""
    counts = Counter(keys)
    first = {key: number for number, key in enumerate(counts)}
    order = sorted(counts, key=lambda key: (-counts[key], first[key]))
    return {key: number if number <= TONES else 0 for number, key in enumerate(order, 1)}


def around(days: Iterable[date], today: date) -> Window:
    """The window that shows all of these days up to the end of this year: whole years, three at least."""
    known = [day for day in days if BEGINNING < day < FOREVER]
    first = min([*known, today]).year
    last = max([day for day in known if day <= today + timedelta(days=3660)] + [today]).year
    return Window(date(max(min(first, today.year - 2), 1), 1, 1), date(last, 12, 31))
