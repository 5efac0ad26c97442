"""What holds for every request under /api/, before and after any router."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .errors import error_response

PREFIX = "/api/"
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


class ApiMiddleware:
    """Refuses what no router should see, and puts errors made elsewhere (404, CSRF, 500) into the one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        return refusal(request) or in_shape(request, self.get_response(request))


def refusal(request: HttpRequest) -> HttpResponse | None:
    """A 4xx for what cannot be served whatever the address says."""
    if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return error_response(request, 400, _("A NUL character is not text."))
    if request.method not in WITH_BODY:
        return None
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return error_response(request, 400)
    is_file = re.fullmatch(settings.API_UPLOADS, request.path_info) is not None
    if int(length) > (settings.FILE_MAX if is_file else settings.API_MAX_BODY):
        return error_response(request, 413)
    if int(length) and request.content_type != "application/json" and not is_file:
        return error_response(request, 415)
    return None


def in_shape(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An error that Django or ninja answered in another form, in ours; its headers stay."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith("application/json"):
        return response
    shaped = error_response(request, response.status_code)
    for name in ("Allow", "Retry-After"):
        if response.has_header(name):
            shaped[name] = response[name]
    return shaped
