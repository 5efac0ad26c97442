"""Lists: everything of one kind, narrowed by what stands in the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web.pages import render

from ..listing import ANSWERED, columns, columns_then, filters_of, first_step, selects
from ..queries.lists import Filters, rows
from ..queries.lists_then import rows_then
from ..vocabulary import KINDS
from .cache import for_everybody
from .reach import Moment, moment_of


@require_safe
@for_everybody
def entity_list(request: HttpRequest, kind: str) -> HttpResponse:
    """GET /<kind>/?q=&mark=&standing=&lifecycle=&group=&people_below=&after=&as_of=&known_at="""
    moment = moment_of(request)
    filters, mistake = filters_of(request.GET, kind)
    mistake, found, more = moment.error or mistake, list[Any](), ""
    try:
        if not mistake:
            found, more = _rows(request, filters, moment)
    except ValueError as error:
        mistake = str(error)
    context = {
        "kind": KINDS[kind],
        "moment": moment,
        "answered": kind in ANSWERED,
        "rows": found,
        "more": more,
        "mistake": mistake,
        "placeholder": _("a part of the name"),
    }
    today = moment.now and not moment.error
    context |= _choices(kind, filters) if today else {"columns": columns_then(kind)}
    template = "catalog/list.html" if today else "catalog/list_then.html"
    return render(request, template, context, status=400 if mistake else 200)


def _rows(request: HttpRequest, filters: Filters, moment: Moment) -> tuple[list[Any], str]:
    """A page of the list, today or on another day, and where the next page begins."""
    after = request.GET.get("after", "")[:400]
    if moment.now:
        return rows(request.user, filters, after=after)
    return rows_then(request.user, filters, moment.day, moment.known, after=after)


def _choices(kind: str, filters: Filters) -> dict[str, Any]:
    """What only today's rows tell: all columns, and what the list can be narrowed by."""
    return {"filters": filters, "columns": columns(kind), "selects": selects(kind, filters), "step": first_step(kind)}
