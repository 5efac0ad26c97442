"""An Atom feed of findings: `/findings.atom`, narrowed like the page that lists them.

It holds what is open, unless `status` asks otherwise; a reader without a session gets what anybody may see.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.catalog.feeds import spoken_of
from bailiwick.catalog.views.cache import for_everybody
from bailiwick.web import atom

from .kinds import KINDS
from .queries import Row, page, wanted_of
from .words import headline


@require_safe
@for_everybody
def findings_feed(request: HttpRequest) -> HttpResponse:
    """GET /findings.atom?kind=&predicate=&lineage=&whose=&status="""
    try:
        rows, _more = page(request.user, wanted_of(request.GET), limit=atom.ENTRIES)
    except ValueError:
        raise Http404 from None
    return atom.answer(request, _("Findings"), "/findings/", [_entry(row) for row in rows])


def _entry(row: Row) -> atom.Entry:
    finding = row.finding
    asked = str(KINDS[finding.kind].question)
    about = spoken_of(row.about, row.other)
    return atom.Entry(row.url, headline(row), finding.moved_at, "Bailiwick", asked, about)
