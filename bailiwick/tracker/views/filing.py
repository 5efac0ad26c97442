"""Filing an issue: the form, what is like it, what the text will look like."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import require
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.views.reach import signed_in
from bailiwick.lib.markdown import mentioned
from bailiwick.web.pages import render

from ..actions.issues import create_issue
from ..errors import SentBefore
from ..forms import IssueForm
from ..models import Issue
from ..queries.page import others
from ..queries.similar import similar
from ..showing import talk
from ..traps import HONEY, SHOWN, sent_key, shown
from ..uploads import attach_uploads, lost_files
from ..words import Vocabulary
from .files import told
from .found import trapped

#: What may stand in the address of the form.
PREFILLED = {"service": "services", "title": "title", "body": "body", "kind": "kind", "severity": "severity"}


@signed_in
def issue_create(request: HttpRequest) -> HttpResponse:
    """GET /issues/new/?service=&kind=&title=&body= and POST."""
    require(request.user, "issue.create")
    initial = {"kind": "bug", "visibility": 0} | {
        field: request.GET[name] for name, field in PREFILLED.items() if request.GET.get(name)
    }
    preview = "preview" in request.POST
    if preview:
        initial |= request.POST.dict()
    typed = request.POST if request.method == "POST" and not preview else None
    files = None if typed is None else request.FILES
    form = IssueForm(typed, files, user=request.user, words=Vocabulary(), initial=initial)
    if form.is_valid():
        try:
            # The title last, so that nothing it begins, such as code, covers links of the text.
            trapped(request, f"{form.cleaned_data['body']}\n\n{form.cleaned_data['title']}")
            key = sent_key(request.POST, request.user.pk, form.cleaned_data["title"], form.cleaned_data["body"])
            issue = create_issue(form.said(), by=request.user, once=key)
        except SentBefore as before:
            say_filed(request, before.made)
            return HttpResponseRedirect(before.made.url)
        except Refused as error:
            form.add_error(_place(form, error), str(error))
        else:
            with told(request):
                attach_uploads(issue, form.cleaned_data["uploads"], by=request.user)
            say_filed(request, issue)
            return HttpResponseRedirect(issue.url)
    return _form(request, form)


def say_filed(request: HttpRequest, issue: Issue) -> None:
    """Its number, or that it is a first post and waits."""
    if issue.held:
        messages.info(request, _("Thank you! It waits for somebody to look at it, as first posts do here."))
    else:
        messages.success(request, _("Filed as #%(n)s.") % {"n": issue.pk})


def _form(request: HttpRequest, form: IssueForm) -> HttpResponse:
    """The form as it was typed, with what is wrong at its place."""
    context = {
        "form": form,
        "wrong_behind_more": any(form[name].errors for name in form.MORE),
        "preview": seen(request, str(form["body"].value() or "")) if "preview" in request.POST else None,
        "similar": similar(request.user, str(form["title"].value() or "")),
        "traps": (HONEY, SHOWN, shown()),
        "lost_files": lost_files(request),
        "wrong_files": form.errors.get("uploads", []),
    }
    return render(request, "tracker/new.html", context, status=422 if form.errors else 200)


def _place(form: IssueForm, error: Refused) -> str | None:
    field = getattr(error, "field", "")
    return field if field in form.fields else None


@require_safe
def issue_similar(request: HttpRequest) -> HttpResponse:
    """GET similar/?q= or ?title=: issues like this one, for whoever is typing its title."""
    title = request.GET.get("q") or request.GET.get("title", "")
    return render(request, "tracker/_similar.html", {"similar": similar(request.user, title)})


@require_POST
@signed_in
def issue_preview(request: HttpRequest) -> HttpResponse:
    """POST preview/: `body` as it will look; a part of a page."""
    require(request.user, "issue.create")
    return HttpResponse(seen(request, request.POST.get("body", "")))


def seen(request: HttpRequest, text: str) -> str:
    """A text as this reader would see it."""
    found = others(request.user, mentioned(text))
    words = Vocabulary()
    named = {pk: (each.url, f"{each.title} ({words.label('status', each.status)})") for pk, each in found.items()}
    return talk(text.replace("\x00", ""), named)
