"""Numbers of the database ⇄ words of the files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bailiwick.adapters.catalog_records import Pair
from bailiwick.catalog.models import Rank, State
from bailiwick.catalog.when import BEGINNING, FOREVER, NEVER

LEVELS = ("public", "members", "staff", "coordinators", "self")
STATES = {State.KNOWN: "known", State.UNKNOWN: "unknown", State.NONE: "none"}
RANKS = {Rank.DEPRECATED: "deprecated", Rank.NORMAL: "normal", Rank.PREFERRED: "preferred"}
STATE_OF = {word: int(state) for state, word in STATES.items()}
RANK_OF = {word: int(rank) for rank, word in RANKS.items()}
#: What of a change's report travels as it is; ids do not.
FIGURES = ("same", "seen", "new", "attested", "disagreeing", "changed", "gone", "kept", "overtaken", "answer", "part")


def day(value: date) -> date | None:
    """A date, or None for the two ends of time."""
    return None if value in (BEGINNING, FOREVER) else value


def pair(earliest: date, latest: date) -> Pair:
    """Both ends of a beginning or an end."""
    return (day(earliest), day(latest))


def moment(value: datetime | None) -> datetime | None:
    """A book time, or None for never."""
    return None if value is None or value.year == NEVER.year else value


def never(value: datetime | None) -> datetime:
    """The opposite of `moment`, for the columns where never is a time."""
    return value or NEVER


def began(value: Pair) -> tuple[date, date]:
    """A beginning as columns."""
    return value[0] or BEGINNING, value[1] or BEGINNING


def ended(value: Pair) -> tuple[date, date]:
    """An end as columns."""
    # Over, and nobody knows since when: the open end lies before all time, not after it.
    return value[0] or (BEGINNING if value[1] else FOREVER), value[1] or FOREVER


def plain(report: dict[str, Any]) -> dict[str, Any]:
    """The part of a report that means something elsewhere."""
    return {name: report[name] for name in FIGURES if report.get(name)}
