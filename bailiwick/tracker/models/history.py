"""Who changed what when, and what was done to many at once."""

from __future__ import annotations

from django.db import models

from .issues import Issue


class Operation(models.Model):
    """A merge or a bulk edit: what belongs together and can be taken back together."""

    kind = models.CharField(max_length=8)
    by_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    #: What was asked, and what came of it: words and ids.
    asked = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    job_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def author_id(self) -> int:
        """Whose it is, for the relation Own."""
        return self.by_id


class Edit(models.Model):
    """One field of one issue that changed: its value before and after, as `fields.py` writes it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="history", db_index=False)
    field = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by_id = models.BigIntegerField()
    at = models.DateTimeField()
    #: The class of what changed, where it is higher than the issue's.
    visibility = models.SmallIntegerField(default=0)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.SET_NULL, related_name="edits")

    class Meta:
        indexes = [
            models.Index(fields=["issue", "id"], name="tracker_edit_issue"),
            models.Index(fields=["by_id", "-id"], name="tracker_edit_by"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of #{self.issue_id}"
