"""Saying something to an issue, and saying it better."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import Level, require
from bailiwick.events.journal import record
from bailiwick.lib.text import is_blank
from bailiwick.subscriptions.actions import subscribe
from bailiwick.subscriptions.topics import issue_topic

from ..documents import index_issues
from ..errors import Crossed, Refused
from ..fields import body as text_of
from ..holding import class_of, is_held, is_held_again
from ..models import Comment, CommentVersion, Issue
from ..posts import hold
from ..sent import keep_sent, only_once


@transaction.atomic
def create_comment(
    issue: Issue,
    body: str,
    *,
    by: Any,
    note: bool = False,
    via: str = "web",
    address_id: int | None = None,
    once: str = "",
) -> Comment:
    """Say something; a `note` is for staff. `once` is the key of a form; raises SentBefore with what it made before."""
    require(by, "comment.note" if note else "comment.create", issue)
    only_once(once)
    said = _said(body)
    held = is_held(by, address_id)
    here = issue.wanted_visibility if issue.held else issue.visibility
    wanted = max(here, int(Level.STAFF) if note else 0)
    now = timezone.now()
    comment = Comment.objects.create(
        issue=issue, note=note, author_id=by.pk, address_id=address_id, body=said, via=via, created_at=now,
        held=held, wanted_visibility=wanted, visibility=class_of(held, max(wanted, issue.visibility)),
    )  # fmt: skip
    keep_sent(once, comment=comment)
    _count(issue, comment, by)
    if address_id is None and not by.is_system:
        subscribe(issue_topic(issue.pk), by=by)
    index_issues([issue.pk])
    about, seen = ("comment", comment.pk), comment.visibility
    record("comment.created", by=by, scope_id=issue.scope_id, about=about, visibility=seen, data={"issue": issue.pk})
    return comment


def _said(body: str) -> str:
    said = text_of(body)
    if is_blank(said):
        raise Refused(_("There is nothing in this comment yet."), "body")
    return said


def _count(issue: Issue, comment: Comment, by: Any) -> None:
    """What lists show of it: that something happened, and the first answer. A note moves nothing that others see."""
    if comment.held or comment.visibility > issue.visibility:
        return
    changes: dict[str, Any] = {"comments": F("comments") + 1, "activity_at": comment.created_at}
    stranger = by.pk != issue.reporter_id or comment.address_id != issue.address_id
    if stranger and issue.answered_at is None:
        # Whoever answers at the same moment was not first.
        changes["answered_at"] = Coalesce("answered_at", comment.created_at)
    Issue.objects.filter(pk=issue.pk).update(**changes)


@transaction.atomic
def edit_comment(comment: Comment, body: str, *, by: Any, seen: str | None = None) -> Comment:
    """Say it differently; what it said before is kept. Twice is once.

    `seen` is what the editor had before them: if somebody else edited it meanwhile, `Crossed` shows both.
    """
    require(by, "comment.update", comment)
    said = _said(body)
    row = Comment.objects.select_for_update().select_related("issue").get(pk=comment.pk)
    if row.body == said:
        return row
    if seen is not None and text_of(seen) != row.body:
        told = {"body": (seen, row.body, said)}
        raise Crossed(_("Somebody else changed this meanwhile; nothing of yours is lost."), told)
    if is_held_again(row, by, [row.body], [said]):
        hold(row)
    CommentVersion.objects.create(comment=row, by_id=by.pk, at=timezone.now(), body=row.body)
    row.body, row.edited_at = said, timezone.now()
    row.save(update_fields=["body", "edited_at"])
    index_issues([row.issue_id])
    about, data = ("comment", row.pk), {"issue": row.issue_id}
    record("comment.changed", by=by, scope_id=row.scope_id, about=about, visibility=row.visibility, data=data)
    return row
