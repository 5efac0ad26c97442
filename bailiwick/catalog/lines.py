"""The lines of a review: what a proposed document would add, end, or say in more detail.

A verdict is remembered by a key, not by a row, so it holds however often the document is
read: a statement by its own key, its end and its details by keys made from that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .keys import details_key, end_key
from .models import Change, Claim, Lineage, Ruling
from .when import FOREVER, NEVER


class Sort(StrEnum):
    """What a line would do."""

    NEW = "new"
    END = "end"
    DETAILS = "details"
    #: Days that follow from other documents: nobody has to decide about them.
    DATES = "dates"


@dataclass(slots=True)
class Line:
    """One pending row of a document's change, with what it would take the place of."""

    pk: int
    origin: int
    key: int
    subject_id: int
    predicate: str
    object_id: int | None
    inferred_by: str
    qualifiers: dict[str, str]
    to_latest: date
    replaces_id: int | None
    before_qualifiers: dict[str, str] | None
    before_to_latest: date | None
    sort: Sort = field(init=False)
    #: The key that a verdict on it is remembered by; None: it needs none.
    ruled_by: int | None = field(init=False)

    def __post_init__(self) -> None:
        if self.replaces_id is None:
            self.sort, self.ruled_by = Sort.NEW, self.key
        elif self.before_to_latest == FOREVER and self.to_latest < FOREVER:
            self.sort, self.ruled_by = Sort.END, end_key(self.key)
        elif self.qualifiers != self.before_qualifiers:
            self.sort, self.ruled_by = Sort.DETAILS, details_key(self.key, self.qualifiers)
        else:
            self.sort, self.ruled_by = Sort.DATES, None

    @property
    def ruling(self) -> dict[str, Any]:
        """What a verdict on it is about."""
        details = self.qualifiers if self.sort is Sort.DETAILS else None
        return {"key": self.ruled_by, "statement": self.key, "details": details}


COLUMNS = (
    "pk", "origin", "key", "subject_id", "predicate", "object_id", "inferred_by", "qualifiers", "to_latest",
    "replaces_id", "replaces__qualifiers", "replaces__to_latest",
)  # fmt: skip


def lines_of(change: Change) -> list[Line]:
    """Every pending row of the change: one query."""
    rows = Claim.objects.filter(change=change, recorded_at=NEVER).order_by("pk")
    return [Line(*row) for row in rows.values_list(*COLUMNS)]


def verdicts(witness: Lineage | int) -> dict[int, str]:
    """Key → accepted or rejected, of everything that was ruled about what this list says."""
    return dict(Ruling.objects.filter(witness=witness).values_list("key", "verdict"))


def rejected(witness: Lineage | int) -> set[int]:
    """The keys that are never to be proposed again."""
    ruled = Ruling.objects.filter(witness=witness, verdict=Ruling.Verdict.REJECTED)
    return set(ruled.values_list("key", flat=True))


def read_as(witness: Lineage | int) -> dict[int, Claim]:
    """Key of what was rejected → the statement that a reviewer said it is to be read as."""
    rows = Ruling.objects.filter(witness=witness, instead__isnull=False).values_list("key", "instead")
    ruled = {key: origin for key, origin in rows if origin is not None}
    # The last one counts: what stands in the book, else what is pending.
    versions = Claim.objects.filter(origin__in=ruled.values()).order_by("superseded_at", "-recorded_at", "pk")
    claims = {claim.origin: claim for claim in versions} if ruled else {}
    return {key: claims[origin] for key, origin in ruled.items() if origin in claims}


def figures(lines: Iterable[Line], ruled: Collection[int]) -> dict[str, int]:
    """What a report counts of them; `ruled`: what was rejected before."""
    sorts = Counter(line.sort for line in lines if line.ruled_by not in ruled)
    return {"new": sorts[Sort.NEW], "gone": sorts[Sort.END], "changed": sorts[Sort.NEW] + sorts[Sort.END]}
