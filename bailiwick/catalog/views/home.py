"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bailiwick.access import can
from bailiwick.lib.panels import panels
from bailiwick.web.pages import render

from ..queries.home import home as what_home_shows
from ..telling import headline, somebody
from .cache import for_everybody
from .parts import drawn


@require_safe
@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """GET /"""
    shown = what_home_shows(request.user)
    changes = [(each, headline(each), somebody(each.author)) for each in shown.changes]
    more = drawn(request, panels("home", request.user))
    # An empty desk says how to begin: mostly with a list that there is.
    may_import = not shown.groups and can(request.user, "import.run")
    context = {"home": shown, "changes": changes, "panels": more, "may_import": may_import}
    return render(request, "catalog/home.html", context)
