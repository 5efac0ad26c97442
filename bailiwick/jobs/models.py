"""Long work as a row: what it is, how far it got, how it ended."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from .lease import Leased, State


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs by where they stand and who may see them."""

    def open(self) -> JobQuerySet:
        """Waiting or running."""
        return self.filter(state__in=[State.READY, State.RUNNING])

    def given_up(self) -> JobQuerySet:
        """What somebody has to look at."""
        return self.filter(state__in=[State.DEAD, State.FAILED])


class Job(Leased):
    """One piece of long work. `kind` is `room.name` and runs `bailiwick.<room>.jobs.<name>(job, beat)`."""

    kind = models.CharField(max_length=64)
    args = models.JSONField(default=dict)
    by_id = models.BigIntegerField(db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, default="", blank=True)
    result = models.JSONField(default=dict)
    cancel_requested = models.BooleanField(default=False)
    request_id = models.CharField(max_length=64, default="", blank=True)
    created_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta(Leased.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def author_id(self) -> int:
        """Whose job it is, for the relation Own."""
        return self.by_id

    @property
    def is_over(self) -> bool:
        """Nothing more will happen by itself."""
        return self.state not in (State.READY, State.RUNNING)
