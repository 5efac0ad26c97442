"""The service that a machine, an address or a person is about, where there is just one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min

from ..models import Claim
from .card import in_book
from .names import Named, names
from .whole import whole_q

#: Kinds that often belong to one service. Providers, data centres and software serve many, so nobody asks.
OWN_KINDS = frozenset(
    ("host", "domain", "certificate", "repository", "tracker", "contact-point", "page", "person", "team")
)
#: What makes a thing a part of a service, said by the thing itself.
PARTS = ("part_of", "documents")


def services_of(
    user: Any, things: Iterable[Named], a: date, b: date, known_at: datetime | None = None
) -> dict[int, Named]:
    """Thing → the one service that it is part of, or that names it (runs on it, is reached by it, is run by them).

    As the days from `a` to `b` were, by this book. A thing of two services stands for itself. Three queries.
    """
    ids = {each.id for each in things if each.kind in OWN_KINDS}
    if not ids:
        return {}
    claims = in_book(Claim.objects.filter(whole_q(user)), known_at)
    claims = claims.filter(from_earliest__lte=b, to_latest__gt=a)
    parts = claims.filter(subject__in=ids, predicate__in=PARTS, object__kind="service")
    named_by = claims.filter(object__in=ids, subject__kind="service")
    found = _single(named_by, "object_id", "subject_id") | _single(parts, "subject_id", "object_id")
    named = names(user, found.values())
    return {thing: named[service] for thing, service in found.items() if service in named}


def _single(claims: Any, thing: str, service: str) -> dict[int, int]:
    rows = claims.values_list(thing).annotate(least=Min(service), n=Count(service, distinct=True)).order_by()
    return {pk: least for pk, least, n in rows if n == 1}
