"""Names that must not be shown any more: taken out of every row, in batches, so that nobody waits for it.

The digests of such names are kept with the person (`former_names`), so a job needs no argument that says
one, and after a crash it begins again and changes what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db import transaction

from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.text import fold_name

from .. import former_names, projection, search_documents
from ..models import Alias, Change, Claim, Entity, Reference, Source

#: Rows that are looked at together.
BATCH = 2_000
Column = tuple[Any, str]
Beat = Callable[[int, int, str], None]
#: What people wrote in their own words.
MESSAGES: tuple[Column, ...] = ((Change, "message"),)
#: Everything that may hold a name.
EVERYWHERE: tuple[Column, ...] = (
    (Alias, "value"),
    (Claim, "value"),
    (Claim, "qualifiers"),
    (Change, "message"),
    (Change, "report"),
    (Reference, "word"),
    (Source, "title"),
)


def forget(present: Mapping[str, str], columns: Collection[Column], beat: Beat) -> int:
    """Put present names for former ones (digest → name) into these columns; returns how many rows had any."""
    looked_at = changed = 0
    for column in columns:
        for rows in _rows(column):
            stale = [pk for pk, kept in rows if _redacted(kept, present) != kept]
            changed += len(clean(column, stale, present)) if stale else 0
            looked_at += len(rows)
            beat(looked_at, 0, f"{looked_at:,} rows")
    return changed


def forget_on_page(entity: Entity, present: Mapping[str, str]) -> None:
    """The same for what stands on one page. Call inside a transaction."""
    for model, name, end in ((Alias, "value", "entity"), (Claim, "value", "subject"), (Claim, "qualifiers", "subject")):
        ids = list(model.objects.filter(**{end: entity}).values_list("pk", flat=True))
        clean((model, name), ids, present)


def _rows(column: Column) -> Iterator[list[tuple[int, Any]]]:
    """All rows that have something there, by number: no cursor stays open while others write."""
    model, name = column
    rows = model.objects.exclude(**{f"{name}__isnull": True}).exclude(**{name: ""}).order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last).values_list("pk", name)[:BATCH]):
        yield batch
        last = batch[-1][0]


@transaction.atomic
def clean(column: Column, ids: Collection[int], present: Mapping[str, str]) -> set[int]:
    """Put present names into these rows, as they stand by now, with the lists and the search that show them."""
    one_at_a_time("book")
    model, name = column
    changed = set()
    for row in model.objects.filter(pk__in=ids):
        kept = getattr(row, name)
        if kept and (said := _redacted(kept, present)) != kept:
            folded = {"folded": fold_name(said)[:300]} if model is Alias else {}
            model.objects.filter(pk=row.pk).update(**{name: said}, **folded)
            changed.add(row.pk)
    _follow(model, changed)
    return changed


def _follow(model: Any, changed: Collection[int]) -> None:
    """Lists and search name what aliases and claims say."""
    owner = {Alias: "entity_id", Claim: "subject_id"}.get(model)
    if owner and changed:
        touched = set(model.objects.filter(pk__in=changed).values_list(owner, flat=True))
        projection.project(touched)
        search_documents.update(touched)


def _redacted(kept: Any, present: Mapping[str, str]) -> Any:
    if isinstance(kept, str):
        return former_names.redact(kept, present)
    if isinstance(kept, list):
        return [_redacted(value, present) for value in kept]
    return {name: _redacted(value, present) for name, value in kept.items()} if isinstance(kept, dict) else kept
