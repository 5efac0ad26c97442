"""The list of issues: what a query line asks for, its columns, its order and its groups, page by page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from bailiwick.catalog.views.cache import for_everybody
from bailiwick.search.grammar import Mistake, Word
from bailiwick.search.lines import Line, leaves
from bailiwick.search.words import words as words_of
from bailiwick.web.here import here
from bailiwick.web.pages import render

from ..asking import find_issues, number_asked
from ..listing import COLUMNS, GROUPS, SHOWN, chosen_columns, grouped, shown, sort_columns
from ..models import Issue
from ..words import Vocabulary

#: What the list asks when its address says nothing.
USUAL = "is:open"
LONGEST_SHOWN = 1_000


@require_safe
@for_everybody
def issue_list(request: HttpRequest) -> HttpResponse:
    """GET /issues/?q=&column=&group=&after="""
    text = asked_line(request)
    if jump := _jump(request, text):
        return HttpResponseRedirect(jump)
    context: dict[str, Any] = {"text": text, "usual": USUAL, "mistake": None, "page": None, "broken": ""}
    try:
        context |= _listed(request, text)
    except Mistake as mistake:
        context["mistake"] = mistake
    except ValueError as error:
        context["broken"] = str(error)
    wrong = context["mistake"] or context["broken"]
    return render(request, "tracker/list.html", context | _choices(request), status=400 if wrong else 200)


def asked_line(request: HttpRequest) -> str:
    """The line of the address; what is open if it has none."""
    return request.GET.get("q", USUAL).replace("\x00", "").strip()


def _jump(request: HttpRequest, text: str) -> str:
    """A number leads to its issue, if the reader may see it."""
    number = number_asked(text)
    found = number is not None and Issue.objects.visible_to(request.user).filter(pk=number).exists()
    return f"/issues/{number}/" if found else ""


def _listed(request: HttpRequest, text: str) -> dict[str, Any]:
    group = request.GET.get("group", "") if request.GET.get("group", "") in GROUPS else ""
    page = find_issues(request.user, text, group=group, after=request.GET.get("after", "")[:400])
    columns, words = chosen_columns(request.GET.getlist("column")), Vocabulary()
    rows = shown(page.rows, columns, words, _words(page.line))
    return {
        "page": page,
        "columns": columns,
        "headings": sort_columns(columns, page.line, lambda line: here(request, q=str(line))),
        "groups": grouped(rows, group, words),
        "more": here(request, after=page.after) if page.after else "",
        "first": here(request) if request.GET.get("after") else "",
        "feed": f"/issues.atom?{urlencode({'q': text})}",
    }


def _words(line: Line) -> tuple[str, ...]:
    """The words that are marked where they stand."""
    return tuple(each for leaf in leaves(line.where) if isinstance(leaf, Word) for each in words_of(leaf.text))


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What can be chosen beside the line."""
    names = request.GET.getlist("column")
    return {
        "all_columns": COLUMNS,
        "chosen": [name for name in names if name in COLUMNS] or list(SHOWN),
        "all_groups": GROUPS,
    }
