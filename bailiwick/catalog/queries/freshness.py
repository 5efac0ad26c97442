"""How fresh a fact is. Only confirmations count; what a document says is attested, which is another thing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Q

from ..vocabulary import PREDICATES

#: A confirmation that runs out within this many days is due.
DUE_DAYS = 30


class Mark(StrEnum):
    """What the small mark beside a fact says."""

    CONFIRMED = "confirmed"
    DUE = "due"
    STALE = "stale"
    NEVER = "never"


def mark(predicate: str, confirmed_at: datetime | None, today: date) -> Mark:
    """The mark of one fact today. A fact without time to live stays confirmed once it was."""
    if confirmed_at is None:
        return Mark.NEVER
    days = PREDICATES[predicate].ttl_days
    return mark_until(confirmed_at.date() + timedelta(days=days) if days else date.max, today)


def mark_until(until: date | None, today: date) -> Mark:
    """The mark of something whose oldest confirmation runs out on `until` (None: never confirmed)."""
    if until is None:
        return Mark.NEVER
    if until < today:
        return Mark.STALE
    return Mark.DUE if (until - today).days <= DUE_DAYS else Mark.CONFIRMED


def mark_q(wanted: Mark, today: date) -> Q:
    """The same as a condition on rows with a `fresh_until`."""
    due = today + timedelta(days=DUE_DAYS)
    return {
        Mark.NEVER: Q(fresh_until__isnull=True),
        Mark.STALE: Q(fresh_until__lt=today),
        Mark.DUE: Q(fresh_until__gte=today, fresh_until__lte=due),
        Mark.CONFIRMED: Q(fresh_until__gt=due),
    }[wanted]
