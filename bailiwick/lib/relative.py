"""How long ago something was, in words: "3 days ago", "in 2 weeks", or short as in "3 d"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE, HOUR, DAY = 60, 3600, 86400
#: (seconds up to which the unit is used, seconds in one unit, name)
_UNITS = (
    (HOUR, MINUTE, "minute"),
    (DAY, HOUR, "hour"),
    (14 * DAY, DAY, "day"),
    (60 * DAY, 7 * DAY, "week"),
    (730 * DAY, 30.44 * DAY, "month"),
    (float("inf"), 365.25 * DAY, "year"),
)


def relative(moment: date | datetime, *, now: datetime | None = None, short: bool = False) -> str:
    """The distance from now in words. A bare date counts in days."""
    now = now or timezone.now()
    if not isinstance(moment, datetime):
        return _of_days((timezone.localdate(now) - moment).days, short)
    seconds = (now - moment) / timedelta(seconds=1)
    if abs(seconds) < MINUTE:
        return _("now") if short else _("just now")
    return _phrase(seconds, short)


def _of_days(days: int, short: bool) -> str:
    if days == 0:
        return _("today")
    if not short and days == 1:
        return _("yesterday")
    if not short and days == -1:
        return _("tomorrow")
    return _phrase(days * DAY, short)


def _phrase(seconds: float, short: bool) -> str:
    distance = abs(seconds)
    size, name = next((size, name) for limit, size, name in _UNITS if distance < limit)
    count = max(1, int(distance / size))
    if short:
        return _short(name, count)
    return _past(name, count) if seconds > 0 else _future(name, count)


def _short(unit: str, n: int) -> str:
    words = {
        "minute": _("%(n)s min"),
        "hour": _("%(n)s h"),
        "day": _("%(n)s d"),
        "week": _("%(n)s wk"),
        "month": _("%(n)s mo"),
        "year": _("%(n)s y"),
    }
    return words[unit] % {"n": n}


def _past(unit: str, n: int) -> str:
    words = {
        "minute": ngettext("%(n)s minute ago", "%(n)s minutes ago", n),
        "hour": ngettext("%(n)s hour ago", "%(n)s hours ago", n),
        "day": ngettext("%(n)s day ago", "%(n)s days ago", n),
        "week": ngettext("%(n)s week ago", "%(n)s weeks ago", n),
        "month": ngettext("%(n)s month ago", "%(n)s months ago", n),
        "year": ngettext("%(n)s year ago", "%(n)s years ago", n),
    }
    return words[unit] % {"n": n}


def _future(unit: str, n: int) -> str:
    words = {
        "minute": ngettext("in %(n)s minute", "in %(n)s minutes", n),
        "hour": ngettext("in %(n)s hour", "in %(n)s hours", n),
        "day": ngettext("in %(n)s day", "in %(n)s days", n),
        "week": ngettext("in %(n)s week", "in %(n)s weeks", n),
        "month": ngettext("in %(n)s month", "in %(n)s months", n),
        "year": ngettext("in %(n)s year", "in %(n)s years", n),
    }
    return words[unit] % {"n": n}
