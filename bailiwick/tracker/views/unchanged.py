"""Pages for somebody signed in that need not be sent again, because nothing has changed since.

What anonymous readers get is kept whole (`catalog/middleware.py`, which says why a revision of the book is enough);
for all others a page is made for them alone, but made only once: the tag names the revision, who reads, and how.
"""

from __future__ import annotations

from functools import wraps
from hashlib import blake2b
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from bailiwick.access import viewer
from bailiwick.catalog.middleware import hour_here, quiet_revision, revision_now
from bailiwick.web.preferences import variant

from .found import View


def unless_unchanged(view: View) -> View:
    """304 for whoever has the page as it is now."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not request.user.is_authenticated or _has_messages(request):
            return view(request, *args, **more)
        if "HTTP_IF_NONE_MATCH" in request.META:
            found = get_conditional_response(request, etag=_tag(request, revision_now()))
            if found is not None and found.status_code == 304:
                return _described(found)
        revision = quiet_revision()
        response = view(request, *args, **more)
        if revision and response.status_code == 200:
            response["ETag"] = _tag(request, revision)
            _described(response)
        return response

    return answer


def _has_messages(request: HttpRequest) -> bool:
    """What is said once belongs on no page that is shown twice."""
    return len(get_messages(request)) > 0


def _tag(request: HttpRequest, revision: str) -> str:
    """The forms of a page hold a token that goes with the reader's cookie."""
    reader = (request.user.pk, viewer(request.user).key, request.META.get("CSRF_COOKIE", ""))
    asked = (request.get_full_path(), request.headers.get("HX-Request", ""), variant(request), hour_here())
    return f'W/"{blake2b(repr((revision, reader, asked)).encode(), digest_size=12).hexdigest()}"'


def _described(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    return response
