"""The tracker's long work."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat

from .actions.bulk import run_bulk
from .actions.undoing import run_undo
from .models import Operation


def bulk_edit(job: Job, beat: Beat) -> dict[str, Any]:
    """What an operation asks for."""
    return _figures(run_bulk(Operation.objects.get(pk=job.args["operation"]), by=_by(job), beat=beat))


def bulk_undo(job: Job, beat: Beat) -> dict[str, Any]:
    """An operation taken back."""
    return _figures(run_undo(Operation.objects.get(pk=job.args["operation"]), by=_by(job), beat=beat))


def _by(job: Job) -> User:
    return User.objects.get(pk=job.by_id)


def _figures(told: dict[str, Any]) -> dict[str, Any]:
    """What a job shows; which issues they are stands with the operation."""
    return {name: value for name, value in told.items() if isinstance(value, int)}
