"""All fields of an issue in one form. Two people who edit at once never lose a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bailiwick.access import require
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.cache import for_everybody
from bailiwick.catalog.views.reach import signed_in
from bailiwick.web.pages import render

from ..actions.issues import change_issue
from ..differences import differences
from ..edit_form import EditForm
from ..errors import Crossed
from ..fields import FIELDS, Value, values
from ..models import Issue
from ..queries.page import page_of
from ..queries.people import handle
from ..thread import Teller
from .found import of_issue, waits_again


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@of_issue
def issue_edit(request: HttpRequest, issue: Issue) -> HttpResponse:
    """GET and POST edit/: `seen` holds what the editor had before them."""
    require(request.user, "issue.update", issue)
    now, held = values(issue, FIELDS), issue.held
    form = EditForm(request.POST or None, issue=issue, user=request.user, now=now)
    seen, crossed = _seen(request, form) if form.is_bound else now, dict[str, Any]()
    if form.is_bound and form.is_valid():
        try:
            changed = change_issue(issue, _chosen(request, form, seen), by=request.user, seen=seen)
        except Crossed as error:
            crossed, seen = error.fields, seen | {name: there for name, (_had, there, _mine) in error.fields.items()}
            form.add_error(None, str(error))
        except Refused as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            messages.success(request, _("Kept.") if changed else _("Nothing was changed."))
            if issue.held and not held:
                waits_again(request)
            return HttpResponseRedirect(issue.url)
    context = {
        "issue": issue,
        "form": form,
        "seen": orjson.dumps({name: seen[name] for name in FIELDS if name in seen}).decode(),
        "crossings": _crossings(request, issue, crossed) if crossed else [],
        "states": [name for name in form.fields if name.startswith("service-")],
    }
    return render(request, "tracker/edit.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, form: EditForm) -> dict[str, Value]:
    """What the form was filled in with when it was opened."""
    try:
        seen = orjson.loads(request.POST.get("seen", ""))
    except orjson.JSONDecodeError:
        seen = None
    if not isinstance(seen, dict) or not all(_can_be(name, value) for name, value in seen.items()):
        form.add_error(None, _("This page was damaged on its way. Look through it once more and save again."))
        return dict(form.now)
    return seen


def _can_be(name: str, value: Any) -> bool:
    """Whether a field may have had this value; what has many is compared by them."""
    if name not in FIELDS or not FIELDS[name].many:
        return name in FIELDS
    if name == "services":
        return isinstance(value, dict) and all(isinstance(state, str) for state in value.values())
    return isinstance(value, list) and all(isinstance(pk, int) for pk in value)


def _chosen(request: HttpRequest, form: EditForm, seen: Mapping[str, Value]) -> dict[str, Value]:
    """What was typed; of what was shown side by side, what the editor chose."""
    theirs = {name for name in FIELDS if request.POST.get(f"choose-{name}") == "theirs" and name in seen}
    return {name: seen[name] if name in theirs else value for name, value in form.asked().items()}


@dataclass(frozen=True)
class Crossing:
    """A field that two changed: what it is now, what the editor wants, and the difference of long texts."""

    name: str
    label: Any
    theirs: str
    mine: str
    lines: list[tuple[str, str]]


def _crossings(request: HttpRequest, issue: Issue, crossed: Mapping[str, tuple[Value, Value, Value]]) -> list[Crossing]:
    page = page_of(request.user, Issue.objects.visible_to(request.user).get(pk=issue.pk))
    tell = Teller(page)
    return [
        Crossing(
            name, FIELDS[name].label, tell.word(name, there), tell.word(name, mine),
            differences(there, mine) if name == "body" else [],
        )
        for name, (_had, there, mine) in crossed.items()
    ]  # fmt: skip


@require_safe
@for_everybody
@of_issue
def issue_text_history(request: HttpRequest, issue: Issue) -> HttpResponse:
    """GET text/: how the text of an issue came to be what it is."""
    page = page_of(request.user, issue)
    changed = [each for each in reversed(page.changed) if each.field == "body"]
    versions = [
        {"who": handle(page.people, each.by_id), "at": each.at, "lines": differences(each.before, each.after)}
        for each in changed
    ]
    title = _("The text of #%(n)s") % {"n": issue.pk}
    context = {"title": title, "issue": issue, "back": issue.url, "versions": versions}
    return render(request, "tracker/text_history.html", context)
