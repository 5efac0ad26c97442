"""What is remembered of imports: how a list's columns were read, and each run with its report."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class TableMapping(models.Model):
    """How the columns of a lineage's table are read; the next import of it starts from here."""

    lineage = models.CharField(max_length=100, unique=True)
    #: {"kind": "host", "columns": {"Contact": "contact:person", …}}
    mapping = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.lineage


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

    def __str__(self) -> str:
        return f"{self.format} {self.file_name}"

    @property
    def author_id(self) -> int:
        """Whose import it is, for the relation Own."""
        return self.by_id
