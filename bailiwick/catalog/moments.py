"""The two dates that every way of reading takes: as of which day, and as we knew it when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from .when import last_day


def as_of(text: str | None) -> date | None:
    """The day of `?as_of=`: 2014 and 2014-10 mean their last day. Raises ValueError with a plain sentence."""
    return last_day(text[:40]) if text and text.strip() else None


def known_at(text: str | None) -> datetime | None:
    """The moment of `?known_at=`: a day means its end. Never later than now: what is pending is in no book yet."""
    if not text or not text.strip():
        return None
    return min(_moment(text.strip()[:40]), timezone.now())


def _moment(text: str) -> datetime:
    if "T" not in text and " " not in text:
        return datetime.combine(last_day(text), time.max, UTC)
    try:
        # A space stands where an address had an unescaped plus.
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        wanted = _("“%(text)s” is not a moment; write 2014-10-01 or 2014-10-01T12:00:00Z")
        raise ValueError(wanted % {"text": text}) from None
