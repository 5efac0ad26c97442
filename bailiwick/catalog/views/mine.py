"""Where am I responsible?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bailiwick.lib.panels import panels
from bailiwick.web.pages import render

from ..queries.changes import own_proposals, waiting_for
from ..queries.responsible import responsible
from ..telling import headline, somebody
from .parts import drawn
from .reach import signed_in


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """GET /mine/"""
    context = {
        "mine": responsible(request.user),
        "waiting": [(each, headline(each), somebody(each.author)) for each in waiting_for(request.user)],
        "proposed": [(each, headline(each), somebody(each.author)) for each in own_proposals(request.user)],
        "panels": drawn(request, panels("own_page", request.user)),
    }
    return render(request, "catalog/mine.html", context)
