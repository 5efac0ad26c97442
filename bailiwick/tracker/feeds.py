"""An Atom feed of whatever a query line asks for: `/issues.atom?q=`, what moved last first.

A reader without a session gets what anybody may see; a signed-in browser gets its own.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.catalog.feeds import spoken_of
from bailiwick.catalog.views.cache import for_everybody
from bailiwick.search.grammar import Mistake
from bailiwick.web import atom

from .asking import Row, find_issues
from .asking.order import DEFAULT
from .views.lists import asked_line
from .words import Vocabulary


@require_safe
@for_everybody
def issues_feed(request: HttpRequest) -> HttpResponse:
    """GET /issues.atom?q=; a line that cannot be read is answered as on the page, in a sentence."""
    line = asked_line(request)
    try:
        page = find_issues(request.user, line, sort=(DEFAULT,), limit=atom.ENTRIES)
    except Mistake as mistake:
        return HttpResponseBadRequest(str(mistake), content_type="text/plain; charset=utf-8")
    words = Vocabulary()
    title = _("Issues: %(line)s") % {"line": line} if line else _("Issues")
    query = f"?{urlencode({'q': line}, errors='replace')}"
    return atom.answer(request, title, "/issues/", [_entry(row, words) for row in page.rows], query)


def _entry(row: Row, words: Vocabulary) -> atom.Entry:
    said = [words.label("kind", row.kind), words.label("status", row.status), *(slug for slug, _colour in row.labels)]
    title = f"#{row.number} {row.title}"
    return atom.Entry(row.url, title, row.activity_at, row.author, ", ".join(said), spoken_of(row.service))
