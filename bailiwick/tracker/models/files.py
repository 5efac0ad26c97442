"""Files that people attach. Their bytes lie in the shared folder under the digest of what they hold."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from bailiwick.access import visible_q
from bailiwick.lib.patches import is_documentation, is_test

from .issues import Issue
from .talk import Comment


class Blob(models.Model):
    """Some bytes, kept once however often they are attached."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    #: The digest of a small picture of it, once one was made; "-" if none can be.
    thumbnail = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return self.digest[:12]


class FileQuerySet(models.QuerySet["File"]):
    """Files by who may see them."""

    def visible_to(self, user: Any) -> FileQuerySet:
        """Not removed; by the one scale where the issue belongs, on an issue that they may see; one's own always."""
        seen = visible_q(user, scope="issue__scope_id", own="author_id")
        there = visible_q(user, scope="issue__scope_id", level="issue__visibility", own="issue__reporter_id")
        if user.is_authenticated and user.is_active:
            open_talk = Q(comment__isnull=True) | Q(comment__note=False, comment__held=False)
            seen |= Q(open_talk, issue__reporter_id=user.pk, note=False, held=False)
        return self.filter(seen & there, removed_at__isnull=True)


class File(models.Model):
    """A file on an issue, with the comment that it came with."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="files")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="files")
    author_id = models.BigIntegerField(db_index=True)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    #: It is for staff, as a comment can be.
    note = models.BooleanField(default=False)
    visibility = models.SmallIntegerField(default=0)
    held = models.BooleanField(default=False)
    wanted_visibility = models.SmallIntegerField(default=0)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    #: Of a patch: the paths it touches.
    touches = models.JSONField(default=list)

    objects = FileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"file {self.pk} on #{self.issue_id}"

    @property
    def scope_id(self) -> int | None:
        """Where rights on it come from."""
        return self.issue.scope_id

    @property
    def with_tests(self) -> bool | None:
        """Whether a patch touches tests; None of what is no patch."""
        return any(map(is_test, self.touches)) if self.touches else None

    @property
    def with_docs(self) -> bool | None:
        """Whether a patch touches documentation; None of what is no patch."""
        return any(map(is_documentation, self.touches)) if self.touches else None
