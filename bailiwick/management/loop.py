"""The worker's loop: what happened, what is due, what has to be sent; and long work beside it.

Two lanes, each a thread with a database connection of its own: short things must not wait for an import. A lane does
what there is, then sleeps until somebody writes, or for a few seconds; the rows are the truth, waking up is a
courtesy.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Sequence

from django.db import connection

from bailiwick.clock import CLOCK
from bailiwick.duties import enrol, run_due
from bailiwick.events import process_events
from bailiwick.jobs.queue import run_next
from bailiwick.jobs.wait import wait_for_work
from bailiwick.lib.priority import give_way
from bailiwick.outbox.sending import send_due
from bailiwick.reactions import REACTIONS

log = logging.getLogger("bailiwick.worker")

Step = Callable[[], int]
#: How long a quiet lane sleeps at most; duties are due to a few seconds.
REST = 5.0
#: How long one nap is, so that a request to stop is noticed.
NAP = 1.0
#: A lane whose database has gone tries again this often.
MEND = 3.0


def short_steps() -> tuple[Step, ...]:
    """What the first lane does, in this order."""
    return (lambda: process_events(REACTIONS), lambda: run_due(CLOCK), send_due)


def run(stop: threading.Event, patience: float) -> None:
    """Work until asked to stop. A job that is still running after `patience` seconds is left to its lease."""
    enrol(CLOCK)
    beside = threading.Thread(target=long_lane, args=(stop,), name="jobs", daemon=True)
    beside.start()
    lane(short_steps(), stop)
    beside.join(patience)
    if beside.is_alive():
        log.warning("a job was still running; it starts again when its lease has run out")


def long_lane(stop: threading.Event) -> None:
    """Jobs, which take minutes and may take longer when somebody wants a page."""
    give_way()
    lane([lambda: int(run_next())], stop)


def lane(steps: Sequence[Step], stop: threading.Event) -> None:
    """Do what there is, rest, and so on."""
    while not stop.is_set():
        if not turn(steps, stop):
            rest(stop)
    connection.close()


def turn(steps: Sequence[Step], stop: threading.Event) -> int:
    """Each step once; one that fails doesn't keep the others from theirs."""
    done = 0
    for step in steps:
        try:
            done += step()
        except Exception:
            log.exception("a step failed; the others go on")
            connection.close()
            stop.wait(MEND)
    return done


def rest(stop: threading.Event) -> None:
    """Sleep until there is work, a duty may be due, or we are asked to stop."""
    for _ in range(int(REST / NAP)):
        try:
            if stop.is_set() or wait_for_work(NAP):
                return
        except Exception:
            log.exception("could not wait for work")
            connection.close()
            stop.wait(MEND)


def stop_on_signals() -> threading.Event:
    """Set when somebody asks this process to end."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
