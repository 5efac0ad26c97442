"""The tracker's doors for programs that write: what to send, how to tell that it was done, who gets through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import close_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Comment, File, Issue

from .desk import Desk
from .file_doors import issue_here
from .who import PART, SIGNED_IN, Ready, count

API = "/api/v1/"


def _filed(desk: Desk, user: User | None) -> Any:
    return API + "issues", {"title": "Dim", "services": ["service/lighthouse"]}, count(Issue)


def on_issue(rest: str, data: dict[str, Any], *, of_closed: bool = False, **done: Any) -> Ready:
    """Something done to the issue, which then has these values."""

    def ready(desk: Desk, user: User | None) -> Any:
        issue = issue_here(desk)
        if of_closed:
            close_issue(issue, "fixed", by=system())
        method, _, where = rest.rpartition(" ")
        path = f"{method} {API}issues/{issue.pk}{where}".strip()
        return path, data, lambda: Issue.objects.filter(pk=issue.pk, **done).exists()

    return ready


def _taken(desk: Desk, user: User | None) -> Any:
    issue = issue_here(desk)
    me = user.pk if user else 0
    return f"{API}issues/{issue.pk}/take", {}, lambda: Issue.objects.filter(pk=issue.pk, assignee_id=me).exists()


def _watched(desk: Desk, user: User | None) -> Any:
    return f"{API}issues/{issue_here(desk).pk}/watch", {}, count(Subscription)


def _unwatched(desk: Desk, user: User | None) -> Any:
    issue = issue_here(desk)
    watching = Subscription.objects.create(user_id=user.pk if user else system().pk, topic=issue_topic(issue.pk))
    return f"DELETE {API}issues/{issue.pk}/watch", {}, lambda: not Subscription.objects.filter(pk=watching.pk).exists()


def said(**more: Any) -> Ready:
    """A comment."""
    return lambda desk, user: (
        f"{API}issues/{desk.issue.pk}/comments", {"body": "So it is", **more}, count(Comment)
    )  # fmt: skip


def _edited(desk: Desk, user: User | None) -> Any:
    comment = create_comment(issue_here(desk), "Dim", by=system())
    done: Callable[[], bool] = Comment.objects.filter(pk=comment.pk, body="Dark").exists
    return f"PATCH {API}comments/{comment.pk}", {"body": "Dark"}, done


def _attached(desk: Desk, user: User | None) -> Any:
    return f"{API}issues/{issue_here(desk).pk}/files?name=x.txt", {"a": "file"}, count(File)


def _removed(desk: Desk, user: User | None) -> Any:
    file = attach_file(issue_here(desk), [b"x"], "x.txt", by=system())
    return f"DELETE {API}files/{file.pk}", {}, File.objects.filter(removed_at__isnull=False).exists


WHO: dict[str, tuple[Ready, set[str]]] = {
    "api issue": (_filed, SIGNED_IN),
    "api issue change": (on_issue("PATCH ", {"title": "Dark"}, title="Dark"), SIGNED_IN),
    "api issue rewrite": (on_issue("PATCH ", {"body": "Dark"}, body="Dark"), PART),
    "api issue triage": (on_issue("PATCH ", {"priority": "high"}, priority=30), PART),
    "api issue hide": (on_issue("PATCH ", {"visibility": "staff"}, visibility=2), PART),
    "api issue close": (on_issue("/close", {"resolution": "fixed"}, closed=True), PART),
    "api issue reopen": (on_issue("/reopen", {}, of_closed=True, closed=False), PART),
    "api issue assign": (on_issue("/assign", {"account": "developer"}, assignee_id__isnull=False), PART),
    "api issue take": (_taken, SIGNED_IN),
    "api issue watch": (_watched, SIGNED_IN),
    "api issue unwatch": (_unwatched, SIGNED_IN),
    "api comment": (said(), SIGNED_IN),
    "api comment as a note": (said(note=True), PART),
    "api comment edit": (_edited, PART),
    "api file": (_attached, SIGNED_IN),
    "api file remove": (_removed, PART),
}

POSTED = {
    API.lstrip("/") + route: door
    for route, door in {
        "issues": "api issue", "issues/<number>": "api issue change", "issues/<number>/close": "api issue close",
        "issues/<number>/reopen": "api issue reopen", "issues/<number>/assign": "api issue assign",
        "issues/<number>/take": "api issue take", "issues/<number>/watch": "api issue watch",
        "issues/<number>/comments": "api comment", "comments/<comment_id>": "api comment edit",
        "issues/<number>/files": "api file", "files/<file_id>": "api file remove",
    }.items()
}  # fmt: skip
