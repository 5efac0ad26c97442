"""Names that must not be shown any more: taken out of every row, in batches, so that nobody waits for it.

The digests of such names are kept with the person (`former_names`), so a job needs no argument that says
one, and after a crash it begins again and changes what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db import transaction

from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.panels import contributors
from bailiwick.lib.text import fold_name

from .. import former_names, projection, search_documents
from ..keys import details_key
from ..models import Alias, Change, Claim, Entity, Lineage, Reference, Ruling, Source
from ..queries.names import present_names

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
    (Lineage, "title"),
    (Ruling, "details"),
)


def forget_names(person_id: int, columns: Collection[Column], beat: Beat) -> int:
    """Take the former names of a person out of these columns and those of the rooms above; returns in how many rows.

    Pages that were kept meanwhile are made anew.
    """
    above = [column for contribute in contributors("names") for column in contribute()]
    changed = forget(present_names(person_id), [*columns, *above], beat)
    _show_afresh(person_id)
    return changed


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
            _write(row, name, said)
            changed.add(row.pk)
    _follow(model, changed)
    return changed


def _write(row: Any, name: str, said: Any) -> None:
    """With the key by which it is known, where one is made of it; of two verdicts on the same one stays."""
    said_of_it: dict[str, Any] = {name: said}
    if isinstance(row, Alias):
        said_of_it["folded"] = fold_name(said)[:300]
    if isinstance(row, Ruling):
        said_of_it["key"] = details_key(row.statement, said)
        if Ruling.objects.filter(witness=row.witness_id, key=said_of_it["key"]).exists():
            row.delete()
            return
    type(row).objects.filter(pk=row.pk).update(**said_of_it)


@transaction.atomic
def _show_afresh(person_id: int) -> None:
    """A new row of the lists moves the book's revision, so that no page of an older one is served any more."""
    one_at_a_time("book")
    projection.project({person_id})


def _follow(model: Any, changed: Collection[int]) -> None:
    """Lists and search name what aliases and claims say; the rooms above follow with theirs."""
    for contribute in contributors("rewritten") if changed else ():
        contribute(model, changed)
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
