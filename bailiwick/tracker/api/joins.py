"""What ties issues to people and to each other: stars, links, merging."""

from __future__ import annotations

from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema

from bailiwick.api.toolkit import Body, Id, Invalid, json_response

from ..actions.links import add_link, remove_link
from ..actions.merging import merge_issues, merge_of, undo_merge
from ..actions.stars import add_star, remove_star
from ..linking import link_seen
from ..models import Issue
from .issues import found, told
from .shapes import IssueOut, LinkOut, Number

router = Router()


class Starred(Schema):
    """How many want it, and whether you do."""

    stars: int
    starred: bool


class LinkIn(Body):
    """It blocks (duplicates, relates to, is part of) the other issue."""

    kind: Literal["blocks", "duplicates", "relates", "part-of"]
    issue: Number


class MergeIn(Body):
    """The issue that stays."""

    into: Number


@router.post("/issues/{number}/star", response=Starred, summary="Star", operation_id="issue_star")
def issue_star(request: HttpRequest, number: Id) -> HttpResponse:
    """You want it: one star each."""
    return json_response(request, {"stars": add_star(found(request, number), by=request.user), "starred": True})


@router.delete("/issues/{number}/star", response=Starred, summary="Take the star back", operation_id="issue_unstar")
def issue_unstar(request: HttpRequest, number: Id) -> HttpResponse:
    """You want it no more."""
    return json_response(request, {"stars": remove_star(found(request, number), by=request.user), "starred": False})


@router.post("/issues/{number}/links", response={201: LinkOut}, summary="Link", operation_id="issue_link")
def issue_link(request: HttpRequest, number: Id, body: LinkIn) -> HttpResponse:
    """Say how two issues hang together. Twice is once."""
    link = add_link(found(request, number), body.kind, _other(request, body.issue, "issue"), by=request.user)
    told_as = {"id": link.pk, "kind": link.kind, "issue": link.source_id, "to": link.target_id}
    return json_response(request, told_as, status=201)


@router.delete("/links/{link_id}", response={204: None}, summary="Take a link away", operation_id="issue_unlink")
def issue_unlink(request: HttpRequest, link_id: Id) -> HttpResponse:
    """It is not so, or no more."""
    link = link_seen(request.user, link_id)
    if link is None:
        raise Http404
    remove_link(link, by=request.user)
    return HttpResponse(status=204)


@router.post("/issues/{number}/merge", response=IssueOut, summary="Merge a duplicate", operation_id="issue_merge")
def issue_merge(request: HttpRequest, number: Id, body: MergeIn) -> HttpResponse:
    """It is closed as a duplicate; its stars, watchers and links go to the one that stays.

    `merged_into_closed` in the answer says whether that one is closed.
    """
    issue = found(request, number)
    merge_issues(issue, _other(request, body.into, "into"), by=request.user)
    return told(request, issue)


@router.post("/issues/{number}/unmerge", response=IssueOut, summary="Take a merge back", operation_id="issue_unmerge")
def issue_unmerge(request: HttpRequest, number: Id) -> HttpResponse:
    """As it was before; what somebody touched since stays."""
    issue = found(request, number)
    operation = merge_of(issue)
    if operation is None:
        raise Http404
    undo_merge(operation, by=request.user)
    return told(request, issue)


def _other(request: HttpRequest, number: int, field: str) -> Issue:
    """Another issue that a body names; one that is hidden does not exist."""
    issue = Issue.objects.visible_to(request.user).filter(pk=number).first()
    if issue is None:
        raise Invalid(_("there is no issue %(n)s") % {"n": number}, field=field, where="body")
    return issue
