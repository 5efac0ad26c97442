"""The list of issues: what a query line asks for, its columns, its order and its groups, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import may_somewhere
from bailiwick.catalog.views.cache import for_each_reader, for_everybody
from bailiwick.search.grammar import LONGEST_QUERY, Mistake, Word
from bailiwick.search.lines import Line, leaves
from bailiwick.search.words import words as words_of
from bailiwick.web.here import here, kept
from bailiwick.web.pages import render

from ..asking import Page, find_issues, number_asked, read_line
from ..asking.completing import completions
from ..asking.controls import SORTS, rewritten
from ..asking.examples import EXAMPLES, EXPLAINED
from ..asking.fields import ASKED
from ..asking.ground import label_groups
from ..asking.order import KEYS
from ..asking.text import excerpts
from ..listing import COLUMNS, SHOWN, Folded, chosen_columns, group_options, grouped, shown, sort_columns
from ..models import Issue
from ..queries.waiting import how_many_wait
from ..rights import decided
from ..words import Vocabulary

#: What the list asks when its address says nothing.
USUAL = "is:open"
LONGEST_SHOWN = LONGEST_QUERY
MANUAL = "/issues/how-to-ask/"


@require_safe
@for_everybody
@for_each_reader
def issue_list(request: HttpRequest) -> HttpResponse:
    """GET /issues/?q=&column=&group=&after="""
    text = asked_line(request)
    if leads_to := _rewritten(request, text) or _jump(request, text):
        return HttpResponseRedirect(leads_to)
    context: dict[str, Any] = {
        "text": text,
        "usual": USUAL,
        "mistake": None,
        "page": None,
        "broken": "",
        "feed": _feed(text),
        "waits": how_many_wait(request.user),
    }
    groups = group_options(label_groups(request.user))
    try:
        context |= _listed(request, text, groups)
    except Mistake as mistake:
        context["mistake"] = mistake
    except ValueError as error:
        context["broken"] = str(error)
    wrong = context["mistake"] or context["broken"]
    context |= {"folded": _folded(request, text, context["page"], groups), "manual": MANUAL}
    return render(request, "tracker/list.html", context, status=400 if wrong else 200)


def _feed(text: str) -> str:
    return f"/issues.atom?{urlencode({'q': text}, errors='replace')}"


def asked_line(request: HttpRequest) -> str:
    """The line of the address; what is open if it has none."""
    return request.GET.get("q", USUAL).replace("\x00", "").strip()


def _rewritten(request: HttpRequest, text: str) -> str:
    """The address of what the filter controls ask for, if they were sent."""
    line = _readable(text) if "set" in request.GET else None
    if line is None:
        return ""
    boxes = {name for name, asked in ASKED.items() if asked.values}
    sent = {name: request.GET.getlist(name) for name in (*ASKED, *SORTS) if name in request.GET or name in boxes}
    return _with_line(request, rewritten(line, sent))


def _readable(text: str) -> Line | None:
    try:
        return read_line(text)
    except Mistake:
        return None


def _with_line(request: HttpRequest, line: Line) -> str:
    """This list with another line, from its first page; an empty line asks for everything, so it stays."""
    query = request.GET.copy()
    for name in ("set", "after", *ASKED, *SORTS):
        query.pop(name, None)
    query["q"] = str(line)
    return f"{request.path}?{query.urlencode()}"


def _jump(request: HttpRequest, text: str) -> str:
    """A number leads to its issue, if the reader may see it."""
    number = number_asked(text)
    found = number is not None and Issue.objects.visible_to(request.user).filter(pk=number).exists()
    return f"/issues/{number}/" if found else ""


def _listed(request: HttpRequest, text: str, groups: Mapping[str, str]) -> dict[str, Any]:
    group = request.GET.get("group", "") if request.GET.get("group", "") in groups else ""
    page = find_issues(request.user, text, group=group, after=request.GET.get("after", "")[:400])
    columns, words = chosen_columns(request.GET.getlist("column")), page.words
    asked = _words(page.line)
    rows = shown(page.rows, columns, words, asked, excerpts(request.user, [row.number for row in page.rows], asked))
    return {
        "page": page,
        # Plain words, for they are looked up with every line of the table.
        "columns": tuple((column.name, column.css) for column in columns),
        "decides": may_somewhere(request.user, "issue.triage"),
        "decided": decided(request.user, [row.number for row in page.rows]),
        "headings": sort_columns(columns, page.line, page.usual, partial(_with_line, request)),
        "groups": grouped(rows, group, page.grouped_by, words),
        "more": here(request, after=page.after) if page.after else "",
        "first": here(request) if request.GET.get("after") else "",
    }


def _words(line: Line) -> tuple[str, ...]:
    """The words that are marked where they stand."""
    return tuple(each for leaf in leaves(line.where) if isinstance(leaf, Word) for each in words_of(leaf.text))


@require_safe
def issue_opensearch(request: HttpRequest) -> HttpResponse:
    """GET /issues/opensearch.xml: lets a browser ask for issues from its own box."""
    context = {"page": request.build_absolute_uri("/issues/")}
    response = render(request, "tracker/opensearch.xml", context)
    response["Content-Type"] = "application/opensearchdescription+xml; charset=utf-8"
    return response


@require_safe
def issue_complete(request: HttpRequest) -> HttpResponse:
    """GET /issues/complete/?q=: ways to go on from the end of the line, each as a link."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SHOWN]
    response = render(request, "tracker/_completions.html", {"completions": completions(request.user, text)})
    response["Cache-Control"] = "private, max-age=30"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


@require_safe
@for_everybody
def issue_how_to_ask(request: HttpRequest) -> HttpResponse:
    """GET /issues/how-to-ask/: the fields, what they take, and lines to learn from."""
    words = Vocabulary()
    takes = {
        name: ", ".join(asked.values or (word.slug for word in words.offered(name))) for name, asked in ASKED.items()
    }
    context = {"fields": ASKED, "takes": takes, "examples": EXAMPLES, "keys": KEYS, "explained": EXPLAINED}
    return render(request, "tracker/how_to_ask.html", context)


def _folded(request: HttpRequest, text: str, page: Page | None, groups: Mapping[str, str]) -> Folded:
    """What can be chosen beside the line."""
    line, words = (page.line, page.words) if page else (_readable(text), Vocabulary())
    chosen = tuple(name for name in request.GET.getlist("column") if name in COLUMNS) or SHOWN
    options = (("", _("nothing")), *groups.items())
    return Folded(text, line, words, words.version, chosen, request.GET.get("group", ""), options, kept(request))
