"""Files: sent as they are, in the body, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from bailiwick.api.toolkit import Id, Invalid, json_response

from ..actions.files import attach_file, remove_file
from ..models import Comment, File, Issue
from ..queries.files import files_of
from ..views.files import sent
from . import plain
from .issues import found
from .shapes import FileOut

router = Router()
CHUNK = 256 * 1024
BYTES: dict[str, Any] = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


class FileList(Schema):
    """In the order they came."""

    items: list[FileOut]


class FileIn(Schema):
    """What the bytes are called, and what they belong to."""

    name: str = Field(min_length=1, max_length=300)
    comment: int | None = Field(None, ge=1, le=2**63 - 1, description="The comment that it belongs to.")
    note: bool = Field(False, description="For staff only.")


@router.get("/issues/{number}/files", response=FileList, summary="Files of an issue", operation_id="files")
def file_list(request: HttpRequest, number: Id) -> HttpResponse:
    """What people attached."""
    return json_response(request, {"items": plain.file_list(files_of(request.user, found(request, number).pk))})


@router.post(
    "/issues/{number}/files", response={201: FileOut}, summary="Attach a file", operation_id="file_attach",
    openapi_extra={"requestBody": {"required": True, **BYTES}},
)  # fmt: skip
def file_attach(request: HttpRequest, number: Id, about: Query[FileIn]) -> HttpResponse:
    """The body is the file, whatever its type; it is written to the disk as it comes."""
    issue = found(request, number)
    comment = _comment(request, issue, about.comment) if about.comment else None
    file = attach_file(issue, _chunks(request), about.name, by=request.user, comment=comment, note=about.note)
    shown = File.objects.visible_to(request.user).select_related("blob", "issue").get(pk=file.pk)
    return json_response(request, plain.file_list([shown])[0], status=201)


def _comment(request: HttpRequest, issue: Issue, pk: int) -> Comment:
    """A comment of one's own on this issue."""
    mine = Comment.objects.visible_to(request.user).filter(issue=issue, pk=pk).first()
    if mine is None or mine.author_id != request.user.pk:
        raise Invalid(_("you have no comment %(id)s here") % {"id": pk}, field="comment", where="query")
    return mine


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(CHUNK):
        yield chunk


@router.get(
    "/files/{file_id}/content", response={200: None}, summary="The bytes of a file", operation_id="file_content",
    openapi_extra={"responses": {200: {"description": "The bytes.", **BYTES}}},
)  # fmt: skip
def file_content(request: HttpRequest, file_id: Id) -> HttpResponse:
    """As they were sent; to be saved, never to be shown."""
    return sent(request, _found(request, file_id))


@router.delete("/files/{file_id}", response={204: None}, summary="Take a file away", operation_id="file_remove")
def file_remove(request: HttpRequest, file_id: Id) -> HttpResponse:
    """It is gone at once; its bytes are let go a week later. Twice is once."""
    remove_file(_found(request, file_id), by=request.user)
    return HttpResponse(status=204)


def _found(request: HttpRequest, pk: int) -> File:
    file = File.objects.visible_to(request.user).select_related("blob", "issue").filter(pk=pk).first()
    if file is None:
        raise Http404
    return file
