"""The journal of what happened, which is also the queue of what has to follow."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from ..jobs.lease import Leased


class Event(Leased):
    """Something happened. Ids only: whom and what they mean is looked up, so erasing a person reaches here too."""

    kind = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(null=True)
    about_type = models.CharField(max_length=32, default="")
    about_id = models.BigIntegerField(null=True)
    visibility = models.SmallIntegerField(default=0)
    data = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, default="")
    #: Reactions that are done, so that a second attempt runs only the others.
    reacted = models.JSONField(default=list)
    processed_at = models.DateTimeField(null=True)

    class Meta(Leased.Meta):
        indexes = (
            *Leased.Meta.indexes,
            models.Index(fields=["about_type", "about_id"], name="events_event_about"),
            models.Index(fields=["scope_id", "-id"], name="events_event_scope"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def about(self) -> tuple[str, int] | None:
        """What it happened to."""
        return (self.about_type, self.about_id) if self.about_id is not None else None
