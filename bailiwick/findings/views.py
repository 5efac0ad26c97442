"""Findings: the list, one of them with both sides, and the verbs that settle it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import can
from bailiwick.accounts.models import User
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.catalog.words import first_up
from bailiwick.lib.text import number
from bailiwick.web.here import here
from bailiwick.web.pages import render

from .actions import Unreasoned, assign_finding, lead_side, reopen_finding, settle_finding
from .forms import AssignForm
from .kinds import KINDS, REASONED
from .models import Finding
from .pairs import pairs
from .queries import COUNTED, Wanted, dress, finding_seen, groups, lists, page, wanted_of
from .sides import sides
from .words import grounds, headline, question, verdict

#: Pairs of cards on one page of the queue.
PAIRS = 10
QUESTIONS = sorted({word.identity for word in PREDICATES.values()})


@require_safe
def finding_list(request: HttpRequest) -> HttpResponse:
    """GET /findings/?kind=&predicate=&lineage=&whose=&status=&after="""
    try:
        wanted = wanted_of(request.GET)
        context = _listed(request, wanted)
    except ValueError:
        raise Http404 from None
    context |= {"wanted": wanted, "kinds": KINDS, "selects": _selects(request.user), "headline": headline}
    context["feed"] = here(request).replace("/findings/", "/findings.atom", 1)
    return render(request, "findings/list.html", context | {"counted": COUNTED, "verdict": verdict})


def _listed(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    """Without a kind the first of each; else one kind, page by page; pairs with their cards."""
    after = request.GET.get("after", "")
    if not wanted.kind:
        return {"groups": groups(request.user, wanted), "pairs": [], "rows": [], "more": ""}
    queue = wanted.kind == Finding.Kind.DUPLICATE
    rows, more = page(request.user, wanted, after, *([PAIRS] if queue else []))
    return {
        "groups": [],
        "rows": [] if queue else rows,
        "pairs": [(pair, _may(request.user, pair.row.finding)) for pair in pairs(request.user, rows)] if queue else [],
        "more": more,
        "grounds": grounds,
    }


Choices = list[tuple[str, Any]]


def _selects(user: Any) -> list[tuple[str, Any, Choices]]:
    """What the list can be narrowed by: (name, label, choices)."""
    any_ = ("", _("any"))
    kinds: Choices = [any_, *((name, kind.plural) for name, kind in KINDS.items())]
    asked: Choices = [any_, *sorted(((name, question(name)) for name in QUESTIONS), key=lambda pair: pair[1])]
    named: Choices = [any_, *lists(user)]
    whose: Choices = [("", _("anybody or nobody")), ("me", _("me")), ("nobody", _("nobody"))]
    states: Choices = [("open", _("still open")), ("settled", _("settled")), ("gone", _("gone")), ("all", _("all"))]
    found = [("kind", _("Kind"), kinds), ("predicate", _("Question"), asked), ("lineage", _("List"), named)]
    if user.is_authenticated:
        found.append(("whose", _("Assigned to"), whose))
    return [*found, ("status", _("State"), states)]


@require_safe
def finding_show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /findings/<id>/: both sides, and what could settle it."""
    return _shown(request, _found(request, pk))


def _found(request: HttpRequest, pk: int) -> Finding:
    found = finding_seen(request.user, pk)
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, finding: Finding, form: AssignForm | None = None, **more: Any) -> HttpResponse:
    rows = dress(request.user, [finding])
    if not rows:
        raise Http404
    both = sides(request.user, finding)
    context = {
        "row": rows[0],
        "finding": finding,
        "kind": KINDS[finding.kind],
        "title": headline(rows[0]),
        "sides": both,
        "pair": next(iter(pairs(request.user, rows)), None) if finding.other_id else None,
        "grounds": grounds(finding),
        "verdict": verdict(finding),
        "verdicts": [(each, first_up(verdict(finding, each))) for each in KINDS[finding.kind].verdicts],
        "reasoned": REASONED,
        "asks_why": not REASONED.isdisjoint(KINDS[finding.kind].verdicts),
        "settled_by": _handle(finding.settled_by_id),
        "may": _may(request.user, finding),
        "form": form or AssignForm(user=request.user),
        "reason": "",
        "mistake": "",
        "unreasoned": [],
    }
    wrong = bool(more.get("mistake") or more.get("unreasoned") or (form is not None and form.errors))
    return render(request, "findings/finding.html", context | more, status=422 if wrong else 200)


def _may(user: Any, finding: Finding) -> dict[str, bool]:
    """Which buttons to show; the actions ask again."""
    here = SimpleNamespace(scope_id=finding.scope_id, author_id=None)
    asked = {"settle": "finding.settle", "assign": "finding.assign", "rank": "claim.rank"}
    return {name: can(user, word, here) for name, word in asked.items()}


def _handle(pk: int | None) -> str:
    return User.objects.filter(pk=pk).values_list("handle", flat=True).first() or _("somebody") if pk else ""


@require_POST
@signed_in
def finding_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """POST settle/: `verdict`, or `lead` with the number of the list that leads; `reason`."""
    finding = _found(request, pk)
    lead, reason = request.POST.get("lead", ""), request.POST.get("reason", "").replace("\x00", "")[:2_000]
    try:
        if lead:
            lead_side(finding, number(lead) or 0, by=request.user, reason=reason)
        else:
            settle_finding(finding, request.POST.get("verdict", ""), by=request.user, reason=reason)
    except Unreasoned as error:
        return _shown(request, finding, reason=reason, unreasoned=[first_up(str(error))])
    except Refused as error:
        return _shown(request, finding, reason=reason, mistake=str(error))
    messages.success(request, _("Settled. It stays quiet until something changes."))
    return HttpResponseRedirect(_back(request, finding))


@require_POST
@signed_in
def finding_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """POST reopen/"""
    finding = _found(request, pk)
    try:
        reopen_finding(finding, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"/findings/{pk}/")


@require_POST
@signed_in
def finding_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """POST assign/: `to`, or `me`."""
    finding = _found(request, pk)
    handle = getattr(request.user, "handle", "") if request.POST.get("me") else request.POST.get("to", "")
    form = AssignForm({"to": handle}, user=request.user)
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            account, team = (to, None) if isinstance(to, User) else (None, to)
            assign_finding(finding, by=request.user, account=account, team=team)
        except Refused as error:
            form.add_error("to", str(error))
    if form.errors:
        return _shown(request, finding, form)
    return HttpResponseRedirect(_back(request, finding))


def _back(request: HttpRequest, finding: Finding) -> str:
    """The page of ours that the form stood on, or the finding's."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if page and ours else f"/findings/{finding.pk}/"
