"""Merging a duplicate in one step, and taking that back as far as nobody touched it since.

Stars, watchers and links go to the issue that stays. Comments remain where they were written: both pages stand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from ..errors import Refused
from ..linking import keep_history
from ..models import Issue, IssueLink, Operation
from ..moving import give_back_links, give_back_stars, give_back_watchers, move_links, move_stars, move_watchers
from ..planning import carry_out, planned
from ..words import Vocabulary
from .stars import count_stars
from .undoing import put_back

KIND = "merge"
CLOSED = {"status": "closed", "resolution": "duplicate"}


@transaction.atomic
def merge_issues(duplicate: Issue, into: Issue, *, by: Any) -> Operation:
    """`duplicate` is closed as one of `into`, which gets its stars, watchers and links."""
    _require_both(by, duplicate, into)
    one_at_a_time("issue links")
    row, stays = _both(duplicate, into, by)
    operation = Operation.objects.create(
        kind=KIND, by_id=by.pk, at=timezone.now(), asked={"issue": row.pk, "into": stays.pk}
    )
    words = Vocabulary()
    before, changed = planned(row, CLOSED, words, who=by, override=True)
    if changed:
        carry_out(row, before, changed, words, who=by, operation=operation)
    moved = {
        "links": move_links(row, stays),
        "stars": move_stars(row, stays),
        "watchers": move_watchers(row, stays),
        "link": _say_so(row, stays, by),
    }
    Issue.objects.filter(pk=row.pk).update(merged_into=stays)
    _finish(row, stays, operation, moved, by, "issue.merged")
    duplicate.refresh_from_db()
    return operation


def _require_both(by: Any, duplicate: Issue, into: Issue) -> None:
    """Seen on both sides, decided where the duplicate is."""
    require(by, "issue.read", [duplicate, into])
    require(by, "issue.merge", duplicate)


def _both(duplicate: Issue, into: Issue, by: Any) -> tuple[Issue, Issue]:
    rows = {row.pk: row for row in Issue.objects.select_for_update().filter(pk__in=[duplicate.pk, into.pk])}
    row, stays = rows[duplicate.pk], rows[into.pk]
    if row.pk == stays.pk:
        raise Refused(_("An issue is no duplicate of itself."), "into")
    if row.merged_into_id:
        raise Refused(_merged_already(row, by), "into")
    if stays.merged_into_id:
        raise Refused(_merged_itself(stays, by), "into")
    return row, stays


def _merged_already(row: Issue, by: Any) -> str:
    if not _sees_where(row, by):
        return _("It was merged already.")
    return _("It was merged already, into #%(n)s.") % {"n": row.merged_into_id}


def _merged_itself(stays: Issue, by: Any) -> str:
    if not _sees_where(stays, by):
        return _("#%(n)s was itself merged; choose another one.") % {"n": stays.pk}
    return _("#%(n)s was itself merged into #%(m)s; choose that one.") % {"n": stays.pk, "m": stays.merged_into_id}


def _sees_where(merged: Issue, by: Any) -> bool:
    """Whether `by` may know of the issue that it was merged into."""
    return Issue.objects.visible_to(by).filter(pk=merged.merged_into_id or 0).exists()


def _say_so(row: Issue, stays: Issue, by: Any) -> int:
    """The link between the two, which both histories tell."""
    kind = IssueLink.Kind.DUPLICATES
    link, new = IssueLink.objects.get_or_create(
        source=row, target=stays, kind=kind, defaults={"by_id": by.pk, "at": timezone.now()}
    )
    keep_history(link, by, came=True)
    return link.pk if new else 0


def _finish(row: Issue, stays: Issue, operation: Operation, outcome: dict[str, Any], by: Any, event: str) -> None:
    for each in (row, stays):
        count_stars(each)
    Operation.objects.filter(pk=operation.pk).update(outcome=outcome)
    operation.outcome = outcome
    data = {"into": stays.pk, "operation": operation.pk}
    seen = max(row.visibility, stays.visibility)
    if event == "issue.merged":
        record("issue.merged", by=by, scope_id=row.scope_id, about=("issue", row.pk), visibility=seen, data=data)
    else:
        record("issue.unmerged", by=by, scope_id=row.scope_id, about=("issue", row.pk), visibility=seen, data=data)


@transaction.atomic
def undo_merge(operation: Operation, *, by: Any) -> Operation:
    """As it was before; what somebody touched since is left alone and listed in the outcome. Twice is once."""
    row = _locked(operation)
    _require_both(by, *_sides(row))
    if row.undone_at is not None:
        return row
    duplicate, into = _sides(row)
    steps: tuple[tuple[str, Callable[..., list[Any]]], ...] = (
        ("stars", give_back_stars), ("watchers", give_back_watchers), ("links", give_back_links),
    )  # fmt: skip
    left = {name: give_back(duplicate, into, row.outcome[name]) for name, give_back in steps}
    left["fields"] = put_back(duplicate.pk, row, by)
    _unsay(duplicate, into, row.outcome["link"], by)
    Issue.objects.filter(pk=duplicate.pk, merged_into=into).update(merged_into=None)
    row.undone_at, row.undone_by_id = timezone.now(), by.pk
    row.save(update_fields=["undone_at", "undone_by_id"])
    _finish(duplicate, into, row, row.outcome | {"left": left}, by, "issue.unmerged")
    return row


def _locked(operation: Operation) -> Operation:
    return Operation.objects.select_for_update().get(pk=operation.pk, kind=KIND)


def _sides(operation: Operation) -> tuple[Issue, Issue]:
    """The duplicate and the issue that stays."""
    return Issue.objects.get(pk=operation.asked["issue"]), Issue.objects.get(pk=operation.asked["into"])


def _unsay(row: Issue, stays: Issue, link: int, by: Any) -> None:
    for each in IssueLink.objects.filter(pk=link or 0).select_related("source", "target"):
        keep_history(each, by, came=False)
        each.delete()


def merge_of(issue: Issue) -> Operation | None:
    """The merge that can be taken back, if this issue was merged."""
    if not issue.merged_into_id:
        return None
    asked = {"kind": KIND, "undone_at": None, "asked__issue": issue.pk, "asked__into": issue.merged_into_id}
    return Operation.objects.filter(**asked).order_by("-pk").first()
