"""Doors that decide about changes: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change

from .desk import Desk
from .doing import API, applied, proposal, status
from .doors import API as API_ROUTE
from .who import PART, SIGNED_IN, Ready, count

PROPOSES = [{"op": "add", "subject": "service/lighthouse", "predicate": "status_note", "value": "seen"}]


def _decided(path: str, wanted: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        change = applied(desk) if wanted == "reverted" else proposal(desk)
        if wanted == "reverted":
            return path.format(change.pk), {}, lambda: change.reverted_by.exists()
        return path.format(change.pk), {}, lambda: status(change.pk) == wanted

    return ready


def _own_rejected(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        change = proposal(desk, user if user and user.is_active else None)
        return path.format(change.pk), {}, lambda: status(change.pk) == "rejected"

    return ready


WHO: dict[str, tuple[Ready, set[str]]] = {
    "change_apply": (_decided("/changes/{}/apply/", "applied"), PART),
    "change_reject": (_decided("/changes/{}/reject/", "rejected"), PART | {"expired"}),
    "change_reject one's own": (_own_rejected("/changes/{}/reject/"), SIGNED_IN),
    "change_revert": (_decided("/changes/{}/revert/", "reverted"), PART),
    "api propose": (
        lambda desk, user: (API + "changes", {"edits": PROPOSES}, count(Change)),
        SIGNED_IN,
    ),
    "api apply": (_decided(API + "changes/{}/apply", "applied"), PART),
    "api reject": (_decided(API + "changes/{}/reject", "rejected"), PART | {"expired"}),
    "api revert": (_decided(API + "changes/{}/revert", "reverted"), PART),
}  # fmt: skip

POSTED = {
    "changes/<id:pk>/apply/": "change_apply",
    "changes/<id:pk>/reject/": "change_reject",
    "changes/<id:pk>/revert/": "change_revert",
    API_ROUTE + "changes": "api propose",
    API_ROUTE + "changes/<change_id>/apply": "api apply",
    API_ROUTE + "changes/<change_id>/reject": "api reject",
    API_ROUTE + "changes/<change_id>/revert": "api revert",
}
