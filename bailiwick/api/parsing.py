"""How a request's body becomes values: strict JSON, no NUL in any text."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser
from ninja.types import DictStrAny
from pydantic import BaseModel, ConfigDict

from .errors import ApiError


class Body(BaseModel):
    """What a request may send. Unlike ninja's Schema it reads objects only (the text "x" has a `.title` too)."""

    model_config = ConfigDict(extra="forbid")


class StrictParser(Parser):
    """orjson refuses bad UTF-8, lone surrogates and deep nesting; PostgreSQL would refuse NUL, so we do first."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The JSON body."""
        try:
            value = orjson.loads(request.body)
        except orjson.JSONDecodeError as error:
            raise ApiError(400, _("The body is not valid JSON.")) from error
        if b"\\u0000" in request.body and _has_nul(value):
            raise ApiError(422, _("A NUL character is not text."), where="body")
        if not isinstance(value, dict):
            raise ApiError(422, _("The body must be a JSON object."), where="body")
        return value


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_has_nul(part) for part in value)
