"""The catalog's long work."""

from __future__ import annotations

from typing import Any

from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat

from . import due
from .actions import forgetting


def finish_flips(job: Job, beat: Beat) -> dict[str, Any]:
    """Lists and search after large changes, which the flip itself left behind."""
    return {"entities": due.finish_flips(beat)}


def forget_name(job: Job, beat: Beat) -> dict[str, Any]:
    """A name that somebody no longer goes by, wherever it stands."""
    return {"rows": forgetting.forget_names(job.args["person"], forgetting.EVERYWHERE, beat)}


def forget_in_messages(job: Job, beat: Beat) -> dict[str, Any]:
    """An erased person's names in what others wrote about their changes."""
    return {"rows": forgetting.forget_names(job.args["person"], forgetting.MESSAGES, beat)}
