"""A chart of bands ready for its template: tracks with their words, the axis, and which tone is whose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markupsafe import Markup

from . import drawing
from .drawing import Piece, Window
from .models import State
from .queries.timeline import Row, Strand
from .when import BEGINNING, FOREVER
from .words import around, choice, first_up, linked, since, what

#: Height of a lane and of the space below it, in pixels.
LANE, GAP = 26, 4
#: A label stands in a piece of at least so many per cent.
ROOM = 3
#: A phone sees less than so much of a drawing; a letter takes so much of it. In per cent.
LONG, LETTER = 40, 1.4
#: Where the text of a piece stands, in pixels below its lane: in the lower half, in the upper one, in the middle.
BASE = {"began": 23, "ended": 10}
MIDDLE = 17


@dataclass(frozen=True)
class Band:
    """One statement in its lane."""

    label: str
    title: str
    href: str
    tone: int
    y: int
    pieces: list[Piece]
    #: The piece that the label stands in, if there is room for it.
    named: Piece | None
    base: int

    @property
    def again(self) -> int:
        """Of a long one, that fits its label at both ends: how many fifths of the drawing lie behind the first.

        While no more than these are seen, it is out of sight at the end. 0: it is named at its beginning only.
        """
        taken = LETTER * len(self.label)
        if self.named is None or self.named.width <= max(LONG, 2 * taken):
            return 0
        return int(100 - self.named.x - taken) // 20


@dataclass(frozen=True)
class Track:
    """One line of the chart."""

    title: str
    href: str
    height: int
    bands: list[Band]


@dataclass(frozen=True)
class Line:
    """One line of the table beside the chart."""

    subject: str
    href: str
    sentence: Markup
    fact: str
    began: str
    ended: str


@dataclass(frozen=True)
class Chart:
    """All that is drawn, and the same as lines of a table."""

    window: Window
    ticks: list[drawing.Tick]
    today: float | None
    tracks: list[Track]
    legend: list[tuple[int, str]]
    lines: list[Line]
    #: Which end of it is seen first where there is no room for all of it.
    opens_at: str


#: A strand and what of it lies within the window.
Drawn = tuple[Strand, list[Piece]]


def chart(rows: Sequence[Row], window: Window, today: date) -> Chart:
    """The rows within a window. Rows without anything in it stay, so that one sees that there was nothing."""
    drawn = [(row, list(_drawn(row, window, today))) for row in rows]
    strands = [strand for _row, some in drawn for strand, _pieces in some]
    tone = drawing.tones(each.key for each in strands if each.said.state == State.KNOWN)
    return Chart(
        window,
        drawing.ticks(window),
        window.at(today) if window.first <= today <= window.last else None,
        [_track(row, some, tone) for row, some in drawn],
        _legend(strands, tone),
        [_line(row, strand) for row, some in drawn for strand, _pieces in some],
        drawing.opens_at([piece for _strand, pieces in some for piece in pieces] for _row, some in drawn),
    )


def _drawn(row: Row, window: Window, today: date) -> Iterator[Drawn]:
    for strand in row.strands:
        if found := drawing.pieces(strand.span, window, today):
            yield strand, found


def _track(row: Row, drawn: list[Drawn], tone: dict[Any, int]) -> Track:
    lanes = drawing.lanes([strand.span for strand, _pieces in drawn])
    bands = [
        _band(row, strand, pieces, lane, tone.get(strand.key, 0))
        for (strand, pieces), lane in zip(drawn, lanes, strict=True)
    ]
    height = (max(lanes, default=0) + 1) * (LANE + GAP)
    if row.predicate:
        return Track(first_up(row.predicate.label), "", height, bands)
    return Track(row.subject.name, row.subject.url, height, bands)


def _band(row: Row, strand: Strand, pieces: list[Piece], lane: int, tone: int) -> Band:
    roomy = [piece for piece in pieces if piece.width >= ROOM]
    named = min(roomy, key=lambda piece: (piece.sort != "sure", -piece.width), default=None)
    base = BASE.get(named.sort, MIDDLE) if named else MIDDLE
    label, when = label_of(strand), since(strand.span)
    title = f"{label}, {when}" if when else label
    return Band(label, title, fact(row, strand), tone, lane * (LANE + GAP) + GAP // 2, pieces, named, base)


def label_of(strand: Strand) -> str:
    """What stands in the band: the other end, or the value in its word."""
    if strand.object:
        return strand.object.name
    if strand.said.state != State.KNOWN:
        return _("not known") if strand.said.state == State.UNKNOWN else _("none")
    return first_up(choice(strand.said.value or ""))


def fact(row: Row, strand: Strand) -> str:
    """The page of the statement, with what it rests on."""
    return f"{row.subject.url}facts/{strand.said.origin}/"


def _legend(strands: Iterable[Strand], tone: dict[Any, int]) -> list[tuple[int, str]]:
    """Tone and name, the most frequent first; the rest are “others”."""
    named = {tone[each.key]: label_of(each) for each in strands if tone.get(each.key)}
    found = sorted(named.items())
    return [*found, (0, _("others"))] if 0 in tone.values() else found


def _line(row: Row, strand: Strand) -> Line:
    span, said = strand.span, strand.said
    began = "" if span.from_latest == BEGINNING else around(span.from_earliest, span.from_latest)
    ended = _("still so") if span.to_latest == FOREVER else around(span.to_earliest, span.to_latest)
    sentence = what(strand.predicate, said.value, said.state, linked(strand.object))
    return Line(row.subject.name, row.subject.url, sentence, fact(row, strand), began or _("not known"), ended)


def tick_words(tick: drawing.Tick) -> str:
    """The year; the month in short, and the year where one begins."""
    if not tick.month or tick.day.month == 1:
        return str(tick.day.year)
    # Translators: Django's date format of a month on an axis, as in “Oct”.
    return date_format(tick.day, _("M"))
