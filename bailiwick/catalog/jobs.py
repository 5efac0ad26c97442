"""The catalog's long work."""

from __future__ import annotations

from typing import Any

from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat

from . import due


def finish_flips(job: Job, beat: Beat) -> dict[str, Any]:
    """Lists and search after large changes, which the flip itself left behind."""
    return {"entities": due.finish_flips(beat)}
