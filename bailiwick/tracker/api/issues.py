"""Issues: lists by a query line, one with its thread, filing, changing, and the verbs that are a change with a name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from bailiwick.access import visible_q
from bailiwick.api.toolkit import Body, Id, Invalid, Paging, envelope, json_response, paginate
from bailiwick.api.toolkit import Page as Rows
from bailiwick.subscriptions.actions import subscribe, unsubscribe
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic

from ..actions.issues import assign_issue, change_issue, close_issue, create_issue
from ..asking import find_issues
from ..asking.order import KEYS
from ..models import Edit, Issue
from ..words import Vocabulary, ways_on
from . import plain
from .shapes import AssignIn, ChangeIn, CloseIn, EditList, IssueIn, IssueList, IssueOut
from .values import handle_named, values_of

router = Router()
USUAL = "is:open"


class Wanted(Schema):
    """Which issues, in which order."""

    q: str = Field(USUAL, max_length=1_000, description="A query line, as the list's search field takes it.")
    sort: str = Field("", max_length=100, description="Up to two keys, divided by a comma: `stars,-created`.")


class ReopenIn(Body):
    """Which status it gets; the first that is possible, unless told."""

    status: str | None = Field(None, max_length=32)


class Watched(Schema):
    """Whether you hear of it."""

    watched: bool


@router.get("/issues", response=IssueList, summary="List issues", operation_id="issues")
def issue_list(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """What fits the line and you may see; what is open, unless you ask for others."""
    keys = _keys(wanted.sort)
    try:
        page = find_issues(request.user, wanted.q, sort=keys, after=paging.after, limit=paging.limit)
    except ValueError as error:
        raise Invalid(str(error), field="after", where="query") from None
    return json_response(request, envelope(request, Rows([], page.after), [plain.row(row) for row in page.rows]))


def _keys(text: str) -> list[str]:
    keys = [key for key in text.split(",") if key]
    unknown = next((key for key in keys if key.removeprefix("-") not in KEYS), None)
    if unknown is not None or len(keys) > 2:
        known = ", ".join(KEYS)
        raise Invalid(_("sort by two of these at most: %(keys)s") % {"keys": known}, field="sort", where="query")
    return keys


@router.post("/issues", response={201: IssueOut}, summary="File an issue", operation_id="issue_create")
def issue_create(request: HttpRequest, body: IssueIn) -> HttpResponse:
    """A title is enough. First posts of newcomers are held until somebody lets them through."""
    issue = create_issue(values_of(request.user, _said(body)), by=request.user)
    return json_response(request, plain.issue(request.user, issue), status=201)


@router.get("/issues/{number}", response=IssueOut, summary="One issue", operation_id="issue")
def issue_one(request: HttpRequest, number: Id) -> HttpResponse:
    """An issue with its thread, files, links and references."""
    return told(request, found(request, number))


@router.patch("/issues/{number}", response=IssueOut, summary="Change fields", operation_id="issue_change")
def issue_change(request: HttpRequest, number: Id, body: ChangeIn) -> HttpResponse:
    """Set these fields. With `seen`, what somebody else changed meanwhile is merged, or a 409 that shows both."""
    issue, user = found(request, number), request.user
    seen = values_of(user, _said(body.seen), issue) if body.seen else None
    change_issue(issue, values_of(user, _said(body), issue), by=user, seen=_as_kept(seen), override=body.override)
    return told(request, issue)


@router.post("/issues/{number}/close", response=IssueOut, summary="Close", operation_id="issue_close")
def issue_close(request: HttpRequest, number: Id, body: CloseIn) -> HttpResponse:
    """Nothing more is to be done, for this reason."""
    issue = found(request, number)
    close_issue(issue, body.resolution, by=request.user, override=body.override)
    return told(request, issue)


@router.post("/issues/{number}/reopen", response=IssueOut, summary="Open again", operation_id="issue_reopen")
def issue_reopen(request: HttpRequest, number: Id, body: ReopenIn) -> HttpResponse:
    """It was closed, and is not done."""
    issue = found(request, number)
    if issue.closed or body.status:
        change_issue(issue, {"status": body.status or first_open(issue)}, by=request.user)
    return told(request, issue)


def first_open(issue: Issue) -> str:
    """The status an issue gets when somebody opens it again and says no more."""
    words = Vocabulary()
    return next((status for status in ways_on(issue.kind, issue.status) if not words.closes(status)), issue.status)


@router.post("/issues/{number}/assign", response=IssueOut, summary="Assign", operation_id="issue_assign")
def issue_assign(request: HttpRequest, number: Id, body: AssignIn) -> HttpResponse:
    """Somebody does it: an account, or nobody any more; until a day, if you say one."""
    issue = found(request, number)
    to = handle_named(body.account, "account") if body.account else None
    change_issue(
        issue, {"assignee_id": to, "assigned_until": body.until} if body.until else {"assignee_id": to}, by=request.user
    )
    return told(request, issue)


@router.post("/issues/{number}/take", response=IssueOut, summary="Take it", operation_id="issue_take")
def issue_take(request: HttpRequest, number: Id) -> HttpResponse:
    """You do it."""
    issue = found(request, number)
    assign_issue(issue, request.user, by=request.user)
    return told(request, issue)


@router.post("/issues/{number}/watch", response=Watched, summary="Watch", operation_id="issue_watch")
def issue_watch(request: HttpRequest, number: Id) -> HttpResponse:
    """Hear of what happens to it."""
    subscribe(issue_topic(found(request, number).pk), by=request.user)
    return json_response(request, {"watched": True})


@router.delete("/issues/{number}/watch", response=Watched, summary="Stop watching", operation_id="issue_unwatch")
def issue_unwatch(request: HttpRequest, number: Id) -> HttpResponse:
    """Hear no more of it."""
    mine = Subscription.objects.filter(user_id=request.user.pk, topic=issue_topic(found(request, number).pk))
    for each in mine:
        unsubscribe(each, by=request.user)
    return json_response(request, {"watched": False})


@router.get("/issues/{number}/history", response=EditList, summary="What changed", operation_id="issue_history")
def issue_history(request: HttpRequest, number: Id, paging: Query[Paging]) -> HttpResponse:
    """Every field, person and time."""
    issue = found(request, number)
    # What is as open as the issue, its reporter sees, too.
    rows = Edit.objects.filter(
        visible_q(request.user, scope="issue__scope_id") | Q(visibility__lte=issue.visibility), issue=issue
    )
    page = paginate(rows, ("pk",), paging)
    return json_response(request, envelope(request, page, plain.edits(request.user, page.items)))


def found(request: HttpRequest, number: int) -> Issue:
    """The issue with this number, if there is one for this reader."""
    issue = Issue.objects.visible_to(request.user).filter(pk=number).first()
    if issue is None:
        raise Http404
    return issue


def _said(body: Any) -> dict[str, Any]:
    """What the body has, and no more."""
    said: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"seen", "override"})
    return said


def _as_kept(seen: dict[str, Any] | None) -> dict[str, Any] | None:
    """Values as they are read from the row, for comparing."""
    if seen is None:
        return None
    made: dict[str, Any] = {}
    for name, value in seen.items():
        made[name] = (
            sorted(value) if isinstance(value, list) else value.isoformat() if hasattr(value, "isoformat") else value
        )
    if "services" in made:
        made["services"] = dict(sorted(made["services"].items()))
    return made


def told(request: HttpRequest, issue: Issue) -> HttpResponse:
    """The issue as it stands now, for this reader."""
    shown = Issue.objects.visible_to(request.user).filter(pk=issue.pk).first()
    if shown is None:
        raise Http404
    return json_response(request, plain.issue(request.user, shown))
