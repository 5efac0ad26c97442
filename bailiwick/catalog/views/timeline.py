"""Timelines: the bands of one thing, and of all things of a kind, within a window that stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web.here import here
from bailiwick.web.pages import render

from .. import drawing, layout, moments
from ..chart import chart, tick_words
from ..drawing import Window
from ..models import EntityNow
from ..queries.timeline import Row, drawable, groups, meant, of_all, of_entity
from ..vocabulary import FAMILIES, KINDS, PREDICATES
from ..windows import asked_of, window_of
from ..words import choice, first_up
from .cache import for_everybody
from .reach import about


@dataclass(frozen=True)
class View:
    """What of time is asked for: a window (or all there is), by which book."""

    window: Window | None = None
    known: datetime | None = None
    typed: tuple[str, str] = ("", "")
    error: str = ""


@require_safe
@for_everybody
@about
def entity_timeline(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET timeline/?from=&to=&predicate=&known_at=: what was so of one thing, predicate by predicate."""
    view, word = view_of(request), request.GET.get("predicate", "")
    if word and not meant(word):
        view = View(error=_("“%(word)s” is not a word of the catalog") % {"word": word[:40]})
    rows = [] if view.error else of_entity(request.user, row, word, view.known)
    context = {
        "row": row,
        "trail": layout.trail(row, _("Timeline")),
        "base": f"/{row.kind}/{row.slug}/",
        "word": word,
        "words": [("", _("everything")), *FAMILIES.items()],
        "more": "",
    }
    return _drawn(request, view, rows, context)


@require_safe
@for_everybody
def catalog_timeline(request: HttpRequest) -> HttpResponse:
    """GET /timeline/?kind=&predicate=&group=&from=&to=&known_at=&after=: one line for each thing of a kind."""
    view = view_of(request)
    asked = asked_of(*(request.GET.get(name, "") for name in ("kind", "predicate", "group")))
    rows: list[Row] = []
    more = ""
    if not view.error:
        try:
            rows, more = of_all(request.user, asked, view.known, request.GET.get("after", "")[:400])
        except ValueError as error:
            view = View(typed=view.typed, error=str(error))
    context = {
        "row": None,
        "trail": [(_("Home"), "/"), (_("Timeline"), "")],
        "base": "/",
        "asked": asked,
        "word": asked.word,
        "words": words_for(asked.kind),
        "kinds": [(each.name, first_up(each.plural)) for each in KINDS.values()],
        "groups": [("", _("all groups")), *((each, choice(each)) for each in groups(request.user, asked.kind))],
        "more": more,
    }
    return _drawn(request, view, rows, context)


def _drawn(request: HttpRequest, view: View, rows: list[Row], context: dict[str, Any]) -> HttpResponse:
    today = timezone.now().date()
    days = (day for row in rows for each in row.strands for day in (each.span.from_latest, each.span.to_latest))
    window = view.window or drawing.around(days, today)
    context |= {
        "view": view,
        "chart": chart(rows, window, today),
        "tick_words": tick_words,
        "zooms": zooms(request, window),
    }
    return render(request, "catalog/timeline.html", context, status=400 if view.error else 200)


def view_of(request: HttpRequest) -> View:
    """`?from=&to=&known_at=`: the first day of what `from` names, the last one of `to`."""
    typed = (request.GET.get("from", "").strip()[:40], request.GET.get("to", "").strip()[:40])
    try:
        known = moments.known_at(request.GET.get("known_at", ""))
        return View(window_of(*typed), known, typed)
    except ValueError as error:
        return View(typed=typed, error=str(error))


def words_for(kind: str) -> list[tuple[str, str]]:
    """What can be drawn of a kind: families of facts, then single predicates."""
    fitting = [each for each in PREDICATES.values() if drawable(each) and each.accepts_subject(kind)]
    families = {each.family for each in fitting}
    found = [(name, str(label)) for name, label in FAMILIES.items() if name in families]
    return [*found, *((each.name, first_up(each.label)) for each in fitting)]


def zooms(request: HttpRequest, window: Window) -> list[tuple[str, str]]:
    """The neighbours of a window as links: their word, their address."""
    steps = (
        (_("Earlier"), window.shifted(-0.5)),
        (_("Zoom in"), window.zoomed(0.5)),
        (_("Zoom out"), window.zoomed(2)),
        (_("Later"), window.shifted(0.5)),
    )
    links = [(word, _at(request, each)) for word, each in steps if each != window]
    return [*links, (_("All of it"), here(request, **{"from": "", "to": ""}))]


def _at(request: HttpRequest, window: Window) -> str:
    return here(request, **{"from": window.first.isoformat(), "to": window.last.isoformat()})
