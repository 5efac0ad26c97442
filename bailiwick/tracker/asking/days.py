"""Days in a query line: `2026-01-31`, `2026-01`, `2026`, `today`, `yesterday`, and `14d` for so many days ago."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def span(text: str, today: date) -> tuple[datetime, datetime]:
    """When it begins, and when what comes after it does. Raises ValueError with a sentence."""
    try:
        first, last = _span(text.strip().lower(), today)
        return _midnight(first), _midnight(last + timedelta(days=1))
    except (ValueError, OverflowError):
        message = _("“%(value)s” is no day; write it as 2026-01-31, 2026-01, today, or 14d for two weeks ago.")
        raise ValueError(message % {"value": text[:40]}) from None


def _span(text: str, today: date) -> tuple[date, date]:
    """First and last day."""
    if text in ("today", "yesterday"):
        day = today - timedelta(days=text == "yesterday")
        return day, day
    if ago := _AGO.fullmatch(text):
        day = today - timedelta(days=int(ago[1]) * _DAYS[ago[2]])
        return day, day
    if not (iso := _ISO.fullmatch(text)):
        raise ValueError(text)
    year, month, day_of = (int(part) if part else 0 for part in iso.groups())
    if day_of:
        day = date(year, month, day_of)
        return day, day
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
