"""Which pages may be kept for anonymous readers; `catalog/middleware.py` keeps them and says why none is stale."""

from __future__ import annotations

from functools import wraps
from hashlib import blake2b
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from ..middleware import may_keep, quiet_revision
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
