"""Saying something to an issue, and saying it better."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in

from ..actions.talk import create_comment
from ..models import Issue
from .found import of_issue
from .issue import show


@require_POST
@signed_in
@of_issue
def comment_create(request: HttpRequest, issue: Issue) -> HttpResponse:
    """POST comment/: `body`; `note` for staff."""
    body, note = request.POST.get("body", ""), bool(request.POST.get("note"))
    try:
        comment = create_comment(issue, body, by=request.user, note=note)
    except Refused as error:
        return show(request, issue, status=422, said=body, note=note, mistake=str(error), verb="comment")
    if comment.held:
        messages.info(request, _("Thank you! It waits for somebody to look at it, as first posts do here."))
    return HttpResponseRedirect(comment.url)
