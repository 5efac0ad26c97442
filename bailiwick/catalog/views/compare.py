"""Two days compared, everywhere or about one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web.here import here
from bailiwick.web.pages import render

from .. import layout
from ..comparing import CLASS_WORDS, groups
from ..models import Entity, EntityNow
from ..queries.compare import CLASSES, Comparison, Wanted, compare
from ..vocabulary import FAMILIES, KINDS
from ..words import first_up
from .cache import for_everybody
from .days import days_of
from .reach import about


@require_safe
@for_everybody
def catalog_compare(request: HttpRequest) -> HttpResponse:
    """GET /compare/?from=&to=&known_at=&class=&family=&kind=&after=: what differs in the whole catalog."""
    trail = [(_("Home"), "/"), (_("Compare"), "")]
    return _page(request, None, {"row": None, "trail": trail, "base": "/"})


@require_safe
@for_everybody
@about
def entity_compare(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET compare/?from=&to=&known_at=&class=&family=&after=: what differs about one thing."""
    base = f"/{row.kind}/{row.slug}/"
    return _page(request, row.entity, {"row": row, "trail": layout.trail(row, _("Compare")), "base": base})


@require_safe
def former_address(request: HttpRequest, kind: str = "", slug: str = "") -> HttpResponse:
    """GET /diff/, /<kind>/<slug>/diff/: where comparisons stood before."""
    path = request.path.removesuffix("diff/") + "compare/"
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}{'?' if query else ''}{query}")


def _page(request: HttpRequest, entity: Entity | None, context: dict[str, Any]) -> HttpResponse:
    days, wanted, after = days_of(request), wanted_of(request), request.GET.get("after", "")[:60]
    found = Comparison(days.first, days.last, days.known, [])
    try:
        if not days.error:
            found = compare(
                request.user, days.first, days.last, entity=entity, known_at=days.known, wanted=wanted, after=after
            )
    except ValueError as error:
        days = replace(days, error=str(error))
    context |= {
        "days": days,
        "wanted": wanted,
        "groups": groups(found),
        "more": found.more,
        "tabs": _tabs(request, found, wanted),
        "families": [("", _("all facts")), *FAMILIES.items()],
        "kinds": [("", _("all kinds")), *((each.name, first_up(each.plural)) for each in KINDS.values())],
    }
    return render(request, "catalog/compare.html", context, status=400 if days.error else 200)


def wanted_of(request: HttpRequest) -> Wanted:
    """`?class=&family=&kind=`; what is no such word narrows nothing."""
    asked = (request.GET.get(name, "") for name in ("class", "family", "kind"))
    known = zip(asked, (CLASSES, tuple(FAMILIES), tuple(KINDS)), strict=True)
    return Wanted(*(word if word in words else "" for word, words in known))


def _tabs(request: HttpRequest, found: Comparison, wanted: Wanted) -> list[tuple[Any, ...]]:
    """One entry for each class, with how many there are where all of them are known."""
    entries = [(_("all of it"), here(request, **{"class": ""}), not wanted.shown, sum(found.counts.values()))]
    for name in CLASSES:
        address = here(request, **{"class": name})
        entries.append((str(CLASS_WORDS[name]), address, wanted.shown == name, found.counts.get(name, 0)))
    return [entry if found.counts else entry[:3] for entry in entries]
