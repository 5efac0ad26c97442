"""The card of an entity: what is so now, what was so on a day, and what we thought then.

card(user, entity)                          now
card(user, entity, as_of=date(2019, 3, 1))  each fact yes or uncertain on that day
card(user, entity, known_at=moment)         what the book said at that moment
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bailiwick.access import viewer, visible_q
from bailiwick.lib.prepared import ask

from ..keepers import answering
from ..models import Claim, Entity, State
from ..vocabulary import FAMILIES, INTENTS, PREDICATES, RESPONSIBLE, Predicate
from ..when import NEVER, Answer, Span, held
from .freshness import Mark, mark
from .names import Named, names

FIELDS = (
    "id",
    "origin",
    "predicate",
    "subject_id",
    "object_id",
    "value",
    "state",
    "rank",
    "qualifiers",
    "inferred_by",
    "witness_id",
    "from_earliest",
    "from_latest",
    "to_earliest",
    "to_latest",
    "attested_on",
    "confirmed_at",
    "visibility",
)


@dataclass(frozen=True, slots=True)
class Said:
    """One witness's current statement."""

    id: int
    origin: int
    predicate: str
    subject_id: int
    object_id: int | None
    value: str | None
    state: int
    rank: int
    qualifiers: dict[str, str]
    inferred_by: str
    witness_id: int
    from_earliest: date
    from_latest: date
    to_earliest: date
    to_latest: date
    attested_on: date | None
    confirmed_at: datetime | None
    visibility: int

    @property
    def span(self) -> Span:
        return Span(self.from_earliest, self.from_latest, self.to_earliest, self.to_latest)

    def at(self, day: date) -> Answer:
        return held(self.from_earliest, self.from_latest, self.to_earliest, self.to_latest, day)


@dataclass(slots=True)
class Fact:
    """What one or several witnesses say alike, as a reader sees it."""

    predicate: Predicate
    value: str | None
    state: int
    answer: Answer
    mark: Mark
    said: list[Said]
    object: Named | None = None
    subject: Named | None = None
    disputed: bool = False

    @property
    def lead(self) -> Said:
        return self.said[0]

    @property
    def span(self) -> Span:
        return self.lead.span

    @property
    def witnesses(self) -> int:
        """How many independent lists say so; a retelling is none of its own."""
        return len({said.witness_id for said in self.said})

    @property
    def intent(self) -> Any:
        return INTENTS.get(self.lead.qualifiers.get("intent", ""), "")


@dataclass(slots=True)
class Card:
    """Everything a reader may know of an entity on a day, in the order of the vocabulary."""

    entity: Entity
    day: date
    facts: list[Fact] = field(default_factory=list)

    def of(self, *predicates: str) -> list[Fact]:
        """The facts of these predicates."""
        return [fact for fact in self.facts if fact.predicate.name in predicates]

    def family(self, name: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.predicate.family == name]

    @property
    def families(self) -> list[tuple[Any, list[Fact]]]:
        """(label, facts) of every family that has some."""
        return [(label, facts) for name, label in FAMILIES.items() if (facts := self.family(name))]

    @property
    def responsible(self) -> list[Fact]:
        return self.of(*RESPONSIBLE)

    @property
    def keepers(self) -> list[Fact]:
        """Who answers for it."""
        return keepers(self.facts)

    def dispute(self, questions: Iterable[str]) -> None:
        """Each surely given answer to one of these is disputed."""
        asked = set(questions)
        for fact in self.facts:
            if fact.predicate.identity in asked and fact.answer is Answer.YES and fact.state != State.UNKNOWN:
                fact.disputed = True

    def value(self, predicate: str) -> str:
        """The leading value of an attribute, or ''."""
        return next((fact.value or "" for fact in self.of(predicate) if fact.state == State.KNOWN), "")


def keepers(facts: Sequence[Fact]) -> list[Fact]:
    """Those that name who answers for a thing, of all its facts."""
    words = answering((fact.predicate.name, fact.state, fact.lead.rank) for fact in facts)
    return [fact for fact in facts if fact.predicate.name in words and fact.object]


def in_book(claims: QuerySet[Claim], known_at: datetime | None) -> QuerySet[Claim]:
    """Rows that stand in the book now, or stood in it at a moment."""
    if known_at is None:
        return claims.filter(superseded_at=NEVER, recorded_at__lt=NEVER)
    return claims.filter(recorded_at__lte=known_at, superseded_at__gt=known_at)


def card(user: Any, entity: Entity, *, as_of: date | None = None, known_at: datetime | None = None) -> Card:
    """The card for this reader: two queries, whatever the entity."""
    day = as_of or timezone.now().date()
    return Card(entity, day, _facts(user, said_of(user, entity.pk, known_at), day, "object_id"))


def facts_of(user: Any, said: Sequence[Said], day: date, named: dict[int, Named]) -> list[Fact]:
    """What these statements say of their subject on a day, each fact once, however many lists state it."""
    return _facts(user, said, day, "object_id", named)


def said_of(user: Any, entity_id: int, known_at: datetime | None = None) -> list[Said]:
    """Every statement about an entity that this reader may see, as the book stands or stood."""

    def claims(pk: int) -> QuerySet[Claim, Any]:
        return in_book(Claim.objects.filter(visible_q(user), subject=pk), known_at).values_list(*FIELDS)

    rows = claims(entity_id) if known_at else ask(("said of", viewer(user).key), claims, entity_id)
    return [Said(*row) for row in rows]


def _said(claims: QuerySet[Claim]) -> list[Said]:
    return [Said(*row) for row in claims.values_list(*FIELDS)]


def _facts(user: Any, said: Sequence[Said], day: date, end: str, named: dict[int, Named] | None = None) -> list[Fact]:
    """Group what witnesses say alike; drop what was not so, and what names something this reader may not see."""
    named = names(user, (getattr(s, end) for s in said)) if named is None else named
    groups: dict[tuple[Any, ...], list[Said]] = {}
    for one in said:
        other = getattr(one, end)
        if one.at(day) is Answer.NO or (other is not None and other not in named):
            continue
        identity = PREDICATES[one.predicate].identity
        groups.setdefault((identity, one.subject_id, one.object_id, one.value, one.state), []).append(one)
    facts = [_fact(group, day, named, end) for group in groups.values()]
    _note_disputes(facts)
    facts.sort(key=_order)
    return facts


def _fact(group: list[Said], day: date, named: dict[int, Named], end: str) -> Fact:
    group.sort(key=lambda s: (-s.rank, s.at(day) is not Answer.YES, s.origin))
    lead = group[0]
    answer = Answer.YES if any(s.at(day) is Answer.YES for s in group) else Answer.UNCERTAIN
    latest = max((s.confirmed_at for s in group if s.confirmed_at), default=None)
    other = named.get(getattr(lead, end) or 0)
    fact = Fact(PREDICATES[lead.predicate], lead.value, lead.state, answer, mark(lead.predicate, latest, day), group)
    if end == "object_id":
        fact.object = other
    else:
        fact.subject = other
    return fact


def _note_disputes(facts: Iterable[Fact]) -> None:
    """A predicate that takes one value has several: each of them is disputed, unless somebody said which one leads."""
    groups: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        if fact.predicate.one and fact.answer is Answer.YES:
            groups.setdefault((fact.predicate.name, fact.lead.subject_id), []).append(fact)
    for group in groups.values():
        top = max(fact.lead.rank for fact in group)
        leading = [fact for fact in group if fact.lead.rank == top]
        for fact in leading if len(leading) > 1 else []:
            fact.disputed = True


_ORDER = {name: index for index, name in enumerate(PREDICATES)}
#: Words that answer one question stand together, and what leads stands first among them.
_QUESTION = {
    name: min(_ORDER[p.name] for p in PREDICATES.values() if p.identity == each.identity)
    for name, each in PREDICATES.items()
}


def _order(fact: Fact) -> tuple[Any, ...]:
    name = fact.object.name if fact.object else fact.value or ""
    word = fact.predicate.name
    return _QUESTION[word], -fact.lead.rank, _ORDER[word], fact.answer is not Answer.YES, name.casefold()
