"""/vocabulary, /lineages, /sources: the words, the lists, and their documents."""

from __future__ import annotations

from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from bailiwick.api.toolkit import Paging, envelope, json_response, paginate

from .. import plain
from ..queries.sources import lineage_named, lineages, source_named, sources
from .shapes import Listed

router = Router(tags=["words and sources"])


class Word(Schema):
    """A word and what people call it."""

    name: str
    label: str


class KindOut(Word):
    """A kind of thing."""

    plural: str


class PredicateOut(Word):
    """Something that can be said. `["*"]` is any kind."""

    inverse: str | None
    family: str
    subject_kinds: list[str]
    object_kinds: list[str]
    value_type: str | None
    choices: list[str]
    one: bool
    impact: str | None
    visibility: str
    ttl_days: int
    qualifiers: list[str]


class Vocabulary(Schema):
    """All words of the catalog."""

    kinds: list[KindOut]
    predicates: list[PredicateOut]
    families: list[Word]
    intents: list[Word]
    visibility: list[Word]


class LineageOut(Schema):
    """One list through time. Its silence means "no longer so" for what it is complete for."""

    name: str
    title: str
    derived_from: str | None
    complete_for: list[str]
    by_hand: bool
    revision: int


class LineageList(Listed):
    """Lists, by name."""

    items: list[LineageOut]


class SourceOut(Schema):
    """One document as it stood on one day."""

    slug: str
    lineage: str
    kind: str
    title: str
    uri: str
    revision: str
    dated: date
    retrieved_at: datetime | None
    digest: str
    recorded_at: datetime | None


class SourceList(Listed):
    """Documents, the oldest first."""

    items: list[SourceOut]


class OfLineage(Schema):
    """Which documents."""

    lineage: str = Field("", max_length=100, description="Only those of this list.")


@router.get("/vocabulary", response=Vocabulary, summary="The words", operation_id="vocabulary")
def vocabulary(request: HttpRequest) -> HttpResponse:
    """Kinds of things, what can be said of them, and the classes of visibility."""
    return json_response(request, plain.vocabulary())


@router.get("/lineages", response=LineageList, summary="The lists", operation_id="lineages")
def lineage_list(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Pages and machine lists through time; one that retells another is no witness of its own."""
    page = paginate(lineages(request.user), ("name", "pk"), paging)
    return json_response(request, envelope(request, page, [plain.lineage(each) for each in page.items]))


@router.get("/lineages/{name}", response=LineageOut, summary="One list", operation_id="lineage")
def lineage_one(request: HttpRequest, name: str) -> HttpResponse:
    """What the list is complete for, and what it retells."""
    found = lineage_named(request.user, name)
    if found is None:
        raise Http404
    return json_response(request, plain.lineage(found))


@router.get("/sources", response=SourceList, summary="The documents", operation_id="sources")
def source_list(request: HttpRequest, paging: Query[Paging], wanted: Query[OfLineage]) -> HttpResponse:
    """Documents as they stood on a day, the oldest first; those of one list."""
    page = paginate(sources(request.user, wanted.lineage), ("dated", "pk"), paging)
    return json_response(request, envelope(request, page, [plain.source(each) for each in page.items]))


@router.get("/sources/{slug}", response=SourceOut, summary="One document", operation_id="source")
def source_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Title, date, address and digest of one document."""
    found = source_named(request.user, slug)
    if found is None:
        raise Http404
    return json_response(request, plain.source(found))
