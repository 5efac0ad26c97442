"""Putting work into the queue, and running it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..lib.logs import doing, request_id
from .lease import LEASE_SECONDS, Lost, State, claim_next, complete, fail, plain_line, renew
from .models import Job
from .wait import wake

logger = logging.getLogger(__name__)

#: Progress is written this often at most, in seconds.
BEAT_EVERY = 0.3


class Cancelled(Exception):
    """Somebody asked to stop."""


class Failed(Exception):
    """It cannot work, however often it is tried. The message is one plain line for the person who asked for it."""


def enqueue(kind: str, args: dict[str, Any], by: Any) -> Job:
    """Ask for work: `kind` is `room.name`. It starts after the caller's transaction."""
    room, _dot, name = kind.partition(".")
    if not (room.isidentifier() and name.isidentifier()):
        raise ValueError("a job's kind is room.name")
    job = Job.objects.create(kind=kind, args=args, by_id=by.pk, request_id=request_id())
    wake()
    return job


def run_next() -> bool:
    """Run the job that has waited longest; False if there is none."""
    job = claim_next(Job.objects.all())
    if job is None:
        return False
    run_job(job)
    return True


def run_job(job: Job, tell: Callable[[int, int, str], None] | None = None) -> None:
    """Run a leased job to its end, whatever the end is. People get one line, the log gets the rest.

    `tell(done, total, message)` hears of progress as well: a command shows it.
    """
    with doing(request=job.request_id):
        try:
            result = _function(job)(job, Beat(job, tell=tell))
            _finish(job, State.DONE, result=result or {})
        except Cancelled:
            _finish(job, State.CANCELLED)
        except Lost:
            logger.warning("job %s was taken over by another worker", job.pk)
        except Failed as error:
            _failed(job, str(error), final=True)
        except Exception as error:
            logger.exception("job %s (%s) failed", job.pk, job.kind)
            told = _("Something went wrong (%(error)s); the log tells more under job %(job)s.")
            _failed(job, told % {"error": type(error).__name__, "job": job.pk}, final=False)


class Beat:
    """What a job calls between its steps: keeps the lease, shows progress, notices a cancel."""

    def __init__(
        self, job: Job, seconds: float = LEASE_SECONDS, tell: Callable[[int, int, str], None] | None = None
    ) -> None:
        self.job, self.seconds, self.tell, self._last = job, seconds, tell, -1e9

    def __call__(self, done: int = 0, total: int = 0, message: str = "") -> None:
        """Raises Cancelled or Lost. Call it outside a transaction, as often as you like."""
        now = time.monotonic()
        if now - self._last < BEAT_EVERY and done < total:
            return
        self._last = now
        line = plain_line(message)
        if self.tell:
            self.tell(done, total, line)
        renew(self.job, self.seconds, done=max(0, done), total=max(0, total), message=line)
        if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Cancelled


def _function(job: Job) -> Callable[[Job, Beat], dict[str, Any] | None]:
    room, _dot, name = job.kind.partition(".")
    try:
        function: Callable[[Job, Beat], dict[str, Any] | None] = import_string(f"bailiwick.{room}.jobs.{name}")
    except ImportError as error:
        raise Failed(_("There is no job called “%(kind)s”.") % {"kind": job.kind}) from error
    return function


def _finish(job: Job, state: State, **fields: Any) -> None:
    try:
        complete(job, state, finished_at=Now(), **fields)
    except Lost:
        logger.warning("job %s ended after another worker took it over", job.pk)


def _failed(job: Job, line: str, *, final: bool) -> None:
    try:
        if fail(job, line, final=final) != State.READY:
            Job.objects.filter(pk=job.pk).update(finished_at=Now())
    except Lost:
        logger.warning("job %s failed after another worker took it over", job.pk)
