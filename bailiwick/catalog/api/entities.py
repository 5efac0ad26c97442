"""GET /entities …: lists, cards now and then, what points to them, how we know, what changed."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from bailiwick.api.paging import decode, encode, following
from bailiwick.api.toolkit import Invalid, Page, Paging, envelope, json_response

from .. import answers, moments, plain
from ..models import Entity
from ..queries import compare
from ..queries.card import card
from ..queries.freshness import Mark
from ..queries.lists import Filters, rows
from ..queries.lists_then import rows_then
from ..queries.page import incoming
from ..queries.year import year_of
from ..vocabulary import FAMILIES, PREDICATES
from .inputs import KIND_WORDS, Moments, When, entity_named, kind_word, moments_of, query_date, row_or_404
from .shapes import CardOut, DiffOut, EntityList, FactList, Freshness, StoryList, SupportedList, WhoOut, YearOut

router = Router(tags=["entities"])
KIND: dict[str, Any] = {"enum": KIND_WORDS}
FAMILY: dict[str, Any] = {"enum": ["", *FAMILIES]}
Class = Literal["", "began", "ended", "changed", "corrected", "uncertain"]
PREDICATE: dict[str, Any] = {"enum": sorted(PREDICATES)}


class Wanted(When):
    """What a list is narrowed by; as of another day only by `q`."""

    kind: str = Field("service", max_length=40, json_schema_extra=KIND)
    freshness: Mark | None = Field(None, description="confirmed, due, stale or never.")
    standing: str = Field("", max_length=40)
    lifecycle: str = Field("", max_length=40)
    group: str = Field("", max_length=100)
    people_below: int | None = Field(None, ge=0, le=1000, description="Fewer than so many people answer for it.")
    q: str = Field("", max_length=200, description="A part of the name or the address.")


class OfKind(Schema):
    """Which kind."""

    kind: str = Field("service", max_length=40, json_schema_extra=KIND)


class Pointing(When):
    """What says one thing of an entity, and when."""

    predicate: str = Field(max_length=40, json_schema_extra=PREDICATE)
    after: int = Field(0, ge=0, le=2**63 - 1, description="The `next_after` of the page before.")


class Versions(Schema):
    """How many versions are read."""

    limit: int = Field(500, ge=1, le=500)


class Between(Schema):
    """Two days to compare."""

    from_: str = Field(alias="from", max_length=40, description="The end of this day: 2014, 2014-10, 2014-10-01.")
    to: str = Field(max_length=40, description="The end of this day.")
    known_at: str = Field("", max_length=40, description="As the book stood then.")
    class_: Class = Field("", alias="class", description="Only these differences.")
    family: str = Field("", max_length=20, json_schema_extra=FAMILY, description="Only facts of this family.")
    after: str = Field("", max_length=60, description="Where the page before ended: its `next_after`.")


class Anywhere(Between):
    """Two days, and perhaps one entity, or one kind."""

    kind: str = Field("", max_length=40, json_schema_extra=KIND, description="Only things of this kind.")
    entity: str = Field("", max_length=240, description="Only about this one: `kind/slug`.")


@router.get("/entities", response=EntityList, summary="List entities", operation_id="entities")
def entity_list(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Entities of one kind by name, narrowed by freshness, standing, life, group or how many people answer for them.

    With `as_of` or `known_at`: what has a page today, under its present name, with what was so of it then.
    """
    filters = Filters(
        kind=kind_word(wanted.kind),
        mark=wanted.freshness,
        standing=wanted.standing,
        lifecycle=wanted.lifecycle,
        group=wanted.group,
        people_below=wanted.people_below,
        text=wanted.q,
    )
    asked = moments_of(wanted)
    return listed(request, filters, paging, asked if asked.as_of or asked.known_at else None)


@router.get("/wanted", response=EntityList, summary="Services that want people", operation_id="wanted")
def entity_wanted(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Services in use that fewer than two people answer for."""
    return listed(request, Filters(kind="service", people_below=2), paging)


def listed(request: HttpRequest, filters: Filters, paging: Paging, asked: Moments | None = None) -> HttpResponse:
    """A page of a list, today or as of a day: two queries or four, ready bytes."""
    after = str(decode(paging.after, 1)[0]) if paging.after else ""
    try:
        items, cursor = _items(request.user, filters, paging.limit, after, asked)
    except ValueError as error:
        raise Invalid(str(error), field="after" if after else "as_of", where="query") from None
    return json_response(request, envelope(request, Page(items, encode([cursor]) if cursor else ""), items))


def _items(user: Any, filters: Filters, limit: int, after: str, asked: Moments | None) -> tuple[list[plain.Plain], str]:
    if asked is None:
        found, cursor = rows(user, filters, limit=limit, after=after)
        return [plain.row(row) for row in found], cursor
    then, cursor = rows_then(user, filters, asked.as_of, asked.known_at, limit=limit, after=after)
    day = asked.as_of or timezone.now().date()
    return [plain.then(row, day, asked.known_at) for row in then], cursor


@router.get("/freshness", response=Freshness, summary="How fresh a kind is", operation_id="freshness")
def freshness(request: HttpRequest, wanted: Query[OfKind]) -> HttpResponse:
    """How many are confirmed, due within 30 days, stale, or were never confirmed. Retired things do not count."""
    counts = answers.freshness_of(request.user, kind_word(wanted.kind))
    return json_response(request, {"kind": wanted.kind, **counts})


@router.get("/entities/{kind}/{slug}", response=CardOut, summary="One entity", operation_id="entity")
def entity_card(request: HttpRequest, kind: str, slug: str, when: Query[When]) -> HttpResponse:
    """All that is said of it now, as of a day (yes or uncertain), or as the book knew it at a moment."""
    asked = moments_of(when)
    row = row_or_404(request, kind, slug)
    return json_response(request, answers.card_of(request.user, row, asked.as_of, asked.known_at))


@router.get("/entities/{kind}/{slug}/who", response=WhoOut, summary="Whom to ask", operation_id="entity_who")
def entity_who(request: HttpRequest, kind: str, slug: str, when: Query[When]) -> HttpResponse:
    """Contacts by what they are for, who answers for it and how to reach them, and how fresh that is."""
    asked = moments_of(when)
    row = row_or_404(request, kind, slug)
    return json_response(request, answers.who_of(answers.who(request.user, row, asked.as_of, asked.known_at)))


@router.get(
    "/entities/{kind}/{slug}/incoming", response=FactList, summary="What points here", operation_id="entity_incoming"
)
def entity_incoming(request: HttpRequest, kind: str, slug: str, wanted: Query[Pointing]) -> HttpResponse:
    """What others say of themselves with this entity at the other end, 50 at a time."""
    if wanted.predicate not in PREDICATES:
        unknown = _("“%(word)s” is not a word of the catalog") % {"word": wanted.predicate}
        raise Invalid(unknown, field="predicate", where="query")
    asked = moments_of(wanted)
    row = row_or_404(request, kind, slug)
    dates: dict[str, Any] = {"as_of": asked.as_of, "known_at": asked.known_at}
    found, last = incoming(request.user, row.entity, wanted.predicate, after=wanted.after, **dates)
    lineages = answers.lineages_of(request.user, found)
    page = Page(found, str(last) if last else "")
    return json_response(request, envelope(request, page, [plain.fact(fact, lineages) for fact in found]))


@router.get(
    "/entities/{kind}/{slug}/references",
    response=SupportedList,
    summary="How we know",
    operation_id="entity_references",
)
def entity_references(request: HttpRequest, kind: str, slug: str, when: Query[When]) -> HttpResponse:
    """Each fact with the documents it stands in: title, date, place, the word that was used, digest."""
    asked = moments_of(when)
    row = row_or_404(request, kind, slug)
    shown = card(request.user, row.entity, as_of=asked.as_of, known_at=asked.known_at)
    return json_response(request, {"items": answers.references_of(request.user, shown)})


@router.get("/entities/{kind}/{slug}/history", response=StoryList, summary="How it came to be", operation_id="history")
def entity_history(request: HttpRequest, kind: str, slug: str, wanted: Query[Versions]) -> HttpResponse:
    """Every version of every statement about it, by whom and why, with what it rests on."""
    row = row_or_404(request, kind, slug)
    return json_response(request, {"items": answers.history_of(request.user, row.entity, wanted.limit)})


@router.get(
    "/entities/{kind}/{slug}/diff",
    response=DiffOut,
    summary="What changed there",
    operation_id="entity_diff",
    by_alias=True,
)
def entity_diff(request: HttpRequest, kind: str, slug: str, between: Query[Between]) -> HttpResponse:
    """What began, ended, changed, was corrected or is uncertain about one entity between two days, 200 at a time."""
    return differences(request, between, row_or_404(request, kind, slug).entity)


@router.get("/diff", response=DiffOut, summary="What changed", operation_id="diff", by_alias=True)
def whole_diff(request: HttpRequest, between: Query[Anywhere]) -> HttpResponse:
    """What began, ended, changed, was corrected or is uncertain between two days, everywhere, 200 at a time."""
    about = entity_named(request.user, between.entity, "entity") if between.entity else None
    return differences(request, between, about)


def differences(request: HttpRequest, between: Between, about: Entity | None) -> HttpResponse:
    """A page of them, with the address of the next one."""
    a, b, known_at = days_of(between)
    wanted = compare.Wanted(between.class_, between.family, between.kind if isinstance(between, Anywhere) else "")
    try:
        found = compare.compare(request.user, a, b, entity=about, known_at=known_at, wanted=wanted, after=between.after)
    except ValueError as error:
        raise Invalid(str(error), field="after", where="query") from None
    return json_response(request, plain.comparison(found) | {"next": following(request, found.more)})


class Known(Schema):
    """Which book."""

    known_at: str = Field("", max_length=40, description="As the book stood then.")


@router.get("/years/{year}", response=YearOut, summary="What a year brought", operation_id="year", by_alias=True)
def year_review(request: HttpRequest, year: int, asked: Query[Known]) -> HttpResponse:
    """New services, what moved, changed hands, began, ended, was corrected or is uncertain, each with its source."""
    found = year_of(request.user, year, query_date("known_at", moments.known_at, asked.known_at))
    if found is None:
        raise Http404
    return json_response(request, plain.year(found))


def days_of(between: Between) -> tuple[Any, Any, Any]:
    """The two days and the moment of the book."""
    a = query_date("from", moments.as_of, between.from_)
    b = query_date("to", moments.as_of, between.to)
    for field, day in (("from", a), ("to", b)):
        if day is None:
            raise Invalid(_("say two days: from and to"), field=field, where="query")
    return a, b, query_date("known_at", moments.known_at, between.known_at)
