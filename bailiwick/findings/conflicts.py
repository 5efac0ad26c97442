"""Two lists answer one question differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from bailiwick.catalog.models import State
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.lib.text import fold_name

from .found import NEVER_SEEN, Found, Need
from .ground import Ground, possible, sure
from .models import Finding
from .part import CONTAINED_IN, HIGHEST

COLUMNS = (
    "subject_id", "predicate", "witness_id", "object_id", "value", "state", "certain", "visibility",
    "subject__visibility", "object__visibility",
)  # fmt: skip

Group = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of one list."""

    witness: int
    object_id: int | None
    #: What is compared: a thing, a folded value, or that there is none.
    answer: Any
    sure: bool
    need: Need


def conflicts(ground: Ground) -> Iterator[Found]:
    """Every pair of lists that differ, about every thing, a part of the catalog at a time."""
    words = [name for name in PREDICATES if len(ground.answering(name)) > 1]
    for part in ground.stretches("subject_id", ground.part.subjects if ground.part else None) if words else ():
        groups = {group: pairs for group, said in _groups(ground, words, part) if (pairs := _pairs(said))}
        within = _containers(
            {one.object_id for pairs in groups.values() for pair in pairs for one in (*pair[0], *pair[1])}, ground
        )
        for group, pairs in groups.items():
            for one, other in pairs:
                yield from _compared(group, one, other, within)


def _groups(ground: Ground, words: Sequence[str], part: Q) -> Iterator[tuple[Group, list[Said]]]:
    """What lists say, by thing and question."""
    claims = possible(ground.day).filter(part, witness__in=ground.live, predicate__in=words)
    # Asked of the database, for four dates of each row cost more to read than all the rest.
    held = Q(from_latest__lte=ground.day, to_earliest__gte=ground.day)
    claims = claims.annotate(certain=ExpressionWrapper(held, BooleanField()))
    found: dict[Group, list[Said]] = defaultdict(list)
    for row in claims.exclude(state=State.UNKNOWN).values_list(*COLUMNS):
        if row[2] in ground.answering(row[1]):
            found[(row[0], PREDICATES[row[1]].identity)].append(_said(row))
    yield from found.items()


def _said(row: tuple[Any, ...]) -> Said:
    witness, target, value, state, certain, own, here, beside = row[2:]
    answer = "none" if state == State.NONE else target or f"={fold_name(value or '')}"
    return Said(witness, target, answer, bool(certain), Need(max(own, here), beside or 0))


def _pairs(said: list[Said]) -> list[tuple[list[Said], list[Said]]]:
    """The sides that do not say just the same, two by two."""
    sides: dict[int, list[Said]] = {}
    for one in said:
        sides.setdefault(one.witness, []).append(one)
    return [pair for pair in combinations((sides[pk] for pk in sorted(sides)), 2) if not _alike(*pair)]


def _alike(one: list[Said], other: list[Said]) -> bool:
    """The same answers for the same readers: most pairs, so nothing more is asked."""
    a, b = ({(said.answer, said.sure, said.need) for said in side} for side in (one, other))
    return a == b


def _containers(ids: Iterable[int | None], ground: Ground) -> dict[int, set[int]]:
    """Thing → what contains it, as far as everybody may know."""
    found: dict[int, set[int]] = {}
    fresh = {pk for pk in ids if pk}
    edges: dict[int, set[int]] = defaultdict(set)
    for _step in range(HIGHEST):
        if not fresh:
            break
        up = _public(ground).filter(subject__in=fresh, predicate__in=CONTAINED_IN)
        above = set()
        for child, parent in up.values_list("subject_id", "object_id"):
            edges[child].add(parent)
            above.add(parent)
        fresh = above - edges.keys()
    for pk in list(edges):
        found[pk] = _above(pk, edges)
    return found


def _public(ground: Ground) -> Any:
    return sure(ground.day).filter(visibility=0, subject__visibility=0, object__visibility=0)


def _above(pk: int, edges: dict[int, set[int]]) -> set[int]:
    """No further than `HIGHEST`, whatever is known of others: so it does not matter what is looked at together."""
    seen: set[int] = set()
    fresh = set(edges[pk])
    for _step in range(HIGHEST):
        seen |= fresh
        fresh = {parent for each in fresh for parent in edges.get(each, ())} - seen
    return seen


def _compared(group: Group, one: list[Said], other: list[Said], within: dict[int, set[int]]) -> Iterator[Found]:
    """The conflict as each class of readers sees it: what they may not see is no ground of theirs."""
    tiers = sorted({said.need.weight[0] for said in (*one, *other)})
    needs = [_need([said for said in (*one, *other) if said.need.weight[0] <= tier]) for tier in tiers]
    for index, tier in enumerate(tiers):
        a, b = ([said for said in side if said.need.weight[0] <= tier] for side in (one, other))
        if a and b and _differ(a, b, within):
            yield Found(
                Finding.Kind.CONFLICT,
                group[0],
                predicate=group[1],
                said_by_id=one[0].witness,
                against_id=other[0].witness,
                need=needs[index],
                until=needs[index + 1] if index + 1 < len(needs) else NEVER_SEEN,
                tier=index,
                says=(_answers(a), _answers(b)),
            )


def _need(said: Iterable[Said]) -> Need:
    need = Need()
    for one in said:
        need = need.and_(one.need)
    return need


def _answers(side: list[Said]) -> str:
    return "|".join(sorted({str(said.answer) for said in side if said.sure}))


def _differ(one: list[Said], other: list[Said], within: dict[int, set[int]]) -> bool:
    """Whether one side surely says what the other one, even perhaps, does not; both have to say something surely."""
    both_sure = any(said.sure for said in one) and any(said.sure for said in other)
    return both_sure and not (_answered(one, other, within) and _answered(other, one, within))


def _answered(one: list[Said], other: list[Said], within: dict[int, set[int]]) -> bool:
    there = {said.answer for said in other}
    return all(_contained(said.answer, there, within) for said in one if said.sure)


def _contained(answer: Any, there: set[Any], within: dict[int, set[int]]) -> bool:
    if answer in there or within.get(answer, set()) & there:
        return True
    return any(answer in within.get(each, ()) for each in there)


def claims_of_side(finding: Finding, lineage_id: int | None, ground_day: Any) -> Any:
    """The statements of one side, for whoever shows or ranks them."""
    words = [name for name, word in PREDICATES.items() if word.identity == finding.predicate]
    said = possible(ground_day).filter(subject=finding.scope_id, predicate__in=words, witness=lineage_id)
    claims: Any = said.exclude(state=State.UNKNOWN).order_by("-rank", "predicate", "pk")
    return claims
