"""First posts that wait, and posts that somebody complained about: letting them through or not."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import Level, require
from bailiwick.events.journal import record

from .. import posts
from ..errors import Refused
from ..fields import in_present_names
from ..models import Complaint
from ..posts import Post

_LONGEST = 500


@transaction.atomic
def release_post(post: Post, *, by: Any) -> None:
    """Let it be seen by whom it was meant for; whatever was said against it is settled. Twice is once."""
    require(by, "post.judge", post)
    if not _lock(post):
        return
    here = posts.issue_of(post)
    level = post.wanted_visibility if post is here else max(post.wanted_visibility, here.visibility)
    posts.show(post, level, held=False, wanted=post.wanted_visibility)
    Complaint.objects.filter(**posts.complaint_of(post)).delete()
    record("post.released", by=by, scope_id=post.scope_id, about=posts.about(post), visibility=post.visibility)


@transaction.atomic
def reject_post(post: Post, reason: str, *, by: Any) -> None:
    """It stays with its author and the staff, or goes back there; its author reads why."""
    require(by, "post.judge", post)
    why = _why(reason)
    if not _lock(post):
        posts.hold(post)
    now, told = timezone.now(), posts.complaint_of(post)
    Complaint.objects.filter(**told, settled_at=None).update(settled_at=now, settled_by_id=by.pk)
    Complaint.objects.create(**told, by_id=by.pk, reason=why, at=now, settled_at=now, settled_by_id=by.pk)
    record("post.rejected", by=by, scope_id=post.scope_id, about=posts.about(post), visibility=int(Level.STAFF))


@transaction.atomic
def hold_post(post: Post, *, by: Any) -> None:
    """It was let through by mistake: it waits in the queue again. Twice is once."""
    require(by, "post.judge", post)
    if _lock(post):
        return
    posts.hold(post)
    record("post.held", by=by, scope_id=post.scope_id, about=posts.about(post), visibility=int(Level.STAFF))


def _lock(post: Post) -> bool:
    """Whether it is held, until the end of the transaction. Raises Refused if somebody judged it in this moment."""
    rows, seen = type(post)._default_manager.filter(pk=post.pk), (post.held, _verdicts(post))
    held = rows.select_for_update().values_list("held", flat=True).get()
    if seen != (held, _verdicts(post)):
        raise Refused(_("Somebody else judged this in the same moment; look at it again."))
    return bool(held)


def _verdicts(post: Post) -> int:
    return Complaint.objects.filter(**posts.complaint_of(post), settled_at__isnull=False).count()


def _why(reason: str) -> str:
    why = _in_a_line(reason)
    if not why:
        raise Refused(_("Say why: its author reads it."), "reason")
    return why


def _in_a_line(reason: str) -> str:
    return in_present_names(" ".join(reason.replace("\x00", "").split()))[:_LONGEST]


@transaction.atomic
def report_post(post: Post, reason: str, *, by: Any) -> Complaint:
    """Say that it does not belong here, or, of one's own, that it was held by mistake. Once each."""
    require(by, "post.report", post)
    told, now = posts.complaint_of(post), timezone.now()
    why = _in_a_line(reason)
    standing, new = Complaint.objects.get_or_create(
        **told, by_id=by.pk, settled_at=None, defaults={"reason": why, "at": now}
    )
    if new:
        about = ("complaint", standing.pk)
        record("post.reported", by=by, scope_id=post.scope_id, about=about, visibility=int(Level.STAFF))
    return standing


@transaction.atomic
def dismiss_complaints(post: Post, *, by: Any) -> None:
    """What was said against it is looked at, and it stays as it is. Twice is once."""
    require(by, "post.judge", post)
    _lock(post)
    open_ones = Complaint.objects.filter(**posts.complaint_of(post), settled_at=None)
    # Whoever complained themselves and dismisses it has not judged the post.
    open_ones.filter(by_id=by.pk).delete()
    if open_ones.update(settled_at=timezone.now(), settled_by_id=by.pk):
        record("post.kept", by=by, scope_id=post.scope_id, about=posts.about(post), visibility=int(Level.STAFF))
