"""Proposed documents of a list, in the order in which people review them: the oldest first."""

from __future__ import annotations

from django.db.models import Q

from ..models import Change, Lineage, Source


def proposed_documents(root: Lineage) -> list[tuple[Change, Source]]:
    """Every document of the list, or of a retelling of it, that waits for a decision: two queries."""
    waiting = list(Change.objects.filter(_of(root), status=Change.Status.PROPOSED, reverts=None))
    read = Source.objects.in_bulk([change.report.get("source", 0) for change in waiting])
    found = [(change, read[change.report["source"]]) for change in waiting if change.report.get("source") in read]
    return sorted(found, key=lambda pair: (pair[1].dated, pair[1].order, pair[0].pk))


def next_document(change: Change) -> Change | None:
    """The one to review after this: the next younger, else the oldest that was passed over."""
    if change.lineage is None:
        return None
    waiting = [pair for pair in proposed_documents(change.lineage.derived_from or change.lineage) if pair[0] != change]
    here = Source.objects.filter(pk=change.report.get("source", 0)).first()
    later = [pair for pair in waiting if here and (pair[1].dated, pair[1].order) >= (here.dated, here.order)]
    return next((found for found, _source in later or waiting), None)


def rest_of(change: Change) -> int | None:
    """The change in which waits what nobody had decided of this document when it was applied."""
    same = {"report__part": "rest", "report__source": change.report.get("source", 0)}
    waiting = Change.objects.filter(lineage=change.lineage, status=Change.Status.PROPOSED, **same).exclude(pk=change.pk)
    return waiting.values_list("pk", flat=True).order_by("-pk").first()


def _of(root: Lineage) -> Q:
    return Q(lineage=root) | Q(lineage__derived_from=root)
