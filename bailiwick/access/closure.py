"""Keeps the edges and the closure over them. The catalog's actions call this in their own transaction.

Each function takes the whole truth about some ids ("these are its parents now") and
changes only what differs, so calling twice is harmless and calling without a
difference costs two reads. What a change of parents can touch is what lies below
the changed scopes; exactly that part of the closure is worked out again, in the
database. Cycles are tolerated: everything on one is above and below everything on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction

from ..lib.bulk import insert
from ..lib.locks import one_at_a_time
from .models import MemberOf, PartOf, Responsible, ScopePath

Edges = Mapping[int, Iterable[int]]


def set_parents(scope: int, parents: Iterable[int]) -> None:
    """What `scope` is part of, now."""
    set_many_parents({scope: parents})


def set_groups(member: int, groups: Iterable[int]) -> None:
    """The teams that a person (or a team) is in, now."""
    set_many_groups({member: groups})


def set_responsible(scope: int, holders: Iterable[int]) -> None:
    """The people and teams that answer for `scope`, now."""
    set_many_responsible({scope: holders})


@transaction.atomic
def set_many_parents(parents: Edges) -> None:
    """The same for many scopes; each of them gets its own place in the closure."""
    changed = _replace(PartOf, "child", "parent", {s: {p for p in ps if p != s} for s, ps in parents.items()})
    _work_out(changed | _without_place(parents))


@transaction.atomic
def set_many_groups(groups: Edges) -> None:
    """The same for many members."""
    _replace(MemberOf, "member", "group", groups)


@transaction.atomic
def set_many_responsible(holders: Edges) -> None:
    """The same for many scopes."""
    _replace(Responsible, "scope", "holder", holders)


def _replace(model: type[models.Model], key: str, value: str, wanted: Edges) -> set[int]:
    """Make the rows of these keys exactly `wanted`; the keys that differed."""
    want = {(k, v) for k, vs in wanted.items() for v in vs}
    have: dict[tuple[int, int], int] = {}
    for ids in _chunks(wanted):
        rows = model._default_manager.filter(**{f"{key}__in": ids}).values_list("pk", key, value)
        have |= {(k, v): pk for pk, k, v in rows}
    for gone in _chunks([pk for edge, pk in have.items() if edge not in want]):
        model._default_manager.filter(pk__in=gone).delete()
    insert(model, [key, value], sorted(want - have.keys()))
    return {k for k, _ in want ^ have.keys()}


def _without_place(scopes: Iterable[int]) -> set[int]:
    """Scopes that the closure does not know yet."""
    known: set[int] = set()
    for ids in _chunks(scopes):
        own = ScopePath.objects.filter(descendant__in=ids, ancestor=models.F("descendant"))
        known.update(own.values_list("descendant", flat=True))
    return set(scopes) - known


def _work_out(changed: set[int]) -> None:
    """Work out again what is above everything that lies below `changed` (themselves included)."""
    if not changed:
        return
    one_at_a_time("closure")
    below = _below(changed)
    with connection.cursor() as cursor:
        cursor.execute(_sql("DELETE FROM {path} WHERE descendant IN ({ids})"), [_param(below)])
        cursor.execute(
            _sql(
                """
                WITH RECURSIVE given(id) AS ({ids}), up(low, high) AS (
                    SELECT id, id FROM given
                    UNION
                    SELECT up.low, p.parent FROM up JOIN {part_of} p ON p.child = up.high
                )
                INSERT INTO {path} (descendant, ancestor) SELECT low, high FROM up
                """
            ),
            [_param(below)],
        )


def _below(scopes: set[int]) -> set[int]:
    """All that is part of these, by the closure as it stands, and these."""
    with connection.cursor() as cursor:
        cursor.execute(_sql("SELECT DISTINCT descendant FROM {path} WHERE ancestor IN ({ids})"), [_param(scopes)])
        return scopes | {row[0] for row in cursor.fetchall()}


def _sql(text: str) -> str:
    """Fill in the tables, and how this database reads a list of ids from one parameter."""
    ids = "SELECT unnest(%s::bigint[])" if connection.vendor == "postgresql" else "SELECT value FROM json_each(%s)"
    return text.format(path=ScopePath._meta.db_table, part_of=PartOf._meta.db_table, ids=ids)


def _param(ids: Iterable[int]) -> Any:
    ordered = sorted(ids)
    return ordered if connection.vendor == "postgresql" else json.dumps(ordered)


def _chunks(ids: Iterable[int], size: int = 10_000) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[at : at + size] for at in range(0, len(ordered), size))
