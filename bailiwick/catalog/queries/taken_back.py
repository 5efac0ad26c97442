"""Documents that were taken back: what they said counts as never read, and is no person's verdict on any of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from ..models import Change, Claim, Edit, Lineage


def document_change(change: Change) -> Change | None:
    """The change of the document that this one brings, takes back, or brings after all; None: it is a person's."""
    while change.reverts is not None:
        change = change.reverts
    # What came back from an export for few eyes may not say which document it was.
    return change if change.lineage_id and "source" in change.report else None


def taken_back(witness: Lineage | int, *, without: Change | None = None) -> set[int]:
    """The list's documents of which no change stands any more; `without`: as if that reversal had not been made."""
    family = Q(lineage=witness) | Q(lineage__derived_from=witness)
    applied = Change.objects.filter(family, status=Change.Status.APPLIED)
    reverted = applied.filter(report__has_key="source", reverted_by__isnull=False)
    undone = [change for change in reverted.distinct() if not _stands(change, without)]
    if not undone:
        return set()
    documents = {change.report["source"] for change in undone}
    others = applied.filter(report__source__in=documents).exclude(pk__in=[change.pk for change in undone])
    return documents - {change.report["source"] for change in others}


def was_taken_back(document: Change) -> bool:
    """Whether what this document said was taken back once, whatever counts now."""
    of_it = Change.objects.filter(lineage=document.lineage_id, report__source=document.report["source"])
    return of_it.filter(reverted_by__isnull=False).exists()


def _stands(change: Change, without: Change | None) -> bool:
    return not any(_stands(back, without) for back in change.reverted_by.all() if back != without)


def gone_with_document(claims: Iterable[Claim]) -> set[int]:
    """Those of the superseded claims that ended when their document was taken back; nobody judged them."""
    dead = [claim.pk for claim in claims]
    if not dead:
        return set()
    edits = Edit.objects.filter(claim__in=dead, op=Edit.Op.CORRECT, refused="", change__reverts__isnull=False)
    found = edits.select_related("change__reverts")
    return {edit.claim_id for edit in found if edit.claim_id and document_change(edit.change)}
