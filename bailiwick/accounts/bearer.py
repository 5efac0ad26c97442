"""The ways into the API: a token, a session, or nobody in particular."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer, SessionAuth

from ..api.errors import ApiError
from ..api.limits import refuse_if_hammering
from ..api.scopes import SAFE
from .tokens import authenticate


class TokenBearer(HttpBearer):
    """`Authorization: Bearer bw_…`. A token that is not good is refused, never taken for an anonymous reader."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" not in request.headers:
            return None
        # A token speaks for its own user only, whatever cookie came along.
        user = super().__call__(request)
        if user is None:
            refuse_if_hammering(request)
            raise ApiError(401, _("This token is unknown, revoked or past its end."))
        return user

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's user, with the scopes kept on the request for `api.scopes`."""
        found = authenticate(token)
        if found is None:
            return None
        request.user = found.user
        request.token_scopes = tuple(found.scopes)  # type: ignore[attr-defined]  # read by api.scopes
        return found.user


class BrowserSession(SessionAuth):
    """A signed-in browser; whatever writes needs the CSRF token, since cookies come along by themselves."""

    def __call__(self, request: HttpRequest) -> Any:
        # Without a session the question is who they are, not whether a form was forged.
        return super().__call__(request) if request.user.is_authenticated else None


def anonymous(request: HttpRequest) -> AnonymousUser | None:
    """Anybody may read what is public; writing needs a name."""
    return AnonymousUser() if request.method in SAFE else None


WAYS_IN = (TokenBearer(), BrowserSession(), anonymous)
