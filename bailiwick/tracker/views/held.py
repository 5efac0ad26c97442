"""What waits to be let through, what people complained about, and the buttons for either."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bailiwick.access import can
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.lib.markdown import mentioned
from bailiwick.web.pages import render

from ..actions.judging import dismiss_complaints, reject_post, release_post, report_post
from ..models import Comment, Complaint, Issue
from ..posts import Post, complained, issue_of, waiting, whose
from ..queries.page import others
from ..queries.people import Somebody, people
from ..showing import talk
from .found import of_comment, of_issue
from .verbs import back

#: So many posts stand in the queue at a time.
SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """A post in the queue."""

    post: Post
    issue: Issue
    author: Somebody | None
    complaints: list[Complaint]

    @property
    def door(self) -> str:
        """Where its buttons lead."""
        return self.issue.url if self.post is self.issue else f"/issues/comments/{self.post.pk}/"


@require_safe
@signed_in
def held(request: HttpRequest) -> HttpResponse:
    """GET /issues/held/: first posts and complaints, oldest first, for whoever may judge them."""
    issues, comments = waiting(request.user)
    both: list[Post] = [*issues[:SHOWN], *comments[:SHOWN]]
    first = sorted(both, key=lambda post: post.created_at)
    context = {
        "first": _queue(request.user, first),
        "complained": _queue(request.user, complained(request.user, SHOWN)),
        "talk": lambda text: talk(text, _named(request.user, text)),
    }
    return render(request, "tracker/held.html", context)


def _queue(user: Any, posts: Iterable[Post]) -> list[Waiting]:
    """Those of these that the reader may judge."""
    mine = [post for post in posts if can(user, "post.judge", post)][:SHOWN]
    known = people(map(whose, mine), None)
    open_ones = Complaint.objects.filter(issue__in=[issue_of(post) for post in mine], settled_at=None).order_by("pk")
    rows: dict[tuple[int, int | None], list[Complaint]] = {}
    for each in open_ones:
        rows.setdefault((each.issue_id, each.comment_id), []).append(each)
    return [Waiting(post, issue_of(post), known.get(whose(post)), rows.get(_key(post), [])) for post in mine]


def _key(post: Post) -> tuple[int, int | None]:
    return (post.pk, None) if isinstance(post, Issue) else (post.issue_id, post.pk)


def _named(user: Any, text: str) -> dict[int, tuple[str, str]]:
    return {pk: (each.url, each.title) for pk, each in others(user, mentioned(text)).items()}


def _judge(request: HttpRequest, post: Post) -> HttpResponse:
    """`verdict`: release, reject (with `reason`) or keep."""
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")
    try:
        if verdict == "release":
            release_post(post, by=request.user)
            messages.success(request, _("It is let through."))
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


issue_judge, comment_judge = _doors(_judge, require_POST)
issue_report, comment_report = _doors(_report, require_http_methods(["GET", "HEAD", "POST"]))
