"""/changes/{id}/statements: a proposed document line by line, for programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from bailiwick.access import require
from bailiwick.api.toolkit import Body, Id, Invalid, json_response
from bailiwick.lib.statements import Statement, Thing

from .. import resolve, reviewing
from ..actions.changes import apply_change, apply_judged
from ..actions.judging import judge_statements, reword_statement
from ..actions.supplying import supply_statement
from ..errors import Refused
from ..queries.review import Review, review, reviewable
from ..spelling import name_fault
from .changes import ChangeWithSteps, found, told
from .inputs import ClaimId, Ref
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
    said_here: list[int] = Field(
        description="Of that, what somebody said for a line; judged `undecided`, the document no longer says it."
    )
    said_elsewhere: list[int] = Field(
        description="Of `said_here`, what was said for another state of the page, of which the line stands here too."
    )
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


class NewThing(Body):
    """Something that the catalog does not have yet."""

    kind: str = Field(max_length=32)
    name: str = Field(min_length=1, max_length=300)


class SayIn(Body):
    """What a `line` says, or what the line of a `statement` really says; things as `kind/slug`, or what is new."""

    line: int | None = Field(None, ge=1, le=10**7)
    statement: ClaimId | None = None
    subject: Ref | NewThing
    predicate: str = Field(max_length=32)
    object: Ref | NewThing | None = None
    value: str | None = Field(None, max_length=10_000)
    state: Literal["known", "unknown", "none"] = "known"
    qualifiers: dict[str, str] = {}

    def said(self, user: Any) -> Statement:
        """The same as a document would say it; Invalid names what is not there."""
        subject = _thing(user, self.subject, "subject")
        other = _thing(user, self.object, "object") if self.object else None
        return Statement(subject, self.predicate, other, self.value, self.state, self.qualifiers)


class SaidOut(ReviewOut):
    """The statement that says it now; its line is in `items`, unless the catalog says just this already."""

    statement: int


def _thing(user: Any, said: str | NewThing, field: str) -> Thing:
    if isinstance(said, NewThing):
        if fault := name_fault(said.name):
            raise Invalid(fault, field=field, where="body")
        return Thing(said.kind, said.name)
    if found := resolve.thing_at(user, said):
        return found
    raise Invalid(_("there is no %(ref)s") % {"ref": said[:100]}, field=field, where="body")


class ApplyIn(Body):
    """`everything`: also what nobody decided."""

    everything: bool = False


def _found(
    request: HttpRequest, change_id: int, show: str = "all", first: int = 0, only: Collection[int] | None = None
) -> Review:
    change = reviewable(request.user, change_id)
    if change is None:
        raise Http404
    return review(request.user, change, show=show, first=first, only=only, days=True)


@router.get("/changes/{change_id}/statements", response=ReviewOut, summary="Review", operation_id="change_statements")
def change_statements(request: HttpRequest, change_id: Id, wanted: Query[WantedLines]) -> HttpResponse:
    """What a proposed document would add, end, or say in more detail, with what reviewers said of it."""
    shown = _found(request, change_id, wanted.show, wanted.from_)
    return json_response(request, reviewing.as_plain(shown))


def _known(shown: Review, statements: Iterable[int], field: str) -> None:
    """Invalid names one of them that the reader does not judge here."""
    known = {item.origin for item in [*shown.asked, *shown.before] if item.mine}
    if strange := set(statements) - known:
        raise Invalid(
            _("there is no statement %(id)s in this document") % {"id": min(strange)}, field=field, where="body"
        )


@router.post("/changes/{change_id}/judge", response=ReviewOut, summary="Judge", operation_id="change_judge")
def change_judge(request: HttpRequest, change_id: Id, body: JudgeIn) -> HttpResponse:
    """Accept or reject lines, or leave them undecided again. A rejected one is not proposed again."""
    shown = _found(request, change_id, only=())
    taken = shown.supplied if body.verdict == "undecided" else set()
    _known(shown, set(body.statements) - taken, "statements")
    judge_statements(shown.change, body.statements, body.verdict, by=request.user)
    return json_response(request, reviewing.as_plain(_found(request, change_id)))


@router.post("/changes/{change_id}/say", response=SaidOut, summary="Say what a line says", operation_id="change_say")
def change_say(request: HttpRequest, change_id: Id, body: SayIn) -> HttpResponse:
    """What a line says of which nothing was made, or what one really says; it is accepted, and said again later."""
    shown = _found(request, change_id, only=())
    if (body.line is None) == (body.statement is None):
        raise Invalid(_("say either which line, or which statement"), field="line", where="body")
    _require_say(request.user, shown, body)
    said = body.said(request.user)
    if body.line is not None:
        origin = supply_statement(shown.change, body.line, said, by=request.user)
    else:
        origin = reword_statement(shown.change, body.statement or 0, said, by=request.user)
    after = review(request.user, shown.change, only={origin}, days=True, recall=False)
    return json_response(request, reviewing.as_plain(after) | {"statement": origin})


def _require_say(user: Any, shown: Review, body: SayIn) -> None:
    """Asked before anything is looked up: what waits for review is not to be learned by naming it."""
    if body.statement is not None:
        _known(shown, [body.statement], "statement")
    elif not shown.may_supply:
        require(user, "evidence.read")
        require(user, "statement.judge")
        raise Refused(_("only a proposed document is judged line by line; this one was decided"))


@router.post(
    "/changes/{change_id}/apply-judged", response=ChangeWithSteps, summary="Apply", operation_id="change_apply_judged"
)
def change_apply_judged(request: HttpRequest, change_id: Id, body: ApplyIn) -> HttpResponse:
    """What was accepted becomes part of the book; what is undecided stays proposed, as a change of its own."""
    act = apply_change if body.everything else apply_judged
    return told(request, act(found(request, change_id), by=request.user))
