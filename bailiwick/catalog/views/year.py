"""A year in review."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web.pages import render

from .. import moments
from ..comparing import YEAR_TITLES, line
from ..queries.year import Year, year_of
from .cache import for_everybody


@require_safe
@for_everybody
def year_show(request: HttpRequest, year: int) -> HttpResponse:
    """GET /year/<year>/?known_at="""
    try:
        found = year_of(request.user, year, moments.known_at(request.GET.get("known_at", "")))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    days = found.comparison
    context = {
        "year": found,
        "days": days,
        "titles": YEAR_TITLES,
        "most": max(found.counts.values()),
        "sections": _sections(found),
        "compare": f"/compare/?from={days.a.isoformat()}&to={days.b.isoformat()}",
        "this_year": timezone.now().year,
        "trail": [(_("Home"), "/"), (_("Compare"), "/compare/"), (str(year), "")],
    }
    return render(request, "catalog/year.html", context)


@require_safe
def year_now(request: HttpRequest) -> HttpResponse:
    """GET /year/: this one."""
    return HttpResponseRedirect(f"/year/{timezone.now().year}/")


def _sections(found: Year) -> list[tuple[str, list[Any]]]:
    """The lines in words, section by section; empty ones stay away."""
    days = found.comparison
    told = (
        (name, [(each.under, line(each, days.a, days.b)) for each in some]) for name, some in found.sections.items()
    )
    return [(name, lines) for name, lines in told if lines]
