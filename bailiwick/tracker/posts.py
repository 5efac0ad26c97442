"""A post is an issue or a comment: what judging newcomers does to either alike."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from .documents import index_issues
from .holding import class_of
from .models import Comment, File, Issue

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
