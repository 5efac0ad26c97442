"""Imports that a reader may see, and what they were told the last time."""

from __future__ import annotations

from typing import Any

from bailiwick.access import can
from bailiwick.catalog.models import Lineage
from bailiwick.jobs.models import Job

from .models import ImportRun, ImportRunQuerySet

SHOWN = 20


def runs_visible_to(user: Any) -> ImportRunQuerySet:
    """One's own; a coordinator's everybody's."""
    if can(user, "import.run"):
        return ImportRun.objects.all()
    return ImportRun.objects.filter(by_id=user.pk or 0)


def recent_runs(user: Any) -> list[ImportRun]:
    """The latest, for the page that starts another."""
    return list(runs_visible_to(user).with_job_state().order_by("-pk")[:SHOWN])


def job_of(run: ImportRun) -> Job | None:
    """The work behind it, while it is kept."""
    return Job.objects.filter(pk=run.job_id or 0).first()


def complete_for(lineage: str) -> list[str]:
    """What this list was declared complete for."""
    line = Lineage.objects.filter(name=lineage).first()
    return list(line.complete_for) if line else []
