"""Lists answer one question differently: one finding, however many they are."""

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
#: List → what it says.
Sides = dict[int, list["Said"]]


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
    """Every question that lists answer differently, a part of the catalog at a time."""
    words = [name for name in PREDICATES if len(ground.answering(name)) > 1]
    for part in ground.stretches("subject_id", ground.part.subjects if ground.part else None) if words else ():
        groups = {group: sides for group, said in _groups(ground, words, part) if (sides := _sides(said))}
        answers = {one.object_id for sides in groups.values() for side in sides.values() for one in side}
        within = _containers(answers, ground)
        for group, sides in groups.items():
            yield from _compared(group, sides, within)


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


def _sides(said: list[Said]) -> Sides:
    """By list; none when all say just the same to the same readers: mostly so, then nothing more is asked."""
    sides: Sides = {}
    for one in said:
        sides.setdefault(one.witness, []).append(one)
    first, *others = ({(one.answer, one.sure, one.need) for one in side} for side in sides.values())
    return {} if all(other == first for other in others) else dict(sorted(sides.items()))


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


def _compared(group: Group, sides: Sides, within: dict[int, set[int]]) -> Iterator[Found]:
    """The conflict as each class of readers sees it: what they may not see is no ground of theirs."""
    everything = [said for side in sides.values() for said in side]
    tiers = sorted({said.need.weight[0] for said in everything})
    needs = [_need(said for said in everything if said.need.weight[0] <= tier) for tier in tiers]
    for index, tier in enumerate(tiers):
        seen = {line: [said for said in side if said.need.weight[0] <= tier] for line, side in sides.items()}
        seen = {line: side for line, side in seen.items() if any(said.sure for said in side)}
        if pair := _differing(seen, within):
            yield Found(
                Finding.Kind.CONFLICT,
                group[0],
                predicate=group[1],
                said_by_id=pair[0],
                against_id=pair[1],
                further=tuple(line for line in seen if line not in pair),
                need=needs[index],
                until=needs[index + 1] if index + 1 < len(needs) else NEVER_SEEN,
                tier=index,
                any_list=True,
                says=tuple(f"{line}={_answers(side)}" for line, side in seen.items()),
            )


def _differing(seen: Sides, within: dict[int, set[int]]) -> tuple[int, int] | None:
    """The first two lists that do."""
    pairs = combinations(seen, 2)
    return next(((one, other) for one, other in pairs if _differ(seen[one], seen[other], within)), None)


def _need(said: Iterable[Said]) -> Need:
    need = Need()
    for one in said:
        need = need.and_(one.need)
    return need


def _answers(side: list[Said]) -> str:
    return "|".join(sorted({str(said.answer) for said in side if said.sure}))


def _differ(one: list[Said], other: list[Said], within: dict[int, set[int]]) -> bool:
    """Whether one side surely says what the other one, even perhaps, does not."""
    return not (_answered(one, other, within) and _answered(other, one, within))


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
