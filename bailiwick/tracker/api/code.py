"""What code hosts have to do with issues: references, changed files, and the hooks through which hosts speak."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from bailiwick.access import can
from bailiwick.api.toolkit import ApiError, Body, Id, json_response, scope
from bailiwick.catalog.api.inputs import entity_named
from bailiwick.catalog.queries.names import Named

from ..actions.hooks import create_hook, delete_hook
from ..actions.references import add_reference, remove_reference
from ..models import Hook, Issue, Reference
from ..queries.code import changed_files, hooks_of, references_of, with_parts
from . import plain
from .issues import found
from .shapes import Ref, ReferenceOut

router = Router()


class ReferenceIn(Body):
    """An address; what it leads to is guessed if you do not say."""

    url: str = Field(max_length=1_000)
    kind: Literal["", "issue", "pull-request", "commit", "branch", "page"] = ""
    title: str = Field("", max_length=300)
    state: str = Field("", max_length=32)
    fixes: bool = False


class FileChanged(Schema):
    """A file and the addresses of what changed it."""

    path: str
    by: list[str]


class FilesChanged(Schema):
    """By path."""

    items: list[FileChanged]


class HookOut(Schema):
    """A code host that may speak for a part; `url` is what it calls."""

    id: int
    forge: str
    name: str
    service: str | None
    url: str
    created_at: datetime
    heard_at: datetime | None


class HookMade(HookOut):
    """With its secret, which is never shown again."""

    secret: str


class HookList(Schema):
    """Those that you may edit."""

    items: list[HookOut]


class HookIn(Body):
    """A host, and the part that it speaks for."""

    forge: Literal["github", "gitlab", "gitea"]
    name: str = Field(min_length=1, max_length=120)
    service: Ref | None = None


@router.post(
    "/issues/{number}/references", response={201: ReferenceOut}, summary="Refer elsewhere",
    operation_id="reference_add",
)  # fmt: skip
def reference_add(request: HttpRequest, number: Id, body: ReferenceIn) -> HttpResponse:
    """It is spoken of there too. Twice is once."""
    reference = add_reference(found(request, number), by=request.user, **body.model_dump())
    return json_response(request, plain.reference(reference), status=201)


@router.delete(
    "/references/{reference_id}", response={204: None}, summary="Take a reference away",
    operation_id="reference_remove",
)  # fmt: skip
def reference_remove(request: HttpRequest, reference_id: Id) -> HttpResponse:
    """It has nothing to do with it."""
    there = Issue.objects.visible_to(request.user)
    reference = Reference.objects.select_related("issue").filter(pk=reference_id, issue__in=there).first()
    if reference is None:
        raise Http404
    remove_reference(reference, by=request.user)
    return HttpResponse(status=204)


@router.get(
    "/issues/{number}/changed-files", response=FilesChanged, summary="Which files were changed to fix it",
    operation_id="changed_files",
)  # fmt: skip
def changed_file_list(request: HttpRequest, number: Id) -> HttpResponse:
    """By what says that it fixes and is done; if there is nothing like that, by whatever touches it."""
    files = changed_files(references_of(found(request, number).pk))
    return json_response(request, {"items": [{"path": f.path, "by": [each.url for each in f.by]} for f in files]})


@router.get("/hooks", response=HookList, summary="Hooks", operation_id="hooks")
@scope("admin")
def hook_list(request: HttpRequest) -> HttpResponse:
    """Code hosts that may speak for parts of which you may say so."""
    if not request.user.is_authenticated:
        raise ApiError(401, "")
    return json_response(request, {"items": [_hook(*each) for each in hooks_of(request.user)]})


@router.post("/hooks", response={201: HookMade}, summary="Let a code host speak", operation_id="hook_create")
@scope("admin")
def hook_create(request: HttpRequest, body: HookIn) -> HttpResponse:
    """Its pushes and pull requests become references on issues of this part."""
    part = entity_named(request.user, body.service, "service").pk if body.service else None
    hook, secret = create_hook(part, body.forge, body.name, by=request.user)
    ((_same, named),) = with_parts(request.user, [hook])
    return json_response(request, _hook(hook, named) | {"secret": secret}, status=201)


@router.delete("/hooks/{hook_id}", response={204: None}, summary="Hear it no more", operation_id="hook_delete")
@scope("admin")
def hook_delete(request: HttpRequest, hook_id: Id) -> HttpResponse:
    """What it told stays."""
    hook = Hook.objects.filter(pk=hook_id).first()
    if hook is None or not can(request.user, "hook.edit", hook):
        raise Http404
    delete_hook(hook, by=request.user)
    return HttpResponse(status=204)


def _hook(hook: Hook, part: Named | None) -> dict[str, Any]:
    return {
        "id": hook.pk, "forge": hook.forge, "name": hook.name, "service": part.ref if part else None,
        "url": f"{settings.SITE_URL}/hooks/{hook.pk}/", "created_at": hook.created_at, "heard_at": hook.heard_at,
    }  # fmt: skip
