"""From an address to the issue or comment that a reader may see; and what keeps programs from posting."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..errors import Refused
from ..holding import is_held
from ..models import Comment, Issue
from ..traps import sprung, too_many

View = Callable[..., HttpResponse]
#: Posts of somebody who is known here, in a minute.
MOST_A_MINUTE = 30


def of_issue(view: View) -> View:
    """The view gets the issue at `/issues/<pk>/…`; what the reader may not see is not there."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        issue = Issue.objects.visible_to(request.user).filter(pk=pk).first()
        if issue is None:
            raise Http404
        return view(request, issue, **more)

    return answer


def of_comment(view: View) -> View:
    """The view gets the comment at `/issues/comments/<pk>/…`, with its issue."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        comment = Comment.objects.visible_to(request.user).select_related("issue").filter(pk=pk).first()
        if comment is None:
            raise Http404
        return view(request, comment, **more)

    return answer


def form_door(view: View) -> View:
    """A door that takes forms only. Whoever comes by its address, having changed the language of a page that refused
    something or having signed in for it, is led to the page above.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(f"{request.path.rstrip('/').rpartition('/')[0]}/")
        return require_POST(view)(request, *args, **more)

    return answer


def waits_again(request: HttpRequest) -> None:
    """Tell whoever edited a post that it is held because of it."""
    messages.info(request, _("With its new link it waits for somebody to look at it, as first posts do here."))


def trapped(request: HttpRequest, text: str) -> None:
    """Newcomers meet the traps, everybody is counted; raises Refused with the reason."""
    sender = f"user:{request.user.pk}"
    if is_held(request.user):
        reason = sprung(request.POST, text, sender=sender)
    else:
        reason = too_many(sender, most=MOST_A_MINUTE)
    if reason:
        raise Refused(reason)
