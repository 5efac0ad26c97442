"""From an address to the issue or comment that a reader may see; and pages that did not change since."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ..models import Comment, Issue

View = Callable[..., HttpResponse]


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
