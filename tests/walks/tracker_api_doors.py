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
from bailiwick.tracker.actions.links import add_link
from bailiwick.tracker.actions.merging import merge_issues
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Comment, File, Issue, IssueLink, Star

from .desk import Desk
from .file_doors import issue_here, let_through, once_known
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
    let_through(user)
    return f"{API}issues/{issue_here(desk).pk}/files?name=x.txt", {"a": "file"}, count(File)


def _removed(desk: Desk, user: User | None) -> Any:
    file = attach_file(issue_here(desk), [b"x"], "x.txt", by=system())
    return f"DELETE {API}files/{file.pk}", {}, File.objects.filter(removed_at__isnull=False).exists


def _starred(desk: Desk, user: User | None) -> Any:
    return f"{API}issues/{issue_here(desk).pk}/star", {}, count(Star)


def _linked(desk: Desk, user: User | None) -> Any:
    other = desk.issue_elsewhere.pk
    return f"{API}issues/{issue_here(desk).pk}/links", {"kind": "relates", "issue": other}, count(IssueLink)


def _unlinked(desk: Desk, user: User | None) -> Any:
    link = add_link(issue_here(desk), "relates", desk.issue_elsewhere, by=system())
    return f"DELETE {API}links/{link.pk}", {}, lambda: not IssueLink.objects.filter(pk=link.pk).exists()


def _merged(desk: Desk, user: User | None) -> Any:
    issue, into = issue_here(desk), desk.issue.pk
    done: Callable[[], bool] = Issue.objects.filter(pk=issue.pk, merged_into=into).exists
    return f"{API}issues/{issue.pk}/merge", {"into": into}, done


def _unmerged(desk: Desk, user: User | None) -> Any:
    issue = issue_here(desk)
    merge_issues(issue, desk.issue, by=system())
    done: Callable[[], bool] = Issue.objects.filter(pk=issue.pk, merged_into=None).exists
    return f"{API}issues/{issue.pk}/unmerge", {}, done


WHO: dict[str, tuple[Ready, set[str]]] = {
    "api issue": (_filed, SIGNED_IN),
    "api issue change": (once_known(on_issue("PATCH ", {"title": "Dark"}, title="Dark")), SIGNED_IN),
    "api issue rewrite": (on_issue("PATCH ", {"body": "Dark"}, body="Dark"), PART),
    "api issue triage": (on_issue("PATCH ", {"priority": "high"}, priority=30), PART),
    "api issue hide": (on_issue("PATCH ", {"visibility": "staff"}, visibility=2), PART),
    "api issue close": (on_issue("/close", {"resolution": "fixed"}, closed=True), PART),
    "api issue reopen": (on_issue("/reopen", {}, of_closed=True, closed=False), PART),
    "api issue assign": (on_issue("/assign", {"account": "developer"}, assignee_id__isnull=False), PART),
    "api issue take": (once_known(_taken), SIGNED_IN),
    "api issue watch": (_watched, SIGNED_IN),
    "api issue unwatch": (_unwatched, SIGNED_IN),
    "api issue star": (_starred, SIGNED_IN),
    "api issue link": (_linked, PART),
    "api issue unlink": (_unlinked, PART),
    "api issue merge": (_merged, PART),
    "api issue unmerge": (_unmerged, PART),
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
        "issues/<number>/star": "api issue star", "issues/<number>/links": "api issue link",
        "links/<link_id>": "api issue unlink", "issues/<number>/merge": "api issue merge",
        "issues/<number>/unmerge": "api issue unmerge",
        "issues/<number>/comments": "api comment", "comments/<comment_id>": "api comment edit",
        "issues/<number>/files": "api file", "files/<file_id>": "api file remove",
    }.items()
}  # fmt: skip
