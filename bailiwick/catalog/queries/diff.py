"""What differs between two days, or between what we knew at two moments.

Each statement is mapped to (answer at a, answer at b); those whose answers differ are
the difference. So differences compose: a→b and b→c together tell a→c.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bailiwick.access import visible_q

from ..models import Claim, Entity
from ..vocabulary import PREDICATES, Predicate
from ..when import Answer
from .card import FIELDS, Said, in_book
from .names import Named, names

#: More than this is shown as the first so many, with a link to narrower dates.
MOST = 200
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

    @property
    def value(self) -> str | None:
        return self.said.value

    @property
    def kind(self) -> str:
        """began, ended, or what became uncertain or certain."""
        if Answer.UNCERTAIN in (self.before, self.after):
            return "uncertain"
        return "began" if self.after is Answer.YES else "ended"


def diff(
    user: Any, a: date, b: date, *, entity: Entity | None = None, known_at: datetime | None = None, limit: int = MOST
) -> tuple[list[Difference], bool]:
    """The differences from the end of day `a` to the end of day `b`, and whether there are more than `limit`."""
    if b < a:
        turned, more = diff(user, b, a, entity=entity, known_at=known_at, limit=limit)
        return [_turn(difference) for difference in turned], more
    said = _between(user, a, b, entity, known_at, limit)
    named = names(user, (pk for s in said for pk in (s.subject_id, s.object_id)))
    found = [
        Difference(named[s.subject_id], PREDICATES[s.predicate], named.get(s.object_id or 0), s, s.at(a), s.at(b))
        for s in said
        if s.at(a) is not s.at(b) and s.subject_id in named and (s.object_id is None or s.object_id in named)
    ]
    found.sort(key=lambda d: (d.subject.kind != "service", d.subject.kind, d.subject.name.casefold(), d.predicate.name))
    return found[:limit], len(found) > limit or len(said) > limit


def _between(user: Any, a: date, b: date, entity: Entity | None, known_at: datetime | None, limit: int) -> list[Said]:
    """Claims with a boundary in (a, b], or on `a`, where "not yet" turns into "uncertain"."""
    claims = in_book(Claim.objects.filter(visible_q(user)), known_at)
    if entity is not None:
        return [Said(*row) for row in claims.filter(subject=entity).values_list(*FIELDS)]
    found: dict[int, Said] = {}
    for column in _BOUNDARIES:
        part = claims.filter(**{f"{column}__gte": a, f"{column}__lte": b}).order_by(column, "pk")
        for row in part.values_list(*FIELDS)[: limit + 1]:
            found.setdefault(row[0], Said(*row))
    return list(found.values())


def _turn(difference: Difference) -> Difference:
    difference.before, difference.after = difference.after, difference.before
    return difference
