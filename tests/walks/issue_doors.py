"""The tracker's doors that write: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.tracker.models import Comment, Issue

from .desk import Desk
from .who import PART, SIGNED_IN, Ready, count


def _filed(desk: Desk, user: User | None) -> Any:
    said = {"title": "The horn is hoarse", "body": "Since noon", "kind": "bug", "services": "lighthouse"}
    return "/issues/new/", said, count(Issue)


def said(**data: Any) -> Ready:
    """Something said to the issue on the lighthouse."""
    return lambda desk, user: (f"{desk.issue.url}comment/", {"body": "So it is"} | data, count(Comment))


WHO: dict[str, tuple[Ready, set[str]]] = {
    "issue_create": (_filed, SIGNED_IN),
    "comment_create": (said(), SIGNED_IN),
    "comment_create as a note": (said(note="1"), PART),
}

POSTED = {"issues/new/": "issue_create", "issues/<id:pk>/comment/": "comment_create"}
