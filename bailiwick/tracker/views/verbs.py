"""What one does to an issue with one button: take, assign, close, open again, star, link, merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import is_part, signed_in
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..actions.issues import assign_issue, change_issue, close_issue
from ..actions.links import add_link, remove_link
from ..actions.merging import merge_issues, merge_of, undo_merge
from ..actions.stars import add_star, remove_star
from ..errors import Refused as RefusedHere
from ..models import Issue, IssueLink
from ..queries.people import account_called
from .found import of_issue
from .issue import show

#: What a merge that is taken back may leave alone.
LEFT = {
    "stars": gettext_lazy("%(n)s stars"),
    "watchers": gettext_lazy("%(n)s watchers"),
    "links": gettext_lazy("%(n)s links"),
    "fields": gettext_lazy("%(n)s fields"),
}


def verb(name: str) -> Callable[[Callable[[HttpRequest, Issue], Any]], Any]:
    """A button of an issue's page: do it and go back there; what is refused is said at the button."""

    def door(do: Callable[[HttpRequest, Issue], Any]) -> Any:
        @require_POST
        @signed_in
        @of_issue
        def answer(request: HttpRequest, issue: Issue) -> HttpResponse:
            try:
                do(request, issue)
            except Refused as error:
                return show(request, issue, status=422, verb=name, mistake=str(error), typed=request.POST)
            return HttpResponseRedirect(back(request, issue))

        answer.__doc__ = do.__doc__
        return answer

    return door


def back(request: HttpRequest, issue: Issue) -> str:
    """The page of ours that the button stood on, or the issue's."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if page and ours else issue.url


@verb("assign")
def issue_assign(request: HttpRequest, issue: Issue) -> None:
    """POST assign/: `to` (a handle; empty: nobody), or `me`."""
    typed = request.POST.get("to", "").strip()
    account = request.user if request.POST.get("me") else account_called(typed) if typed else None
    if typed and account is None:
        raise RefusedHere(_("There is no account called “%(name)s”.") % {"name": typed[:40]}, "to")
    assign_issue(issue, account, by=request.user)


@verb("close")
def issue_close(request: HttpRequest, issue: Issue) -> None:
    """POST close/: `resolution`; `override` in spite of open blockers."""
    close_issue(issue, request.POST.get("resolution", ""), by=request.user, override=bool(request.POST.get("override")))


@verb("reopen")
def issue_reopen(request: HttpRequest, issue: Issue) -> None:
    """POST reopen/"""
    if issue.closed:
        change_issue(issue, {"status": "new"}, by=request.user)


@verb("link")
def issue_link(request: HttpRequest, issue: Issue) -> None:
    """POST link/: `how` (out-blocks, in-blocks, …) and `other`, a number."""
    side, _dash, kind = request.POST.get("how", "").partition("-")
    other = _other(request, request.POST.get("other", ""), "other")
    source, target = (other, issue) if side == "in" else (issue, other)
    add_link(source, kind, target, by=request.user)


def _other(request: HttpRequest, typed: str, field: str) -> Issue:
    """The issue that somebody means by `#12`, `12` or its address."""
    pk = number(typed.strip().rstrip("/").rpartition("/")[2].removeprefix("#"))
    found = Issue.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
    if found is None:
        raise RefusedHere(_("There is no issue “%(name)s”; write its number.") % {"name": typed[:60]}, field)
    return found


@verb("link")
def issue_unlink(request: HttpRequest, issue: Issue) -> None:
    """POST unlink/: `link`"""
    pk = number(request.POST.get("link", "")) or 0
    link = IssueLink.objects.select_related("source", "target").filter(pk=pk).first()
    if link is not None and issue.pk in (link.source_id, link.target_id):
        remove_link(link, by=request.user)


@verb("merge")
def issue_merge(request: HttpRequest, issue: Issue) -> None:
    """POST merge/: `into`, the number of the issue that stays."""
    into = _other(request, request.POST.get("into", ""), "into")
    merge_issues(issue, into, by=request.user)
    messages.success(
        request,
        format_html(
            '{} <a href="{}">#{}</a>', _("Merged. Its stars, watchers and links are now with"), into.url, into.pk
        ),
    )


@verb("merge")
def issue_unmerge(request: HttpRequest, issue: Issue) -> None:
    """POST unmerge/: take the merge back."""
    operation = merge_of(issue)
    if operation is None:
        raise Http404
    left = undo_merge(operation, by=request.user).outcome["left"]
    told = [str(LEFT[name]) % {"n": len(rows)} for name, rows in left.items() if rows]
    if told:
        messages.warning(request, _("Taken back. Somebody touched since, and so left alone: %(what)s.")
                         % {"what": ", ".join(told)})  # fmt: skip
    else:
        messages.success(request, _("Taken back: everything is as it was."))


@require_POST
@signed_in
@of_issue
def issue_star(request: HttpRequest, issue: Issue) -> HttpResponse:
    """POST star/: want it, or (`stop`) no more; htmx gets the button."""
    stop = bool(request.POST.get("stop"))
    (remove_star if stop else add_star)(issue, by=request.user)
    if is_part(request):
        return render(request, "tracker/_star.html", {"issue": issue, "starred": not stop, "may_star": True})
    return HttpResponseRedirect(back(request, issue))
