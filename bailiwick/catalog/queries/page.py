"""Everything one page of an entity shows, in a handful of queries whatever the entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from bailiwick.access import row_q, viewer, visible_q
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

from ..models import Claim, Entity, EntityNow, State
from ..vocabulary import PREDICATES, RESPONSIBLE, Predicate
from ..when import BEGINNING, FOREVER, Answer
from .card import FIELDS, Card, Fact, Said, _facts, _said, in_book, said_of
from .names import Named, names
from .whole import exactly, whole_q

#: So many of each group stand on the page; the rest is one step further.
FIRST = 50
#: Up to so many are read at once; a hub is read group by group.
SMALL = 200
#: The groups of a hub that are opened on its page.
OPENED = 4
ROW, ENTITY = (tuple(field.attname for field in model._meta.concrete_fields) for model in (EntityNow, Entity))


def row_at(user: Any, kind: str, slug: str) -> EntityNow | None:
    """The row behind an address with its entity, if this reader may see it: one query."""

    def rows(kind: str, slug: str) -> QuerySet[EntityNow, Any]:
        found = EntityNow.objects.filter(row_q(user), entity__kind=kind, entity__slug=slug)
        return found.values_list(*ROW, *(f"entity__{name}" for name in ENTITY))

    for values in ask(("row", viewer(user).key), rows, kind, slug):
        row = EntityNow.from_db(None, ROW, values[: len(ROW)])
        row.entity = Entity.from_db(None, ENTITY, values[len(ROW) :])
        return exactly(user, row)
    return None


@dataclass(slots=True)
class Group:
    """What says one thing of an entity: the first of them, how many, and where the rest begins.

    How many there were on another day is not counted when it is more than what is shown.
    """

    predicate: Predicate
    facts: list[Fact]
    count: int | None
    more: int = 0


@dataclass(slots=True)
class Page:
    """What a reader sees of an entity on a day."""

    card: Card
    incoming: list[Group] = field(default_factory=list)
    #: Entity id → the mail addresses and addresses under which it is reached.
    ways: dict[int, list[str]] = field(default_factory=dict)
    #: All that was ever so, by this book, for the strip of time.
    said: list[Said] = field(default_factory=list)
    named: dict[int, Named] = field(default_factory=dict)


def page(user: Any, row: EntityNow, *, as_of: date | None = None, known_at: datetime | None = None) -> Page:
    """The page of an entity: its card, what points to it, and how to reach who is named on it."""
    day, entity = as_of or timezone.now().date(), row.entity
    said, then = said_of(user, entity.pk, known_at), bool(as_of or known_at)
    pointing, cut = _pointing(user, entity, row.incoming, known_at, then)
    named = names(user, [one.object_id for one in said] + [one.subject_id for one in pointing])
    shown = Card(entity, day, _facts(user, said, day, "object_id", named))
    counts = dict.fromkeys(cut, None) if then else row.incoming
    groups = _groups(_facts(user, pointing, day, "subject_id", named), counts, cut)
    people = [fact.object.id for fact in shown.of(*RESPONSIBLE, "contact_point") if fact.object]
    return Page(shown, groups, ways(user, people, day, known_at), said, named)


def _pointing(
    user: Any, entity: Entity, counts: dict[str, int], known_at: datetime | None, then: bool
) -> tuple[list[Said], dict[str, int]]:
    """The first statements about the entity, and for groups that were cut, the id to go on after (0: not opened)."""
    if sum(counts.values()) <= SMALL:
        return _said_about(user, entity.pk, known_at), {}
    claims = in_book(Claim.objects.filter(visible_q(user), object=entity), known_at)
    claims = claims.filter(whole_q(user))
    found: list[Said] = []
    largest = sorted(counts, key=lambda name: -counts[name])
    cut = dict.fromkeys(largest[OPENED:], 0)
    for predicate in [*largest[:OPENED], *(_no_more(claims, entity, counts) if then else ())]:
        rows = _said(claims.filter(predicate=predicate).order_by("pk")[: FIRST + 1])
        found += rows[:FIRST]
        cut |= {predicate: rows[FIRST - 1].id} if len(rows) > FIRST else {}
    return found, cut


def _no_more(claims: QuerySet[Claim], entity: Entity, counts: dict[str, int]) -> list[str]:
    """What was said of it once and is not today."""
    own = {entity.kind, "*"}
    others = [name for name, each in PREDICATES.items() if name not in counts and own & {*each.object_kinds}]
    return sorted(claims.filter(predicate__in=others).values_list("predicate", flat=True).distinct())


def _said_about(user: Any, entity_id: int, known_at: datetime | None) -> list[Said]:
    def claims(pk: int) -> QuerySet[Claim, Any]:
        found = in_book(Claim.objects.filter(visible_q(user), object=pk), known_at)
        return found.order_by("predicate", "pk")[: 4 * SMALL].values_list(*FIELDS)

    rows = claims(entity_id) if known_at else ask(("said about", viewer(user).key), claims, entity_id)
    return [Said(*row) for row in rows]


def _groups(facts: Iterable[Fact], counts: Mapping[str, int | None], cut: dict[str, int]) -> list[Group]:
    found: dict[str, Group] = {}
    for fact in facts:
        group = found.setdefault(fact.predicate.name, Group(fact.predicate, [], 0))
        group.facts.append(fact)
    for name, group in found.items():
        group.facts.sort(key=lambda fact: fact.subject.name.casefold() if fact.subject else "")
        group.more = cut.get(name, 0)
        group.count = counts.get(name) if group.more else len(group.facts)
    if cut:
        rest = [Group(PREDICATES[name], [], n) for name, n in counts.items() if name not in found]
        return [*sorted(found.values(), key=lambda group: -(group.count or len(group.facts))), *rest]
    return list(found.values())


def incoming(
    user: Any,
    entity: Entity,
    predicate: str,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    after: int = 0,
) -> tuple[list[Fact], int]:
    """A page of what says `predicate` of the entity, and the id to go on after (0 at the end)."""
    day = as_of or timezone.now().date()
    claims: QuerySet[Claim] = in_book(Claim.objects.filter(whole_q(user), object=entity, predicate=predicate), known_at)
    rows = _said(claims.filter(pk__gt=after).order_by("pk")[: FIRST + 1])
    facts = _facts(user, rows[:FIRST], day, "subject_id")
    facts.sort(key=lambda fact: fact.subject.name.casefold() if fact.subject else "")
    return facts, rows[FIRST - 1].id if len(rows) > FIRST else 0


def ways(user: Any, ids: Iterable[int], day: date, known_at: datetime | None = None) -> dict[int, list[str]]:
    """How to reach these: addresses and mail addresses, as links. One query; none when there is nobody."""
    wanted = set(ids)
    if not wanted:
        return {}

    def claims(ids: Numbers) -> QuerySet[Claim, Any]:
        reached = Claim.objects.filter(visible_q(user), predicate__in=("mail", "url"), state=State.KNOWN)
        return in_book(reached.filter(OneOf("subject_id", ids, leads=True)), known_at).values_list(*FIELDS)

    asked = Numbers(sorted(wanted))
    rows = claims(asked) if known_at else ask(("ways", viewer(user).key), claims, asked)
    found: dict[int, list[str]] = {}
    for said in (Said(*row) for row in rows):
        if said.at(day) is not Answer.NO and said.value:
            way = f"mailto:{said.value}" if said.predicate == "mail" else said.value
            if way not in found.setdefault(said.subject_id, []):
                found[said.subject_id].append(way)
    return found


def turning_points(said: Iterable[Said]) -> list[tuple[date, Said, bool]]:
    """(day, statement, whether it began) for every beginning and end that has a day, oldest first."""
    found = []
    for one in said:
        if one.from_latest > BEGINNING:
            found.append((one.from_latest, one, True))
        if one.to_latest < FOREVER:
            found.append((one.to_latest, one, False))
    return sorted(found, key=lambda point: (point[0], point[1].origin))
