"""GET /api/v1/me: who am I, says the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ..api.toolkit import ApiError

router = Router(tags=["account"])


class Me(Schema):
    """The account that asks, and what its token may."""

    handle: str
    email: str
    kind: str
    timezone: str
    language: str
    person_id: int | None
    scopes: list[str] | None


@router.get("/me", response=Me, summary="The account that asks", operation_id="me")
def me(request: HttpRequest) -> Any:
    """Whose token or session this is. `scopes` is null in a session: it may whatever the account may."""
    if not request.user.is_authenticated:
        raise ApiError(401, "")
    scopes = getattr(request, "token_scopes", None)
    wanted = ("handle", "email", "kind", "timezone", "language", "person_id")
    return {name: getattr(request.user, name) for name in wanted} | {"scopes": list(scopes) if scopes else None}
