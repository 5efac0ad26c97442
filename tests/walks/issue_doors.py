"""The tracker's doors that write: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system
from bailiwick.tracker.actions.issues import close_issue
from bailiwick.tracker.actions.judging import report_post
from bailiwick.tracker.actions.links import add_link
from bailiwick.tracker.actions.merging import merge_issues
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.fields import FIELDS, values
from bailiwick.tracker.models import Comment, Complaint, Issue, IssueLink, Star
from bailiwick.tracker.tests.cast import a_while_ago

from .desk import Desk
from .file_doors import once_known
from .who import LEADS_PART, PART, SIGNED_IN, Ready, count


def _filed(desk: Desk, user: User | None) -> Any:
    said = {"title": "The horn is hoarse", "body": "Since noon", "kind": "bug", "services": "lighthouse"}
    return "/issues/new/", said | {"shown": a_while_ago()}, count(Issue)


def said(**data: Any) -> Ready:
    """Something said to the issue on the lighthouse."""

    def ready(desk: Desk, user: User | None) -> Any:
        return f"{desk.issue.url}comment/", {"body": "So it is", "shown": a_while_ago()} | data, count(Comment)

    return ready


def on(verb: str, data: dict[str, Any] | Callable[[Desk], dict[str, Any]], **done: Any) -> Ready:
    """A button of the issue on the lighthouse."""

    def ready(desk: Desk, user: User | None) -> Any:
        sent = data(desk) if callable(data) else data
        there = Issue.objects.filter(pk=desk.issue.pk, **done)
        return f"{desk.issue.url}{verb}/", sent, there.exists

    return ready


def _own(verb: str, data: dict[str, Any], **done: Any) -> Ready:
    """The same on an issue that the reader reported."""

    def ready(desk: Desk, user: User | None) -> Any:
        if user and user.is_active:
            Issue.objects.filter(pk=desk.issue.pk).update(reporter_id=user.pk)
        return f"{desk.issue.url}{verb}/", data, Issue.objects.filter(pk=desk.issue.pk, **done).exists

    return ready


def _titled(desk: Desk, user: User | None) -> Any:
    """Whatever else the reader may change stays."""
    told = {name: str(value or "") for name, value in values(desk.issue, FIELDS).items() if not FIELDS[name].many}
    told |= {"title": "Cracks", "seen": "{}", "visibility": "0"}
    told |= {"scope_id": "service/lighthouse", f"service-{desk.issue.scope_id}": "fixed"}
    return f"{desk.issue.url}edit/", told, Issue.objects.filter(title="Cracks").exists


def _reopened(desk: Desk, user: User | None) -> Any:
    close_issue(desk.issue, "fixed", by=system())
    return f"{desk.issue.url}reopen/", {}, Issue.objects.filter(pk=desk.issue.pk, closed=False).exists


def _starred(desk: Desk, user: User | None) -> Any:
    return f"{desk.issue.url}star/", {}, count(Star)


def _linked(desk: Desk, user: User | None) -> Any:
    other = {"how": "out-blocks", "other": str(desk.issue_elsewhere.pk)}
    return f"{desk.issue.url}link/", other, count(IssueLink)


def _unlinked(desk: Desk, user: User | None) -> Any:
    link = add_link(desk.issue, "blocks", desk.issue_elsewhere, by=system())
    return f"{desk.issue.url}unlink/", {"link": link.pk}, lambda: not IssueLink.objects.filter(pk=link.pk).exists()


def _unmerged(desk: Desk, user: User | None) -> Any:
    merge_issues(desk.issue, desk.issue_elsewhere, by=system())
    return f"{desk.issue.url}unmerge/", {}, Issue.objects.filter(pk=desk.issue.pk, merged_into=None).exists


def _comment(desk: Desk, **more: Any) -> Comment:
    comment = create_comment(desk.issue, "So it is", by=system())
    Comment.objects.filter(pk=comment.pk).update(**more)
    return comment


def _edited(desk: Desk, user: User | None) -> Any:
    comment = _comment(desk)
    path = f"/issues/comments/{comment.pk}/edit/"
    return path, {"body": "So it was"}, Comment.objects.filter(pk=comment.pk, body="So it was").exists


def _judged(of: str) -> Ready:
    """A post that waits is let through."""

    def ready(desk: Desk, user: User | None) -> Any:
        if of == "comment":
            comment = _comment(desk, held=True, visibility=2)
            path, row = f"/issues/comments/{comment.pk}/judge/", Comment.objects.filter(pk=comment.pk, held=False)
        else:
            Issue.objects.filter(pk=desk.issue.pk).update(held=True, visibility=2)
            path, row = f"{desk.issue.url}judge/", Issue.objects.filter(pk=desk.issue.pk, held=False)
        return path, {"verdict": "release"}, row.exists

    return ready


def _dismissed(desk: Desk, user: User | None) -> Any:
    report_post(desk.issue, "no", by=desk.accounts["importer"])
    waits = Complaint.objects.filter(issue=desk.issue, settled_at=None)
    return f"{desk.issue.url}judge/", {"verdict": "keep"}, lambda: not waits.exists()


def _reported(of: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        path = f"/issues/comments/{_comment(desk).pk}/" if of == "comment" else desk.issue.url
        return f"{path}report/", {"reason": "no"}, count(Complaint)

    return ready


CLOSED = {"resolution": "fixed"}
WHO: dict[str, tuple[Ready, set[str]]] = {
    "issue_create": (_filed, SIGNED_IN),
    "comment_create": (said(), SIGNED_IN),
    "comment_create as a note": (said(note="1"), PART),
    "comment_edit": (_edited, PART),
    "issue_edit": (once_known(_titled), SIGNED_IN),
    "issue_assign to oneself": (once_known(on("assign", {"me": "1"}, assignee_id__isnull=False)), SIGNED_IN),
    "issue_assign": (on("assign", {"to": "developer"}, assignee_id__isnull=False), PART),
    "issue_close": (on("close", CLOSED, closed=True), PART),
    "issue_close one's own": (_own("close", CLOSED, closed=True), SIGNED_IN),
    "issue_reopen": (_reopened, PART),
    "issue_star": (_starred, SIGNED_IN),
    "issue_link": (_linked, PART),
    "issue_unlink": (_unlinked, PART),
    "issue_merge": (
        on("merge", lambda desk: {"into": str(desk.issue_elsewhere.pk)}, merged_into__isnull=False),
        PART,
    ),
    "issue_unmerge": (_unmerged, PART),
    "issue_judge": (_judged("issue"), LEADS_PART | {"owner"}),
    "comment_judge": (_judged("comment"), LEADS_PART | {"owner"}),
    "issue_judge a complaint": (_dismissed, LEADS_PART | {"owner"}),
    "issue_report": (_reported("issue"), SIGNED_IN),
    "comment_report": (_reported("comment"), SIGNED_IN),
}

POSTED = {
    "issues/new/": "issue_create", "issues/<id:pk>/comment/": "comment_create",
    "issues/<id:pk>/edit/": "issue_edit",
    **{f"issues/<id:pk>/{verb}/": f"issue_{verb}" for verb in (
        "assign", "close", "star", "link", "unlink", "merge", "unmerge", "judge", "report")},
    "issues/<id:pk>/reopen/": "issue_reopen",
    **{f"issues/comments/<id:pk>/{verb}/": f"comment_{verb}" for verb in ("edit", "judge", "report")},
}  # fmt: skip
