"""What a token must be allowed to do for an operation.

Each scope contains the ones before it. Reading needs `read`, anything else `write`, unless
the operation says otherwise:

    @router.post("/changes")
    @scope("propose")
    def change_propose(request, body: ChangeIn): ...

A scope only narrows: what the token's user may not do, no scope allows.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .errors import ApiError

SCOPES = ("read", "propose", "write", "admin")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
F = TypeVar("F", bound=Callable[..., Any])


def scope(name: str) -> Callable[[F], F]:
    """Say which scope this view needs."""
    if name not in SCOPES:
        raise ValueError(name)

    def mark(view: F) -> F:
        view.scope = name  # type: ignore[attr-defined]  # a mark on the function, read by `needed`
        return view

    return mark


def needed(view: Callable[..., Any], method: str) -> str:
    """The scope that a view needs when called by this method."""
    return str(getattr(view, "scope", "read" if method in SAFE else "write"))


def covers(held: list[str] | tuple[str, ...], wanted: str) -> bool:
    """Whether one of the held scopes contains the wanted one."""
    return any(SCOPES.index(each) >= SCOPES.index(wanted) for each in held if each in SCOPES)


def enforce(view: Callable[..., Any]) -> Callable[..., Any]:
    """Every operation passes here (`make_api` adds it), so a forgotten mark means `write`, never freedom."""

    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        held = getattr(request, "token_scopes", None)
        wanted = needed(view, request.method or "GET")
        if held is not None and not covers(held, wanted):
            raise ApiError(403, _("This token lacks the scope %(scope)s.") % {"scope": wanted}, code="scope_missing")
        return view(request, *args, **kwargs)

    return checked
