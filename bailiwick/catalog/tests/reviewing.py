"""Short words for what reviewers do, and for what came of it."""

from __future__ import annotations

from typing import Any

from bailiwick.catalog.actions.judging import judge_statements
from bailiwick.catalog.lines import lines_of, verdicts
from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.when import NEVER

from .cast import system


def told(claim: Claim) -> str:
    """`service/wiki hosted_by provider/red`, with a dagger when it is over."""
    over = " †" if claim.to_latest.year < 9999 else ""
    return f"{claim.subject.ref} {claim.predicate} {claim.object or claim.value}{over}"


def book() -> set[str]:
    """What the book says now."""
    return {told(claim) for claim in Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)}


def lines(change: Change) -> list[tuple[str, str]]:
    """What is to be decided about a document, and how it was, if it was."""
    ruled = verdicts(change.lineage.derived_from_id or change.lineage_id)
    asked = [line for line in lines_of(change) if line.ruled_by is not None]
    said = Claim.objects.in_bulk([line.pk for line in asked])
    return [(told(said[line.pk]), ruled.get(line.ruled_by, "")) for line in asked]


def judge(change: Change, verdict: str, *said: str, by: Any = None) -> int:
    """Decide about lines by what they say; all of them when none is named."""
    pending = Claim.objects.filter(change=change, recorded_at=NEVER)
    origins = [claim.origin for claim in pending if not said or told(claim) in said]
    assert origins, [told(claim) for claim in pending]
    return judge_statements(change, origins, verdict, by=by or system())


def accept(change: Change, *said: str, by: Any = None) -> int:
    return judge(change, "accepted", *said, by=by)


def reject(change: Change, *said: str, by: Any = None) -> int:
    return judge(change, "rejected", *said, by=by)
