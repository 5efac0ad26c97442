"""/timeline: what was so through the years, of one thing or of all of a kind, as the pages draw it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from bailiwick.api.paging import decode, encode
from bailiwick.api.toolkit import Invalid, Page, Paging, envelope, json_response

from .. import moments, plain
from ..drawing import Window
from ..queries.timeline import Row, meant, of_all, of_entity
from ..when import last_day
from ..windows import asked_of, window_of
from .inputs import KIND_WORDS, kind_word, query_date, row_or_404
from .shapes import TimelineOut

router = Router(tags=["entities"])
KIND: dict[str, Any] = {"enum": KIND_WORDS}


class Through(Schema):
    """A window of days, and what is drawn."""

    from_: str = Field("", alias="from", max_length=40, description="From the first day of this: 2014, 2014-10.")
    to: str = Field("", max_length=40, description="To the last day of this.")
    known_at: str = Field("", max_length=40, description="As the book stood then.")
    predicate: str = Field("", max_length=40, description="Only this, or a family of facts.")


class OfKind(Through):
    """The same of all things of a kind."""

    kind: str = Field("service", max_length=40, json_schema_extra=KIND)
    group: str = Field("", max_length=100)


@router.get(
    "/entities/{kind}/{slug}/timeline",
    response=TimelineOut,
    summary="What was so of it",
    operation_id="entity_timeline",
    by_alias=True,
)
def entity_timeline(request: HttpRequest, kind: str, slug: str, asked: Query[Through]) -> HttpResponse:
    """Every statement about one thing that a timeline draws, oldest first within its predicate."""
    window, known = _window(asked), query_date("known_at", moments.known_at, asked.known_at)
    _check(asked.predicate)
    rows = of_entity(request.user, row_or_404(request, kind, slug), asked.predicate, known)
    return _answer(request, rows, window, "")


@router.get("/timeline", response=TimelineOut, summary="What was so", operation_id="timeline", by_alias=True)
def whole_timeline(request: HttpRequest, asked: Query[OfKind], paging: Query[Paging]) -> HttpResponse:
    """One kind of statement about all things of a kind, by name; without `predicate` the usual one of that kind."""
    window, known = _window(asked), query_date("known_at", moments.known_at, asked.known_at)
    _check(asked.predicate)
    drawn = asked_of(kind_word(asked.kind), asked.predicate, asked.group)
    after = str(decode(paging.after, 1)[0]) if paging.after else ""
    try:
        rows, more = of_all(request.user, drawn, known, after, paging.limit)
    except ValueError as error:
        raise Invalid(str(error), field="after", where="query") from None
    return _answer(request, rows, window, more)


def _check(word: str) -> None:
    if word and not meant(word):
        raise Invalid(
            _("“%(word)s” is not a word of the catalog") % {"word": word[:40]}, field="predicate", where="query"
        )


def _window(asked: Through) -> Any:
    first, last = asked.from_.strip(), asked.to.strip()
    if last:
        query_date("to", last_day, last)
    return query_date("from", lambda text: window_of(text, last), first)


def _answer(request: HttpRequest, rows: list[Row], window: Window | None, more: str) -> HttpResponse:
    told = plain.timeline(rows, window, timezone.now().date())
    return json_response(request, told | envelope(request, Page([], encode([more]) if more else ""), told["items"]))
