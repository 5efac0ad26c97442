"""Changes: the list of them, and one of them with its verbs."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import can
from bailiwick.web.pages import render

from .. import resolve
from ..actions.changes import apply_change, reject_change, revert_change
from ..errors import Refused
from ..models import Change
from ..queries.changes import Wanted, change_page, changes
from ..queries.steps import change as find_change
from ..telling import headline, somebody, told_steps
from .cache import for_everybody
from .editing import tell_refusal
from .reach import signed_in

VIAS = ("web", "import", "api", "cli")
#: What the address of the list may ask for.
ASKED = ("status", "via", "by", "q", "entity", "after")


@require_safe
@for_everybody
def change_list(request: HttpRequest) -> HttpResponse:
    """GET /changes/?status=&via=&by=&q=&entity=&after="""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:300] for name in ASKED}
    ref = asked["entity"]
    entity = resolve.visible(request.user, ref) if ref else None
    if ref and entity is None:
        raise Http404
    wanted = Wanted(asked["status"], asked["via"], asked["by"], asked["q"], entity)
    try:
        found, more = changes(request.user, wanted, after=asked["after"])
    except ValueError:
        raise Http404 from None
    context = {
        "changes": [(each, headline(each), somebody(each.author)) for each in found],
        "more": more,
        "entity": entity,
        "vias": VIAS,
        "may_import": can(request.user, "import.run"),
    }
    return render(request, "catalog/changes.html", context)


@require_safe
@for_everybody
def change_show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /changes/<id>/: what it does, who says so and why, and what can be done with it."""
    change = find_change(request.user, pk)
    if change is None:
        raise Http404
    found = change_page(request.user, change)
    context = {
        "change": change,
        "summary": found.summary,
        "title": headline(found.summary),
        "author": somebody(found.summary.author),
        "reviewer": somebody(found.reviewer),
        "steps": told_steps(found),
        "more": found.more,
        "overtaken": found.overtaken,
        "reverted_by": found.reverted_by,
        "may": _rights(request.user, change),
    }
    return render(request, "catalog/change.html", context)


def _rights(user: Any, change: Change) -> dict[str, bool]:
    """Which buttons to show; the actions ask again, and more exactly."""
    here = SimpleNamespace(scope_id=change.scope_id, author_id=change.author_id)
    proposed, applied = change.status == Change.Status.PROPOSED, change.status == Change.Status.APPLIED
    return {
        "apply": proposed and can(user, "import.run" if change.lineage_id else "change.apply", here),
        "reject": proposed and can(user, "change.reject", here),
        "revert": applied and can(user, "change.revert", here),
        "withdraw": proposed and getattr(user, "pk", None) == change.author_id,
    }


def _act(request: HttpRequest, pk: int, act: Callable[[Change], Change], done: str) -> HttpResponse:
    """One of the verbs of a change that the reader may see, and what became of it."""
    change = find_change(request.user, pk)
    if change is None:
        raise Http404
    try:
        pk = act(change).pk
    except Refused as error:
        tell_refusal(request, error)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(f"/changes/{pk}/")


@require_POST
@signed_in
def change_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /changes/<id>/apply/"""
    return _act(request, pk, lambda change: apply_change(change, by=request.user), _("Applied."))


@require_POST
@signed_in
def change_reject(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /changes/<id>/reject/"""
    answer = request.POST.get("message", "")[:2_000]
    return _act(request, pk, lambda change: reject_change(change, by=request.user, message=answer), _("Rejected."))


@require_POST
@signed_in
def change_revert(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /changes/<id>/revert/: taken back, as a change of its own."""
    why = request.POST.get("message", "")[:2_000]
    return _act(
        request,
        pk,
        lambda change: revert_change(change, by=request.user, message=why),
        _("Taken back. This is the change that did it."),
    )
