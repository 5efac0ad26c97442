"""The page of an entity and what hangs on it: history, the rest of a long group."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import can
from bailiwick.lib.panels import panels
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from .. import layout
from ..models import EntityNow
from ..queries.history import history
from ..queries.page import incoming, page
from ..queries.statement import handles_in
from ..telling import headline, somebody, tellings
from ..vocabulary import PREDICATES
from ..words import first_up
from .cache import for_everybody
from .parts import drawn
from .reach import about, moment_of

ACTIONS = (
    "claim.add",
    "claim.confirm",
    "entity.rename",
    "entity.merge",
    "entity.split",
    "entity.show",
    "role.grant",
    "account.link",
)


@require_safe
@for_everybody
@about
def entity_show(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET /<kind>/<slug>/?as_of=&known_at="""
    moment = moment_of(request)
    base = f"/{row.kind}/{row.slug}/"
    context: dict[str, Any] = {"row": row, "moment": moment, "base": base, "trail": layout.trail(row)}
    if moment.error:
        return render(request, "catalog/entity_when.html", context, status=400)
    shown, today = page(request.user, row, **moment.asked), timezone.now().date()
    points = layout.strip(shown, base)
    rooms = panels("service_page", request.user, row.entity_id) if moment.now else []
    shown.card.dispute(question for each in rooms for question in each.disputed)
    context |= {
        "card": shown.card,
        "parts_of_page": layout.parts_of(shown.card, moment.query, moment.now),
        "contacts": layout.contacts(shown, moment.query),
        "responsible": layout.responsible(shown, moment.query),
        "ground": layout.ground(shown.card, moment.query),
        "groups": layout.blocks(shown.incoming, shown.card.day),
        "hub": row.kind in layout.HUBS,
        "cares": layout.cares(row, shown.card) if moment.now else [],
        "points": points,
        "drawn_from": layout.drawn_from(points, today),
        "may": {action: can(request.user, action, row.entity) for action in ACTIONS},
        "today": today,
    }
    columns = {part.extra for part in context["parts_of_page"]}
    context["panels"] = drawn(request, (each for each in rooms if each.place not in columns or not each.place))
    context["todo"] = drawn(request, (each for each in rooms if each.place == "todo" and "todo" in columns))
    return render(request, "catalog/entity.html", context)


@require_safe
@for_everybody
@about
def entity_incoming(request: HttpRequest, row: EntityNow, predicate: str) -> HttpResponse:
    """GET incoming/<predicate>/?after=: who says this of it, fifty at a time."""
    moment, after = moment_of(request), number(request.GET.get("after", "0"))
    if predicate not in PREDICATES or not PREDICATES[predicate].is_relation or after is None:
        raise Http404
    facts, more = (
        ([], 0) if moment.error else incoming(request.user, row.entity, predicate, after=after, **moment.asked)
    )
    title = first_up(PREDICATES[predicate].inverse or PREDICATES[predicate].label)
    context = {
        "row": row,
        "moment": moment,
        "title": title,
        "facts": facts,
        "more": more,
        "trail": layout.trail(row, title),
        "count": row.incoming.get(predicate, 0),
        "base": f"/{row.kind}/{row.slug}/",
    }
    return render(request, "catalog/incoming.html", context, status=400 if moment.error else 200)


@require_safe
@for_everybody
@about
def entity_history(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET history/: every version of every fact, with who changed it and why."""
    stories = history(request.user, row.entity)
    context = {
        "row": row,
        "stories": tellings(stories, handles_in(stories)),
        "trail": layout.trail(row, _("History")),
        "base": f"/{row.kind}/{row.slug}/",
        "headline": headline,
        "somebody": somebody,
    }
    return render(request, "catalog/history.html", context)
