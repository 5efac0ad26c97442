"""How often one caller may ask: so many requests a minute, counted in the Django cache.

The cache decides who shares a count: with the in-memory cache each process counts for itself.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.throttling import BaseThrottle

WINDOW = 60


def seconds_left(now: float | None = None) -> int:
    """How long until the current window ends."""
    moment = time.time() if now is None else now
    return WINDOW - int(moment) % WINDOW


def count(who: str) -> int:
    """Count one more request of `who` in this minute."""
    key = f"api-rate:{who}:{int(time.time()) // WINDOW}"
    cache.add(key, 0, WINDOW * 2)
    try:
        return int(cache.incr(key))
    except ValueError:  # the cache dropped it between the two calls
        return 1


def address(request: HttpRequest) -> str:
    """Whose connection it is: behind our proxy, the last one that it noted."""
    noted = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.BEHIND_PROXY else ""
    return noted or str(request.META.get("REMOTE_ADDR", ""))


def caller(request: HttpRequest) -> tuple[str, int]:
    """Who is counted, and how many requests a minute they have."""
    user = request.user
    if user.is_authenticated:
        return f"user:{user.pk}", settings.RATE_USER
    return f"address:{address(request)}", settings.RATE_ANONYMOUS


class RateLimit(BaseThrottle):
    """The limit of every operation; refuses with 429 and Retry-After."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one still fits."""
        who, allowed = caller(request)
        return allowed <= 0 or count(who) <= allowed

    def wait(self) -> float:
        """Seconds until it is worth trying again."""
        return float(seconds_left())


def refuse_if_hammering(request: HttpRequest) -> None:
    """Count a failed sign-in against its address."""
    if settings.RATE_ANONYMOUS > 0 and count(f"failed:{address(request)}") > settings.RATE_ANONYMOUS:
        raise Throttled(wait=seconds_left())
