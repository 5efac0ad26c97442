"""The reader's own time zone and language, for those who are signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from .preferences import zone_of


class ReaderMiddleware:
    """Activates what the account says. Without a session cookie nothing is looked up: anonymous pages stay cheap."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(zone_of(request.user.timezone)):
            # Without `deactivate_all`: LocaleMiddleware, outside of us, still writes Content-Language.
            if request.user.language:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            return self.get_response(request)
