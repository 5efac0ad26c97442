"""Queries that people keep: the list of them, keeping one, forgetting one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import can, row_q, viewer
from bailiwick.accounts.models import User
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.views.reach import signed_in
from bailiwick.jobs.models import Job
from bailiwick.search.grammar import Mistake
from bailiwick.subscriptions.models import Subscription
from bailiwick.web.pages import render

from ..actions.exporting import export_issues
from ..actions.queries import delete_query, save_query
from ..errors import Refused
from ..exporting import FORMATS, is_kept, place
from ..models import SavedQuery
from ..queries.kept import kept, topic
from .found import form_door


@require_safe
def query_list(request: HttpRequest) -> HttpResponse:
    """GET /issues/queries/"""
    found = kept(request.user)
    handles = dict(User.objects.filter(pk__in={each.author_id for each in found}).values_list("pk", "handle"))
    topics = set(Subscription.objects.visible_to(request.user).values_list("topic", flat=True))
    rows = [
        {
            "query": each,
            "author": handles.get(each.author_id, ""),
            "topic": topic(each),
            "watched": topic(each) in topics,
            "may_delete": can(request.user, "query.delete", each),
        }
        for each in found
    ]
    return render(request, "tracker/queries.html", {"rows": rows})


@form_door
@signed_in
def query_save(request: HttpRequest) -> HttpResponse:
    """POST /issues/queries/save/: `name`, `q`, `public`, `on_home`, `service` (whose page it stands on)."""
    said = request.POST
    try:
        query = save_query(
            said.get("name", ""), said.get("q", ""), by=request.user, public="public" in said,
            on_home="on_home" in said, scope_id=_scope(request.user, said.get("service", "")),
        )  # fmt: skip
    except Mistake as mistake:
        messages.error(request, str(mistake))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept as “%(name)s”.") % {"name": query.name})
    return HttpResponseRedirect("/issues/queries/")


def _scope(user: Any, slug: str) -> int | None:
    """The page of a service by its address; raises Refused for one that is not there."""
    if not slug.strip():
        return None
    ref = slug.replace("\x00", "").strip().lower().removeprefix("service/")
    row = EntityNow.objects.filter(row_q(user), kind="service", slug=ref).values_list("entity_id", flat=True).first()
    if row is None:
        raise Refused(_("There is no service “%(value)s” that you may see.") % {"value": ref[:80]}, "service")
    return int(row)


@form_door
@signed_in
def query_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /issues/queries/<id>/delete/"""
    query = SavedQuery.objects.visible_to(request.user).filter(pk=pk).first()
    if query is None:
        raise Http404
    delete_query(query, by=request.user)
    messages.success(request, _("“%(name)s” is kept no more.") % {"name": query.name})
    return HttpResponseRedirect("/issues/queries/")


@form_door
@signed_in
def issue_export(request: HttpRequest) -> HttpResponse:
    """POST /issues/exports/: `q`, `form` (csv, json); leads to the page that shows how far it is."""
    try:
        job = export_issues(request.POST.get("q", ""), request.POST.get("form", ""), by=request.user)
    except Mistake:
        # The list shows the place.
        return HttpResponseRedirect(f"/issues/?{urlencode({'q': request.POST.get('q', '')}, errors='replace')}")
    except Refused as error:
        messages.error(request, str(error))
        return HttpResponseRedirect("/issues/")
    return HttpResponseRedirect(f"/issues/exports/{job.pk}/")


@require_safe
@signed_in
def issue_exported(request: HttpRequest, pk: int) -> Any:
    """GET /issues/exports/<job>/: how far it is; with `file`, the file itself, for whoever asked for it."""
    job = Job.objects.filter(pk=pk, kind="tracker.export_issues", by_id=request.user.pk or 0).first()
    form = str(job.args.get("form")) if job else ""
    if job is None or form not in FORMATS:
        raise Http404
    path, sight = place(job.pk, form), job.args.get("sight")
    # What was made when they saw more than now is for them no more.
    less = sight is not None and not viewer(request.user).covers(sight)
    there = is_kept(path) and sight is not None and not less
    if "file" not in request.GET:
        return render(request, "tracker/exported.html", {"job": job, "form": form, "there": there, "less": less})
    if not there:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=FORMATS[form])
