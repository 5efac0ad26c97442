"""What people say to an issue, and complaints about it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from bailiwick.access import visible_q

from .issues import Issue


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments by who may see them."""

    def visible_to(self, user: Any) -> CommentQuerySet:
        """By the one scale where the issue belongs, on an issue that they may see; one's own always.

        Whoever reported the issue sees what is said to it, except notes and what is held.
        """
        seen = visible_q(user, scope="issue__scope_id", own="author_id")
        there = visible_q(user, scope="issue__scope_id", level="issue__visibility", own="issue__reporter_id")
        if user.is_authenticated and user.is_active:
            seen |= Q(issue__reporter_id=user.pk, note=False, held=False)
        return self.filter(seen & there)

    def for_reporter(self) -> CommentQuerySet:
        """What the reporter of the issue reads, with an account or without."""
        return self.filter(note=False, held=False)


class Comment(models.Model):
    """Something said to an issue; its anchor is its key. A `note` is for staff: its class is at least that."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="thread", db_index=False)
    author_id = models.BigIntegerField()
    address_id = models.BigIntegerField(null=True)
    note = models.BooleanField(default=False)
    visibility = models.SmallIntegerField(default=0)
    held = models.BooleanField(default=False)
    wanted_visibility = models.SmallIntegerField(default=0)
    #: The door it came in by: web, api, terminal, mail.
    via = models.CharField(max_length=8, default="web")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    body = models.TextField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["issue", "id"], name="comment_thread"),
            models.Index(fields=["author_id", "-id"], name="comment_author"),
            models.Index(fields=["held", "id"], name="comment_held", condition=Q(held=True)),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} on #{self.issue_id}"

    @property
    def scope_id(self) -> int | None:
        """Where rights on it come from."""
        return self.issue.scope_id

    @property
    def url(self) -> str:
        """Its anchor on the issue's page."""
        return f"/issues/{self.issue_id}/#comment-{self.pk}"


class Sent(models.Model):
    """A form that made an issue or a comment, so that the same one sent again leads there; see `traps.sent_key`."""

    key = models.CharField(max_length=64, primary_key=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key[:12]


class CommentVersion(models.Model):
    """What a comment said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    body = models.TextField()

    def __str__(self) -> str:
        return f"version {self.pk} of comment {self.comment_id}"


class Complaint(models.Model):
    """Somebody says that a post does not belong here, or that one was held which does."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="complaints")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="complaints")
    by_id = models.BigIntegerField()
    reason = models.CharField(max_length=500, default="", blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["settled_at", "id"], name="complaint_queue")]
        # Of one person and one post one is open; that of an issue has no comment.
        constraints = [
            models.UniqueConstraint(
                condition=Q(settled_at=None, comment=None), fields=["issue", "by_id"], name="tracker_complaint_issue"
            ),
            models.UniqueConstraint(
                condition=Q(settled_at=None), fields=["comment", "by_id"], name="tracker_complaint_comment"
            ),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"
