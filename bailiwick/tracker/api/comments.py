"""What people say to an issue."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from bailiwick.accounts.models import User
from bailiwick.api.toolkit import Id, Paging, envelope, json_response, paginate

from ..actions.talk import create_comment, edit_comment
from ..models import Comment, CommentVersion
from ..queries.files import files_of
from . import plain
from .issues import found
from .shapes import CommentList, CommentOut, EditIn, SayIn

router = Router()


class VersionOut(Schema):
    """What it said until then."""

    body: str
    by: str | None
    at: datetime


class VersionList(Schema):
    """The oldest first."""

    items: list[VersionOut]


@router.get("/issues/{number}/comments", response=CommentList, summary="The thread", operation_id="comments")
def comment_list(request: HttpRequest, number: Id, paging: Query[Paging]) -> HttpResponse:
    """What was said, the oldest first."""
    issue = found(request, number)
    said = Comment.objects.visible_to(request.user).filter(issue=issue).select_related("issue")
    page = paginate(said, ("pk",), paging)
    items = plain.comments(page.items, files_of(request.user, issue.pk))
    return json_response(request, envelope(request, page, items))


@router.post("/issues/{number}/comments", response={201: CommentOut}, summary="Comment", operation_id="comment_create")
def comment_create(request: HttpRequest, number: Id, body: SayIn) -> HttpResponse:
    """Say something; a `note` is for staff."""
    comment = create_comment(found(request, number), body.body, by=request.user, note=body.note, via="api")
    return _told(request, comment, 201)


@router.patch("/comments/{comment_id}", response=CommentOut, summary="Edit a comment", operation_id="comment_edit")
def comment_edit(request: HttpRequest, comment_id: Id, body: EditIn) -> HttpResponse:
    """Say it differently; what it said before is kept. With `seen`, a 409 if somebody else was quicker."""
    comment = edit_comment(_found(request, comment_id), body.body, by=request.user, seen=body.seen)
    return _told(request, comment)


@router.get(
    "/comments/{comment_id}/versions", response=VersionList, summary="What it said before",
    operation_id="comment_versions",
)  # fmt: skip
def comment_versions(request: HttpRequest, comment_id: Id) -> HttpResponse:
    """Every wording before this one."""
    rows = list(CommentVersion.objects.filter(comment=_found(request, comment_id)).order_by("pk"))
    people = dict(User.objects.filter(pk__in=[row.by_id for row in rows]).values_list("pk", "handle"))
    items = [{"body": row.body, "by": people.get(row.by_id), "at": row.at} for row in rows]
    return json_response(request, {"items": items})


def _found(request: HttpRequest, pk: int) -> Comment:
    comment = Comment.objects.visible_to(request.user).select_related("issue").filter(pk=pk).first()
    if comment is None:
        raise Http404
    return comment


def _told(request: HttpRequest, comment: Comment, status: int = 200) -> HttpResponse:
    shown = _found(request, comment.pk)
    files = files_of(request.user, shown.issue_id)
    return json_response(request, plain.comments([shown], files)[0], status=status)
