"""The button that watches."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ..web.pages import render
from .actions import subscribe, unsubscribe
from .models import Subscription


@require_POST
def watch(request: HttpRequest) -> HttpResponse:
    """Start or stop watching a topic; answers with the button (htmx) or the page it stood on."""
    topic, stop = request.POST.get("topic", ""), request.POST.get("stop") == "1"
    try:
        _change(request, topic, stop)
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    if request.headers.get("HX-Request"):
        return render(request, "subscriptions/_watch.html", {"topic": topic, "watched": not stop})
    return HttpResponseRedirect(_back(request))


def _change(request: HttpRequest, topic: str, stop: bool) -> None:
    if not stop:
        subscribe(topic, by=request.user)
        return
    for subscription in Subscription.objects.visible_to(request.user).filter(topic=topic):
        unsubscribe(subscription, by=request.user)


def _back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours."""
    page = request.POST.get("next", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()) else "/"
