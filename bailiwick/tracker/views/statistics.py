"""How many came and went, and what happened in a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.access import row_q
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.views.cache import for_everybody
from bailiwick.web.pages import render

from ..charts import weeks_chart
from ..queries.contributions import contributions
from ..queries.statistics import WEEK, figures, monday, report
from ..queries.waiting import how_many_wait

#: Contributions are counted for so long unless days are given: as far as the chart goes.
USUAL_SPAN = timedelta(days=364)


@require_safe
@for_everybody
def issue_statistics(request: HttpRequest) -> HttpResponse:
    """GET /issues/statistics/?service=<slug>&since=<day>&until=<day>: the days are those of the contributions."""
    service = service_asked(request)
    until = _day(request, "until") or _today()
    since = min(_day(request, "since") or max(until, date.min + USUAL_SPAN) - USUAL_SPAN, until)
    found = figures(request.user, _today(), service.entity_id if service else None)
    context = {
        "figures": found,
        "chart": weeks_chart(found.weeks),
        "service": service,
        "this_week": monday(_today()),
        "since": since,
        "until": until,
        "waits": how_many_wait(request.user),
        "contributors": contributions(since, until, service.entity_id if service else None),
        "trail": _trail(_("Statistics")),
    }
    return render(request, "tracker/statistics.html", context)


@require_safe
def issue_this_week(request: HttpRequest) -> HttpResponse:
    """GET /issues/week/: the one that runs."""
    return HttpResponseRedirect(f"/issues/week/{monday(_today()).isoformat()}/")


@require_safe
@for_everybody
def issue_week(request: HttpRequest, day: str) -> HttpResponse:
    """GET /issues/week/<Monday>/?service=<slug>: any other day leads to its Monday."""
    try:
        asked = date.fromisoformat(day)
        start = monday(asked)
        before, after = start - WEEK, start + WEEK
    except (ValueError, OverflowError):
        raise Http404 from None
    if start != asked:
        return HttpResponseRedirect(f"/issues/week/{start.isoformat()}/")
    service = service_asked(request)
    context = {
        "report": report(request.user, start, service.entity_id if service else None),
        "titles": _titles(),
        "service": service,
        "before": before,
        "after": after if after <= _today() else None,
        "trail": _trail(_("Week")),
    }
    return render(request, "tracker/week.html", context)


def _today() -> date:
    """Weeks are counted in UTC, so that everybody sees the same ones."""
    return timezone.now().date()


def _day(request: HttpRequest, name: str) -> date | None:
    """A day in the address; what is none counts as not said, as the form then shows."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if found < date.max else None


def service_asked(request: HttpRequest) -> Any:
    """The service in the address, if any."""
    slug = request.GET.get("service", "").replace("\x00", "")[:200].removeprefix("service/")
    if not slug:
        return None
    found = EntityNow.objects.filter(row_q(request.user), kind="service", slug=slug).first()
    if found is None:
        raise Http404
    return found


def _trail(here: str) -> list[tuple[str, str]]:
    return [(_("Home"), "/"), (_("Issues"), "/issues/"), (here, "")]


def _titles() -> dict[str, str]:
    return {
        "opened": _("Opened"),
        "closed": _("Closed"),
        "answered": _("First answers"),
        "wanted": _("Starred"),
        "waiting": _("Still without an answer"),
    }
