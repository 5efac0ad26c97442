"""What a room's `api.py` imports, in one place."""

from __future__ import annotations

from typing import Annotated

from ninja import Path

from .errors import ApiError, Invalid, error_response
from .paging import Page, Paging, envelope, paginate
from .parsing import Body
from .responses import dumps, json_response
from .scopes import scope

#: A row's number in an address: never larger than a column holds.
Id = Annotated[int, Path(ge=1, le=2**63 - 1)]

__all__ = [
    "ApiError",
    "Body",
    "Id",
    "Invalid",
    "Page",
    "Paging",
    "dumps",
    "envelope",
    "error_response",
    "json_response",
    "paginate",
    "scope",
]
