"""The roof's one table: when each line of `clock.py` ran last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bailiwick.jobs.lease import Leased


class Tick(Leased):
    """One line of the clock. It is leased while it runs and ready again when it is due again."""

    #: A duty is never given up; it is tried again when its time comes.
    max_attempts: ClassVar[int] = 30_000

    name = models.CharField(max_length=64, unique=True)
    ran_at = models.DateTimeField(null=True)

    class Meta(Leased.Meta):
        pass

    def __str__(self) -> str:
        return self.name
