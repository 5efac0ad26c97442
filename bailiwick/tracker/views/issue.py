"""The page of one issue."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bailiwick.catalog.views.cache import for_everybody
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..models import Issue
from ..queries.page import issue_seen, page_of
from ..showing import shown
from .unchanged import unless_unchanged


@require_safe
@for_everybody
@unless_unchanged
def issue_show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /issues/<id>/?before="""
    issue = issue_seen(request.user, pk)
    if issue is None:
        raise Http404
    return show(request, issue)


def show(request: HttpRequest, issue: Issue, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; with what somebody typed and what was wrong with it, if something was."""
    before = number(request.GET.get("before", "")) or 0
    context = shown(request.user, page_of(request.user, issue, before))
    nothing = {"said": "", "note": False, "mistake": "", "verb": "", "fault": "", "typed": {}, "preview": ""}
    nothing |= {"lost_files": (), "wrong_files": ()}
    return render(request, "tracker/issue.html", context | nothing | more, status=status)
