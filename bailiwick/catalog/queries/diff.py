"""What differs between two days, or between what we knew at two moments.

Each statement is mapped to (answer at a, answer at b); those whose answers differ are
the difference. So differences compose: a→b and b→c together tell a→c.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from ..models import Claim, Entity
from ..vocabulary import PREDICATES, Predicate
from ..when import BEGINNING, Answer, last_day
from .card import FIELDS, Said, in_book
from .names import Named, names
from .whole import whole_q

#: So many stand on a page.
MOST = 200
#: How the database numbers the answers, in `at_a` and `at_b`.
NO, YES, UNCERTAIN = 0, 1, 2
#: What looks like its opposite from the other day.
OPPOSITE = {"began": "ended", "ended": "began"}
#: Which boundary, the last day, the last claim.
_CURSOR = re.compile(r"([0-3])~([0-9]{4}-[0-9]{2}-[0-9]{2})~([0-9]{1,18})")
_BOUNDARIES = ("from_latest", "from_earliest", "to_latest", "to_earliest")


@dataclass(slots=True)
class Difference:
    """One statement that is not the same on both days."""

    subject: Named
    predicate: Predicate
    object: Named | None
    said: Said
    before: Answer
    after: Answer
    #: began or ended, where that surely lies between the days (began_and_ended, where both do); else uncertain.
    kind: str

    @property
    def value(self) -> str | None:
        return self.said.value


def diff(
    user: Any,
    a: date,
    b: date,
    *,
    entity: Entity | None = None,
    known_at: datetime | None = None,
    limit: int = MOST,
    after: str = "",
    only: Q | None = None,
) -> tuple[list[Difference], str]:
    """A page of the differences from the end of day `a` to the end of day `b`, and where the next one begins.

    `only` narrows it by columns of a claim and by `at_a` and `at_b`, its answers on the two days.
    At most six queries, however much differs. Raises ValueError for an `after` that no page gave out.
    """
    if b < a:
        turned, more = diff(user, b, a, entity=entity, known_at=known_at, limit=limit, after=after, only=only)
        return [turn(difference) for difference in turned], more
    claims = differing(user, a, b, entity, known_at)
    said, more = _between(claims if only is None else claims.filter(only), a, b, limit, after)
    return told(user, said, a, b), more


def told(user: Any, said: Iterable[Said], a: date, b: date) -> list[Difference]:
    """Statements with their names and their answers on two days, in the order of a page; services first."""
    said = list(said)
    named = names(user, (pk for s in said for pk in (s.subject_id, s.object_id)))
    found = [
        _difference(s, named, a, b)
        for s in said
        if s.subject_id in named and (s.object_id is None or s.object_id in named)
    ]
    found.sort(key=lambda d: (d.subject.kind != "service", d.subject.kind, d.subject.name.casefold(), d.predicate.name))
    return found


def _difference(said: Said, named: dict[int, Named], a: date, b: date) -> Difference:
    ends = named[said.subject_id], PREDICATES[said.predicate], named.get(said.object_id or 0)
    before, after = said.at(a), said.at(b)
    return Difference(*ends, said, before, after, _kind(said, before, after, a, b))


def _kind(said: Said, before: Answer, after: Answer, a: date, b: date) -> str:
    """What surely happened between the days; that its other end is not known makes it no less sure."""
    if Answer.UNCERTAIN not in (before, after):
        return "began" if after is Answer.YES else "ended"
    if after is Answer.NO and said.to_earliest >= a:
        return "ended"
    return "began" if before is Answer.NO and said.from_latest <= b else "uncertain"


def surely(shown: str, a: date, b: date) -> Q:
    """The same as a condition on what differs: `began`, `ended`, or what is neither."""
    began, ended = Q(at_a=NO, from_latest__lte=b), Q(at_b=NO, to_earliest__gte=a)
    return {"began": began, "ended": ended}.get(shown, ~began & ~ended)


def differing(user: Any, a: date, b: date, entity: Entity | None, known_at: datetime | None) -> QuerySet[Claim]:
    """Claims that are not answered alike on both days."""
    claims = in_book(Claim.objects.filter(whole_q(user)), known_at)
    if entity is not None:
        claims = claims.filter(subject=entity)
    return claims.alias(at_a=_answer(a), at_b=_answer(b)).exclude(at_a=F("at_b"))


def _answer(day: date) -> Case:
    """`when.held` as the database works it out."""
    over = Q(to_latest__lte=day) | Q(from_latest__gt=day, from_earliest__gte=day)
    return Case(
        When(over, then=Value(NO)),
        When(from_latest__lte=day, to_earliest__gte=day, then=Value(YES)),
        default=Value(UNCERTAIN),
    )


def _between(claims: QuerySet[Claim], a: date, b: date, limit: int, after: str) -> tuple[list[Said], str]:
    """A page of those with a boundary in (a, b], or on `a`, where "not yet" turns into "uncertain"."""
    found: list[tuple[int, Said]] = []
    for number, part in _slices(a, b, after):
        rows = claims.filter(part).order_by(_BOUNDARIES[number], "pk").values_list(*FIELDS)
        found += [(number, Said(*row)) for row in rows[: limit + 1 - len(found)]]
        if len(found) > limit:
            break
    page = [said for _number, said in found[:limit]]
    if len(found) <= limit:
        return page, ""
    return page, "~".join(map(str, position(page[-1], a, b)))


def _slices(a: date, b: date, after: str) -> Iterator[tuple[int, Q]]:
    """Boundary by boundary, each by its date: an order that a cursor can go on in, and nothing comes twice."""
    begin, day, pk = place(after)
    before = Q(pk__in=[])
    for number, column in enumerate(_BOUNDARIES):
        within = Q(**{f"{column}__range": (a, b)})
        if after and number == begin:
            # The rest of that day, and the days after it: two slices of the index, where an "or" would read all of it.
            yield number, Q(**{column: day, "pk__gt": pk}) & ~before
            yield number, Q(**{f"{column}__gt": day, f"{column}__lte": b}) & ~before
        elif number >= begin:
            yield number, within & ~before
        before |= within


def position(said: Said, a: date, b: date) -> tuple[int, date, int]:
    """Where a difference of these days stands in the order of the pages."""
    days = [getattr(said, column) for column in _BOUNDARIES]
    number = next(number for number, day in enumerate(days) if a <= day <= b)
    return number, days[number], said.id


def place(after: str) -> tuple[int, date, int]:
    """Which boundary, its day, and the claim that the page before ended with."""
    if not after:
        return 0, BEGINNING, 0
    found = _CURSOR.fullmatch(after)
    if found is None:
        raise ValueError(_("the address of this page is damaged; start from the first one"))
    return int(found[1]), last_day(found[2]), int(found[3])


def turn(difference: Difference) -> Difference:
    """The same, looked at from the other day."""
    kind = OPPOSITE.get(difference.kind, difference.kind)
    return replace(difference, before=difference.after, after=difference.before, kind=kind)
