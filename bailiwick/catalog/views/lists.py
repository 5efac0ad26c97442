"""Lists: everything of one kind, narrowed by what stands in the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web.pages import render

from ..listing import ANSWERED, columns, columns_then, filters_of, first_step, selects
from ..queries.lists import rows
from ..queries.lists_then import rows_then
from ..vocabulary import KINDS
from .cache import for_everybody
from .reach import Moment, moment_of


@require_safe
@for_everybody
def entity_list(request: HttpRequest, kind: str) -> HttpResponse:
    """GET /<kind>/?q=&mark=&standing=&lifecycle=&group=&people_below=&after=&as_of=&known_at="""
    moment = moment_of(request)
    if moment.error or not moment.now:
        return _then(request, kind, moment)
    filters, mistake = filters_of(request.GET, kind)
    found: list[Any] = []
    more = ""
    try:
        if not mistake:
            found, more = rows(request.user, filters, after=request.GET.get("after", "")[:400])
    except ValueError as error:
        mistake = str(error)
    context = {
        "kind": KINDS[kind],
        "moment": moment,
        "answered": kind in ANSWERED,
        "rows": found,
        "more": more,
        "mistake": mistake,
        "filters": filters,
        "columns": columns(kind),
        "selects": selects(kind, filters),
        "step": first_step(kind),
        "placeholder": _("a part of the name"),
    }
    return render(request, "catalog/list.html", context, status=400 if mistake else 200)


def _then(request: HttpRequest, kind: str, moment: Moment) -> HttpResponse:
    """The same list on another day, or with the book as it stood."""
    filters, mistake = filters_of(request.GET, kind)
    mistake, found, more = moment.error or mistake, list[Any](), ""
    try:
        if not mistake:
            after = request.GET.get("after", "")[:400]
            found, more = rows_then(request.user, filters, moment.day, moment.known, after=after)
    except ValueError as error:
        mistake = str(error)
    context = {
        "kind": KINDS[kind],
        "moment": moment,
        "answered": kind in ANSWERED,
        "rows": found,
        "more": more,
        "mistake": mistake,
        "columns": columns_then(kind),
        "placeholder": _("a part of the name"),
    }
    return render(request, "catalog/list_then.html", context, status=400 if mistake else 200)
