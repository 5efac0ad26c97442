"""An issue as a row, and what it affects."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from bailiwick.access import visible_q

from .words import Label, Milestone, Version

#: The rank of a priority or severity that nobody chose.
NOT_SET = 0


class IssueQuerySet(models.QuerySet["Issue"]):
    """Issues by who may see them and how they stand."""

    def visible_to(self, user: Any) -> IssueQuerySet:
        """By the one scale, where the issue belongs; whoever reported it sees it always."""
        return self.filter(visible_q(user, scope="scope_id", own="reporter_id"))

    def open(self) -> IssueQuerySet:
        """What still needs something."""
        return self.filter(closed=False)

    def closed(self) -> IssueQuerySet:
        """What needs nothing any more."""
        return self.filter(closed=True)


class Issue(models.Model):
    """Something somebody reports, wants or has to do. Its number is its key.

    `scope_id` is the entity it belongs to: who has rights there has them here. While a post is `held`
    it has the class `staff`; `wanted_visibility` is what it gets when it is let through.
    """

    kind = models.SlugField(max_length=32)
    title = models.CharField(max_length=300)
    status = models.SlugField(max_length=32, default="new")
    resolution = models.SlugField(max_length=32, default="", blank=True)
    closed = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=NOT_SET)
    severity = models.SmallIntegerField(default=NOT_SET)
    scope_id = models.BigIntegerField(null=True)
    milestone = models.ForeignKey(Milestone, null=True, on_delete=models.SET_NULL, related_name="issues")

    reporter_id = models.BigIntegerField()
    #: The outbox's address of a reporter without an account.
    address_id = models.BigIntegerField(null=True)
    assignee_id = models.BigIntegerField(null=True)
    assigned_until = models.DateField(null=True)
    reviewer_id = models.BigIntegerField(null=True)

    visibility = models.SmallIntegerField(default=0)
    held = models.BooleanField(default=False)
    wanted_visibility = models.SmallIntegerField(default=0)

    created_at = models.DateTimeField()
    #: When something last happened that people hear of.
    activity_at = models.DateTimeField()
    #: Since when it has its status.
    status_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    #: The first answer by somebody else than the reporter.
    answered_at = models.DateTimeField(null=True)

    comments = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)
    #: Stars weighed by how recent they are: see `actions/stars.py`.
    heat = models.FloatField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    #: Last, so that a list does not read past it.
    body = models.TextField(default="", blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["closed", "-activity_at", "-id"], name="issue_activity"),
            models.Index(fields=["scope_id", "closed", "-activity_at", "-id"], name="issue_scope"),
            models.Index(fields=["scope_id", "closed", "-stars", "-id"], name="issue_scope_stars"),
            models.Index(fields=["closed", "-created_at", "-id"], name="issue_created"),
            models.Index(fields=["closed", "-stars", "-id"], name="issue_stars"),
            models.Index(fields=["closed", "-heat", "-id"], name="issue_heat"),
            models.Index(fields=["closed", "-severity", "-id"], name="issue_severity"),
            models.Index(fields=["closed", "-priority", "-id"], name="issue_priority"),
            models.Index(fields=["status", "status_at"], name="issue_status"),
            models.Index(fields=["assignee_id", "closed", "-activity_at"], name="issue_assignee"),
            models.Index(fields=["reviewer_id", "closed"], name="issue_reviewer"),
            models.Index(fields=["reporter_id", "-id"], name="issue_reporter"),
            models.Index(fields=["held", "id"], name="issue_held", condition=models.Q(held=True)),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def author_id(self) -> int:
        """Whose it is, for the relation Own."""
        return self.reporter_id

    @property
    def url(self) -> str:
        """Where it lives."""
        return f"/issues/{self.pk}/"


class Affected(models.Model):
    """A service (or anything of the catalog) that an issue is about, and how it stands there."""

    class State(models.TextChoices):
        AFFECTED = "affected", _("affected")
        FIXED = "fixed", _("fixed")
        NOT_AFFECTED = "not-affected", _("not affected")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="affected")
    scope_id = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.AFFECTED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "scope_id"], name="tracker_affected_once")]
        indexes = [models.Index(fields=["scope_id", "issue"], name="tracker_affected_scope")]

    def __str__(self) -> str:
        return f"#{self.issue_id} {self.state} {self.scope_id}"


class IssueLabel(models.Model):
    """A label on an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="labelled", db_index=False)
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="labelled", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "label"], name="tracker_label_once")]
        indexes = [models.Index(fields=["label", "issue"], name="tracker_label_issues")]

    def __str__(self) -> str:
        return f"#{self.issue_id} {self.label_id}"


class IssueVersion(models.Model):
    """A version in which an issue is seen."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="versioned", db_index=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="versioned", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "version"], name="tracker_version_of_once")]
        indexes = [models.Index(fields=["version", "issue"], name="tracker_version_issues")]

    def __str__(self) -> str:
        return f"#{self.issue_id} {self.version_id}"
