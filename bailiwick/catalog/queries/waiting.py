"""Documents that wait: in which order, how much each would add and end, and how much of it nobody has decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from bailiwick.lib.text import number

from ..lines import COLUMNS, Line, Sort
from ..models import Change, Claim, Ruling, Source
from ..when import NEVER
from .whole import whole_q

#: Of a document with more statements than this nothing is counted: its review is where one looks.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines of one document: what is new in it, what it says no more, and what is still to be decided."""

    new: int
    ended: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What lists need of a document that waits, without its report, which may be long."""

    pk: int
    created_at: datetime
    #: The list whose statements it brings.
    witness: int
    source: int
    #: How many statements it makes.
    seen: int


def documents(pks: Collection[int]) -> dict[int, Waiting]:
    """Those documents that wait under these changes: one query."""
    witness = Coalesce("lineage__derived_from", "lineage")
    rows = Change.objects.filter(pk__in=pks, lineage__isnull=False) if pks else Change.objects.none()
    told = rows.values_list("pk", "created_at", witness, "read_source", Coalesce("read_statements", 0))
    return {row[0]: Waiting(*row) for row in told}


def figures_of(
    user: Any, changes: Collection[Waiting], subjects: QuerySet[Any, Any] | None = None
) -> dict[int, Figures]:
    """Change → what a review of it would count for this reader: two queries, however many documents there are.

    Counted among the lines that they may see, so that nobody hears of one that is hidden; or only those of some
    `subjects`, which are few in a document of any size.
    """
    small = [each for each in changes if subjects is not None or each.seen <= MOST]
    ruled = _rulings(small)
    found: dict[int, Counter[str]] = {each.pk: Counter() for each in small}
    by_pk = {each.pk: each for each in small}
    for change, line in _lines(user, small, subjects):
        verdict, at = ruled[by_pk[change].witness].get(line.ruled_by or 0, ("", None))
        before = verdict == Ruling.Verdict.REJECTED and at is not None and at < by_pk[change].created_at
        if line.ruled_by is not None and not before:
            found[change].update([line.sort, "decided" if verdict else "undecided"])
    return {pk: Figures(counts[Sort.NEW], counts[Sort.END], counts["undecided"]) for pk, counts in found.items()}


def _lines(user: Any, changes: Sequence[Waiting], subjects: QuerySet[Any, Any] | None) -> Iterator[tuple[int, Line]]:
    rows = (
        Claim.objects.filter(whole_q(user), change__in=[each.pk for each in changes], recorded_at=NEVER)
        if changes
        else Claim.objects.none()
    )
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    for change, *row in rows.values_list("change", *COLUMNS):
        yield change, Line(*row)


def _rulings(changes: Sequence[Waiting]) -> dict[int, dict[int, tuple[str, datetime | None]]]:
    """Witness → key → what was said of it, and when."""
    found: dict[int, dict[int, tuple[str, datetime | None]]] = defaultdict(dict)
    said = Ruling.objects.filter(witness__in={each.witness for each in changes}) if changes else ()
    for ruling in said:
        found[ruling.witness_id][ruling.key] = (ruling.verdict, ruling.at)
    return found


def oldest_first(found: QuerySet[Change], after: str, limit: int) -> tuple[list[int], str]:
    """A page of what waits in the order of review, and the cursor of the next one.

    By the day of the document; what people propose by the day on which they did. Raises ValueError for a damaged
    cursor.
    """
    source = Source.objects.filter(pk=OuterRef("read_source"))
    dated = found.annotate(
        day=Coalesce(Subquery(source.values("dated")), TruncDate("created_at")),
        place=Coalesce(Subquery(source.values("order")), 0),
    )
    if after:
        day, place, last = _place(after)
        later = Q(day__gt=day) | Q(day=day, place__gt=place) | Q(day=day, place=place, pk__gt=last)
        dated = dated.filter(later)
    rows = list(dated.order_by("day", "place", "pk").values_list("pk", "place", "day")[: limit + 1])
    more = "~".join(map(str, rows[limit - 1][::-1])) if len(rows) > limit else ""
    return [pk for pk, _place, _day in rows[:limit]], more


def _place(text: str) -> tuple[date, int, int]:
    day, _, rest = text.partition("~")
    place, pk = (number(part) for part in rest.partition("~")[::2])
    if place is None or pk is None:
        raise ValueError("damaged cursor")
    return date.fromisoformat(day), place, pk
