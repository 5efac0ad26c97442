"""Documents that were taken back: what they said counts as never read, and is no person's verdict on any of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from ..models import Change, Claim, Edit, Lineage, Source
from ..when import NEVER


def document_change(change: Change) -> Change | None:
    """The change of the document that this one brings, takes back, or brings after all; None: it is a person's."""
    while change.reverts is not None:
        change = change.reverts
    # What came back from an export for few eyes may not say which document it was.
    return change if change.lineage_id and "source" in change.report else None


def taken_back(witness: Lineage | int) -> set[int]:
    """The list's documents of which no change stands any more."""
    undone, others = _undone(witness)
    return {change.report["source"] for change in undone} - {change.report["source"] for change in others}


def was_read(witness: int) -> bool:
    """Whether any document of the list, or of those that retell it, counts as read."""
    family = Q(lineage=witness) | Q(lineage__derived_from=witness)
    return Source.objects.filter(family, recorded_at__lt=NEVER).exclude(pk__in=taken_back(witness)).exists()


def unsaid(witness: Lineage | int) -> set[int]:
    """Changes that were taken back, while others of the same document stand: what they brought counts no longer.

    Whoever read the whole document once more since has said all of it again.
    """
    undone, others = _undone(witness)
    found = set()
    for change in undone:
        beside = [other for other in others if other.report["source"] == change.report["source"]]
        if beside and not any(_read_again(other, change) for other in beside):
            found.add(change.pk)
    return found


def still_said(document: Change, witness: Lineage | int) -> bool:
    """Whether this reading of a document counts: it stands, or somebody has read all of it again."""
    return document.report["source"] not in taken_back(witness) and document.pk not in unsaid(witness)


def _undone(witness: Lineage | int) -> tuple[list[Change], list[Change]]:
    """The changes of the list's documents that were taken back, and those of the same documents that stand."""
    family = Q(lineage=witness) | Q(lineage__derived_from=witness)
    applied = Change.objects.filter(family, status=Change.Status.APPLIED)
    reverted = applied.filter(report__has_key="source", reverted_by__isnull=False)
    undone = [change for change in reverted.distinct() if not _stands(change)]
    if not undone:
        return [], []
    others = applied.filter(report__source__in={change.report["source"] for change in undone})
    return undone, list(others.exclude(pk__in=[change.pk for change in undone]))


def _read_again(later: Change, change: Change) -> bool:
    """Not what was left of the same reading, parted in review."""
    if later.decided_at is None or change.decided_at is None:
        return False
    return "part" not in later.report and later.decided_at > change.decided_at


def was_taken_back(document: Change) -> bool:
    """Whether what this document said was taken back once, whatever counts now."""
    of_it = Change.objects.filter(lineage=document.lineage_id, report__source=document.report["source"])
    return of_it.filter(reverted_by__isnull=False).exists()


def _stands(change: Change) -> bool:
    return not any(_stands(back) for back in change.reverted_by.all())


def gone_with_document(claims: Iterable[Claim]) -> set[int]:
    """Those of the superseded claims that ended when their document was taken back; nobody judged them."""
    dead = [claim.pk for claim in claims]
    if not dead:
        return set()
    edits = Edit.objects.filter(claim__in=dead, op=Edit.Op.CORRECT, refused="", change__reverts__isnull=False)
    found = edits.select_related("change__reverts")
    return {edit.claim_id for edit in found if edit.claim_id and document_change(edit.change)}
