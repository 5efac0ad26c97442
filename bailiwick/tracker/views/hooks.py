"""Code hosts call here; and the page on which people let them."""

from __future__ import annotations

import hashlib

import orjson
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bailiwick.access import can
from bailiwick.accounts.models import User
from bailiwick.adapters import adapter
from bailiwick.catalog.views.reach import signed_in
from bailiwick.web.pages import render

from ..actions.hooks import create_hook, delete_hook
from ..actions.references import add_reference, remove_reference, take_told
from ..errors import Refused
from ..models import Hook, Issue, Reference
from ..queries.code import hooks_of
from ..word_forms import HookForm
from .found import form_door, of_issue

LARGEST = 5 * 1024 * 1024


@csrf_exempt
@require_POST
def hook_hear(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /hooks/<id>/: a push or a pull request, signed. Whether there is such a hook is told to nobody else."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST:
        return JsonResponse({"error": "too large"}, status=413)
    body = request.read(LARGEST)
    hook = Hook.objects.filter(pk=pk).first()
    forge = adapter("forge", hook.forge if hook else Hook.Forge.GITHUB)
    if not forge.delivered(request.headers, body, hook.secret if hook else "nobody's") or hook is None:
        return JsonResponse({"error": "the signature is not that of this hook"}, status=403)
    try:
        payload = orjson.loads(body)
    except orjson.JSONDecodeError:
        return JsonResponse({"error": "send application/json"}, status=400)
    # The digest, not the number that the host gives the call: only the body is signed.
    key = hashlib.sha256(body).hexdigest()
    changed = take_told(hook, forge.read(request.headers, payload), key, by=User.objects.system("hooks"))
    return JsonResponse({"changed": changed})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hook_list(request: HttpRequest) -> HttpResponse:
    """/issues/hooks/: which hosts may speak for which part; a new one's secret is shown once."""
    form = HookForm(request.POST if request.method == "POST" else None, user=request.user)
    made, secret = _made(request, form)
    context = {"hooks": hooks_of(request.user), "form": form, "made": made, "secret": secret, "site": settings.SITE_URL}
    wrong = request.method == "POST" and not made
    response = render(request, "tracker/hooks.html", context, status=422 if wrong else 200)
    response["Cache-Control"] = "no-store"
    return response


def _made(request: HttpRequest, form: HookForm) -> tuple[Hook | None, str]:
    if request.method != "POST" or not form.is_valid():
        return None, ""
    said = form.cleaned_data
    scope = said["service"].pk if said["service"] else None
    try:
        return create_hook(scope, said["forge"], said["name"], by=request.user)
    except Refused as error:
        form.add_error(error.field or None, str(error))
        return None, ""


@require_POST
@signed_in
def hook_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/hooks/<id>/delete/"""
    hook = Hook.objects.filter(pk=pk).first()
    if hook is None or not can(request.user, "hook.edit", hook):
        raise Http404
    delete_hook(hook, by=request.user)
    messages.success(request, _("It is heard no more; what it told stays."))
    return HttpResponseRedirect("/issues/hooks/")


@form_door
@signed_in
@of_issue
def reference_add(request: HttpRequest, issue: Issue) -> HttpResponse:
    """POST /issues/<id>/references/: `url`, `fixes`"""
    try:
        add_reference(issue, request.POST.get("url", ""), by=request.user, fixes=bool(request.POST.get("fixes")))
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Added."))
    return HttpResponseRedirect(f"{issue.url}#code")


@require_POST
@signed_in
def reference_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/references/<id>/remove/"""
    there = Issue.objects.visible_to(request.user)
    reference = Reference.objects.select_related("issue").filter(pk=pk, issue__in=there).first()
    if reference is None:
        raise Http404
    remove_reference(reference, by=request.user)
    messages.success(request, _("It is taken away."))
    return HttpResponseRedirect(f"{reference.issue.url}#code")
