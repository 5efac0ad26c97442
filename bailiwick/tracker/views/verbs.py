"""What one does to an issue with one button: take, assign, close, open again, star, link, merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import is_part, signed_in
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..actions.issues import assign_issue, change_issue, close_issue
from ..actions.links import add_link, remove_link
from ..actions.merging import merge_issues, merge_of, undo_merge
from ..actions.stars import add_star, remove_star
from ..errors import Refused as RefusedHere
from ..linking import link_seen
from ..models import Issue
from ..queries.people import account_called
from .found import form_door, of_issue
from .issue import show

#: What a merge that is taken back may leave alone.
LEFT = {
    "stars": ngettext_lazy("%(n)s star", "%(n)s stars", "n"),
    "watchers": ngettext_lazy("%(n)s watcher", "%(n)s watchers", "n"),
    "links": ngettext_lazy("%(n)s link", "%(n)s links", "n"),
    "fields": ngettext_lazy("%(n)s field", "%(n)s fields", "n"),
}


def verb(name: str) -> Callable[[Callable[[HttpRequest, Issue], str | None]], Any]:
    """A button of an issue's page: do it, say what it returns, go back; what is refused is said at the button."""

    def door(do: Callable[[HttpRequest, Issue], str | None]) -> Any:
        @form_door
        @signed_in
        @of_issue
        def answer(request: HttpRequest, issue: Issue) -> HttpResponse:
            try:
                done = do(request, issue)
            except Refused as error:
                said = {"mistake": str(error), "fault": getattr(error, "field", ""), "typed": request.POST}
                return show(request, issue, status=422, verb=name, **said)
            if done:
                messages.success(request, done)
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
def issue_assign(request: HttpRequest, issue: Issue) -> str:
    """POST assign/: `to` (a handle; empty: nobody), or `me`."""
    typed = request.POST.get("to", "").strip()
    account: Any = request.user if request.POST.get("me") else account_called(typed) if typed else None
    if typed and account is None:
        raise RefusedHere(_("There is no account called “%(name)s”.") % {"name": typed[:40]}, "to")
    assign_issue(issue, account, by=request.user)
    return _("Assigned to %(who)s.") % {"who": account.handle} if account else _("It is nobody's now.")


@verb("close")
def issue_close(request: HttpRequest, issue: Issue) -> str:
    """POST close/: `resolution`; `override` in spite of open blockers."""
    close_issue(issue, request.POST.get("resolution", ""), by=request.user, override=bool(request.POST.get("override")))
    return _("Closed.")


@verb("reopen")
def issue_reopen(request: HttpRequest, issue: Issue) -> str:
    """POST reopen/"""
    if issue.closed:
        change_issue(issue, {"status": "new"}, by=request.user)
    return _("It is open again.")


@verb("link")
def issue_link(request: HttpRequest, issue: Issue) -> str:
    """POST link/: `how` (out-blocks, in-blocks, …) and `other`, a number."""
    side, _dash, kind = request.POST.get("how", "").partition("-")
    other = _other(request, request.POST.get("other", ""), "other")
    source, target = (other, issue) if side == "in" else (issue, other)
    add_link(source, kind, target, by=request.user)
    return _("Linked with #%(n)s.") % {"n": other.pk}


def _other(request: HttpRequest, typed: str, field: str) -> Issue:
    """The issue that somebody means by `#12`, `12` or its address."""
    pk = number(typed.strip().rstrip("/").rpartition("/")[2].removeprefix("#"))
    found = Issue.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
    if found is None:
        raise RefusedHere(_("There is no issue “%(name)s”; write its number.") % {"name": typed[:60]}, field)
    return found


@verb("link")
def issue_unlink(request: HttpRequest, issue: Issue) -> str:
    """POST unlink/: `link`"""
    link = link_seen(request.user, number(request.POST.get("link", "")) or 0)
    if link is not None and issue.pk in (link.source_id, link.target_id):
        remove_link(link, by=request.user)
    return _("The link is taken away.")


@verb("merge")
def issue_merge(request: HttpRequest, issue: Issue) -> str:
    """POST merge/: `into`, the number of the issue that stays; `anyway` although that one is closed."""
    into = _other(request, request.POST.get("into", ""), "into")
    if into.closed and not into.merged_into_id and not request.POST.get("anyway"):
        told = _(
            "#%(n)s is closed, so this would be on no list of open issues any more. "
            "Tick “although that one is closed” if you mean it."
        )
        raise RefusedHere(told % {"n": into.pk}, "anyway")
    merge_issues(issue, into, by=request.user)
    told = _("Merged. Its stars, watchers and links are now with")
    closed = _("(closed)") if into.closed else ""
    return format_html('{} <a href="{}">#{}</a> {}', told, into.url, into.pk, closed)


@verb("merge")
def issue_unmerge(request: HttpRequest, issue: Issue) -> str | None:
    """POST unmerge/: take the merge back."""
    operation = merge_of(issue)
    if operation is None:
        raise Http404
    left = undo_merge(operation, by=request.user).outcome["left"]
    told = [LEFT[name] % {"n": len(rows)} for name, rows in left.items() if rows]
    if not told:
        return _("Taken back: everything is as it was.")
    left_alone = _("Taken back. Somebody touched since, and so left alone: %(what)s.") % {"what": ", ".join(told)}
    messages.warning(request, left_alone)
    return None


@form_door
@signed_in
@of_issue
def issue_star(request: HttpRequest, issue: Issue) -> HttpResponse:
    """POST star/: want it, or (`stop`) no more; htmx gets the button."""
    stop = bool(request.POST.get("stop"))
    (remove_star if stop else add_star)(issue, by=request.user)
    said = _("Your star is taken away.") if stop else _("Your star counts.")
    if is_part(request):
        context = {"issue": issue, "starred": not stop, "may_star": True, "said_of_star": said}
        return render(request, "tracker/_star.html", context)
    messages.success(request, said)
    return HttpResponseRedirect(back(request, issue))
