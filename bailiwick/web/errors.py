"""What a reader sees when something went wrong: one clear sentence and what to do next.

`urls.py` names these as `handler400` … `handler500`; settings name `csrf_failure`.
The page of a 500 asks nothing of the database or the session, which may be what broke.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.utils.translation import gettext as _

from .pages import render

logger = logging.getLogger(__name__)

LAST_RESORT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Something broke</title>"
    "<h1>Something broke here</h1><p>Whatever was confirmed to you is kept. Please try again in a minute.</p>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form makes no sense; 413 when it makes too much of it."""
    if isinstance(exception, RequestDataTooBig):
        return _too_long(request)
    return _page(
        request,
        400,
        _("This request makes no sense to us"),
        _("Part of the address or of the form is not what it should be. Go back and try it again."),
    )


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reader may not; the refusal says why where it can."""
    return _page(request, 403, _("You may not do this"), str(exception or "") or _("Your account has no right to it."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing for this reader, which are the same to them."""
    return _page(
        request,
        404,
        _("There is nothing at this address"),
        _("It may have another name now, or it is not for everybody to see."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than a form may bring."""
    most = _("A form brings %(most)s MB at most. Send its files one by one, or put them elsewhere and link to them.")
    text = most % {"most": settings.FORM_MAX // 1024**2}
    return _page(request, 413, _("This is too large"), text)


def _too_long(request: HttpRequest) -> HttpResponse:
    """413: more text than a form may bring."""
    most = _("A form takes %(most)s MB of text. Go back, where it still stands, and attach it as a file instead.")
    text = most % {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2}
    return _page(request, 413, _("This text is too long"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is missing or too old."""
    logger.info("form refused: %s", reason)
    return _page(
        request,
        403,
        _("This form was open for too long"),
        _("Nothing was changed. Go back, reload the page and send it again; cookies have to be allowed for this site."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Falls back to plain text if even the template fails."""
    context = {"bare": True, "request_id": getattr(request, "request_id", "")}
    try:
        return render(request, "web/500.html", context, status=500)
    except Exception:
        logger.exception("the page of the error failed too")
        return HttpResponseServerError(LAST_RESORT)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"status": status, "title": title, "text": text}, status=status)
