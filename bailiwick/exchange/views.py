"""A list comes in by the web: hand in the file, settle how it is to be read, watch it being read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bailiwick.access import require
from bailiwick.catalog.errors import Refused
from bailiwick.lib.statements import BadInput
from bailiwick.web.pages import render

from .actions import start_import
from .forms import ColumnsForm, FileForm, PageForm
from .queries import complete_for, job_of, recent_runs, runs_visible_to
from .reports import Report, figures, headline
from .requests import ImportRequest
from .tables import is_table, open_table
from .uploads import keep_upload, open_upload


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_new(request: HttpRequest) -> HttpResponse:
    """The file; when it can be read, how it is to be read."""
    require(request.user, "import.run")
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            word = keep_upload(form.cleaned_data["file"], by=request.user)
            show = _columns if _is_table(request, word, form.cleaned_data["format"]) else _page
            return show(request, word, form.cleaned_data["lineage"], form.cleaned_data["dated"])
        except (Refused, BadInput) as error:
            form.add_error("file", _without_path(str(error)))
    status = 422 if form.errors else 200
    return render(request, "exchange/new.html", {"form": form, "runs": recent_runs(request.user)}, status=status)


@require_POST
@login_required
def import_start(request: HttpRequest) -> HttpResponse:
    """The columns are settled: let it run."""
    require(request.user, "import.run")
    word, lineage, dated = _handed_in(request)
    try:
        path, name = open_upload(word, by=request.user)
        wanted = ImportRequest("table", path, lineage, dated, file_name=name)
        form = ColumnsForm(open_table(wanted).columns, complete_for(lineage), request.POST)
        if not form.is_valid():
            return _columns(request, word, lineage, dated, form)
        return _start(request, _settled(wanted, form))
    except (Refused, BadInput) as error:
        return _again(request, "table", lineage, dated, error)


@require_POST
@login_required
def import_page(request: HttpRequest) -> HttpResponse:
    """How a page of prose is to be read is settled: let it be read, as a proposal."""
    require(request.user, "import.run")
    word, lineage, dated = _handed_in(request)
    try:
        path, name = open_upload(word, by=request.user)
        form = PageForm(complete_for(lineage), request.POST)
        if not form.is_valid():
            return _page(request, word, lineage, dated, form)
        complete, dialect = form.complete(), form.cleaned_data["dialect"]
        wanted = ImportRequest("overview", path, lineage, dated, complete, dialect=dialect, file_name=name)
        return _start(request, wanted)
    except (Refused, BadInput) as error:
        return _again(request, "overview", lineage, dated, error)


@require_GET
@login_required
def import_show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and what came of it; asked by htmx, only the part that moves."""
    run = get_object_or_404(runs_visible_to(request.user), pk=pk)
    report = Report.from_json(run.report) if run.status == "done" else None
    context: dict[str, Any] = {"run": run, "job": job_of(run), "report": report}
    if report:
        context |= {"figures": figures(report), "headline": headline(report)}
    template = "exchange/_run.html" if request.headers.get("HX-Request") else "exchange/run.html"
    return render(request, template, context)


def _is_table(request: HttpRequest, word: str, said: str) -> bool:
    """As somebody said, else as it looks."""
    return said == "table" if said else is_table(open_upload(word, by=request.user)[0])


def _handed_in(request: HttpRequest) -> tuple[str, str, str]:
    upload, lineage, dated = (request.POST.get(name, "") for name in ("upload", "lineage", "dated"))
    return upload, lineage, dated


def _start(request: HttpRequest, wanted: ImportRequest) -> HttpResponse:
    run = start_import(wanted, by=request.user)
    return HttpResponseRedirect(reverse("import_show", args=[run.pk]))


def _again(request: HttpRequest, format: str, lineage: str, dated: str, error: Exception) -> HttpResponse:
    form = FileForm(initial={"format": format, "lineage": lineage, "dated": dated})
    context = {"form": form, "runs": recent_runs(request.user), "refused": _without_path(str(error))}
    return render(request, "exchange/new.html", context, status=422)


def _page(request: HttpRequest, word: str, lineage: str, dated: str, form: PageForm | None = None) -> HttpResponse:
    _path, name = open_upload(word, by=request.user)
    form = form or PageForm(complete_for(lineage))
    context: dict[str, Any] = {"form": form, "upload": word, "lineage": lineage, "dated": dated, "name": name}
    return render(request, "exchange/page.html", context, status=422 if form.errors else 200)


def _columns(
    request: HttpRequest, word: str, lineage: str, dated: str, form: ColumnsForm | None = None
) -> HttpResponse:
    path, name = open_upload(word, by=request.user)
    table = open_table(ImportRequest("table", path, lineage, dated, file_name=name))
    rows = table.preview()
    form = form or ColumnsForm(table.columns, complete_for(lineage))
    context: dict[str, Any] = {"form": form, "upload": word, "lineage": lineage, "dated": dated, "name": name}
    context |= {"headings": [{"label": header} for header in table.headers], "rows": rows}
    return render(request, "exchange/columns.html", context, status=422 if form.errors else 200)


def _settled(wanted: ImportRequest, form: ColumnsForm) -> ImportRequest:
    return replace(
        wanted,
        kind=form.cleaned_data["kind"],
        columns=form.targets(),
        complete_for=tuple(form.cleaned_data["complete_for"]),
        apply=form.cleaned_data["apply"],
    )


def _without_path(message: str) -> str:
    """Where the file lies here is nobody's business: “…/3f2a.csv:3: …” becomes “line 3: …”."""
    place, separator, rest = message.partition(": ")
    if not separator or "/" not in place:
        return message
    line = place.rpartition(":")[2]
    return f"line {line}: {rest}" if line.isdigit() else rest
