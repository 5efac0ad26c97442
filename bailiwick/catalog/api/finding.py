"""/search and /suggest: the same finding as on the page, through the search room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from bailiwick.api.toolkit import Invalid, Page, Paging, envelope, json_response
from bailiwick.search.queries import Hit, find, suggest

from ..resolve import candidates
from .shapes import Link, Listed

router = Router(tags=["finding"])


class HitOut(Schema):
    """Something found."""

    ref: str
    kind: str
    name: str
    url: str
    also: str
    snippet: str


class HitList(Listed):
    """What fits, best first. `found` stops counting at 200, then `capped` is true."""

    items: list[HitOut]
    found: int
    capped: bool
    kinds: dict[str, int]


class SuggestionList(Schema):
    """Things whose name begins as typed."""

    items: list[Link]


class Line(Schema):
    """The query line."""

    q: str = Field("", max_length=1000, description='`kind:host "exact words" -without begin*`')


class Beginning(Schema):
    """What was typed so far."""

    q: str = Field("", max_length=200)


class Called(Schema):
    """What somebody calls it."""

    name: str = Field(min_length=1, max_length=300)


@router.get("/search", response=HitList, summary="Search", operation_id="search")
def search(request: HttpRequest, wanted: Query[Line], paging: Query[Paging]) -> HttpResponse:
    """What fits the query line, best first."""
    results = find(request.user, wanted.q, limit=paging.limit, after=paging.after or None)
    if results.mistake:
        raise Invalid(str(results.mistake), field="q", where="query")
    page = Page(list(results.hits), results.after)
    body = envelope(request, page, [_hit(hit) for hit in results.hits])
    counts = {"found": results.total_capped, "capped": results.capped, "kinds": results.kinds}
    return json_response(request, body | counts)


@router.get("/suggest", response=SuggestionList, summary="Suggest", operation_id="suggest")
def suggestions(request: HttpRequest, wanted: Query[Beginning]) -> HttpResponse:
    """Things whose name begins as typed, for a box with suggestions."""
    items = [{"ref": each.ref, "kind": each.kind, "name": each.title} for each in suggest(request.user, wanted.q)]
    return json_response(request, {"items": items})


@router.get("/resolve", response=SuggestionList, summary="Who is meant", operation_id="resolve")
def resolved(request: HttpRequest, wanted: Query[Called]) -> HttpResponse:
    """The things that just this name may mean: `speed.python.org` is two, `host:speed.python.org` is one."""
    rows = candidates(request.user, wanted.name)
    items = [{"ref": f"{row.kind}/{row.slug}", "kind": row.kind, "name": row.name} for row in rows]
    return json_response(request, {"items": items})


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "ref": hit.ref,
        "kind": hit.kind,
        "name": hit.title,
        "url": hit.url,
        "also": hit.also.striptags(),
        "snippet": hit.text.striptags(),
    }
