"""What a reader may choose, checked."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@cache
def time_zones() -> tuple[str, ...]:
    """Every zone this machine knows, by name, without the ones kept for old programs."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


def check_time_zone(name: str) -> str:
    """The name, if it is a zone."""
    if name not in time_zones():
        raise ValidationError({"timezone": _("This is no time zone that we know.")})
    return name


def check_language(code: str) -> str:
    """The code, if it is offered; empty means: as the browser says."""
    if code and code not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("This language is not offered.")})
    return code


def zone_of(name: str) -> ZoneInfo:
    """The zone; UTC if the machine no longer knows it."""
    return ZoneInfo(name if name in time_zones() else "UTC")
