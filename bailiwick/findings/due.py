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

LOOK, CATCH_UP = "findings.look", "findings.catch_up"
#: At most a tenth of the time is spent on looking: after a long look the next one waits longer.
SHARE = 10
LONGEST_WAIT = timedelta(hours=1)
#: What is no longer so is remembered for so long, with what people said of it.
KEEP = timedelta(days=365)


def ask_for_a_look() -> None:
    """At everything: also at what the calendar ended, and at what no change tells."""
    _ask(LOOK)


def ask_to_catch_up() -> None:
    """At what changed."""
    _ask(CATCH_UP)


def _ask(kind: str) -> None:
    """One look that waits is enough: it will see whatever happens until it begins."""
    if Job.objects.filter(kind=kind, state=State.READY).exists():
        return
    job = enqueue(kind, {}, User.objects.system("keeper"))
    if wait := _wait(kind):
        Job.objects.filter(pk=job.pk).update(available_at=Now() + wait)


def _wait(kind: str) -> timedelta:
    last = Job.objects.filter(kind=kind, state=State.DONE).order_by("-pk").first()
    seconds = float(last.result.get("seconds", 0)) if last else 0.0
    return min(LONGEST_WAIT, SHARE * timedelta(seconds=int(seconds)))


def prune() -> None:
    """Forget what has been gone for long."""
    Finding.objects.filter(status=Finding.Status.GONE, last_seen__lt=timezone.now() - KEEP).delete()
