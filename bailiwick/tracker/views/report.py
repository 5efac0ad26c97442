"""Report a problem by the address of a page: who runs it, what is known already, three questions, and where it goes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bailiwick.access import Level
from bailiwick.api.limits import address
from bailiwick.catalog.errors import Refused
from bailiwick.web.pages import render

from ..actions.issues import create_issue
from ..actions.reporting import (
    answer_report,
    confirm_report,
    desk,
    filed_elsewhere,
    hand_over,
    handed_over,
    report_problem,
)
from ..errors import SentBefore
from ..handover import beginning
from ..models import Issue, Reference
from ..queries.page import others
from ..queries.places import Place, desk_of, place_named, places_at, services_to_choose
from ..report_form import AnswerForm, ElsewhereForm, ReportForm
from ..reports import files_behind, issue_behind, text_of, thread_behind
from ..traps import HONEY, SHOWN, sent_key, shown, sprung, too_many
from ..uploads import attach_uploads, lost_files
from ..words import Vocabulary
from .files import told
from .filing import say_filed
from .found import form_door


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """GET /report/?url=&place= and POST: nothing is sent before the button is pressed."""
    url = request.GET.get("url", "").replace("\x00", "").strip()[:2000]
    ref = request.GET.get("place", "")
    places = (places_at(request.user, url) if url else []) or place_named(request.user, ref)
    place = _chosen(places, ref)
    form = ReportForm(request.POST or None, request.FILES or None, anonymous=not request.user.is_authenticated)
    if request.method == "POST" and form.is_valid():
        if reason := _trapped(request, form):
            form.add_error(None, reason)
        else:
            try:
                return _filed(request, form.cleaned_data, url, place)
            except Refused as error:
                form.add_error("title", str(error))
    context = {
        "url": url, "offers": places, "belongs": place, "form": form, "shown": shown(), "honey": HONEY,
        "moment": SHOWN, "choices": services_to_choose(request.user) if url and not place else (),
        "desk": desk_of(request.user, place.found, request.get_host()) if place else None,
        "lost_files": lost_files(request), "wrong_files": form.errors.get("uploads", []),
    }  # fmt: skip
    return render(request, "tracker/report.html", context, status=422 if form.errors else 200)


def _chosen(places: list[Place], ref: str) -> Place | None:
    """The one the reader chose, or the best fit."""
    return next((place for place in places if place.found.ref == ref), places[0] if places else None)


def _trapped(request: HttpRequest, form: ReportForm) -> str:
    """Only strangers meet the traps; everybody is counted elsewhere."""
    if request.user.is_authenticated:
        return ""
    text = " ".join(value for value in form.cleaned_data.values() if isinstance(value, str))
    return sprung(request.POST, text, sender=address(request))


def _filed(request: HttpRequest, said: dict[str, Any], url: str, place: Place | None) -> HttpResponse:
    """File it where it belongs; what belongs elsewhere is handed over."""
    issue_said: dict[str, Any] = {"title": said["title"], "body": text_of(said, url), "kind": "bug"}
    if place is not None:
        issue_said["services"] = [place.found.id]
    elsewhere = desk_of(request.user, place.found, request.get_host()).tracker if place else None
    by = request.user if request.user.is_authenticated else desk()
    try:
        issue = _file(request, issue_said, said, by)
    except SentBefore as before:
        issue = before.made
    if elsewhere:
        hand_over(issue, elsewhere[1], elsewhere[0], by=by)
    if not request.user.is_authenticated:
        context = {"mail": said["mail"], "elsewhere": elsewhere and elsewhere[0]}
        return render(request, "tracker/report_sent.html", context)
    if elsewhere:
        return HttpResponseRedirect(f"/report/elsewhere/{issue.pk}/")
    say_filed(request, issue)
    return HttpResponseRedirect(issue.url)


def _file(request: HttpRequest, issue_said: dict[str, Any], said: dict[str, Any], by: Any) -> Issue:
    """With its files; raises SentBefore for the same form again."""
    key = sent_key(request.POST, by.pk, said.get("mail"), issue_said["title"], issue_said["body"])
    if request.user.is_authenticated:
        issue = create_issue(issue_said, by=by, once=key)
    else:
        issue = report_problem(issue_said, said["mail"], by=by, language=get_language() or "", once=key)
    with told(request):
        attach_uploads(issue, said["uploads"], by=by)
    return issue


@require_http_methods(["GET", "HEAD", "POST"])
def report_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /report/elsewhere/<id>/: the text to take along; POST: where it was filed there."""
    issue = Issue.objects.visible_to(request.user).filter(pk=pk, reporter_id=request.user.pk or 0).first()
    reference = handed_over(issue) if issue else None
    if issue is None or reference is None:
        raise Http404
    form = ElsewhereForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filed_elsewhere(issue, reference, form.cleaned_data["url"], by=request.user)
        except Refused as error:
            form.add_error("url", str(error))
        else:
            messages.success(request, _("Thank you. Here it is closed, and leads there."))
            return HttpResponseRedirect(issue.url)
    context = {"issue": issue, "reference": reference, "begin": _beginning(issue, reference), "form": form}
    return render(request, "tracker/report_elsewhere.html", context, status=422 if form.errors else 200)


def _beginning(issue: Issue, reference: Reference) -> str:
    """The address that begins it over there, with the text and where it stands here."""
    return beginning(reference.url, issue.title, f"{issue.body}\n\n{settings.SITE_URL}{issue.url}")


@require_safe
def report_mine(request: HttpRequest, token: str) -> HttpResponse:
    """GET /report/mine/<token>/: one's report without an account, what was answered, and the button that confirms."""
    return _mine(request, token, AnswerForm())


def _mine(
    request: HttpRequest, token: str, form: AnswerForm, elsewhere: ElsewhereForm | None = None, status: int = 422
) -> HttpResponse:
    """With what is wrong in a form, and `status` then."""
    issue = _behind(token)
    unconfirmed = issue.visibility > Level.COORDINATORS
    reference = None if unconfirmed else handed_over(issue)
    context = {
        "issue": issue,
        "thread": thread_behind(issue),
        "files": files_behind(issue),
        "unconfirmed": unconfirmed,
        "token": token,
        "form": form,
        "reference": reference,
        "begin": _beginning(issue, reference) if reference else "",
        "elsewhere": elsewhere or ElsewhereForm(),
        "closed_as": Vocabulary().label("resolution", issue.resolution) if issue.resolution else "",
        "into": next(iter(others(request.user, filter(None, [issue.merged_into_id])).values()), None),
        "public": Issue.objects.visible_to(request.user).filter(pk=issue.pk).exists(),
    }
    wrong = form.errors or (elsewhere and elsewhere.errors)
    response = render(request, "tracker/report_mine.html", context, status=status if wrong else 200)
    # The address is a key: it goes to no other site, and into no cache. With "no-referrer" a browser would not say
    # where our own forms come from, and they would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _behind(token: str) -> Issue:
    issue = issue_behind(token)
    if issue is None:
        raise Http404
    return issue


@form_door
def report_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """POST confirm/"""
    confirm_report(_behind(token), by=desk())
    messages.success(request, _("Thank you. Your report is confirmed."))
    return HttpResponseRedirect(f"/report/mine/{token}/")


@form_door
def report_answer(request: HttpRequest, token: str) -> HttpResponse:
    """POST answer/: `body`"""
    issue, form = _behind(token), AnswerForm(request.POST)
    if form.is_valid():
        if reason := too_many(f"report:{issue.pk}", address(request)):
            form.add_error("body", reason)
            return _mine(request, token, form, status=429)
        try:
            answer_report(issue, form.cleaned_data["body"], by=desk())
        except Refused as error:
            form.add_error("body", str(error))
        else:
            messages.success(request, _("Your answer is kept."))
            return HttpResponseRedirect(f"/report/mine/{token}/#latest")
    return _mine(request, token, form)


@form_door
def report_taken(request: HttpRequest, token: str) -> HttpResponse:
    """POST elsewhere/: `url`, where it was filed over there."""
    issue, form = _behind(token), ElsewhereForm(request.POST)
    reference = handed_over(issue) if issue.visibility <= Level.COORDINATORS else None
    if reference is None:
        raise Http404
    if form.is_valid():
        try:
            filed_elsewhere(issue, reference, form.cleaned_data["url"], by=desk())
        except Refused as error:
            form.add_error("url", str(error))
        else:
            messages.success(request, _("Thank you. Here it is closed, and leads there."))
            return HttpResponseRedirect(f"/report/mine/{token}/")
    return _mine(request, token, AnswerForm(), form)
