"""Whole pages for anonymous readers, kept for as long as nothing changes.

The key carries the address, the language and the *revision* of the book, so nothing is ever
deleted and nothing stale is found: every action records an event and every projection makes
fresh rows, and both ids only grow. One statement asks for both.

On PostgreSQL ids are given out before they are committed: while somebody is writing, a lower
id may still appear, so a page is kept only when nobody is.

A page is kept only for a reader without any session, and only if it needs no form token and
sets no cookie; so a signed-in reader's page is neither stored nor found.
"""

from __future__ import annotations

from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.timezone import now

from bailiwick.web.preferences import variant

from .reach import View

#: Longer addresses are asked by nobody who types them.
LONGEST = 1_000
_REVISION = (
    "SELECT (SELECT MAX(id) FROM events_event), (SELECT MAX(id) FROM catalog_entitynow), "
    "(SELECT MAX(id) FROM catalog_change)"
)
#: Whoever writes to one of the three tables holds this lock on it until the end of their transaction.
_QUIET = """, NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation IN ('events_event'::regclass, 'catalog_entitynow'::regclass, 'catalog_change'::regclass))"""


def for_everybody(view: View) -> View:
    """Keeps the page for anonymous readers; answers 304 to whoever has it already."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not _may_keep(request):
            return view(request, *args, **more)
        revision, quiet = revision_now()
        key = _key(request, revision)
        kept = caches["pages"].get(key)
        if kept is None:
            response = view(request, *args, **more)
            if not _is_plain(request, response):
                return response
            kept = (response.content, response.headers["Content-Type"])
            if quiet:
                caches["pages"].set(key, kept)
        return _answer(request, *kept)

    return answer


def _may_keep(request: HttpRequest) -> bool:
    """Nobody in particular asks for a whole page."""
    someone = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    return (
        request.method in ("GET", "HEAD")
        and not someone
        and "Authorization" not in request.headers
        and len(request.get_full_path()) <= LONGEST
    )


def revision_now() -> tuple[str, bool]:
    """What the book is at, and whether nobody is writing just now."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_REVISION + (_QUIET if postgres else ""))
        row = cursor.fetchone()
    return "-".join(str(part or 0) for part in row[:3]), bool(row[3]) if postgres else True


def _key(request: HttpRequest, revision: str) -> str:
    part = request.headers.get("HX-Request", "")
    parts = (revision, now().date(), variant(request), part, request.get_host(), request.get_full_path())
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _is_plain(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not getattr(request.user, "is_authenticated", False)
    )


def _answer(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response
