"""What comparisons stand on: which lists are live, what each is complete for, which kinds of thing it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from bailiwick.catalog.models import Claim, Entity, Lineage
from bailiwick.catalog.vocabulary import PEOPLE, PREDICATES
from bailiwick.catalog.when import NEVER
from bailiwick.lib.batches import batches

from .found import digest_of
from .models import Finding
from .part import Part

#: So many entities are compared at a time: short reads, flat memory.
STEP = 2_000
#: What each list says in its own words is another wording, not another answer.
WORDED = frozenset({"title", "purpose", "responsibilities", "category"})
#: At least so many things of a kind, and at least half of them, make a list one of that kind.
COVERS_FROM = 2
RUNS_ON = "runs_on"


@dataclass(frozen=True)
class Ground:
    """The catalog on a day, as far as comparisons need it before they begin."""

    day: date
    #: Lineages of documents that are no retellings and not closed.
    live: frozenset[int]
    #: Question → the live lists that are complete for it.
    complete: dict[str, frozenset[int]]
    #: Kind → the live lists that cover it.
    covers: dict[str, tuple[int, ...]]
    #: A live list that says of all services on which host they run.
    running: int | None
    #: What alone is looked at; None: everything.
    part: Part | None = None

    @property
    def digest(self) -> int:
        """Another number: what was compared before has to be compared again."""
        complete = sorted((name, sorted(lines)) for name, lines in self.complete.items())
        return digest_of(self.day, sorted(self.live), complete, sorted(self.covers.items()), self.running)

    def whole(self) -> Ground:
        """The same for a look at everything."""
        return replace(self, part=None)

    def stretches(self, column: str, only: frozenset[int] | None) -> Iterator[Q]:
        """Conditions that take the entities of this column a part at a time: these only, or all of them."""
        if only is None:
            yield from (Q(**{f"{column}__gt": low, f"{column}__lte": low + STEP}) for low in range(0, _last(), STEP))
        else:
            yield from (Q(**{f"{column}__in": some}) for some in batches(sorted(only), STEP))

    def answering(self, predicate: str) -> frozenset[int]:
        """The lists whose answers can be held against each other."""
        word = PREDICATES[predicate]
        if word.name in WORDED:
            return frozenset()
        return self.live if word.one else self.complete.get(word.identity, frozenset())


def survey(day: date) -> Ground:
    """Look around before comparing: a handful of queries."""
    lists = [line for line in documents() if line.pk not in closed()]
    complete: dict[str, set[int]] = defaultdict(set)
    for line in lists:
        for name in line.complete_for:
            if name in PREDICATES:
                complete[PREDICATES[name].identity].add(line.pk)
    live = frozenset(line.pk for line in lists)
    covers = _covers(day, live, {line.pk for line in lists if line.complete_for})
    asked = {name: frozenset(some) for name, some in complete.items()}
    return Ground(day, live, asked, covers, _running(day, asked.get(RUNS_ON, frozenset())))


def _running(day: date, lines: frozenset[int]) -> int | None:
    for line in sorted(lines):
        says = sure(day).filter(predicate=RUNS_ON, witness=line, visibility=0, subject__visibility=0)
        if says.filter(object__visibility=0).exists():
            return line
    return None


def documents() -> QuerySet[Lineage]:
    """Every list that is a witness of its own."""
    return Lineage.objects.filter(by_hand=False, derived_from=None).order_by("pk")


def closed() -> set[int]:
    """Lists of which somebody said that they are closed, as long as nobody has read them since."""
    said = Finding.objects.filter(kind=Finding.Kind.DEAD_LIST, status=Finding.Status.SETTLED)
    return {pk for pk in said.filter(verdict=Finding.Verdict.CLOSED).values_list("said_by_id", flat=True) if pk}


def _covers(day: date, live: frozenset[int], complete: set[int]) -> dict[str, tuple[int, ...]]:
    """By what is public alone, so that a hidden list changes nothing for those who may not know of it."""
    public = sure(day).filter(witness__in=live, visibility=0, subject__visibility=0)
    described = {kind: n for (kind,), n in _counts(public, "subject__kind")}
    found: dict[str, tuple[int, ...]] = {}
    for (kind, line), n in sorted(_counts(public, "subject__kind", "witness_id")):
        if kind not in PEOPLE and line in complete and n >= COVERS_FROM and 2 * n >= described[kind]:
            found[kind] = (*found.get(kind, ()), line)
    return found


def _counts(claims: QuerySet[Claim], *by: str) -> Iterator[tuple[tuple[Any, ...], int]]:
    """How many things they describe, by these columns."""
    rows = claims.values(*by).annotate(n=Count("subject_id", distinct=True)).order_by()
    yield from ((row[:-1], row[-1]) for row in rows.values_list(*by, "n"))


def sure(day: date) -> QuerySet[Claim]:
    """Statements of the book that surely hold on this day."""
    return _standing().filter(from_latest__lte=day, to_earliest__gte=day, to_latest__gt=day)


def possible(day: date) -> QuerySet[Claim]:
    """Those that hold, perhaps."""
    return _standing().filter(Q(from_latest__lte=day) | Q(from_earliest__lt=day), to_latest__gt=day)


def _standing() -> QuerySet[Claim]:
    return Claim.objects.filter(superseded_at=NEVER, recorded_at__lt=NEVER)


def _last() -> int:
    return Entity.objects.aggregate(last=Max("pk"))["last"] or 0
