"""What waits to be let through, what people complained about, and the buttons for either."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bailiwick.access import can
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.lib.markdown import mentioned
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..actions.judging import dismiss_complaints, hold_post, reject_post, release_post, report_post
from ..models import Comment, Issue
from ..posts import Post, about, issue_of, whose
from ..queries.page import others
from ..queries.waiting import SHOWN, Waiting, as_queue, complained, how_many_wait, others_judge, to_let_through
from ..showing import talk
from .found import form_door, of_comment, of_issue
from .verbs import back

#: What is judged, by the word that events have for it.
_KINDS: dict[str, Any] = {"issue": Issue, "comment": Comment}


@require_safe
@signed_in
def held(request: HttpRequest) -> HttpResponse:
    """GET /issues/held/?let=: first posts and complaints, oldest first, for whoever may judge them.

    `let` names the post that was let through just now: it can be held again.
    """
    user = request.user
    context = {
        "first": as_queue(user, to_let_through(user)),
        "complained": as_queue(user, _may_judge(user, complained(user, SHOWN))),
        "let": _let_through(user, request.GET.get("let", "")),
        "waits": how_many_wait(user),
        "others_judge": others_judge(user),
        "talk": lambda text: talk(text, _named(user, text)),
    }
    return render(request, "tracker/held.html", context)


def _may_judge(user: Any, posts: Iterable[Post | None]) -> list[Post]:
    return [post for post in posts if post is not None and can(user, "post.judge", post)]


def _let_through(user: Any, named: str) -> Waiting | None:
    """The post of this name, if it is held no more and the reader may judge it."""
    kind, _sign, pk = named.partition("-")
    if kind not in _KINDS or not number(pk):
        return None
    found = _KINDS[kind].objects.visible_to(user).filter(pk=number(pk), held=False)
    return next(iter(as_queue(user, _may_judge(user, found[:1]))), None)


def _named(user: Any, text: str) -> dict[int, tuple[str, str]]:
    return {pk: (each.url, each.title) for pk, each in others(user, mentioned(text)).items()}


def _judge(request: HttpRequest, post: Post) -> HttpResponse:
    """`verdict`: release, hold again, reject (with `reason`) or keep."""
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    try:
        if verdict == "release":
            release_post(post, by=request.user)
            messages.success(request, _("It is let through."))
            return HttpResponseRedirect(f"/issues/held/?let={'-'.join(map(str, about(post)))}")
        if verdict == "hold":
            hold_post(post, by=request.user)
            messages.success(request, _("It waits again. Who was told of it meanwhile was told."))
        elif verdict == "reject":
            reject_post(post, reason, by=request.user)
            messages.success(request, _("It stays hidden; its author reads why."))
        elif verdict == "keep":
            dismiss_complaints(post, by=request.user)
            messages.success(request, _("It stays as it is."))
    except Refused as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(back(request, issue_of(post)))


def _report(request: HttpRequest, post: Post) -> HttpResponse:
    """GET and POST report/: `reason`, why it does not belong here, or why it does."""
    if request.method != "POST":
        own = whose(post) == request.user.pk
        context = {"post": post, "issue": issue_of(post), "own": own, "talk": lambda text: talk(text, {})}
        return render(request, "tracker/report_post.html", context)
    report_post(post, request.POST.get("reason", ""), by=request.user)
    messages.success(request, _("Thank you. Somebody who looks after this desk will see it."))
    return HttpResponseRedirect(post.url)


Door = Callable[[HttpRequest, Any], HttpResponse]


def _doors(do: Door, allowed: Callable[[Any], Any]) -> tuple[Door, Door]:
    """The same for an issue and for a comment."""

    def about_issue(request: HttpRequest, issue: Issue) -> HttpResponse:
        return do(request, issue)

    def about_comment(request: HttpRequest, comment: Comment) -> HttpResponse:
        return do(request, comment)

    return allowed(signed_in(of_issue(about_issue))), allowed(signed_in(of_comment(about_comment)))


issue_judge, comment_judge = _doors(_judge, form_door)
issue_report, comment_report = _doors(_report, require_http_methods(["GET", "HEAD", "POST"]))
