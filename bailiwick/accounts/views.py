"""The reader's own page, their tokens and data, and the one-time link. Sign-in pages themselves are allauth's views."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from ..access import can
from ..api.responses import dumps
from ..lib.panels import contributors
from ..outbox.transports import mail_folder
from ..web.pages import render
from . import actions, links
from .forms import EraseForm, PreferencesForm, TokenForm
from .models import Token, User
from .preferences import time_zones

#: How this machine calls itself.
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def me(request: HttpRequest) -> User:
    """The signed-in user; views that call it are behind `login_required`."""
    return cast("User", request.user)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Handle, time zone and language, and ways to everything else about the account."""
    user = me(request)
    chosen = {name: getattr(user, name) for name in ("handle", "timezone", "language")}
    form = PreferencesForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid() and _update(user, form):
        messages.success(request, _("Kept."))
        return redirect("account")
    context = {"form": form, "time_zones": time_zones(), "person": _person(user), "desk": _desk(user)}
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


def _desk(user: User) -> list[tuple[str, str]]:
    """Where this reader runs the desk: (address, name) of what nothing else leads to."""
    places = (("import.run", "/import/", _("Import a list")), ("job.read", "/jobs/", _("Background work")))
    return [(address, name) for permission, address, name in places if can(user, permission)]


def _update(user: User, form: BaseForm) -> bool:
    try:
        actions.update_account(User.objects.get(pk=user.pk), by=user, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _person(user: User) -> Any:
    """What the rooms above know of the person that this account is, to link to."""
    found = (contribute(user.person_id) for contribute in contributors("person") if user.person_id)
    return next((person for person in found if person), None)


@login_required
@never_cache
@sensitive_variables("secret")
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens; a new one shows its secret on the answer itself, and never again."""
    secret = ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _token, secret = actions.create_token(me(request), **form.cleaned_data)
        form = TokenForm()
    mine = Token.objects.filter(user=me(request)).order_by("-created_at", "-pk")[:100]
    return render(
        request,
        "account/tokens.html",
        {"form": form, "tokens": mine, "secret": secret},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """End one of one's own tokens."""
    actions.revoke_token(get_object_or_404(Token, pk=token_id, user=me(request)), by=request.user)
    return redirect("account_tokens")


@login_required
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out in every other browser."""
    ended = actions.end_sessions(me(request), by=request.user, except_key=request.session.session_key or "")
    messages.success(request, _("Signed out in %(count)d other browsers.") % {"count": ended})
    return redirect("account")


@login_required
@require_GET
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about the reader, as one JSON file."""
    kept: dict[str, Any] = {}
    for contribute in contributors("own_data"):
        kept |= contribute(me(request))
    response = HttpResponse(dumps(kept), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bailiwick-my-data.json"'
    return response


@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Take oneself out of here."""
    form = EraseForm(me(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.erase_account(me(request), by=me(request), with_person=form.cleaned_data.get("with_person", False))
        end_session(request)
        return render(request, "account/erased.html")
    return render(request, "account/erase.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@never_cache
def email_sent(request: HttpRequest) -> HttpResponse:
    """After signing up; whoever tries it out on this machine, without a mail server, reads where the letter lies."""
    at_home = {request.META.get("REMOTE_ADDR", ""), urlsplit(settings.SITE_URL).hostname} <= LOOPBACK
    folder = "" if settings.SMTP_URL or not at_home else str(mail_folder())
    return render(request, "account/verification_sent.html", {"folder": folder})


@never_cache
@sensitive_variables("secret")
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """A one-time link. Opening it only asks, so that a mail scanner's fetch does not spend it; the button signs in."""
    if request.method != "POST":
        return render(request, "account/link.html", {"found": links.find(secret)}, status=200)
    user = links.use(secret)
    if user is None:
        return render(request, "account/link.html", {"found": None}, status=410)
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect("/")
