"""Dashboards: the first rows of a few query lines, each of which leads to its whole list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.catalog.views.cache import for_everybody
from bailiwick.catalog.views.reach import signed_in
from bailiwick.search.grammar import Mistake
from bailiwick.web.pages import render

from ..asking import Page, find_issues, read_line
from ..dashboards import DASHBOARDS, Section
from ..listing import COLUMNS, shown
from ..queries.waiting import how_many_wait
from ..words import Vocabulary
from .statistics import service_asked

#: Rows of each part.
ROWS = 8


@require_safe
@signed_in
def issue_mine(request: HttpRequest) -> HttpResponse:
    """GET /issues/mine/"""
    return _dashboard(request, "mine")


@require_safe
@for_everybody
def issue_newcomers(request: HttpRequest) -> HttpResponse:
    """GET /issues/newcomers/?service=<slug>"""
    return _dashboard(request, "newcomers")


@require_safe
@for_everybody
def issue_triage(request: HttpRequest) -> HttpResponse:
    """GET /issues/triage/?service=<slug>: everybody may look; what is held shows to who may see it."""
    return _dashboard(request, "triage")


@require_safe
@for_everybody
def issue_glance(request: HttpRequest) -> HttpResponse:
    """GET /issues/glance/?service=<slug>: one service, or all of them."""
    return _dashboard(request, "service")


def _dashboard(request: HttpRequest, name: str) -> HttpResponse:
    board, service, words = DASHBOARDS[name], service_asked(request), Vocabulary()
    context = {
        "board": board,
        "name": name,
        "service": service,
        "waits": how_many_wait(request.user),
        "parts_of_it": [_part(request, section, service.slug if service else "", words) for section in board.sections],
        "trail": [(_("Home"), "/"), (_("Issues"), "/issues/"), (str(board.title), "")],
    }
    return render(request, "tracker/dashboard.html", context)


def _part(request: HttpRequest, section: Section, slug: str, words: Vocabulary) -> dict[str, Any]:
    line = f"service:{slug} {section.line}" if slug else section.line
    columns = tuple(COLUMNS[column] for column in section.columns if not (slug and column == "service"))
    try:
        page = find_issues(request.user, line, limit=ROWS)
    except Mistake:
        # A word of the line that this desk does not have, such as a label: nothing fits.
        page = Page((), "", read_line(""))
    return {
        "section": section,
        "columns": tuple((column.name, column.css) for column in columns),
        "headings": [{"label": _("Issue")}, *({"label": each.label, "class": each.css} for each in columns)],
        "rows": shown(page.rows, columns, words, ()),
        "href": f"/issues/?{urlencode({'q': line})}",
        "more": bool(page.after),
    }
