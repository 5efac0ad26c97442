"""The words of a desk, its labels, versions and milestones: a table of each, and a form below for those who may."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bailiwick.access import can
from bailiwick.catalog.queries.names import names
from bailiwick.catalog.views.reach import signed_in
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..actions.words import save_label, save_milestone, save_version, save_ways, save_word
from ..errors import Refused
from ..models import Label, Milestone, Transition, Version, Word
from ..word_forms import LabelForm, MilestoneForm, VersionForm, WaysForm, WordForm
from ..words import Vocabulary
from .found import form_door

PAGES = (("words", "/issues/words/"), ("labels", "/issues/labels/"), ("versions", "/issues/versions/"),
         ("milestones", "/issues/milestones/"))  # fmt: skip


@dataclass
class Line:
    """A row of such a table: its cells, and where it is edited if this reader may."""

    pk: int
    cells: Sequence[Any]
    colour: str = ""
    faded: bool = False
    may: bool = False


@dataclass
class Sheet:
    """One of these pages."""

    name: str
    title: str
    columns: Sequence[str]
    lines: list[Line]
    form: Any
    edited: Any = None
    ways: Any = None
    pages: Sequence[tuple[str, str, bool]] = field(default_factory=tuple)


@require_http_methods(["GET", "HEAD", "POST"])
def word_list(request: HttpRequest) -> HttpResponse:
    """/issues/words/: kinds, statuses, resolutions, priorities, severities, and the ways between statuses."""
    may = can(request.user, "word.edit")
    edited = _edited(request, Word) if may else None
    form = _form(WordForm, request, edited, ("of", "slug", "name", "description", "closes", "retired"))
    done = _saved(request, form, edited, save_word)
    if done:
        return done
    columns = (_("Field"), _("Word"), _("What it means"))
    lines = [
        Line(row.pk, (row.get_of_display(), _named(row), _(row.description) if row.description else ""),
             faded=row.retired, may=may)
        for row in Word.objects.order_by("of", "rank")
    ]  # fmt: skip
    sheet = Sheet("words", _("Words"), columns, lines, form if may else None, edited)
    sheet.ways = _ways(may)
    return _shown(request, sheet)


def _named(word: Word) -> SafeString:
    """What it is called, and as it is typed in a query line."""
    return format_html("{} <code>{}</code>", _(word.name), word.slug)


def _ways(may: bool) -> dict[str, Any]:
    """The ways from status to status in words, and the form for them."""
    words = Vocabulary()
    rows: dict[tuple[str, str], list[str]] = {}
    for kind, before, after in Transition.objects.order_by("kind", "pk").values_list("kind", "before", "after"):
        rows.setdefault((kind, before), []).append(words.label("status", after))
    lines = [
        (words.label("kind", kind) if kind else _("any"), words.label("status", before), ", ".join(after))
        for (kind, before), after in rows.items()
    ]
    return {"lines": lines, "form": WaysForm(words=words) if may else None}


@form_door
@signed_in
def word_ways(request: HttpRequest) -> HttpResponse:
    """POST /issues/words/ways/"""
    form = WaysForm(request.POST, words=Vocabulary())
    try:
        if form.is_valid():
            said = form.cleaned_data
            save_ways(said["kind"], said["before"], said["after"], by=request.user)
            messages.success(request, _("Kept."))
        else:
            messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    except Refused as error:
        messages.error(request, str(error))
    return HttpResponseRedirect("/issues/words/#ways")


@require_http_methods(["GET", "HEAD", "POST"])
def label_list(request: HttpRequest) -> HttpResponse:
    """/issues/labels/"""
    given = ("slug", "description", "colour", "group", "retired")
    columns = (_("Label"), _("What it means"), _("Group"), _("Of the service"))
    return _placed(
        request, "labels", _("Labels"), columns, Label.objects.order_by("slug"), "label.edit", LabelForm, given,
        save_label, lambda row, at: (row.slug, row.description, row.group, at),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def version_list(request: HttpRequest) -> HttpResponse:
    """/issues/versions/"""
    columns = (_("Of the service"), _("Version"), _("Released on"))
    return _placed(
        request, "versions", _("Versions"), columns, Version.objects.order_by("scope_id", "name"), "version.edit",
        VersionForm, ("name", "released_on", "retired"), save_version,
        lambda row, at: (at, row.name, row.released_on or ""),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_list(request: HttpRequest) -> HttpResponse:
    """/issues/milestones/"""
    columns = (_("Milestone"), _("Of the service"), pgettext("a day", "By"), _("Reached"))
    return _placed(
        request, "milestones", _("Milestones"), columns, Milestone.objects.order_by("-closed_at", "due_on", "pk"),
        "milestone.edit", MilestoneForm, ("name", "description", "due_on", "closed"), save_milestone,
        lambda row, at: (row.name, at, row.due_on or "", row.closed_at.date() if row.closed_at else ""),
    )  # fmt: skip


def _placed(
    request: HttpRequest, name: str, title: str, columns: Sequence[str], rows: Any, permission: str, form_of: Any,
    given: Sequence[str], save: Callable[..., Any], cells: Callable[[Any, str], Sequence[Any]],
) -> HttpResponse:  # fmt: skip
    """A page of words that may belong to a service."""
    named = names(request.user, (row.scope_id for row in rows))
    seen = [row for row in rows if row.scope_id is None or row.scope_id in named]
    edited = _edited(request, rows.model, seen)
    form = _form(form_of, request, edited, given, user=request.user, needed=name == "versions")
    done = _saved(request, form, edited, save)
    if done:
        return done
    lines = [
        Line(row.pk, cells(row, named[row.scope_id].name if row.scope_id else ""), getattr(row, "colour", ""),
             _over(row), can(request.user, permission, row))
        for row in seen
    ]  # fmt: skip
    mine = request.user.is_authenticated
    return _shown(request, Sheet(name, title, columns, lines, form if mine else None, edited))


def _over(row: Any) -> bool:
    return bool(getattr(row, "retired", False) or getattr(row, "closed_at", None))


def _edited(request: HttpRequest, model: Any, seen: Sequence[Any] | None = None) -> Any:
    """The row that the address or the form names."""
    pk = number(request.POST.get("which") or request.GET.get("edit", ""))
    if pk is None:
        return None
    rows = list(model.objects.filter(pk=pk)) if seen is None else [row for row in seen if row.pk == pk]
    if not rows:
        raise Http404
    return rows[0]


def _form(form_of: Any, request: HttpRequest, edited: Any, given: Sequence[str], **more: Any) -> Any:
    """Filled in with what is there; what is said only once is left out afterwards."""
    initial = {name: getattr(edited, name, None) for name in given} if edited else {}
    if edited is not None and "closed" in given:
        initial["closed"] = edited.closed_at is not None
    form = form_of(request.POST if request.method == "POST" else None, initial=initial, **more)
    for name in form.ONCE if edited else ():
        form.fields.pop(name, None)
    return form


def _saved(request: HttpRequest, form: Any, edited: Any, keep: Callable[..., Any]) -> HttpResponse | None:
    """Back to the table when it was; otherwise the form says what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return None
    said = dict(form.cleaned_data)
    if "service" in form.fields:
        service = said.pop("service")
        said["scope_id"] = service.pk if service else None
    try:
        keep(edited, said, by=request.user)
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(request.path)


def _shown(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    labels = {"words": _("Words"), "labels": _("Labels"), "versions": _("Versions"), "milestones": _("Milestones")}
    pages = [(labels[name], address, name == sheet.name) for name, address in PAGES]
    pages.append((_("Code hosts"), "/issues/hooks/", False))
    trail = [(_("Home"), "/"), (_("Issues"), "/issues/"), (sheet.title, "")]
    wrong = request.method == "POST"
    return render(
        request, "tracker/words.html", {"sheet": sheet, "pages": pages, "trail": trail}, status=422 if wrong else 200
    )
