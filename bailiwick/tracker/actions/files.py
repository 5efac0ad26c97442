"""Attaching files, and taking them away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import Level, require
from bailiwick.events.journal import record
from bailiwick.lib.filenames import clean_name
from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.patches import touched

from .. import blobs
from ..blob_rows import keep_blob
from ..documents import index_issues
from ..errors import Refused
from ..file_types import LOOKED_AT, PATCH, READ, as_text, media_type
from ..holding import class_of, is_held
from ..models import Comment, File, Issue

#: An issue is no archive.
MOST = 200


def attach_file(
    issue: Issue, chunks: Iterable[bytes], name: str, *, by: Any, comment: Comment | None = None, note: bool = False
) -> File:
    """Keep the bytes and hang them on the issue, with the comment they came with; a `note` is for staff.

    The bytes are on the disk before a transaction begins, so nobody waits for a slow sender. Raises Refused.
    """
    require(by, "comment.note" if note else "file.attach", issue)
    if issue.files.filter(removed_at__isnull=True).count() >= MOST:
        raise Refused(_("There are %(n)s files here already.") % {"n": MOST}, "files")
    if comment is None and not issue.held and is_held(by):
        raise Refused(_("Attach it to a comment: what you post first waits until somebody has looked at it."), "files")
    with blobs.received(chunks) as incoming:
        with incoming.path.open("rb") as file:
            head = file.read(READ)
        return _attach(issue, incoming, clean_name(name), head, by=by, comment=comment, note=note)


@transaction.atomic
def _attach(
    issue: Issue, incoming: blobs.Incoming, name: str, head: bytes, *, by: Any, comment: Comment | None, note: bool
) -> File:
    kind = media_type(name, head[:LOOKED_AT])
    # The bytes take their place before anybody can read the row.
    one_at_a_time("blobs")
    incoming.settle()
    blob = keep_blob(incoming.digest, incoming.size, kind, by)
    held = _waits(issue, by) if comment is None else comment.held
    wanted = _wanted(issue, comment, note)
    file = File.objects.create(
        issue=issue, comment=comment, author_id=by.pk, blob=blob, name=name, media_type=kind, size=incoming.size,
        note=note, held=held, wanted_visibility=wanted, visibility=class_of(held, max(wanted, issue.visibility)),
        created_at=timezone.now(), touches=touched(as_text(head) or "") if kind == PATCH else [],
    )  # fmt: skip
    if not held and file.visibility <= issue.visibility:
        Issue.objects.filter(pk=issue.pk).update(activity_at=file.created_at)
    index_issues([issue.pk])
    about, seen = ("file", file.pk), file.visibility
    record("file.attached", by=by, scope_id=issue.scope_id, about=about, visibility=seen, data={"issue": issue.pk})
    return file


def _waits(issue: Issue, by: Any) -> bool:
    """What came with an issue that is held waits with it, also where it came without an account."""
    return (issue.held and issue.reporter_id == by.pk) or is_held(by)


def _wanted(issue: Issue, comment: Comment | None, note: bool) -> int:
    """Who sees it once nothing is held: whoever sees what it came with."""
    base = issue.wanted_visibility if issue.held else issue.visibility
    with_it = 0 if comment is None else comment.wanted_visibility if comment.held else comment.visibility
    return max(base, with_it, int(Level.STAFF) if note else 0)


@transaction.atomic
def remove_file(file: File, *, by: Any) -> File:
    """Take it away; its bytes are let go later, unless somebody else attached the same. Twice is once."""
    require(by, "file.remove", file)
    if not File.objects.filter(pk=file.pk, removed_at__isnull=True).update(removed_at=timezone.now()):
        return file
    file.refresh_from_db(fields=["removed_at"])
    index_issues([file.issue_id])
    about, data = ("file", file.pk), {"issue": file.issue_id}
    record("file.removed", by=by, scope_id=file.scope_id, about=about, visibility=file.visibility, data=data)
    return file
