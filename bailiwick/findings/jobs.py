"""The long work of this room."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat

from . import due, looking
from .actions import look_at_changes, look_for_findings


def look(job: Job, beat: Beat) -> dict[str, Any]:
    """Compare everything."""
    return _timed(look_for_findings, job, beat)


def catch_up(job: Job, beat: Beat) -> dict[str, Any]:
    """Compare what changes touched."""
    return _timed(look_at_changes, job, beat)


def _timed(action: Callable[..., dict[str, int]], job: Job, beat: Beat) -> dict[str, Any]:
    """Of the looks that are over, only the last one of each sort is kept."""
    began = time.monotonic()
    counts = action(by=User.objects.get(pk=job.by_id), beat=beat)
    Job.objects.filter(kind=job.kind, state=State.DONE).exclude(pk=job.pk).delete()
    if looking.behind():
        # Applied since it began; perhaps another look has seen it, and this one overwrote that.
        due.ask_to_catch_up()
    return {**counts, "seconds": round(time.monotonic() - began, 1)}
