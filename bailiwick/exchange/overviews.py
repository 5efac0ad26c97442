"""A page of prose becomes statements of a list: one state of it, or its whole history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from bailiwick.adapters import adapter
from bailiwick.catalog.former_names import redact
from bailiwick.catalog.queries.names import present_names
from bailiwick.catalog.when import last_day
from bailiwick.lib.statements import NotUnderstood, Statement

from .histories import is_history, take_in_history
from .reports import Report
from .requests import ImportRequest
from .taking_in import Beat, Document, take_in_document

Read = Statement | NotUnderstood


def take_in_overview(request: ImportRequest, *, by: Any, beat: Beat) -> Report:
    """Stage the page, or each of its revisions, as documents of its list; raises BadInput or Refused."""
    report = Report(request.format, request.name, request.list_name)
    if is_history(request):
        take_in_history(request, report, take_in_page, by=by, beat=beat)
    else:
        take_in_page(request, report, by=by, beat=beat)
    return report


def take_in_page(request: ImportRequest, report: Report, *, by: Any, beat: Beat) -> None:
    """Stage one state of a page."""
    document = document_of(request, report)
    if not request.dated and document.says_day:
        request = replace(request, dated=document.says_day)
    take_in_document(request, document, report, by=by, beat=beat)


def document_of(request: ImportRequest, report: Report) -> Document:
    """The page as a document of its list, in present names; the report tells what it says of itself."""
    page = open_page(Path(request.path), {"dialect": request.dialect, "limit": request.limit})
    present = present_names()
    about = {word: redact(text.strip(), present) for word, text in page.about.items() if text.strip()}
    return Document(
        page.path,
        page.digest,
        "page",
        _in_present_names(page.read(), present, report),
        title=about.get("title", ""),
        says_day=_day(about, report),
        told={"sections": [[line, redact(title, present)[:200]] for line, title in page.sections]},
    )


def open_page(path: Path, options: Mapping[str, Any]) -> Any:
    """The page as the adapter reads it; its parsers are loaded when somebody has a page to read."""
    return adapter("import", "overview").open_input(path, options)


def _in_present_names(items: Iterable[Read], present: dict[str, str], report: Report) -> Iterator[Read]:
    """What is kept of the page's own words, without names nobody goes by now; what was done to the words is told."""
    for item in items:
        if isinstance(item, NotUnderstood):
            yield replace(item, text=redact(item.text, present))
            continue
        if item.note:
            report.remark(item.locator, redact(item.note, present))
        yield item if item.value is None else replace(item, value=redact(item.value, present))


def _day(about: dict[str, str], report: Report) -> str:
    """The day the page says it is of, if it says so in a form that is understood."""
    if said := ", ".join(f"{word}: {about[word]}" for word in ("title", "author", "date") if word in about):
        report.notes.append(_("The page says of itself: %(said)s.") % {"said": said})
    if "date" not in about:
        return ""
    try:
        last_day(day := about["date"][:10])
    except ValueError:
        report.notes.append(_("Its date is in no form that is understood here."))
        return ""
    return day
