"""Taking back a bulk edit: what nobody has touched since is as it was, the rest is listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import can, require
from bailiwick.events.journal import record
from bailiwick.jobs import enqueue
from bailiwick.jobs.models import Job

from ..errors import Refused
from ..fields import values
from ..models import Edit, Issue, Operation
from ..planning import carry_out
from ..words import Vocabulary

Beat = Callable[[int, int, str], None]


@transaction.atomic
def undo_bulk(operation: Operation, *, by: Any) -> Operation:
    """Ask for it to be taken back; a job does it. Twice is once; what was stopped on the way goes on."""
    require(by, "bulk.undo", operation)
    row = Operation.objects.select_for_update().get(pk=operation.pk)
    if row.kind != "bulk":
        raise Refused(_("This was no bulk edit."))
    if row.undone_at is None or _was_stopped(row):
        row.undone_at, row.undone_by_id = timezone.now(), by.pk
        row.job_id = enqueue("tracker.bulk_undo", {"operation": row.pk}, by).pk
        row.save(update_fields=["undone_at", "undone_by_id", "job_id"])
        record("bulk.undone", by=by, about=("operation", row.pk), visibility=3)
    return row


def _was_stopped(row: Operation) -> bool:
    """Whether the work of taking it back ended before all was back."""
    return "undone" not in row.outcome and not Job.objects.open().filter(pk=row.job_id or 0).exists()


def run_undo(operation: Operation, *, by: Any, beat: Beat) -> dict[str, Any]:
    """Put back an issue in each transaction. Begun again after a crash, it goes on with what is left."""
    require(by, "bulk.undo", operation)
    ids = list(operation.edits.order_by("issue_id").values_list("issue_id", flat=True).distinct())
    restored, left = 0, list[list[Any]]()
    for at, pk in enumerate(ids):
        names = put_back(pk, operation, by)
        restored += not names
        left += [[pk, names]] if names else []
        beat(at + 1, len(ids), "")
    told = {"restored": restored, "left": len(left), "left_alone": left[:200]}
    Operation.objects.filter(pk=operation.pk).update(outcome=operation.outcome | {"undone": told})
    return told


@transaction.atomic
def put_back(pk: int, operation: Operation, who: Any) -> list[str]:
    """Each field of one issue as it was before the operation; the names of those that somebody touched since."""
    issue = Issue.objects.select_for_update().get(pk=pk)
    edits = list(operation.edits.filter(issue=issue).order_by("pk"))
    first = {edit.field: edit for edit in reversed(edits)}
    last = {edit.field: edit for edit in edits}
    now = values(issue, first)
    touched = sorted(
        name
        for name in first
        if _touched(issue, last[name], now[name])
        or _is_kept_closed(issue, name, operation)
        or not can(who, "issue.triage", issue)
    )
    back = {name: edit.before for name, edit in first.items() if name not in touched and edit.before != now[name]}
    if back:
        carry_out(issue, now, back, Vocabulary(), who=who, data={"undo": operation.pk})
    # What was put back already, before a crash, counts as put back.
    return [name for name in touched if now[name] != first[name].before]


def _is_kept_closed(issue: Issue, name: str, operation: Operation) -> bool:
    """What was merged since stays closed until that is taken back."""
    return name in ("status", "resolution") and bool(issue.merged_into_id) and operation.kind == "bulk"


def _touched(issue: Issue, edit: Edit, now: Any) -> bool:
    """Whether the field is no longer as the operation left it, or was changed since."""
    return bool(now != edit.after or Edit.objects.filter(issue=issue, field=edit.field, pk__gt=edit.pk).exists())
