"""Saying something to an issue, saying it better, and what it said before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bailiwick.access import require
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.web.pages import render

from ..actions.talk import create_comment, edit_comment
from ..differences import differences
from ..errors import Crossed, SentBefore
from ..models import Comment, Issue
from ..queries.people import handle, people
from ..traps import sent_key
from ..uploads import FilesField, attach_uploads, lost_files
from .filing import seen
from .found import form_door, of_comment, of_issue, trapped, waits_again
from .issue import show


@form_door
@signed_in
@of_issue
def comment_create(request: HttpRequest, issue: Issue) -> HttpResponse:
    """POST comment/: `body`; `note` for staff; `uploads`; `preview` shows it only."""
    body, note = request.POST.get("body", ""), bool(request.POST.get("note"))
    if "preview" in request.POST:
        return show(request, issue, said=body, note=note, preview=seen(request, body), lost_files=lost_files(request))
    try:
        uploads = _uploads(request)
        trapped(request, body)
        key = sent_key(request.POST, request.user.pk, issue.pk, note, body)
        comment = create_comment(issue, body, by=request.user, note=note, once=key)
        attach_uploads(issue, uploads, by=request.user, comment=comment, note=note)
    except SentBefore as before:
        comment = before.made
    except Refused as error:
        typed = {"said": body, "note": note, "lost_files": lost_files(request)}
        return show(request, issue, status=422, mistake=str(error), verb="comment", **typed)
    if comment.held:
        messages.info(request, _("Thank you! It waits for somebody to look at it, as first posts do here."))
    else:
        messages.success(request, _("Your comment is kept."))
    return HttpResponseRedirect(comment.url)


def _uploads(request: HttpRequest) -> list[Any]:
    """The files that came with it; whatever is wrong with them is said before anything is written."""
    field = FilesField()
    try:
        return field.clean(request.FILES.getlist("uploads"))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@of_comment
def comment_edit(request: HttpRequest, comment: Comment) -> HttpResponse:
    """GET and POST comments/<id>/edit/: `body`, `seen` (what it was when the page was opened)."""
    require(request.user, "comment.update", comment)
    body, had, mistake = request.POST.get("body", comment.body), request.POST.get("seen", comment.body), ""
    if request.method == "POST":
        try:
            kept = edit_comment(comment, body, by=request.user, seen=had)
        except Refused as error:
            mistake = str(error)
            had = error.fields["body"][1] if isinstance(error, Crossed) else had
        else:
            messages.success(request, _("Kept."))
            if kept.held and not comment.held:
                waits_again(request)
            return HttpResponseRedirect(comment.url)
    context = {
        "comment": comment, "issue": comment.issue, "said": body, "seen": had, "mistake": mistake,
        "lines": differences(had, body) if mistake and had != body else [],
    }  # fmt: skip
    return render(request, "tracker/comment_edit.html", context, status=422 if mistake else 200)


@require_safe
@of_comment
def comment_history(request: HttpRequest, comment: Comment) -> HttpResponse:
    """GET comments/<id>/history/: what it said before, each version against the next."""
    rows = list(comment.versions.order_by("pk"))
    known = people((row.by_id for row in rows), comment.scope_id)
    after = [*(row.body for row in rows[1:]), comment.body]
    versions = [
        {"who": handle(known, row.by_id), "at": row.at, "lines": differences(row.body, next_body)}
        for row, next_body in zip(rows, after, strict=False)
    ]
    title = _("What a comment on #%(n)s said before") % {"n": comment.issue_id}
    context = {"title": title, "issue": comment.issue, "back": comment.url, "versions": versions[::-1]}
    return render(request, "tracker/text_history.html", context)
