"""Writing the journal. `record` is the last line of every action, in that action's transaction."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings

from ..jobs.wait import wake
from ..lib.logs import request_id
from .models import Event


class UnknownKind(ValueError):
    """The kind has no line in the table of reactions, so nobody decided who reacts."""


@cache
def known_kinds() -> frozenset[str]:
    """Every kind that has a line, also an empty one."""
    return frozenset(import_module(settings.REACTIONS_MODULE).REACTIONS)


def record(
    kind: str,
    *,
    by: Any,
    scope_id: int | None = None,
    about: tuple[str, int] | None = None,
    data: dict[str, Any] | None = None,
    visibility: int = 0,
) -> Event:
    """Note that `kind` happened. `data` holds ids and words of the program, never a person's values."""
    if kind not in known_kinds():
        raise UnknownKind(f"“{kind}” has no line in reactions.py")
    event = Event.objects.create(
        kind=kind,
        actor_id=by.pk,
        scope_id=scope_id,
        about_type=about[0] if about else "",
        about_id=about[1] if about else None,
        visibility=visibility,
        data=data or {},
        request_id=request_id(),
    )
    wake()
    return event
