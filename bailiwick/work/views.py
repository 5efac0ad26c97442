"""Pages of the background work."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ..access.rules import can
from ..jobs.models import Job
from ..lib.panels import contributors
from ..outbox.actions import retry_delivery
from ..web.pages import render
from .actions import cancel_job, retry_event, retry_job
from .queries import SHOWN, events_given_up, jobs_visible_to, mails_not_sent
from .words import figures


@require_GET
@login_required
def work(request: HttpRequest) -> HttpResponse:
    """One's jobs; for a coordinator everybody's, and whatever was given up."""
    user = request.user
    context = {
        "jobs": list(jobs_visible_to(user)[:SHOWN]),
        "events": list(events_given_up(user)[:SHOWN]),
        "mails": list(mails_not_sent(user)[:SHOWN]),
        "coordinates": can(user, "job.read"),
    }
    return render(request, "work/work.html", context)


@require_GET
@login_required
def job_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One job; asked by htmx, only the part that moves."""
    job = get_object_or_404(jobs_visible_to(request.user), pk=pk)
    template = "work/_progress.html" if request.headers.get("HX-Request") else "work/job.html"
    return render(request, template, _job(request, job))


@require_POST
@login_required
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it."""
    cancel_job(get_object_or_404(jobs_visible_to(request.user), pk=pk), by=request.user)
    return HttpResponseRedirect(reverse("job_show", args=[pk]))


@require_POST
@login_required
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Start it again."""
    retry_job(get_object_or_404(jobs_visible_to(request.user), pk=pk), by=request.user)
    return HttpResponseRedirect(reverse("job_show", args=[pk]))


@require_POST
@login_required
def event_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let its reactions run again."""
    retry_event(get_object_or_404(events_given_up(request.user), pk=pk), by=request.user)
    return HttpResponseRedirect(reverse("work"))


@require_POST
@login_required
def delivery_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it again."""
    retry_delivery(get_object_or_404(mails_not_sent(request.user), pk=pk), by=request.user)
    return HttpResponseRedirect(reverse("work"))


def _job(request: HttpRequest, job: Job) -> dict[str, object]:
    return {
        "job": job,
        "figures": figures(job.result),
        "pages": [page for tell in contributors("job") if (page := tell(request.user, job))],
        "may_cancel": not job.is_over and not job.cancel_requested and can(request.user, "job.cancel", job),
        "may_retry": job.is_over and job.state != "done" and can(request.user, "job.retry", job),
    }
