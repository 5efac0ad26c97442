"""The verbs of one fact: see what it rests on, add, end, correct, confirm."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import can
from bailiwick.web.pages import render

from ..actions.claims import confirm_claim
from ..drafts import Add, Correct, End
from ..errors import Refused
from ..forms import EndForm, MessageForm, StatementForm
from ..models import EntityNow
from ..queries.statement import Statement, statement
from ..telling import evidence, statement_words
from ..vocabulary import FAMILIES, PREDICATES, Predicate
from .cache import for_everybody
from .editing import Sheet, answer_form, offer, page_of, tell_refusal
from .reach import View, about, is_part, signed_in


def _found(request: HttpRequest, row: EntityNow, origin: int) -> Statement:
    found = statement(request.user, row.entity, origin)
    if found is None:
        raise Http404
    return found


def _versions(found: Statement) -> str:
    """Which versions a form speaks of: it carries them, so that nobody acts on what is no longer there."""
    return " ".join(str(pk) for pk in sorted(claim.pk for claim in found.current))


def _require_unchanged(request: HttpRequest, found: Statement) -> None:
    """What was looked at still stands as it was. Raises Refused."""
    if request.POST.get("seen", _versions(found)) != _versions(found):
        raise Refused(_("somebody changed this meanwhile; look again"))


def _standing(request: HttpRequest, row: EntityNow, origin: int) -> Statement:
    """One that can still be edited: it stands in the book. Raises Refused for what somebody took away meanwhile."""
    found = _found(request, row, origin)
    if not found.current:
        if request.method == "POST":
            raise Refused(_("somebody changed this meanwhile; look again"))
        raise Http404
    return found


def _told_refused(view: View) -> View:
    """What is refused before there is a form to say it at leads back to the page and is said there."""

    @wraps(view)
    def answer(request: HttpRequest, row: EntityNow, **more: Any) -> HttpResponse:
        try:
            return view(request, row, **more)
        except Refused as error:
            tell_refusal(request, error)
            return HttpResponseRedirect(page_of(row))

    return answer


@require_safe
@for_everybody
@about
def claim_show(request: HttpRequest, row: EntityNow, origin: int) -> HttpResponse:
    """GET facts/<origin>/: what it rests on, who confirmed it, and how it came to be."""
    found = _found(request, row, origin)
    context = {
        "row": row,
        "origin": origin,
        "title": statement_words(found),
        "told": evidence(found),
        "standing": bool(found.current),
        "may_confirm": can(request.user, "claim.confirm", row.entity),
    }
    return render(request, "catalog/_evidence.html" if is_part(request) else "catalog/claim.html", context)


@signed_in
@about
def claim_add(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET and POST facts/add/?predicate=: first which kind of fact, then the fact."""
    predicate = PREDICATES.get(request.GET.get("predicate", ""))
    if predicate is None or not predicate.accepts_subject(row.kind):
        return _choose(request, row)
    initial = {name: value for name, value in request.GET.items() if name != "predicate"}
    form = StatementForm(
        request.POST or None, user=request.user, entity=row.entity, predicate=predicate, initial=initial
    )
    sheet = Sheet(
        _("Add to %(name)s: %(what)s") % {"name": row.name, "what": predicate.label},
        _("Add it"),
        row,
        back=page_of(row),
        permission="claim.add",
    )
    return answer_form(request, form, sheet, lambda form: offer(request, [form.draft], form.why, sheet))


def _choose(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """The predicates that fit this kind of thing, by family, in plain words."""
    fitting = [predicate for predicate in PREDICATES.values() if predicate.accepts_subject(row.kind)]
    families: list[tuple[Any, list[Predicate]]] = [
        (label, [predicate for predicate in fitting if predicate.family == name]) for name, label in FAMILIES.items()
    ]
    context = {"row": row, "families": [(label, some) for label, some in families if some]}
    return render(request, "catalog/claim_choose.html", context)


@signed_in
@about
@_told_refused
def claim_end(request: HttpRequest, row: EntityNow, origin: int) -> HttpResponse:
    """GET and POST facts/<origin>/end/: it was so, and is no longer."""
    found = _standing(request, row, origin)
    form = EndForm(request.POST or None)
    words = statement_words(found)
    sheet = Sheet(
        _("It is no longer so"), _("End it"), row, words, page_of(row), "claim.end", more={"seen": _versions(found)}
    )

    def do(form: EndForm) -> HttpResponse:
        _require_unchanged(request, found)
        on, before = form.cleaned_data["on"], form.cleaned_data["not_before"]
        earliest = before.latest if before else on.earliest
        return offer(request, [End(claim, earliest, on.latest) for claim in found.current], form.why, sheet)

    return answer_form(request, form, sheet, do)


@signed_in
@about
@_told_refused
def claim_correct(request: HttpRequest, row: EntityNow, origin: int) -> HttpResponse:
    """GET and POST facts/<origin>/correct/?instead=&what=: it was never so; perhaps something else was."""
    found = _standing(request, row, origin)
    sheet = Sheet(
        _("It was never so"),
        _("Correct it"),
        row,
        statement_words(found),
        page_of(row),
        "claim.correct",
        more={
            "note": _("The history keeps that it was said. If it was true once, end it instead."),
            "end": origin,
            "seen": _versions(found),
        },
    )
    if request.GET.get("instead"):
        initial = {"what": request.GET.get("what", "")}
        form: Any = StatementForm(
            request.POST or None, user=request.user, entity=row.entity, predicate=found.predicate, initial=initial
        )
    else:
        form = MessageForm(request.POST or None)
        sheet.more["instead"] = "?instead=1"

    def do(form: Any) -> HttpResponse:
        _require_unchanged(request, found)
        instead: Add | None = form.draft if isinstance(form, StatementForm) else None
        drafts = [Correct(claim) for claim in found.current[1:]] + [Correct(found.current[0], instead)]
        return offer(request, drafts, form.why, sheet)

    return answer_form(request, form, sheet, do)


@require_POST
@signed_in
@about
@_told_refused
def claim_confirm(request: HttpRequest, row: EntityNow, origin: int) -> HttpResponse:
    """POST facts/<origin>/confirm/: somebody looked, and it is still true."""
    found = _standing(request, row, origin)
    confirm_claim(found.current[0], by=request.user)
    return HttpResponseRedirect(page_of(row))
