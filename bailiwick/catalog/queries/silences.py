"""The first document that no longer says something, where it is its silence that ended it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from ..models import Claim, Reference, Source
from ..vocabulary import PREDICATES
from .card import Said
from .history import Quote, quote_of
from .sources import sources


def first_silent(user: Any, ended: Iterable[Said]) -> dict[int, Quote]:
    """Statement → that document, where the reader may know of it; three queries at most.

    What a person ended, or a document that states the day itself, no silence did.
    """
    said = {one.id: one for one in ended}
    derived = Claim.objects.filter(pk__in=said, pinned=False).values_list("pk", flat=True) if said else ()
    found = [said[pk] for pk in derived]
    documents = list(_documents(user, found)) if found else []
    stated = _stated(documents, found) if documents else set()
    return {
        one.origin: quote_of(source)
        for one in found
        for source in reversed(documents)
        if _could_end(source, one) and (one.origin, source.pk) not in stated
    }


def _documents(user: Any, ended: Sequence[Said]) -> Iterable[Source]:
    """Those of the days on which something ended at the latest, in their order."""
    lists = {one.witness_id for one in ended}
    family = Q(lineage__in=lists) | Q(lineage__derived_from__in=lists)
    return sources(user).filter(family, dated__in={one.to_latest for one in ended}).order_by("dated", "order", "slug")


def _stated(documents: Sequence[Source], ended: Sequence[Said]) -> set[tuple[int, int]]:
    rows = Reference.objects.filter(source__in=documents, origin__in=[one.origin for one in ended])
    return set(rows.values_list("origin", "source"))


def _could_end(source: Source, one: Said) -> bool:
    """Whether the document's silence means something: it is complete for this, or there can be only one."""
    line, predicate = source.lineage, PREDICATES[one.predicate]
    complete = {PREDICATES[name].identity for name in line.complete_for if name in PREDICATES}
    mine = one.witness_id in (line.pk, line.derived_from_id)
    return mine and source.dated == one.to_latest and (predicate.one or predicate.identity in complete)
