"""How long ago something was, in words: "3 days ago", "in 2 weeks", or short as in "3 d"."""

from __future__ import annotations

from collections.abc import Callable
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
    phrases = _SHORT if short else _PAST if seconds > 0 else _FUTURE
    return phrases[name](count) % {"n": count}


# Functions, so that a page with fifty dates looks up fifty phrases and not nine hundred.
_SHORT: dict[str, Callable[[int], str]] = {
    "minute": lambda _n: _("%(n)s min"),
    "hour": lambda _n: _("%(n)s h"),
    "day": lambda _n: _("%(n)s d"),
    "week": lambda _n: _("%(n)s wk"),
    "month": lambda _n: _("%(n)s mo"),
    "year": lambda _n: _("%(n)s y"),
}
_PAST: dict[str, Callable[[int], str]] = {
    "minute": lambda n: ngettext("%(n)s minute ago", "%(n)s minutes ago", n),
    "hour": lambda n: ngettext("%(n)s hour ago", "%(n)s hours ago", n),
    "day": lambda n: ngettext("%(n)s day ago", "%(n)s days ago", n),
    "week": lambda n: ngettext("%(n)s week ago", "%(n)s weeks ago", n),
    "month": lambda n: ngettext("%(n)s month ago", "%(n)s months ago", n),
    "year": lambda n: ngettext("%(n)s year ago", "%(n)s years ago", n),
}
_FUTURE: dict[str, Callable[[int], str]] = {
    "minute": lambda n: ngettext("in %(n)s minute", "in %(n)s minutes", n),
    "hour": lambda n: ngettext("in %(n)s hour", "in %(n)s hours", n),
    "day": lambda n: ngettext("in %(n)s day", "in %(n)s days", n),
    "week": lambda n: ngettext("in %(n)s week", "in %(n)s weeks", n),
    "month": lambda n: ngettext("in %(n)s month", "in %(n)s months", n),
    "year": lambda n: ngettext("in %(n)s year", "in %(n)s years", n),
}
