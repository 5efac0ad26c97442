"""The roof's own recurring duties, and how a due line of `clock.py` is run."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.core.management import call_command
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from bailiwick.clock import Duty
from bailiwick.jobs.lease import Lost, State, claim_next, complete, plain_line
from bailiwick.lib.logs import doing, new_id
from bailiwick.models import Tick

log = logging.getLogger(__name__)

#: A duty that is longer than this enqueues a job instead.
LEASE_SECONDS = 120


def heartbeat() -> None:
    """That this ran is all it has to say: `bailiwick doctor` reads when."""


def clear_sessions() -> None:
    """Sessions that ran out."""
    call_command("clearsessions")


def enrol(duties: Sequence[Duty]) -> None:
    """A row for each line that is new."""
    known = set(Tick.objects.values_list("name", flat=True))
    fresh = [Tick(name=duty.name) for duty in duties if duty.name not in known]
    if fresh:
        Tick.objects.bulk_create(fresh, ignore_conflicts=True)


def run_due(duties: Sequence[Duty]) -> int:
    """Run what is due, the longest waiting first; how many ran."""
    table = {duty.name: duty for duty in duties}
    for ran in range(len(table)):
        tick = claim_next(Tick.objects.filter(name__in=table), LEASE_SECONDS)
        if tick is None:
            return ran
        _run(tick, table[tick.name])
    return len(table)


def _run(tick: Tick, duty: Duty) -> None:
    """One duty; what goes wrong is kept on its row, and it comes again in its time."""
    error = ""
    with doing(request=new_id()):
        try:
            import_string(duty.path)()
        except Exception as problem:
            log.exception("the duty %s failed", duty.name)
            error = plain_line(f"{type(problem).__name__}: {problem}")
    again = Now() + timedelta(seconds=duty.seconds)
    try:
        complete(tick, State.READY, available_at=again, attempts=0, last_error=error, ran_at=Now())
    except Lost:
        log.warning("the duty %s took longer than its lease", duty.name)
