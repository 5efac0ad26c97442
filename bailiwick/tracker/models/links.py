"""How issues hang together, where else they are spoken of, and who wants them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..troubles import said
from .issues import Issue


class IssueLink(models.Model):
    """`source` blocks, duplicates, relates to or is part of `target`."""

    class Kind(models.TextChoices):
        BLOCKS = "blocks", _("blocks")
        DUPLICATES = "duplicates", _("duplicates")
        RELATES = "relates", _("relates to")
        PART_OF = "part-of", _("is part of")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links_out", db_index=False)
    target = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links_in")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="tracker_link_once")]

    def __str__(self) -> str:
        return f"#{self.source_id} {self.kind} #{self.target_id}"


class Reference(models.Model):
    """Where else an issue is spoken of: another tracker, a pull request, a commit, with the state last seen there."""

    class Kind(models.TextChoices):
        ISSUE = "issue", _("issue elsewhere")
        PULL_REQUEST = "pull-request", _("pull request")
        COMMIT = "commit", _("commit")
        BRANCH = "branch", _("branch")
        PAGE = "page", _("page")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="references", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    url = models.CharField(max_length=1000)
    title = models.CharField(max_length=300, default="", blank=True)
    state = models.CharField(max_length=32, default="", blank=True)
    state_at = models.DateTimeField(null=True)
    #: What went wrong when it was last asked for, as a word of `troubles.py`.
    trouble = models.CharField(max_length=300, default="", blank=True)
    #: Whether it says that it fixes the issue.
    fixes = models.BooleanField(default=False)
    #: The files it changes, as far as the other side says.
    changes = models.JSONField(default=list)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "url"], name="tracker_reference_once")]
        indexes = [models.Index(fields=["state_at"], name="tracker_reference_state")]

    def __str__(self) -> str:
        return self.url

    @property
    def author_id(self) -> int:
        """Whose it is, for the relation Own."""
        return self.by_id

    @property
    def trouble_said(self) -> str:
        """What went wrong, in the reader's language."""
        return said(self.trouble)

    @property
    def scope_id(self) -> int | None:
        """Where rights on it come from."""
        return self.issue.scope_id


class Star(models.Model):
    """Somebody wants it: one each."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="starred", db_index=False)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "issue"], name="tracker_star_once")]
        indexes = [models.Index(fields=["issue", "at"], name="tracker_star_issue")]

    def __str__(self) -> str:
        return f"{self.user_id} ★ #{self.issue_id}"
