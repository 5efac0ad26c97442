"""Findings for programs: the same lists, both sides, and the verbs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from bailiwick.accounts.models import User
from bailiwick.api.toolkit import Body, Id, Invalid, Paging, envelope, json_response, paginate
from bailiwick.catalog import plain
from bailiwick.catalog.api.inputs import Ref, entity_named
from bailiwick.catalog.api.people import account_named
from bailiwick.catalog.api.shapes import Link, Listed

from .actions import assign_finding, lead_side, reopen_finding, settle_finding
from .models import Finding
from .queries import LATEST, Row, Wanted, dress, finding_seen, narrowed
from .sides import Side, sides
from .words import headline

router = Router(tags=["findings"])
KindWord = Literal["conflict", "dangling", "uncovered", "duplicate", "dead-list"]


class FindingOut(Schema):
    """Something that does not fit together."""

    id: int
    kind: str
    status: str
    title: str
    predicate: str | None
    about: Link | None
    other: Link | None
    said_by: str | None
    against: str | None
    more_lists: int
    grounds: list[str]
    verdict: str | None
    reason: str | None
    assigned_to: str | None
    first_seen: datetime
    last_seen: datetime
    moved_at: datetime
    settled_at: datetime | None
    url: str


class LineOut(Schema):
    """One statement of a side; `claim` names its version."""

    claim: int
    subject: Link
    text: str
    rank: str
    attested_on: date | None


class SideOut(Schema):
    """What one list says of it."""

    lineage: str | None
    dated: date | None
    note: str
    says: list[LineOut]


class FindingWithSides(FindingOut):
    """With every side."""

    sides: list[SideOut]


class FindingList(Listed):
    """What moved last first."""

    items: list[FindingOut]


class WantedFindings(Schema):
    """Which findings."""

    kind: KindWord | None = None
    status: Literal["open", "settled", "gone", "all"] = "open"
    predicate: str = Field("", max_length=32, description="A predicate, or `responsible`.")
    lineage: str = Field("", max_length=100, description="In which this list is a side.")
    whose: Literal["", "me", "nobody"] = ""


class SettleIn(Body):
    """How it is: a verdict, or the list that `leads`. Some verdicts want a reason."""

    verdict: Literal["corrected", "merged", "both-right", "not-the-same", "as-it-should", "closed"] | None = None
    leads: str | None = Field(None, min_length=1, max_length=100, description="The name of the list whose side leads.")
    reason: str = Field("", max_length=10_000)


class AssignIn(Body):
    """An account (its handle) or a team; neither: nobody."""

    account: str | None = Field(None, min_length=1, max_length=40)
    team: Ref | None = None


@router.get("/findings", response=FindingList, summary="List findings", operation_id="findings")
def finding_list(request: HttpRequest, wanted: Query[WantedFindings], paging: Query[Paging]) -> HttpResponse:
    """Where lists disagree, or something is missing or twice; the open ones, unless you ask for others."""
    asked = Wanted(wanted.kind or "", wanted.predicate, wanted.lineage, wanted.whose, wanted.status)
    found = narrowed(request.user, asked).select_related("said_by", "against")
    page = paginate(found, LATEST, paging)
    items = [finding_plain(row) for row in dress(request.user, page.items)]
    return json_response(request, envelope(request, page, items))


@router.get("/findings/{finding_id}", response=FindingWithSides, summary="One finding", operation_id="finding")
def finding_one(request: HttpRequest, finding_id: Id) -> HttpResponse:
    """A finding with what each side says, however many there are."""
    return _told(request, _found(request, finding_id))


@router.post(
    "/findings/{finding_id}/settle", response=FindingWithSides, summary="Settle", operation_id="finding_settle"
)
def finding_settle(request: HttpRequest, finding_id: Id, body: SettleIn) -> HttpResponse:
    """Say how it is. It stays quiet until something changes."""
    finding = _found(request, finding_id)
    if (body.verdict is None) == (body.leads is None):
        raise Invalid(_("say a verdict, or which list leads"), field="verdict")
    if body.leads is not None:
        leads = next((line.pk for line in finding.lists() if line.name == body.leads), 0)
        return _told(request, lead_side(finding, leads, by=request.user, reason=body.reason))
    return _told(request, settle_finding(finding, body.verdict or "", by=request.user, reason=body.reason))


@router.post(
    "/findings/{finding_id}/reopen", response=FindingWithSides, summary="Open again", operation_id="finding_reopen"
)
def finding_reopen(request: HttpRequest, finding_id: Id) -> HttpResponse:
    """It was settled, and is not."""
    return _told(request, reopen_finding(_found(request, finding_id), by=request.user))


@router.post(
    "/findings/{finding_id}/assign", response=FindingWithSides, summary="Assign", operation_id="finding_assign"
)
def finding_assign(request: HttpRequest, finding_id: Id, body: AssignIn) -> HttpResponse:
    """Somebody looks at it: one account or one team."""
    finding = _found(request, finding_id)
    if body.account is not None and body.team is not None:
        raise Invalid(_("a finding goes to one account or one team"), field="account")
    team = entity_named(request.user, body.team, "team") if body.team else None
    account: User | None = account_named(body.account) if body.account else None
    return _told(request, assign_finding(finding, by=request.user, account=account, team=team))


def _found(request: HttpRequest, pk: int) -> Finding:
    found = finding_seen(request.user, pk)
    if found is None:
        raise Http404
    return found


def _told(request: HttpRequest, finding: Finding) -> HttpResponse:
    rows = dress(request.user, [finding])
    if not rows:
        raise Http404
    both = [_side(side) for side in sides(request.user, finding)]
    return json_response(request, finding_plain(rows[0]) | {"sides": both})


def finding_plain(row: Row) -> dict[str, Any]:
    """A finding as programs see it."""
    finding = row.finding
    return {
        "id": finding.pk,
        "kind": finding.kind,
        "status": finding.status,
        "title": headline(row),
        "predicate": finding.predicate or None,
        "about": plain.link(row.about),
        "other": plain.link(row.other),
        "said_by": finding.said_by.name if finding.said_by else None,
        "against": finding.against.name if finding.against else None,
        "more_lists": finding.more,
        "grounds": finding.grounds,
        "verdict": finding.verdict or None,
        "reason": finding.reason or None,
        "assigned_to": row.whose or None,
        "first_seen": finding.first_seen,
        "last_seen": finding.last_seen,
        "moved_at": finding.moved_at,
        "settled_at": finding.settled_at,
        "url": row.url,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "lineage": side.lineage.name if side.lineage else None,
        "dated": side.dated,
        "note": side.note,
        "says": [
            {
                "claim": line.claim.pk,
                "subject": plain.link(line.subject),
                "text": line.text,
                "rank": plain.RANKS[line.claim.rank],
                "attested_on": line.claim.attested_on,
            }
            for line in side.lines
        ],
    }
