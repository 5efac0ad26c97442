"""The page of one issue."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from bailiwick.catalog.views.cache import for_everybody
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..models import Issue, Origin
from ..models.origins import ISSUES
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


@require_safe
def issue_from(request: HttpRequest, source: str, key: str) -> HttpResponse:
    """GET /issues/source/<source>/<its id>/: to the issue that came from there, for whoever may see it."""
    origin = Origin.objects.filter(source=source, kind=ISSUES, key=key.replace("\x00", "")).first()
    issue = Issue.objects.visible_to(request.user).filter(pk=origin.row_id).first() if origin else None
    if issue is None:
        raise Http404
    return HttpResponseRedirect(issue.url)


def show(request: HttpRequest, issue: Issue, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page; with what somebody typed and what was wrong with it, if something was."""
    before = number(request.GET.get("before", "")) or 0
    context = shown(request.user, page_of(request.user, issue, before))
    nothing = {"said": "", "note": False, "mistake": "", "verb": "", "fault": "", "typed": {}, "preview": ""}
    nothing |= {"lost_files": (), "wrong_files": ()}
    return render(request, "tracker/issue.html", context | nothing | more, status=status)
