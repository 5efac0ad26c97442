"""The two days of a comparison, as they stand in the address, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ..models import Entity
from ..queries.diff import Difference, diff
from ..telling import told_differences
from ..when import last_day

#: Without dates, a comparison is with this long ago.
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Days:
    """From the end of `first` to the end of `last`; `error` when what was typed is no date."""

    first: date
    last: date
    typed: tuple[str, str]
    error: str = ""


def days_of(request: HttpRequest) -> Days:
    """`?from=&to=`; empty means a year ago, and today."""
    today = timezone.now().date()
    typed = (request.GET.get("from", "").strip()[:40], request.GET.get("to", "").strip()[:40])
    try:
        first = last_day(typed[0]) if typed[0] else today - YEAR
        last = last_day(typed[1]) if typed[1] else today
    except ValueError as error:
        return Days(today, today, typed, str(error))
    return Days(first, last, (typed[0] or first.isoformat(), typed[1] or last.isoformat()))


def comparison(request: HttpRequest, entity: Entity | None = None) -> dict[str, Any]:
    """What the page of a comparison shows, everywhere or about one thing; `?after=` goes on where a page ended."""
    found: list[Difference]
    days, found, more = days_of(request), [], ""
    try:
        if not days.error:
            after = request.GET.get("after", "")[:60]
            found, more = diff(request.user, days.first, days.last, entity=entity, after=after)
    except ValueError as error:
        days = replace(days, error=str(error))
    return {"days": days, "groups": told_differences(found, days.first, days.last), "more": more}
