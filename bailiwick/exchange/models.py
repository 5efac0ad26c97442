"""What is remembered of imports: how a list's columns were read, and each run with its report."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job


class TableMapping(models.Model):
    """How the columns of a lineage's table are read; the next import of it starts from here."""

    lineage = models.CharField(max_length=100, unique=True)
    #: {"kind": "host", "columns": {"Contact": "contact:person", …}}
    mapping = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.lineage


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports with what became of the work behind them."""

    def with_job_state(self) -> ImportRunQuerySet:
        """Each with the state of its job, or None when that is no longer kept: one query for all."""
        state = Job.objects.filter(pk=models.OuterRef("job_id")).values("state")[:1]
        return self.annotate(job_state=models.Subquery(state))


class ImportRun(models.Model):
    """One import: what was asked for and what came of it. Of the file only its name is kept."""

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    job_id = models.BigIntegerField(null=True, db_index=True)
    format = models.CharField(max_length=32)
    lineage = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.RUNNING)
    report = models.JSONField(default=dict)
    by_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_default=Now())

    objects = ImportRunQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.format} {self.file_name}"

    @property
    def fate(self) -> Any:
        """How it stands, in a word; of rows that came `with_job_state`.

        Only an import that came to its end wrote that down; of the rest its job knows.
        """
        state = vars(self)["job_state"]
        if self.status == self.Status.RUNNING or state in (State.READY, State.RUNNING):
            return State(state).label if state else _("unknown")
        return self.Status(self.status).label

    @property
    def author_id(self) -> int:
        """Whose import it is, for the relation Own."""
        return self.by_id
