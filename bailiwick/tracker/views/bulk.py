"""Changing many issues at once: choose, look at what would happen, let it run, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import can
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.jobs.models import Job
from bailiwick.lib.text import number
from bailiwick.search.grammar import Mistake
from bailiwick.web.pages import render

from ..actions.bulk import MOST, Preview, preview_bulk, start_bulk
from ..actions.undoing import undo_bulk
from ..asking import issues_asked
from ..belonging import known_to, labels_called, require_known
from ..models import Milestone, Operation
from ..queries.people import account_called
from ..thread import foretold
from ..words import Vocabulary
from .found import form_door

#: So many are tried out before; of more, the first ones are. So many of each sort are named.
TRIED, NAMED = 300, 20
_WORDS = ("kind", "status", "resolution", "priority", "severity")
#: What stands for “take it away” in a field.
NONE = "-"


@form_door
@signed_in
def bulk_edit(request: HttpRequest) -> HttpResponse:
    """POST /issues/bulk/: `issue` (numbers) or `q` with `whole=1`; the fields; `go=1` does it, else it is tried out."""
    ids = list[int]()
    try:
        ids = _chosen(request)
        asked = _asked(request.user, request.POST)
        if request.POST.get("go"):
            operation = start_bulk(ids, asked, by=request.user)
            messages.success(request, _("It has begun. This page says how far it is."))
            return HttpResponseRedirect(f"/issues/bulk/{operation.pk}/")
        preview = preview_bulk(ids[:TRIED], asked, by=request.user) if asked else None
    except (Refused, Mistake) as error:
        return _form(request, ids, None, str(error))
    return _form(request, ids, preview, "")


def _chosen(request: HttpRequest) -> list[int]:
    """The issues that were ticked, or the whole result of a line."""
    if request.POST.get("whole"):
        line = request.POST.get("q", "").replace("\x00", "")[:1000]
        return list(issues_asked(request.user, line).order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    return sorted({pk for text in request.POST.getlist("issue") if (pk := number(text))})


def _asked(user: Any, posted: Mapping[str, str]) -> dict[str, Any]:
    """What the form asks for: an empty field stays as it is, a dash takes away. Raises Refused naming the field."""
    asked: dict[str, Any] = {name: _taken(posted[name]) for name in _WORDS if posted.get(name)}
    if handle := posted.get("assignee", "").strip():
        asked["assignee_id"] = None if handle == NONE else _account(handle)
    if stage := posted.get("milestone", ""):
        asked["milestone"] = None if stage == NONE else _milestone(user, stage)
    added, removed = _labels(user, posted.get("add_labels", "")), _labels(user, posted.get("remove_labels", ""))
    if added or removed:
        asked["labels"] = {"add": added, "remove": removed}
    return asked


def _taken(slug: str) -> str:
    return "" if slug == NONE else slug


def _account(handle: str) -> int:
    found = account_called(handle)
    if found is None:
        raise Refused(_("There is no account “%(handle)s”.") % {"handle": handle[:40]})
    return found.pk


def _milestone(user: Any, typed: str) -> int | None:
    found = number(typed)
    require_known(user, found)
    return found


def _labels(user: Any, text: str) -> list[int]:
    slugs = {slug.strip() for slug in text.replace("\x00", "").split(",") if slug.strip()}
    known = labels_called(user, slugs)
    if missing := sorted(slugs - known.keys()):
        raise Refused(_("There is no label “%(label)s”.") % {"label": missing[0][:50]})
    return sorted(known.values())


def _named(preview: Preview) -> dict[str, list[tuple[int, str, list[str]]]]:
    """The first issues that would change, are so already, and are left alone: number, title, what or why."""
    some = {pk: changes for pk, changes in preview.changes.items() if changes}
    told = foretold({pk: some[pk] for pk in list(some)[:NAMED]})
    same = [pk for pk, changes in preview.changes.items() if not changes][:NAMED]
    return {
        "changed": [(pk, preview.titles[pk], lines) for pk, lines in told.items()],
        "same": [(pk, preview.titles[pk], []) for pk in same],
        "left": [(pk, preview.titles[pk], [why]) for pk, why in preview.refused[:NAMED]],
    }


def _form(request: HttpRequest, ids: list[int], preview: Preview | None, mistake: str) -> HttpResponse:
    words = Vocabulary()
    context = {
        "ids": ids,
        "whole": request.POST.get("whole", ""),
        "line": request.POST.get("q", "")[:1000],
        "said": request.POST,
        "preview": preview,
        "tried": min(len(ids), TRIED),
        "named": _named(preview) if preview else {},
        "mistake": mistake,
        "selects": [(name, words.of(name).values()) for name in _WORDS],
        "milestones": known_to(request.user, Milestone.objects.filter(closed_at=None).order_by("name"))[:200],
        "takes_away": NONE,
        "trail": [(_("Home"), "/"), (_("Issues"), "/issues/"), (_("Change many"), "")],
    }
    return render(request, "tracker/bulk.html", context, status=422 if mistake else 200)


@require_safe
@signed_in
def bulk_show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /issues/bulk/<id>/: how far it is, what it left alone, and the way back; asked by htmx, only what moves."""
    operation = _own(request, pk)
    job = Job.objects.filter(pk=operation.job_id or 0).first()
    context = {
        "operation": operation,
        "job": job,
        "may_undo": _can_be_undone(operation, job) and can(request.user, "bulk.undo", operation),
        "trail": [(_("Home"), "/"), (_("Issues"), "/issues/"), (_("Many at once"), "")],
    }
    template = "tracker/_bulk_progress.html" if request.headers.get("HX-Request") else "tracker/bulk_done.html"
    return render(request, template, context)


def _can_be_undone(operation: Operation, job: Job | None) -> bool:
    """Once its work is over, however that ended: what it changed, and what an undo that was stopped left."""
    over = job is None or job.is_over
    return over and "undone" not in operation.outcome and operation.edits.exists()


def _own(request: HttpRequest, pk: int) -> Operation:
    """One's own; a coordinator's eyes reach everybody's."""
    mine = {} if can(request.user, "bulk.undo") else {"by_id": request.user.pk or 0}
    return get_object_or_404(Operation, pk=pk, kind="bulk", **mine)


@form_door
@signed_in
def bulk_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/bulk/<id>/undo/"""
    undo_bulk(_own(request, pk), by=request.user)
    messages.success(request, _("It is being taken back. This page says how far it is."))
    return HttpResponseRedirect(f"/issues/bulk/{pk}/")
