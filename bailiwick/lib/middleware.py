"""What happens around every request: it gets an id, and one line in the log."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .logs import doing, new_id

log = logging.getLogger("bailiwick.request")

#: An id that a proxy made is kept when it looks like one; anything else could forge lines.
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}\Z")

#: Parts of an address that let somebody in.
_SECRET = {"secret", "key", "token"}


class RequestLog:
    """Gives the request an id (`request.id`, `X-Request-ID`) and logs method, path, status and milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _WELL_FORMED.match(given) else new_id()
        with doing(request=request_id):
            started = time.perf_counter()
            response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        """The path without its query: a query may carry a secret or what somebody searched for."""
        quiet = request.path in {"/healthz", "/readyz"} and response.status_code < 400
        log.log(
            logging.DEBUG if quiet else logging.INFO,
            "request",
            extra={
                "method": request.method,
                "path": shown_path(request),
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
            },
        )


def shown_path(request: HttpRequest) -> str:
    """The path, with the secret of a one-time link or a reset left out: who reads logs must not get in by them."""
    path, found = request.path, request.resolver_match.kwargs if request.resolver_match else {}
    for name in _SECRET & found.keys():
        path = path.replace(str(found[name]), "…")
    return path
