"""Stopping work, and starting it again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from ..access.rules import require
from ..events.journal import record
from ..events.models import Event
from ..jobs.lease import State, retry
from ..jobs.models import Job
from ..jobs.wait import wake


@transaction.atomic
def cancel_job(job: Job, *, by: Any) -> None:
    """Stop a job: at once if it waits, at its next step if it runs. Harmless when it is over."""
    require(by, "job.cancel", job)
    mine = Job.objects.filter(pk=job.pk, cancel_requested=False)
    asked = mine.filter(state=State.READY).update(
        state=State.CANCELLED, cancel_requested=True, finished_at=Now()
    ) or mine.filter(state=State.RUNNING).update(cancel_requested=True)
    if asked:
        record("job.cancelled", by=by, about=("job", job.pk), visibility=3)


@transaction.atomic
def retry_job(job: Job, *, by: Any) -> None:
    """Start a job over that failed or was cancelled. Harmless on any other."""
    require(by, "job.retry", job)
    if retry(job):
        Job.objects.filter(pk=job.pk).update(cancel_requested=False, finished_at=None, done=0, total=0, message="")
        wake()
        record("job.retried", by=by, about=("job", job.pk), visibility=3)


@transaction.atomic
def retry_event(event: Event, *, by: Any) -> None:
    """Run the failed reactions of an event again."""
    require(by, "event.retry", event)
    if retry(event):
        wake()
        record("event.retried", by=by, about=("event", event.pk), visibility=3)
