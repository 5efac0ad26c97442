"""Time in the catalog: intervals with blurred ends, and what a document list says about them.

Everything here is pure: dates in, dates out. A day is the unit, and "as of" a day
means *at its end*, so a partial date ("2014", "2014-10") means its last day.

A beginning or an end is itself an interval, because a list only shows that a fact
was absent on one day and present on another:

    began  in (from_earliest, from_latest]
    ended  in (to_earliest, to_latest]      both FOREVER while it lasts

`docs/design.md` tells the rules in prose; `tests/test_worked_examples.py` shows them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

#: Before anybody looked. Stored instead of NULL so that one index answers both ends.
BEGINNING = date(1, 1, 1)
#: It lasts.
FOREVER = date(9999, 12, 31)
#: Book time of a row that is not recorded yet (pending) or not superseded.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


#: The four dates as a document states them; None is what it does not say.
Given = tuple[date | None, date | None, date | None, date | None]


class Answer(StrEnum):
    """What the catalog knows of a fact on a day."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, order=True)
class Span:
    """When a fact held: began in (from_earliest, from_latest], ended in (to_earliest, to_latest]."""

    from_earliest: date = BEGINNING
    from_latest: date = BEGINNING
    to_earliest: date = FOREVER
    to_latest: date = FOREVER

    def __post_init__(self) -> None:
        if self.from_earliest > self.from_latest:
            raise ValueError("a beginning cannot end before it starts")
        if self.to_earliest > self.to_latest:
            raise ValueError("an end cannot finish before it starts")
        if self.from_latest > self.to_latest:
            raise ValueError("a fact cannot end before it began")

    @property
    def lasts(self) -> bool:
        return self.to_latest == FOREVER

    def narrowed(self, given: Given) -> Span:
        """Cut down to what somebody says of the four dates (None: not said). Raises ValueError when both cannot be."""
        began, begun, ended, over = given
        earliest = max(self.from_earliest, began or BEGINNING)
        if self.lasts:
            to_earliest = ended or (earliest if over else FOREVER)
        else:
            to_earliest = max(self.to_earliest, ended or BEGINNING)
        return Span(
            earliest, min(self.from_latest, begun or FOREVER), to_earliest, min(self.to_latest, over or FOREVER)
        )

    def at(self, day: date) -> Answer:
        """Whether the fact held at the end of `day`."""
        return held(self.from_earliest, self.from_latest, self.to_earliest, self.to_latest, day)


def held(from_earliest: date, from_latest: date, to_earliest: date, to_latest: date, day: date) -> Answer:
    """The same question without building a Span: the hot path of every page."""
    if day >= to_latest or (day < from_latest and day <= from_earliest):
        return Answer.NO
    if day >= from_latest and day <= to_earliest:
        return Answer.YES
    return Answer.UNCERTAIN


@dataclass(frozen=True)
class Reading:
    """What one revision of a list said about one fact.

    `states`: the fact stands there. `complete`: silence would mean that it is not so.
    `order` breaks ties between revisions of the same day.
    """

    dated: date
    order: int
    states: bool
    complete: bool


def episodes(readings: Iterable[Reading]) -> list[tuple[Span, tuple[int, ...]]]:
    """The spans in which a list held a fact to be true, oldest first, with the orders that state it.

    Rule 2 of the design. The result depends on the set of readings alone, never on
    the order in which they became known to us.
    """
    found: list[tuple[Span, tuple[int, ...]]] = []
    previous: Reading | None = None
    began: tuple[date, date] | None = None
    last_stated: date = BEGINNING
    stating: list[int] = []
    for reading in sorted(readings, key=lambda r: (r.dated, r.order)):
        if reading.states:
            if began is None:
                began = (previous.dated if previous else BEGINNING, reading.dated)
            last_stated = reading.dated
            stating.append(reading.order)
        elif began is not None and reading.complete:
            found.append((Span(*began, last_stated, reading.dated), tuple(stating)))
            began, stating = None, []
        previous = reading
    if began is not None:
        found.append((Span(*began), tuple(stating)))
    return found


def first_day(text: str) -> date:
    """The day that a window begins with when somebody writes its date: `2014` is 2014-01-01, `2014-10` is 2014-10-01.

    Raises ValueError as `last_day` does.
    """
    day = last_day(text)
    parts = text.strip().count("-")
    return day.replace(month=day.month if parts else 1, day=day.day if parts == 2 else 1)


def last_day(text: str) -> date:
    """The day that a date written by a person stands for: `2014` is 2014-12-31, `2014-10` is 2014-10-31.

    Raises ValueError with a plain sentence for anything else.
    """
    match = _PARTIAL.fullmatch(text.strip())
    if not match:
        raise ValueError(f"“{text}” is not a date; write 2014, 2014-10 or 2014-10-01")
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    if not 1 <= year <= 9998 or not 1 <= month <= 12:
        raise ValueError(f"“{text}” is not a date in the calendar")
    try:
        return date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
    except ValueError:
        raise ValueError(f"“{text}” is not a date in the calendar") from None


def blur_of(text: str) -> tuple[date, date]:
    """As exactly as somebody knew it: `2014` lies in that year, (2013-12-31, 2014-12-31]; a day is that day.

    Raises ValueError as `last_day` does.
    """
    first, latest = first_day(text), last_day(text)
    return (latest if first == latest or latest.year < 2 else first - timedelta(days=1)), latest
