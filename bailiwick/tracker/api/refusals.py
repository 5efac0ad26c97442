"""How the tracker says no to programs."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from bailiwick.api.toolkit import error_response

from .values import name_outside, plain_values


def refused(request: HttpRequest, exc: Any) -> HttpResponse:
    """What cannot be done, with the field it is about."""
    field = name_outside(exc.field)
    return error_response(request, 422, str(exc), code="refused", field=field, where="body" if field else "")


def mistaken(request: HttpRequest, exc: Any) -> HttpResponse:
    """A query line that makes no sense, with the place in it."""
    return error_response(request, 422, str(exc), code="refused", field="q", where="query")


def crossed(request: HttpRequest, exc: Any) -> HttpResponse:
    """Somebody else changed the same fields meanwhile: `error.fields` has what was seen, is now, and was wanted."""
    response = error_response(request, 409, str(exc), code="crossed", field=name_outside(exc.field), where="body")
    body = orjson.loads(response.content)
    sides = [plain_values(request.user, {name: pair[at] for name, pair in exc.fields.items()}) for at in range(3)]
    body["error"]["fields"] = {
        name: {"seen": sides[0][name], "now": sides[1][name], "yours": sides[2][name]} for name in sides[0]
    }
    response.content = orjson.dumps(body)
    return response
