"""The long work of this room."""

from __future__ import annotations

import time
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat

from .actions import look_for_findings


def look(job: Job, beat: Beat) -> dict[str, Any]:
    """Compare everything; of the looks that are over, only the last one is kept."""
    began = time.monotonic()
    counts = look_for_findings(by=User.objects.get(pk=job.by_id), beat=beat)
    Job.objects.filter(kind=job.kind, state=State.DONE).exclude(pk=job.pk).delete()
    return {**counts, "seconds": round(time.monotonic() - began, 1)}
