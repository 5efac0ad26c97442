"""A post is an issue or a comment: what judging newcomers does to either alike."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from .documents import index_issues
from .holding import class_of
from .models import Comment, Complaint, File, Issue

Post = Issue | Comment


def issue_of(post: Post) -> Issue:
    """The issue that it is, or is said to."""
    return post if isinstance(post, Issue) else post.issue


def about(post: Post) -> tuple[str, int]:
    """As an event names it."""
    return ("issue" if isinstance(post, Issue) else "comment", post.pk)


def whose(post: Post) -> int:
    """The account that posted it."""
    return post.reporter_id if isinstance(post, Issue) else post.author_id


def complaint_of(post: Post) -> dict[str, Any]:
    """How a complaint names it."""
    return {"issue": issue_of(post), "comment": None if isinstance(post, Issue) else post}


def show(post: Post, level: int, *, held: bool, wanted: int) -> None:
    """Let a post be seen by this class from now on; counts, what hangs on it and the search follow."""
    type(post)._default_manager.filter(pk=post.pk).update(held=held, visibility=level, wanted_visibility=wanted)
    _files_of(post).update(held=held, visibility=level, wanted_visibility=wanted)
    issue = issue_of(post)
    post.refresh_from_db()
    if isinstance(post, Issue):
        issue = post
        _hang_on(post)
    recount(issue)
    index_issues([issue.pk])


def hold(post: Post) -> None:
    """Only its author and the staff see it from now on, until somebody lets it through."""
    show(post, class_of(True, post.visibility), held=True, wanted=post.visibility)


def _files_of(post: Post) -> QuerySet[File]:
    """What was attached with it."""
    if isinstance(post, Issue):
        return File.objects.filter(issue=post, comment=None, author_id=post.reporter_id)
    return File.objects.filter(comment=post)


def _hang_on(issue: Issue) -> None:
    """What is not held itself is seen by whom it was meant for, as far as they see the issue."""
    for model in (Comment, File):
        rows = model._default_manager.filter(issue=issue, held=False)
        rows.filter(wanted_visibility__gte=issue.visibility).update(visibility=F("wanted_visibility"))
        rows.filter(wanted_visibility__lt=issue.visibility).update(visibility=issue.visibility)


def recount(issue: Issue) -> None:
    """How many comments everybody sees who sees the issue, and when the first answer came."""
    said = Comment.objects.filter(issue=issue, held=False, visibility__lte=F("issue__visibility"))
    answers = said.exclude(author_id=issue.reporter_id, address_id=issue.address_id)
    if issue.address_id is None:
        answers = said.exclude(author_id=issue.reporter_id)
    first = answers.order_by("pk").values_list("created_at", flat=True).first()
    Issue.objects.filter(pk=issue.pk).update(comments=said.count(), answered_at=first)


def judged(column: str) -> Exists:
    """Whether somebody who may judge has said no to the post, with a reason: a complaint of their own, settled."""
    rows = Complaint.objects.filter(settled_at__isnull=False, settled_by_id=F("by_id"))
    if column == "comment":
        return Exists(rows.filter(comment_id=OuterRef("pk")))
    return Exists(rows.filter(issue_id=OuterRef("pk"), comment__isnull=True))


def waiting(user: Any) -> tuple[QuerySet[Issue], QuerySet[Comment]]:
    """Posts that nobody has judged yet, oldest first; for whoever may see them."""
    issues = Issue.objects.visible_to(user).filter(~judged("issue"), held=True).order_by("pk")
    comments = Comment.objects.visible_to(user).filter(~judged("comment"), held=True).select_related("issue")
    return issues, comments.order_by("pk")


def complained(user: Any, most: int) -> list[Post]:
    """Posts that somebody complained about and nobody looked at, the longest waiting first."""
    rows = Complaint.objects.filter(settled_at=None).order_by("pk").values_list("issue_id", "comment_id")
    asked = list(dict.fromkeys(rows[: most * 4]))
    issues = Issue.objects.visible_to(user).in_bulk([issue for issue, comment in asked if comment is None])
    talk = Comment.objects.visible_to(user).select_related("issue").in_bulk([each for _i, each in asked if each])
    found: list[Post | None] = [talk.get(comment) if comment else issues.get(issue) for issue, comment in asked]
    return [post for post in found if post is not None][:most]
