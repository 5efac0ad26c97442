"""Writing versions of claims: the one place that knows a claim's columns.

A version is inserted pending (`recorded_at` NEVER) and becomes part of the book when
its change is applied. It is never updated afterwards, except for `superseded_at` and
the two marks (`attested_on`, `confirmed_at`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from bailiwick.lib import bulk

from .keys import claim_key
from .models import Claim
from .when import NEVER

PENDING = {"recorded_at": NEVER, "superseded_at": NEVER}

COLUMNS = tuple(field.name for field in Claim._meta.concrete_fields)
#: A claim's values in the order of COLUMNS, for `bulk.insert`.
as_row = attrgetter(*(field.attname for field in Claim._meta.concrete_fields))


def insert(claims: Iterable[Claim]) -> int:
    """Insert claims that already have their ids."""
    return bulk.insert(Claim, COLUMNS, (as_row(claim) for claim in claims))


def add(claims: Sequence[Claim]) -> None:
    """Insert new statements: each gets an id, is its own origin, and its key."""
    for pk, claim in zip(bulk.allocate(Claim, len(claims)), claims, strict=True):
        claim.pk = claim.origin = pk
        claim.key = claim_key(
            claim.witness_id, claim.subject_id, claim.predicate, claim.object_id, claim.value, claim.state
        )
    insert(claims)


def succeed(pairs: Sequence[tuple[Claim, dict[str, Any]]], change_id: int) -> list[Claim]:
    """Insert pending successors: for each (claim, what differs) a copy that replaces it."""
    successors = []
    for pk, (claim, differs) in zip(bulk.allocate(Claim, len(pairs)), pairs, strict=True):
        values = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
        values |= {"id": pk, "replaces_id": claim.pk, "change_id": change_id, **PENDING} | differs
        successors.append(Claim(**values))
    insert(successors)
    return successors


def rekeyed(claim: Claim, subject_id: int, object_id: int | None) -> dict[str, Any]:
    """What differs when a claim's ends move: the ends, and the key made from them."""
    key = claim_key(claim.witness_id, subject_id, claim.predicate, object_id, claim.value, claim.state)
    return {"subject_id": subject_id, "object_id": object_id, "key": key}
