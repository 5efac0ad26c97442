"""The one shape in which everything under /api/ says no.

    {"error": {"code": "invalid", "message": "…", "field": "limit", "where": "query"}, "request_id": "…"}

`field` and `where` appear when one input is to blame. A program branches on `code`; a person reads `message`.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as ModelInvalid
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from ..lib.logs import request_id

logger = logging.getLogger("bailiwick.api")

CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_allowed",
    404: "not_found",
    405: "wrong_method",
    409: "conflict",
    413: "too_large",
    415: "wrong_content_type",
    422: "invalid",
    429: "too_many_requests",
    500: "our_fault",
}


#: What pydantic says without naming the field.
OF_FIELDS = {
    "extra_forbidden": gettext_lazy("There is no field “%(field)s” here."),
    "missing": gettext_lazy("The field “%(field)s” is missing."),
}


class ApiError(Exception):
    """Raise it anywhere below an API view to answer in the one shape."""

    def __init__(self, status: int, message: str, *, code: str = "", field: str = "", where: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.field, self.where = status, message, code, field, where


class Invalid(ApiError):
    """An input that cannot be used: 422, with its name."""

    def __init__(self, message: str, *, field: str = "", where: str = "") -> None:
        super().__init__(422, message, field=field, where=where)


def default_message(status: int) -> str:
    """A plain sentence for a status that came without one."""
    return {
        400: _("This request could not be understood."),
        401: _("Sign in, or send a token."),
        403: _("You may not do this."),
        404: _("There is nothing here, or nothing that you may see."),
        405: _("This address does not answer to this method."),
        413: _("The body is too large."),
        415: _("Send application/json."),
        429: _("Too many requests; wait a little."),
    }.get(status, _("Something went wrong on our side. The request id helps us find it."))


def error_response(
    request: HttpRequest, status: int, message: str = "", *, code: str = "", field: str = "", where: str = ""
) -> HttpResponse:
    """The one shape as a response."""
    error = {"code": code or CODES.get(status, "error"), "message": message or default_message(status)}
    error |= {name: value for name, value in (("field", field), ("where", where)) if value}
    body = orjson.dumps({"error": error, "request_id": request_id()})
    response = HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="bailiwick"'
    return response


def add_handlers(api: NinjaAPI) -> None:
    """Teach a NinjaAPI to say no in the one shape."""
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _api_error(request: HttpRequest, exc: Any) -> HttpResponse:
    return error_response(request, exc.status, exc.message, code=exc.code, field=exc.field, where=exc.where)


def _http_error(request: HttpRequest, exc: Any) -> HttpResponse:
    if isinstance(exc.__cause__, ApiError):  # ninja wraps what our parser says
        return _api_error(request, exc.__cause__)
    plain = isinstance(exc, (AuthenticationError, Throttled))
    response = error_response(request, exc.status_code, "" if plain else exc.message)
    if getattr(exc, "wait", None):
        response["Retry-After"] = str(exc.wait)
    return response


def _not_found(request: HttpRequest, exc: Any) -> HttpResponse:
    return error_response(request, 404)


def _denied(request: HttpRequest, exc: Any) -> HttpResponse:
    known = request.user.is_authenticated
    return error_response(request, 403 if known else 401, str(exc) if known else "")


def _not_valid(request: HttpRequest, exc: Any) -> HttpResponse:
    """One of ninja's complaints; its `loc` says where and which. A misspelt field is why another is missing."""
    unknown = (error for error in exc.errors if error.get("type") == "extra_forbidden")
    first = next(unknown, exc.errors[0] if exc.errors else {})
    where, *path = [str(part) for part in first.get("loc", ("",))]
    field = next((part for part in reversed(path) if not _A_TYPE.search(part)), "")
    told = OF_FIELDS.get(first.get("type", ""))
    message = str(told) % {"field": field} if told else first.get("msg", "")
    return error_response(request, 422, message, field=field, where=where)


def _model_invalid(request: HttpRequest, exc: Any) -> HttpResponse:
    field = next(iter(exc.message_dict)) if hasattr(exc, "error_dict") else ""
    return error_response(request, 422, exc.messages[0], field="" if field == "__all__" else field)


def _out_of_range(request: HttpRequest, exc: Any) -> HttpResponse:
    """A value that no column holds got past the schema: theirs to change, ours to notice."""
    logger.warning("a value out of range reached the database", exc_info=exc)
    return error_response(request, 422, _("A value is out of range."))


def _too_big(request: HttpRequest, exc: Any) -> HttpResponse:
    return error_response(request, 413)


def _our_fault(request: HttpRequest, exc: Any) -> HttpResponse:
    logger.error("API request failed: %s %s", request.method, request.path, exc_info=exc)
    return error_response(request, 500)


#: What pydantic puts behind a field that may be of several types: which of them it tried.
_A_TYPE = re.compile(r"^(?:constrained-\w+|int|str|bool|float|[A-Z]\w*|.*\[.*)$")

HANDLERS: dict[type[Exception], Any] = {
    ApiError: _api_error,
    HttpError: _http_error,
    Http404: _not_found,
    PermissionDenied: _denied,
    ValidationError: _not_valid,
    ModelInvalid: _model_invalid,
    DataError: _out_of_range,
    OverflowError: _out_of_range,
    RequestDataTooBig: _too_big,
    Exception: _our_fault,
}
