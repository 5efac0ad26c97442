"""What doors are given to act on, and how to tell afterwards that something was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.tests.cast import system
from bailiwick.catalog.when import NEVER

from .desk import Desk
from .who import Ready, count

TOP = "/service/lighthouse/"
API = "/api/v1/"


def note(desk: Desk) -> Claim:
    """A fact about the lighthouse."""
    return Claim.objects.get(subject=desk.entities["service/lighthouse"], predicate="status_note", superseded_at=NEVER)


def proposal(desk: Desk, by: Any = None) -> Change:
    """Somebody's wish about the lighthouse."""
    draft = Add(desk.entities["service/lighthouse"], "status_note", value="wished for")
    return propose_change([draft], by=by or desk.accounts["expired"])


def applied(desk: Desk) -> Change:
    return apply_change(proposal(desk), by=system())


def status(pk: int) -> str:
    return Change.objects.get(pk=pk).status


def change_applied(desk: Desk) -> Callable[[], bool]:
    return count(Change, status="applied")


def web(rest: str, data: dict[str, Any], done: Callable[[Desk], Callable[[], bool]] = change_applied) -> Ready:
    return lambda desk, user: (rest if rest.startswith("/") else TOP + rest, data, done(desk))


def edit(**said: Any) -> Ready:
    return lambda desk, user: (API + "changes", {"apply": True, "edits": [said]}, change_applied(desk))


def saying(what: str) -> dict[str, str]:
    """The form of a fact, filled in."""
    return {"what": what, "state": "0", "visibility": "0"}
