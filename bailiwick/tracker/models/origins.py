"""Where rows came from that were loaded from another tracker."""

from __future__ import annotations

from django.db import models

#: The kind of what becomes an issue.
ISSUES = "issues"


class Origin(models.Model):
    """What a source calls a row of ours: loading it twice is once, and the old number of an issue leads to it.

    `key` is the source's own id of an issue; of everything else its keyed digest, for it may name a person.
    """

    source = models.SlugField(max_length=40)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=100)
    row_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="tracker_origin_once")]
        indexes = [models.Index(fields=["kind", "row_id"], name="tracker_origin_row")]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.key}"
