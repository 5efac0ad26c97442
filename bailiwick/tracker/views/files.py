"""Files: hanging them on an issue, a page about each, and its bytes, sent so that they can never run here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bailiwick.access import can
from bailiwick.catalog.views.reach import signed_in
from bailiwick.web.pages import render

from ..actions.files import remove_file
from ..blobs import beginning, place
from ..errors import Refused
from ..file_types import BYTES, is_text, picture_type
from ..models import File, Issue
from ..queries.files import Attached, shown
from ..uploads import UploadForm, attach_uploads
from .found import form_door

#: Nothing of a file may run, load anything or be framed, whatever a browser takes it for.
POLICY = "sandbox; default-src 'none'"


@form_door
@signed_in
def file_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/<id>/files/: `uploads`, several at a time; `note` keeps them among staff."""
    issue = Issue.objects.visible_to(request.user).filter(pk=pk).first()
    if issue is None:
        raise Http404
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("uploads", []))))
        return HttpResponseRedirect(issue.url)
    with told(request):
        attach_uploads(issue, form.cleaned_data["uploads"], by=request.user, note=bool(request.POST.get("note")))
        messages.success(request, _("Attached."))
    return HttpResponseRedirect(f"{issue.url}#files")


@contextmanager
def told(request: HttpRequest) -> Iterator[None]:
    """A refusal becomes a message on the page one goes back to."""
    try:
        yield
    except Refused as error:
        messages.error(request, str(error))


@require_safe
def file_show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /issues/files/<id>/: a text, a patch or a picture shown; of anything else what is known."""
    file = _found(request, pk)
    one = Attached(file, can(request.user, "file.remove", file))
    context = {"one": one, "file": file, "issue": file.issue, "shown": shown(file)}
    return render(request, "tracker/file.html", context)


@require_safe
def file_bytes(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET /issues/files/<id>/<name>: the bytes, to be saved."""
    file = _found(request, pk)
    return sent(request, file, "text/plain; charset=utf-8" if is_text(file.media_type) else BYTES)


def sent(request: HttpRequest, file: File, kind: str = BYTES) -> HttpResponse:
    """The bytes of a file, to be saved."""
    return _sent(request, file.blob_id, kind, f"attachment; filename*=UTF-8''{quote(file.name, safe='')}")


@require_safe
def file_small(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /issues/files/<id>/small/: the small picture that was made here, which a page may show."""
    digest = _found(request, pk).blob.thumbnail
    kind = picture_type(beginning(digest, 16)) if len(digest) > 1 else ""
    if kind not in ("image/png", "image/jpeg"):
        raise Http404
    return _sent(request, digest, kind, "inline")


def _sent(request: HttpRequest, digest: str, kind: str, disposition: str) -> HttpResponse:
    try:
        response = FileResponse(place(digest).open("rb"), content_type=kind)
    except FileNotFoundError:
        raise Http404 from None
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'"{digest[:32]}"'
    return _unless_known(request, response)


def _unless_known(request: HttpRequest, response: Any) -> HttpResponse:
    """Nothing again for whoever has these bytes."""
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    if known is not None and known is not response:
        response.close()
        return known
    found: HttpResponse = response
    return found


@require_POST
@signed_in
def file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/files/<id>/remove/"""
    file = _found(request, pk)
    remove_file(file, by=request.user)
    messages.success(request, _("%(name)s is taken away.") % {"name": file.name})
    return HttpResponseRedirect(f"{file.issue.url}#files")


def _found(request: HttpRequest, pk: int) -> File:
    file = File.objects.visible_to(request.user).select_related("issue", "blob").filter(pk=pk).first()
    if file is None:
        raise Http404
    return file
