"""Time passes, or something changed: have somebody look."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import enqueue

from .models import Finding

LOOK = "findings.look"
#: At most a tenth of the time is spent on looking: after a long look the next one waits longer.
SHARE = 10
LONGEST_WAIT = timedelta(hours=1)
#: What is no longer so is remembered for so long, with what people said of it.
KEEP = timedelta(days=365)


def ask_for_a_look() -> None:
    """One look that waits is enough: it will see whatever happens until it begins."""
    if Job.objects.filter(kind=LOOK, state=State.READY).exists():
        return
    job = enqueue(LOOK, {}, User.objects.system("keeper"))
    if wait := _wait():
        Job.objects.filter(pk=job.pk).update(available_at=Now() + wait)


def _wait() -> timedelta:
    last = Job.objects.filter(kind=LOOK, state=State.DONE).order_by("-pk").first()
    seconds = float(last.result.get("seconds", 0)) if last else 0.0
    return min(LONGEST_WAIT, SHARE * timedelta(seconds=int(seconds)))


def prune() -> None:
    """Forget what has been gone for long."""
    Finding.objects.filter(status=Finding.Status.GONE, last_seen__lt=timezone.now() - KEEP).delete()
