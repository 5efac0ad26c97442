"""Writing versions of claims: the one place that knows a claim's columns.

A version is inserted pending (`recorded_at` NEVER) and becomes part of the book when
its change is applied. It is never updated afterwards, except for `superseded_at` and
the two marks (`attested_on`, `confirmed_at`).

A row is a dict of column values here, not a `Claim`: making model instances took half
the time of an import.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from bailiwick.lib import bulk

from .keys import claim_key
from .models import Claim, Rank, State
from .when import BEGINNING, FOREVER, NEVER

Row = dict[str, Any]
FIELDS = Claim._meta.concrete_fields
PENDING: Row = {"recorded_at": NEVER, "superseded_at": NEVER}
DEFAULTS: Row = {field.attname: None for field in FIELDS} | {
    "state": int(State.KNOWN),
    "rank": int(Rank.NORMAL),
    "qualifiers": {},
    "visibility": 0,
    "inferred_by": "",
    "from_earliest": BEGINNING,
    "from_latest": BEGINNING,
    "to_earliest": FOREVER,
    "to_latest": FOREVER,
    "pinned": False,
    **PENDING,
}
_columns = [field.name for field in FIELDS]
_values = itemgetter(*(field.attname for field in FIELDS))


def insert(rows: Iterable[Row]) -> int:
    """Insert rows that have their ids, origins and keys."""
    return bulk.insert(Claim, _columns, (_values(row) for row in rows))


def add(rows: Sequence[Row]) -> Sequence[int]:
    """Insert new statements: each gets an id, is its own origin, and its key. Returns the ids."""
    ids = bulk.allocate(Claim, len(rows))
    insert(
        {**DEFAULTS, **row, "id": pk, "origin": pk, "key": row["key"] if "key" in row else key_of(row)}
        for pk, row in zip(ids, rows, strict=True)
    )
    return ids


def succeed(pairs: Sequence[tuple[Claim, Row]], change_id: int) -> None:
    """Insert pending successors: for each (claim, what differs) a copy that replaces it."""
    ids = bulk.allocate(Claim, len(pairs))
    insert(
        {**row_of(claim), "id": pk, "replaces_id": claim.pk, "change_id": change_id, **PENDING, **differs}
        for pk, (claim, differs) in zip(ids, pairs, strict=True)
    )


def row_of(claim: Claim) -> Row:
    """The claim's column values."""
    return {field.attname: getattr(claim, field.attname) for field in FIELDS}


def key_of(row: Row) -> int:
    """The identity of the statement that a row makes."""
    row = DEFAULTS | row
    return claim_key(*(row[name] for name in ("witness_id", "subject_id", "predicate", "object_id", "value", "state")))


def rekeyed(claim: Claim, subject_id: int, object_id: int | None) -> Row:
    """What differs when a claim's ends move: the ends, and the key made from them."""
    ends = {"subject_id": subject_id, "object_id": object_id}
    return {**ends, "key": key_of(row_of(claim) | ends)}
