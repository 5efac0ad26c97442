"""A proposed document line by line: look, accept, reject, word otherwise, apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import can
from bailiwick.lib.panels import panels
from bailiwick.lib.text import number
from bailiwick.web.pages import render

from ..actions.changes import apply_change, apply_judged
from ..actions.judging import judge_statements, reword_statement
from ..actions.supplying import supply_statement
from ..errors import Refused
from ..lines import Sort
from ..models import Change
from ..queries.documents import next_document, rest_of
from ..queries.review import ENDED, SHOWS, Item, Review, review, reviewable
from ..queries.steps import change as find_change
from ..queries.wordable import nearest_subject, proposed_line
from ..reviewing import chapters, line_told, said_again, said_here, sentence_of
from ..telling import somebody
from ..vocabulary import PREDICATES
from ..wording import WordingForm
from .editing import tell_refusal
from .parts import drawn
from .reach import is_part, signed_in

#: Buttons of the page, and the verdict that each stands for.
VERDICTS = {"accept": "accepted", "reject": "rejected", "undo": "undecided"}
#: Where in a review somebody is: which lines are shown, and from which one on.
PLACE = ("show", "from")


@require_safe
@signed_in
def change_review(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /changes/<id>/review/?show=&from="""
    found = _found(request, pk)
    return render(request, "catalog/review.html", _context(request, found))


def _found(request: HttpRequest, pk: int, only: Collection[int] | None = None) -> Review:
    change = reviewable(request.user, pk)
    if change is None:
        raise Http404
    show, first = request.GET.get("show", "all"), number(request.GET.get("from", "0"))
    if show not in SHOWS or first is None:
        raise Http404
    return review(request.user, change, show=show, first=first, only=only)


def _context(request: HttpRequest, found: Review) -> dict[str, Any]:
    change = found.change
    following = None if change.status == Change.Status.PROPOSED else next_document(change)
    return {
        "change": change,
        "found": found,
        "title": found.title or _("a document"),
        "chapters": chapters(found),
        "before": [line_told(found, item) for item in found.before],
        "again": said_again(found),
        "said_here": said_here(found),
        "show": request.GET.get("show", "all"),
        "here": urlencode(_kept(request, PLACE)),
        "may_apply": change.status == Change.Status.PROPOSED and can(request.user, "import.run"),
        "open": change.status == Change.Status.PROPOSED,
        "beside": drawn(request, panels("review", request.user, change.pk)),
        "rest": rest_of(change) if following else None,
        "next": following if following and reviewable(request.user, following.pk) else None,
        "somebody": somebody,
    }


def _kept(request: HttpRequest, names: Sequence[str]) -> dict[str, str]:
    return {name: request.GET[name] for name in names if name in request.GET}


def _review_at(request: HttpRequest, change: Change, place: str) -> str:
    """The page of the review from which somebody came, and the place on it."""
    query = urlencode(_kept(request, PLACE))
    return f"/changes/{change.pk}/review/{'?' + query if query else ''}{place}"


@require_POST
@signed_in
def statement_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /changes/<id>/judge/: accept=, reject= or undo= one or more lines, or section= with all of it."""
    found = _found(request, pk, only=())
    verdict, origins = _asked(request, found)
    try:
        judge_statements(found.change, origins, verdict, by=request.user)
    except Refused as error:
        tell_refusal(request, error)
        origins = []
    if is_part(request) and origins:
        return _changed(request, found, origins)
    place = f"#s{origins[0]}" if origins else ""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"/changes/{pk}/review/{query}{place}")


def _asked(request: HttpRequest, found: Review) -> tuple[str, list[int]]:
    """Which verdict, about which lines: those that this reader sees and may judge."""
    shown = {item.origin for item in [*found.asked, *found.before] if item.mine} | found.supplied
    for name, verdict in VERDICTS.items():
        if asked := request.POST.getlist(name):
            return verdict, sorted(shown & set(map(number, asked)))
    key = request.POST.get("section", "")
    sections = [section for section in found.sections if str(section.key) == key]
    return "accepted", [item.origin for section in sections for item in section.undecided if item.mine]


def _changed(request: HttpRequest, found: Review, origins: list[int]) -> HttpResponse:
    """For htmx: the lines that were decided, their headings, and how far the review is.

    What is another line by now, or none, as a saying was taken back, stands elsewhere: then the page is read again.
    """
    after = review(request.user, found.change, only=set(origins))
    if len(after.asked) != len(found.asked) or _sorts(after, origins) != _sorts(found, origins):
        return _read_again()
    context = _context(request, after)
    response = render(request, "catalog/_review_changed.html", context)
    response["HX-Reswap"] = "none"
    return response


def _sorts(found: Review, origins: Collection[int]) -> dict[int, Sort]:
    """What sort of line each of these is, of those that are one."""
    return {item.origin: item.line.sort for item in [*found.asked, *found.before] if item.origin in origins}


@signed_in
def statement_reword(request: HttpRequest, pk: int, origin: int) -> HttpResponse:
    """GET and POST /changes/<id>/review/<origin>/?predicate=: what the line really says."""
    change = reviewable(request.user, pk)
    found = review(request.user, change, only={origin}) if change else None
    item = next((item for item in found.asked if item.origin == origin and item.mine), None) if found else None
    if found is None or item is None or item.subject is None or item.line.sort is not Sort.NEW:
        raise Http404
    form = _wording(request, item, item.subject.ref, f"w{item.origin}-%s")
    if request.method == "POST" and form.is_valid():
        try:
            worded = reword_statement(found.change, origin, form.statement, by=request.user)
        except Refused as error:
            form.add_error("what", str(error))
        else:
            return _back_to(request, _review_at(request, found.change, f"#s{worded}"))
    context = {
        "text": item.place.text,
        "told": line_told(found, item).sentence,
        "place": "",
        "back": _review_at(request, found.change, f"#s{item.origin}"),
    }
    return _form_page(request, found.change, form, f"/changes/{pk}/review/{origin}/", context)


@signed_in
def line_say(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """GET and POST /changes/<id>/review/lines/<line>/?predicate=: what a line says that nothing was read from."""
    change = reviewable(request.user, pk)
    text = proposed_line(request.user, change, line) if change else ""
    if change is None or not text:
        raise Http404
    like = _like(request, change)
    about = like.subject.ref if like and like.subject else nearest_subject(request.user, change, line)
    form = _wording(request, like, about, f"l{line}-%s")
    if request.method == "POST" and form.is_valid():
        try:
            said = supply_statement(change, line, form.statement, by=request.user)
        except Refused as error:
            form.add_error("what", str(error))
        else:
            _tell_said(request, change, said)
            # What ended has mostly gone from its section by that.
            place = f"#section-{ENDED}" if like else f"#s{said}"
            return _back_to(request, _review_at(request, change, place))
    context: dict[str, Any] = {
        "text": text,
        "told": "",
        "place": _("line %(number)s") % {"number": line},
        "back": _review_at(request, change, f"#s{like.origin}" if like else "#not-understood"),
    }
    return _form_page(request, change, form, f"/changes/{pk}/review/lines/{line}/", context)


def _tell_said(request: HttpRequest, change: Change, origin: int) -> None:
    """What was said may be no line of the page: the book has it already."""
    found = review(request.user, change, only={origin}, recall=False)
    if sentence := sentence_of(found, origin):
        messages.success(request, _("Said: %(what)s") % {"what": sentence})


def _like(request: HttpRequest, change: Change) -> Item | None:
    """What ends, where somebody says that the line says it still: the form begins with all of it."""
    origin = number(request.GET.get("like", ""))
    found = review(request.user, change, only={origin}, recall=False) if origin else None
    return next((item for section in found.shown for item in section.items), None) if found else None


def _form_page(
    request: HttpRequest, change: Change, form: WordingForm, here: str, context: dict[str, Any]
) -> HttpResponse:
    """The form with which a line is worded, in the review or as a page of its own."""
    context = {
        "kept": _kept(request, ("like", *PLACE)),
        **context,
        "change": change,
        "form": form,
        "here": here,
        # A page of its own stays one, though its fields are fetched anew for another word.
        "part": is_part(request) and request.POST.get("take") != "page",
    }
    context["wordable"] = [(word, each.label) for word, each in PREDICATES.items()]
    template = "catalog/_wording.html" if is_part(request) else "catalog/wording.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _wording(request: HttpRequest, like: Item | None, about: str, ids: str) -> WordingForm:
    """The form, filled with a statement that the line says or was taken for, else with what it is probably about.

    Who took another word (`take`) gets the fields of that one, with all that they had filled in themselves.
    """
    before = like.line.predicate if like else "hosted_by"
    asked = request.POST.get("predicate") or request.GET.get("predicate", "")
    predicate = PREDICATES.get(asked) or PREDICATES[before]
    typed = {name: value for name, value in request.POST.items() if value} if "take" in request.POST else {}
    initial: dict[str, Any] = {"subject": about}
    if like and like.said:
        said = like.object.ref if like.object else like.said.value
        if predicate.name == before:
            initial |= {"what": said, "state": like.said.state, **like.line.qualifiers}
        elif typed.get("what") == said:
            del typed["what"]
    data = None if "take" in request.POST else request.POST or None
    return WordingForm(data, user=request.user, predicate=predicate, initial=initial | typed, auto_id=ids)


def _back_to(request: HttpRequest, address: str) -> HttpResponse:
    """There by a redirect; where htmx asks, the page stands there already and is read again."""
    return _read_again() if is_part(request) else HttpResponseRedirect(address)


def _read_again() -> HttpResponse:
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
@signed_in
def change_apply_judged(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /changes/<id>/apply-judged/: what is accepted; with everything=1 also all that nobody decided."""
    change = find_change(request.user, pk)
    if change is None:
        raise Http404
    everything = bool(request.POST.get("everything"))
    told = _what_comes_in(request.user, change, everything)
    act = apply_change if everything else apply_judged
    try:
        act(change, by=request.user)
    except Refused as error:
        tell_refusal(request, error)
        return HttpResponseRedirect(f"/changes/{pk}/review/")
    messages.success(request, _("Applied: %(what)s.") % {"what": told} if told else _("Applied."))
    return HttpResponseRedirect(f"/changes/{pk}/review/")


def _what_comes_in(user: Any, change: Change, everything: bool) -> str:
    """How many lines of each sort would be applied, counted among those that this reader sees."""
    if change.lineage_id is None or change.status != Change.Status.PROPOSED:
        return ""
    asked = review(user, change, only=(), recall=False).asked
    wanted = ("accepted", "") if everything else ("accepted",)
    counts = Counter(item.line.sort for item in asked if item.verdict in wanted)
    words = {
        Sort.NEW: ngettext("%(num)s new", "%(num)s new", counts[Sort.NEW]),
        Sort.END: ngettext("%(num)s no longer stated", "%(num)s no longer stated", counts[Sort.END]),
        Sort.DETAILS: ngettext("%(num)s in more detail", "%(num)s in more detail", counts[Sort.DETAILS]),
    }
    return ", ".join(word % {"num": counts[sort]} for sort, word in words.items() if counts[sort])
