"""Weeks as a drawing: bars for what came and went, a line for what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .queries.statistics import Week

#: The drawing's own units.
WIDTH, HEIGHT, BASE = 780, 200, 100


@dataclass(frozen=True)
class Bar:
    """A week: where it stands, how high it goes up (opened) and down (closed)."""

    week: Week
    x: float
    width: float
    up: float
    down: float


@dataclass(frozen=True)
class WeeksChart:
    """All that is drawn: bars about the middle, and the points of the line of open issues."""

    bars: list[Bar]
    line: str
    most: int
    most_open: int
    months: list[tuple[float, Week]]


def weeks_chart(weeks: Sequence[Week]) -> WeeksChart:
    """Bars and line in units of `WIDTH` × `HEIGHT`; the line has a scale of its own."""
    most = max([1, *(max(week.opened, week.closed) for week in weeks)])
    most_open = max([1, *(week.open for week in weeks)])
    step = WIDTH / max(1, len(weeks))
    bars = [
        Bar(week, at * step + step * 0.15, step * 0.7, week.opened * (BASE - 4) / most, week.closed * (BASE - 4) / most)
        for at, week in enumerate(weeks)
    ]
    points = [
        f"{at * step + step / 2:.1f},{HEIGHT - week.open * (HEIGHT - 8) / most_open:.1f}"
        for at, week in enumerate(weeks)
    ]
    firsts = [(bars[at].x, week) for at, week in enumerate(weeks) if week.start.day <= 7]
    return WeeksChart(bars, " ".join(points), most, most_open, firsts)
