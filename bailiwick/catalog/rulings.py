"""How a verdict of a reviewer is kept: one row for what it is about, beside the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from bailiwick.lib.batches import batches

from .keys import details_key
from .models import Claim, Lineage, Ruling

BATCH = 500
UNDECIDED = "undecided"


def itself(claim: Claim) -> dict[str, Any]:
    """The statement itself, as what a verdict is about."""
    return {"key": claim.key, "statement": claim.key, "details": None}


def details_of(statement: int, details: Mapping[str, str]) -> dict[str, Any]:
    """The details of a statement, as what a verdict is about."""
    return {"key": details_key(statement, details), "statement": statement, "details": dict(details)}


def rule(root: Lineage, about: Sequence[dict[str, Any]], verdict: str, by: int, *, instead: int | None = None) -> None:
    """One verdict for each, by whoever has the account with this id: the last word counts."""
    if verdict == UNDECIDED:
        for some in batches(about, BATCH):
            Ruling.objects.filter(witness=root, key__in=[each["key"] for each in some]).delete()
        return
    said = {"verdict": verdict, "instead": instead, "by_id": by, "at": timezone.now()}
    once = {each["key"]: each for each in about}
    Ruling.objects.bulk_create(
        [Ruling(witness=root, **each, **said) for each in once.values()],
        update_conflicts=True,
        unique_fields=["witness", "key"],
        update_fields=list(said),
        batch_size=BATCH,
    )
