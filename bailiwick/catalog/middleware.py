"""Whole pages for anonymous readers, answered before anybody else has to work.

A page is kept as it went out, headers and all, with the *revision* of the book that it shows,
and answered again as long as the book is at that revision. So nothing has to be deleted, and
nothing stale goes out: every action records an event and every projection makes fresh rows,
and both ids only grow. One statement asks for both.

On PostgreSQL ids are given out before they are committed: while somebody is writing, a lower
id may still appear, so a page is kept only when nobody is.

A page is kept only for a reader without any session, and only if it needs no form token and
sets no cookie; so a signed-in reader's page is neither stored nor found. Which views make such
pages is said there, by `for_everybody`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from bailiwick.web.preferences import variant

#: Longer addresses are asked by nobody who types them.
LONGEST = 1_000
#: What a page depends on besides its path, the hour, and what its reader chose.
_ASKED = ("QUERY_STRING", "HTTP_HOST", "HTTP_HX_REQUEST", "HTTP_HX_BOOSTED")
#: Headers of somebody who has some version of the page; looking for them in Django's way is a tenth of the work.
_CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
_REVISION = (
    "SELECT (SELECT MAX(id) FROM events_event), (SELECT MAX(id) FROM catalog_entitynow), "
    "(SELECT MAX(id) FROM catalog_change)"
)
#: Whoever writes to one of the three tables holds this lock on it until the end of their transaction.
_QUIET = """, NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation IN ('events_event'::regclass, 'catalog_entitynow'::regclass, 'catalog_change'::regclass))"""


class Kept(NamedTuple):
    """A page as it went out, and the revision that it shows."""

    revision: str
    headers: dict[str, str]
    content: bytes


class KeptPages:
    """Stands before the other middlewares, which would cost more than the rest of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not may_keep(request):
            return self.get_response(request)
        pages, key = caches["pages"], _key(request)
        kept: Kept | None = pages.get(key)
        if kept is None or not _is_fresh(kept):
            response = self.get_response(request)
            if not hasattr(response, "revision") or response.cookies:
                return response
            kept = Kept(response.revision, dict(response.items()), response.content)
            if kept.revision:
                pages.set(key, kept)
        return _answer(request, kept)


def may_keep(request: HttpRequest) -> bool:
    """Nobody in particular asks for a whole page."""
    someone = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and not someone
        and "HTTP_AUTHORIZATION" not in request.META
        and len(request.path) + len(request.META.get("QUERY_STRING", "")) <= LONGEST
    )


def _key(request: HttpRequest) -> str:
    """Nothing here is checked: what is kept was asked for by a request with the same host and scheme that was."""
    asked = (request.is_secure(), request.path, *(request.META.get(name) for name in _ASKED))
    return blake2b(repr((hour_here(), variant(request), asked)).encode(), digest_size=16).hexdigest()


def hour_here() -> str:
    """For so long a page may say “30 minutes ago” and “today”: until the hour is over where its reader lives."""
    return f"{timezone.localtime():%Y-%m-%d %H %z} {timezone.get_current_timezone_name()}"


def _is_fresh(kept: Kept) -> bool:
    try:
        return kept.revision == revision_now()
    except DatabaseError:  # it fails again where a page is made of it
        return False


def revision_now() -> str:
    """What the book is at."""
    return _revision(_ask(_REVISION))


def quiet_revision() -> str:
    """The same, or "" while somebody is writing."""
    if connection.vendor != "postgresql":
        return revision_now()
    *ids, quiet = _ask(_REVISION + _QUIET)
    return _revision(ids) if quiet else ""


def _ask(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchone())


def _revision(ids: Iterable[int | None]) -> str:
    return "-".join(str(part or 0) for part in ids)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The page, or without it a 304 for whoever has it already."""
    whole = HttpResponse(kept.content, headers=kept.headers)
    if _CONDITIONS.isdisjoint(request.META):
        return whole
    found = get_conditional_response(request, etag=kept.headers["ETag"], response=whole)
    if found is None or found is whole:
        return whole
    for name in kept.headers.keys() - {"Content-Length", "Content-Type"}:
        found.setdefault(name, kept.headers[name])
    return found
