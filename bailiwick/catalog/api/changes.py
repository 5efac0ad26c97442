"""/changes and /claims: who changed what and why; proposing, deciding, confirming."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from bailiwick.api.scopes import covers
from bailiwick.api.toolkit import ApiError, Body, Id, Paging, envelope, json_response, paginate, scope

from .. import answers, plain
from ..actions.changes import apply_change, propose_change, reject_change, revert_change
from ..actions.claims import confirm_claim
from ..models import Change
from ..queries.steps import change as visible_change
from ..queries.steps import changes, handles
from .inputs import EditIn, claim_named, drafts_of, entity_named
from .shapes import Link, Listed, ObservationOut, Span, StoryOut

router = Router(tags=["changes"])


class ChangeOut(Schema):
    """A change without its steps."""

    id: int
    status: str
    author: str | None
    reviewer: str | None
    via: str
    message: str
    visibility: str
    reverts: int | None
    created_at: datetime
    decided_at: datetime | None
    url: str


class ChangeList(Listed):
    """Changes, the latest first."""

    items: list[ChangeOut]


class StepOut(Schema):
    """One thing that a change did, would do, or did not do (`refused` says why)."""

    op: str
    entity: Link | None
    claim: int | None
    statement: int | None
    predicate: str | None
    object: Link | None
    value: str | None
    state: str | None
    before: Span | None
    after: Span | None
    name: str | None
    into: Link | None
    refused: str | None


class ChangeWithSteps(ChangeOut):
    """A change with the steps this reader may see."""

    steps: list[StepOut]
    more_steps: bool
    new_pages: list[Link] = Field(description="Pages that a proposal would make.")


class WantedChanges(Schema):
    """What the list is narrowed by."""

    status: Literal["", "proposed", "applied", "rejected"] = ""
    entity: str = Field("", max_length=240, description="Only what touched this one: `kind/slug`.")


class ProposeIn(Body):
    """Some edits with a reason. With `apply` they become part of the book at once, all or none."""

    message: str = Field("", max_length=10_000)
    apply: bool = False
    edits: list[EditIn] = Field(min_length=1, max_length=200)


class ReasonIn(Body):
    """Why."""

    message: str = Field("", max_length=10_000)


@router.get("/changes", response=ChangeList, summary="List changes", operation_id="changes")
def change_list(request: HttpRequest, wanted: Query[WantedChanges], paging: Query[Paging]) -> HttpResponse:
    """What was applied, and what is proposed or was rejected if you wrote it or may judge it; the latest first."""
    about = entity_named(request.user, wanted.entity, "entity") if wanted.entity else None
    found = changes(request.user, about)
    if wanted.status:
        found = found.filter(status=wanted.status)
    page = paginate(found, ("-pk",), paging)
    return json_response(request, envelope(request, page, answers.changes_of(page.items)))


@router.get("/changes/{change_id}", response=ChangeWithSteps, summary="One change", operation_id="change")
def change_one(request: HttpRequest, change_id: Id) -> HttpResponse:
    """A change with what it did, as far as you may see it."""
    return json_response(request, answers.change_of(request.user, found(request, change_id)))


@router.post("/changes", response={201: ChangeWithSteps}, summary="Propose a change", operation_id="change_propose")
@scope("propose")
def change_propose(request: HttpRequest, body: ProposeIn) -> HttpResponse:
    """Suggest edits. `apply` makes them part of the book, if you may (and the token has the scope write)."""
    held = getattr(request, "token_scopes", None)
    if body.apply and held is not None and not covers(held, "write"):
        raise ApiError(403, _("This token lacks the scope %(scope)s.") % {"scope": "write"}, code="scope_missing")
    with transaction.atomic():
        drafts = drafts_of(request.user, body.edits)
        change = propose_change(drafts, by=request.user, message=body.message, via="api")
        if body.apply:
            change = apply_change(change, by=request.user)
    return json_response(request, answers.change_of(request.user, change), status=201)


@router.post("/changes/{change_id}/apply", response=ChangeWithSteps, summary="Apply", operation_id="change_apply")
def change_apply(request: HttpRequest, change_id: Id) -> HttpResponse:
    """Make a proposed change part of the book. Applying twice is harmless."""
    return told(request, apply_change(found(request, change_id), by=request.user))


@router.post("/changes/{change_id}/reject", response=ChangeWithSteps, summary="Reject", operation_id="change_reject")
def change_reject(request: HttpRequest, change_id: Id, body: ReasonIn) -> HttpResponse:
    """Say no, with a reason; the author takes a proposal back in the same way."""
    return told(request, reject_change(found(request, change_id), by=request.user, message=body.message))


@router.post("/changes/{change_id}/revert", response=ChangeWithSteps, summary="Revert", operation_id="change_revert")
def change_revert(request: HttpRequest, change_id: Id, body: ReasonIn) -> HttpResponse:
    """Take an applied change back by a change of its own, which is the answer. What was edited since stays."""
    return told(request, revert_change(found(request, change_id), by=request.user, message=body.message, via="api"))


@router.get("/claims/{claim_id}", response=StoryOut, summary="One statement", operation_id="claim")
def claim_one(request: HttpRequest, claim_id: Id) -> HttpResponse:
    """All versions of the statement, who changed them and why, and what it rests on."""
    claim = answers.claim_for(request.user, claim_id)
    story = answers.statement_of(request.user, claim) if claim else None
    if story is None:
        raise Http404
    return json_response(request, story)


@router.post("/claims/{claim_id}/confirm", response=ObservationOut, summary="Still true", operation_id="claim_confirm")
def claim_confirm(request: HttpRequest, claim_id: Id) -> HttpResponse:
    """You looked, and it is still true: this makes a fact fresh."""
    if answers.claim_for(request.user, claim_id) is None:
        raise Http404
    seen = confirm_claim(claim_named(request.user, claim_id), by=request.user)
    return json_response(request, plain.observation(seen, handles([seen.by_id])))


def found(request: HttpRequest, change_id: int) -> Change:
    """A change this reader may see, or 404."""
    change = visible_change(request.user, change_id)
    if change is None:
        raise Http404
    return change


def told(request: HttpRequest, change: Any) -> HttpResponse:
    """The change as it is now."""
    return json_response(request, answers.change_of(request.user, change))
