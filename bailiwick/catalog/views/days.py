"""The two days of a comparison, as they stand in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from .. import moments
from ..when import last_day

#: Without dates, a comparison is with this long ago.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Days:
    """From the end of `first` to the end of `last`, by the book of `known`; `error` when what was typed is no date."""

    first: date
    last: date
    typed: tuple[str, str]
    known: datetime | None = None
    error: str = ""


def days_of(request: HttpRequest) -> Days:
    """`?from=&to=&known_at=`; empty means a year ago, today, and the book of now."""
    today = timezone.now().date()
    typed = (request.GET.get("from", "").strip()[:40], request.GET.get("to", "").strip()[:40])
    try:
        first = last_day(typed[0]) if typed[0] else today - YEAR
        last = last_day(typed[1]) if typed[1] else today
        known = moments.known_at(request.GET.get("known_at", ""))
    except ValueError as error:
        return Days(today, today, typed, error=str(error))
    return Days(first, last, (typed[0] or first.isoformat(), typed[1] or last.isoformat()), known)
