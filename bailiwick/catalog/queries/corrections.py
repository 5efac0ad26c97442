"""What the book once said of two days and has taken back since: it was never so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from ..models import Change, Claim, Edit, Entity
from ..vocabulary import PREDICATES
from ..when import NEVER, Answer
from .card import FIELDS, Said, in_book
from .diff import Difference, told
from .whole import whole_q

#: What was said, and what the book says instead, if it says something.
Correction = tuple[Difference, Difference | None]


def corrections(
    user: Any,
    a: date,
    b: date,
    *,
    entity: Entity | None = None,
    known_at: datetime | None = None,
    only: Q | None = None,
    limit: int = 200,
) -> list[Correction]:
    """The last corrections about the days from `a` to `b` that were made after `a`: five queries.

    A mistake that had been put right before that day was never a mistake about it. What another version
    says just so on both days, or was said twice before a merge, is none; neither is what another list says still.
    """
    taken_back = _taken_back(user, a, b, known_at)
    if entity is not None:
        taken_back = taken_back.filter(subject=entity)
    rows = taken_back.filter(only or Q()).order_by("-superseded_at", "pk").values_list(*FIELDS)[:limit]
    then = told(user, (Said(*row) for row in rows), a, b)
    return [(each, now) for each, now in _with_successors(user, then, a, b, known_at) if not _same(each, now)]


def _taken_back(user: Any, a: date, b: date, known_at: datetime | None) -> QuerySet[Claim]:
    """Versions that an applied correction ended, as far as they speak of these days."""
    claims = Claim.objects.filter(whole_q(user), pk__in=_corrected(), recorded_at__lt=NEVER)
    claims = claims.filter(superseded_at__gt=datetime.combine(a, time.max, UTC), superseded_at__lt=NEVER)
    if known_at is not None:
        claims = claims.filter(superseded_at__lte=known_at)
    return claims.filter(Q(from_earliest__lt=b) | Q(from_latest__lte=b), to_latest__gt=a)


def _corrected() -> QuerySet[Edit, Any]:
    edits = Edit.objects.filter(op=Edit.Op.CORRECT, refused="", change__status=Change.Status.APPLIED)
    merges = Edit.objects.filter(op=Edit.Op.MERGE).values("change")
    return edits.filter(claim__isnull=False).exclude(change__in=merges).values("claim")


def _with_successors(
    user: Any, then: list[Difference], a: date, b: date, known_at: datetime | None
) -> list[Correction]:
    """Each with the present version of the statement, or with what the correction put in its place."""
    if not then:
        return []
    ids, origins = [each.said.id for each in then], [each.said.origin for each in then]
    edits = Edit.objects.filter(op=Edit.Op.CORRECT, claim__in=ids, refused="")
    made_by = dict(edits.values_list("claim_id", "change_id"))
    subjects = {each.subject.id for each in then}
    instead = Q(change__in=set(made_by.values()), subject__in=subjects)
    others = Q(subject__in=subjects, predicate__in=_words(each.predicate.identity for each in then))
    rows = in_book(Claim.objects.filter(whole_q(user), Q(origin__in=origins) | instead | others), known_at)
    changes = dict(rows.values_list("pk", "change_id"))
    now = told(user, (Said(*row) for row in rows.values_list(*FIELDS)), a, b)
    first: dict[tuple[Any, ...], Difference] = {}
    alike: dict[tuple[Any, ...], list[Difference]] = defaultdict(list)
    for one in now:
        first.setdefault((one.said.origin,), one)
        first.setdefault(_made(one, changes[one.said.id]), one)
        alike[_statement(one)].append(one)
    found = [(each, first.get((each.said.origin,)) or first.get(_made(each, made_by[each.said.id]))) for each in then]
    return [(each, one) for each, one in found if one or not _says_still(alike.get(_statement(each), ()), each)]


def _words(identities: Iterable[str]) -> list[str]:
    wanted = set(identities)
    return [each.name for each in PREDICATES.values() if each.identity in wanted]


def _says_still(alike: Iterable[Difference], each: Difference) -> bool:
    """Whether another one of the same statement is so, perhaps, wherever this one was."""
    return any(
        all(
            was is Answer.NO or is_ is not Answer.NO
            for was, is_ in ((each.before, other.before), (each.after, other.after))
        )
        for other in alike
    )


def _statement(each: Difference) -> tuple[Any, ...]:
    """What makes two the same statement."""
    return each.subject.id, each.predicate.identity, each.object and each.object.id, each.value, each.said.state


def _made(each: Difference, change: int) -> tuple[Any, ...]:
    """What tells what a change said of a thing in one sense."""
    return change, each.subject.id, each.predicate.identity


def _same(then: Difference, now: Difference | None) -> bool:
    """Whether the book says of these days what it said before."""
    if now is None:
        return then.before is then.after is Answer.NO
    return (then.object, then.value, then.said.state, then.before, then.after) == (
        now.object,
        now.value,
        now.said.state,
        now.before,
        now.after,
    )
