"""The one lease: how a row is worked on by one worker at a time and survives that worker.

A row is *ready* from `available_at` on. Claiming makes it *running*, counts the
attempt, and hands out a fence: a number that grows with every claim. Whoever writes
later must show the fence, so a worker that was thought dead and wakes up again can
change nothing (`Lost`). A lease that ran out makes the row ready again; a row that
failed too often is *dead* and stays where people can see it.

All times are the database's, so machines need not agree on the hour.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.db import connection, models, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEASE_SECONDS = 60
FIRST_PAUSE = 10
LONGEST_PAUSE = 3600


class Lost(Exception):
    """Somebody else has the row now: stop, and write nothing more."""


class State(models.TextChoices):
    """Where a leased row stands."""

    READY = "ready", gettext_lazy("waiting")
    RUNNING = "running", gettext_lazy("running")
    DONE = "done", gettext_lazy("done")
    FAILED = "failed", gettext_lazy("failed")
    DEAD = "dead", gettext_lazy("given up")
    CANCELLED = "cancelled", gettext_lazy("cancelled")
    EXPIRED = "expired", gettext_lazy("expired")


class Leased(models.Model):
    """What a row needs to be worked on safely. Jobs, events and deliveries are such rows."""

    #: After so many attempts a row is dead.
    max_attempts: ClassVar[int] = 8

    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    available_at = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=["state", "available_at", "id"], name="%(app_label)s_%(class)s_due"),
        )


Row = TypeVar("Row", bound=Leased)


def claim_next(queryset: models.QuerySet[Row], seconds: float = LEASE_SECONDS) -> Row | None:
    """Lease the row that has waited longest, or None. The lease is committed when this returns."""
    release_expired(queryset)
    due = queryset.filter(state=State.READY, available_at__lte=Now()).order_by("available_at", "id")
    if not due.exists():
        return None
    with transaction.atomic():
        if connection.vendor == "postgresql":
            due = due.select_for_update(skip_locked=True, of=("self",))
        # On SQLite the transaction began IMMEDIATE: nobody else writes until it ends.
        row = due.first()
        if row is None:
            return None
        fence, attempts = row.fence + 1, row.attempts + 1
        # The fence in the condition holds even where a transaction did not begin IMMEDIATE.
        claimed = queryset.model._default_manager.filter(pk=row.pk, fence=row.fence, state=State.READY).update(
            state=State.RUNNING, fence=fence, attempts=attempts, lease_until=_from_now(seconds)
        )
        if not claimed:
            return None
    row.state, row.fence, row.attempts = State.RUNNING, fence, attempts
    return row


def release_expired(queryset: models.QuerySet[Row]) -> int:
    """Rows whose worker fell silent are ready again, or dead when that happened too often."""
    silent = queryset.filter(state=State.RUNNING, lease_until__lt=Now())
    if not silent.exists():
        return 0
    limit = queryset.model.max_attempts
    stopped = str(_("The worker stopped before it was finished."))
    given_up = silent.filter(attempts__gte=limit).update(state=State.DEAD, lease_until=None, last_error=stopped)
    again = silent.update(state=State.READY, available_at=Now(), lease_until=None, last_error=stopped)
    return given_up + again


def renew(row: Leased, seconds: float = LEASE_SECONDS, **fields: Any) -> None:
    """Keep the lease for `seconds` more, writing `fields` along with it."""
    _write(row, lease_until=_from_now(seconds), **fields)


def complete(row: Leased, state: State = State.DONE, **fields: Any) -> None:
    """It is finished (or, by `state`, cancelled, failed for good or expired)."""
    _write(row, state=state, lease_until=None, **({"last_error": ""} if state == State.DONE else {}), **fields)
    row.state = state


def fail(row: Leased, error: str, *, final: bool = False, **fields: Any) -> State:
    """It did not work: try again after a pause that doubles, or give up. Returns the new state."""
    line = plain_line(error)
    if final or row.attempts >= row.max_attempts:
        state = State.FAILED if final else State.DEAD
        complete(row, state, last_error=line, **fields)
        return state
    _write(
        row, state=State.READY, lease_until=None, last_error=line, available_at=_from_now(pause(row.attempts)), **fields
    )
    row.state = State.READY
    return State.READY


def retry(row: Leased) -> bool:
    """Start over with a row that was given up; False if it is not in such a state."""
    over = (State.DEAD, State.FAILED, State.CANCELLED, State.EXPIRED)
    rows = type(row)._default_manager.filter(pk=row.pk, state__in=over)
    return bool(rows.update(state=State.READY, attempts=0, available_at=Now(), fence=F("fence") + 1))


def pause(attempts: int) -> int:
    """Seconds until the next attempt: 10, 20, 40 … an hour."""
    return int(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1)))


def plain_line(text: str) -> str:
    """One line that fits the column."""
    return " ".join(text.replace("\x00", "").split())[:300]


def _write(row: Leased, **fields: Any) -> None:
    held = type(row)._default_manager.filter(pk=row.pk, fence=row.fence, state=State.RUNNING)
    if not held.update(**fields):
        raise Lost(f"{type(row).__name__} {row.pk}: somebody else has it")


def _from_now(seconds: float) -> Any:
    return Now() + timedelta(seconds=seconds)
