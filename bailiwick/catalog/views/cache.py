"""Which pages may be kept for anonymous readers; `catalog/middleware.py` keeps them and says why none is stale."""

from __future__ import annotations

from functools import wraps
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from bailiwick.web.preferences import variant

from ..middleware import hour_here, may_keep, quiet_revision
from .reach import View


def for_everybody(view: View) -> View:
    """Until the book changes, the page is the same for all anonymous readers; it says at which revision it was made."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not may_keep(request):
            return view(request, *args, **more)
        revision = quiet_revision()
        response = view(request, *args, **more)
        if _is_plain(request, response):
            _describe(response)
            response.revision = revision  # type: ignore[attr-defined]  # read by KeptPages on the way out
        return response

    return answer


def for_each_reader(view: View) -> View:
    """Until the book changes, the page is the same for its signed-in reader, who has it already: a 304 and no work.

    For pages on which nothing but times moves without an event; these are of this hour. What is to be told once is
    never kept back.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        revision = quiet_revision() if _may_ask(request) else ""
        if not revision:
            return view(request, *args, **more)
        tag = _tag(request, revision)
        if request.META.get("HTTP_IF_NONE_MATCH") == tag:
            seen: HttpResponse = HttpResponseNotModified()
        else:
            seen = view(request, *args, **more)
            if seen.status_code != 200:
                return seen
        seen["ETag"], seen["Cache-Control"] = tag, "private, no-cache"
        patch_vary_headers(seen, ["Cookie", "Accept-Language", "HX-Request"])
        return seen

    return answer


def _may_ask(request: HttpRequest) -> bool:
    """Somebody is signed in, only looks, and no message waits for them."""
    told = "messages" in request.COOKIES or "_messages" in request.session
    return request.method in ("GET", "HEAD") and request.user.is_authenticated and not told


def _tag(request: HttpRequest, revision: str) -> str:
    """All that the page depends on, the token in its forms too."""
    asked = (request.get_full_path(), request.headers.get("HX-Request"), request.META.get("CSRF_COOKIE"))
    shown = (hour_here(), variant(request), request.user.pk, revision, asked)
    return f'W/"{blake2b(repr(shown).encode(), digest_size=12).hexdigest()}"'


def _is_plain(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not getattr(request.user, "is_authenticated", False)
    )


def _describe(response: HttpResponse) -> None:
    response["ETag"] = f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
