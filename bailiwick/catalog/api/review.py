"""/changes/{id}/statements: a proposed document line by line, for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from bailiwick.api.toolkit import Body, Id, Invalid, json_response

from .. import reviewing
from ..actions.changes import apply_change, apply_judged
from ..actions.judging import judge_statements
from ..queries.review import Review, review, reviewable
from .changes import ChangeWithSteps, found, told
from .inputs import ClaimId
from .shapes import Link, Span

router = Router(tags=["review"])


class FormerOut(Schema):
    """Where the newest document that said it did so, and in which words, for those who may read them."""

    source: str
    title: str
    dated: date
    locator: str
    text: str | None


class PerhapsOut(Schema):
    """The line of the document that is most like those words."""

    line: int
    text: str


class LineOut(Span):
    """One line: `statement` names it in `judge`; `sort` is new, end or details; `before`: it was rejected before."""

    statement: int
    sort: str
    subject: Link | None
    predicate: str
    object: Link | None
    value: str | None
    state: str
    qualifiers: dict[str, str]
    inferred_by: str | None
    new_things: list[str]
    section: str
    locator: str
    text: str | None = Field(description="What stands there, for those who may read what a source says.")
    formerly: FormerOut | None = Field(description="Of what ends: the words that said it last.")
    perhaps_now: PerhapsOut | None = Field(description="Of what ends: the line that perhaps says it otherwise.")
    verdict: str | None
    by: str | None
    at: datetime | None
    before: bool


class ReviewOut(Schema):
    """A page of a review; `next` is the number to ask for with `from`."""

    change: int
    source: str
    asked: int
    decided: int
    accepted: int
    said_again: int
    items: list[LineOut]
    next: int | None


class WantedLines(Schema):
    """Which lines, and from which one on."""

    show: Literal["all", "undecided", "rejected", "inferred", "new"] = "all"
    from_: int = Field(0, ge=0, le=10**9, alias="from")


class JudgeIn(Body):
    """One verdict about some lines."""

    verdict: Literal["accepted", "rejected", "undecided"]
    statements: list[ClaimId] = Field(min_length=1, max_length=1_000)


class ApplyIn(Body):
    """`everything`: also what nobody decided."""

    everything: bool = False


def _found(request: HttpRequest, change_id: int, show: str = "all", first: int = 0) -> Review:
    change = reviewable(request.user, change_id)
    if change is None:
        raise Http404
    return review(request.user, change, show=show, first=first, days=True)


@router.get("/changes/{change_id}/statements", response=ReviewOut, summary="Review", operation_id="change_statements")
def change_statements(request: HttpRequest, change_id: Id, wanted: Query[WantedLines]) -> HttpResponse:
    """What a proposed document would add, end, or say in more detail, with what reviewers said of it."""
    shown = _found(request, change_id, wanted.show, wanted.from_)
    return json_response(request, reviewing.as_plain(shown))


@router.post("/changes/{change_id}/judge", response=ReviewOut, summary="Judge", operation_id="change_judge")
def change_judge(request: HttpRequest, change_id: Id, body: JudgeIn) -> HttpResponse:
    """Accept or reject lines, or leave them undecided again. A rejected one is not proposed again."""
    shown = _found(request, change_id)
    known = {item.origin for item in [*shown.asked, *shown.before] if item.mine}
    if strange := set(body.statements) - known:
        raise Invalid(
            _("there is no statement %(id)s in this document") % {"id": min(strange)}, field="statements", where="body"
        )
    judge_statements(shown.change, body.statements, body.verdict, by=request.user)
    return json_response(request, reviewing.as_plain(_found(request, change_id)))


@router.post(
    "/changes/{change_id}/apply-judged", response=ChangeWithSteps, summary="Apply", operation_id="change_apply_judged"
)
def change_apply_judged(request: HttpRequest, change_id: Id, body: ApplyIn) -> HttpResponse:
    """What was accepted becomes part of the book; what is undecided stays proposed, as a change of its own."""
    act = apply_change if body.everything else apply_judged
    return told(request, act(found(request, change_id), by=request.user))
