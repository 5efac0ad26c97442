"""Lists on which nothing holds any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from bailiwick.catalog.models import Claim
from bailiwick.catalog.queries.taken_back import was_read
from bailiwick.catalog.when import NEVER

from .found import NEVER_SEEN, Found, Need
from .ground import Ground, documents, possible
from .models import Finding

#: What no document has stated and nobody has confirmed for so long counts as expired.
EXPIRED = timedelta(days=3 * 365)


def dead_lists(ground: Ground) -> Iterator[Found]:
    """Every list that says nothing current and lately attested, closed ones too: they stay settled.

    One of which every document was taken back counts as never read, and is no list that died.
    """
    only = Q() if ground.part is None else Q(pk__in=ground.part.lists)
    lines = {line.pk: line for line in documents().filter(only)}
    said = _classes(Claim.objects.filter(recorded_at__lt=NEVER, witness__in=lines))
    since = ground.day - EXPIRED
    lately = Q(attested_on__gt=since) | Q(confirmed_at__date__gt=since)
    alive = _classes(possible(ground.day).filter(lately, witness__in=lines))
    for pk, needs in said.items():
        if alive.get(pk, needs + 1) > needs and was_read(pk):
            until = Need(alive[pk]) if pk in alive else NEVER_SEEN
            read_until = lines[pk].revision
            yield Found(Finding.Kind.DEAD_LIST, said_by_id=pk, need=Need(needs, needs), until=until, says=(read_until,))


def _classes(claims: QuerySet[Claim]) -> dict[int, int]:
    """List → the class of the least hidden thing that it says."""
    level = Greatest("visibility", "subject__visibility", Coalesce("object__visibility", 0))
    return dict(claims.order_by().values("witness_id").annotate(level=Min(level)).values_list("witness_id", "level"))
