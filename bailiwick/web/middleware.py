"""What holds for every form, before anybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .errors import too_large


class BodyLimit:
    """Nobody writes a disk full with a form that is refused afterwards: looking for its token reads all of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """413, asked in the order of the middlewares and so before the token is."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        return too_large(request) if length.isdecimal() and int(length) > settings.FORM_MAX else None
