"""From an address to what it names: the entity a reader may see, the day they ask for, who may go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from .. import moments, resolve
from ..models import EntityNow
from ..queries.page import row_at

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Moment:
    """The day one looks at, and the state of the book one looks with; both empty means now."""

    day: date | None = None
    known: datetime | None = None
    error: str = ""

    @property
    def now(self) -> bool:
        return self.day is None and self.known is None

    @property
    def query(self) -> str:
        """What links carry, so that one stays on that day."""
        asked = {"as_of": self.day, "known_at": self.known and self.known.date()}
        text = urlencode({name: value.isoformat() for name, value in asked.items() if value})
        return f"?{text}" if text else ""

    @property
    def asked(self) -> dict[str, Any]:
        """The same as arguments of a query."""
        return {"as_of": self.day, "known_at": self.known}


def moment_of(request: HttpRequest) -> Moment:
    """`?as_of=` and `?known_at=` of the address; what makes no sense comes back as a sentence."""
    try:
        as_of, known_at = request.GET.get("as_of", ""), request.GET.get("known_at", "")
        return Moment(moments.as_of(as_of), moments.known_at(known_at))
    except ValueError as error:
        return Moment(error=str(error))


def about(view: View) -> View:
    """The view gets the row of the entity at `/<kind>/<slug>/`; former addresses lead on, the rest is 404."""

    @wraps(view)
    def answer(request: HttpRequest, kind: str, slug: str, **more: Any) -> HttpResponse:
        row = row_at(request.user, kind, slug)
        if row is None or row.merged:
            return _moved(request, kind, slug)
        return view(request, row, **more)

    return answer


def _moved(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """To where it went, keeping what follows in the address; 404 when it is not there for this reader.

    Not for ever (302): a merge can be taken back, and browsers never ask again after a 301.
    """
    entity = resolve.visible(request.user, f"{kind}/{slug}")
    target = _end_of(request, entity.merged_into) if entity and entity.merged_into_id else None
    if entity is not None and not entity.merged_into_id:
        target = row_at(request.user, entity.kind, entity.slug)
    if target is None or request.method not in ("GET", "HEAD"):
        raise Http404
    rest = request.path.removeprefix(f"/{kind}/{slug}/")
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"/{target.kind}/{target.slug}/{rest}{'?' if query else ''}{query}")


def _end_of(request: HttpRequest, entity: Any) -> EntityNow | None:
    """Where a chain of merges ends, if the reader may see that."""
    for _step in range(20):
        if entity.merged_into_id is None:
            return row_at(request.user, entity.kind, entity.slug)
        entity = entity.merged_into
    return None


def signed_in(view: View) -> View:
    """Whoever is not signed in is asked to, and comes back to this page."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        return view(request, *args, **more)

    return answer


def _way_back(request: HttpRequest) -> str:
    return request.get_full_path()


def is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
