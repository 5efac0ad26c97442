"""`entity_now`: what lists read, derived from current claims, one row per range of visibility classes.

`project(ids)` is called by the same actions that write claims, inside their
transaction; `bailiwick rebuild` calls it for everything, so both write the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from bailiwick.lib import bulk
from bailiwick.lib.batches import batches
from bailiwick.lib.text import fold

from .keepers import answering
from .models import Alias, Change, Claim, Edit, Entity, EntityNow, State
from .vocabulary import PREDICATES
from .when import NEVER, Answer, held

TOP_CLASS = 4
BATCH = 500
#: For how many people each counts; a team is more than one, and a mailing list nobody in particular.
PEOPLE = {"person": 1, "team": 2, "organisation": 2}
HOSTS = ("hosted_by", "runs_on", "located_at")
SINGLE = {"title": "title", "lifecycle": "lifecycle", "standing": "standing", "category": "group"}
COLUMNS = (
    "entity",
    "class_from",
    "class_to",
    "kind",
    "slug",
    "name",
    "sort",
    "title",
    "lifecycle",
    "standing",
    "group",
    "merged",
    "responsible",
    "people",
    "hosts",
    "addresses",
    "contacts",
    "incoming",
    "facts",
    "fresh_until",
    "confirmed_at",
    "attested_on",
    "changed_at",
)


@dataclass(slots=True)
class Fact:
    """One current claim, as much of it as the projection needs."""

    predicate: str
    object_id: int | None
    object_kind: str | None
    value: str | None
    state: int
    rank: int
    seen_from: int
    attested_on: date | None
    confirmed_at: datetime | None
    recorded_at: datetime


@dataclass(slots=True)
class Inputs:
    """Everything known now of a batch of entities."""

    names: dict[int, str] = field(default_factory=dict)
    facts: dict[int, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    incoming: dict[int, list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))


def project(ids: Iterable[int], today: date | None = None) -> int:
    """Write the rows of these entities anew; returns how many entities. Call inside a transaction."""
    today = today or timezone.now().date()
    done = 0
    for batch in batches(sorted(set(ids)), BATCH):
        standing = Q(superseded_at=NEVER) | Q(merged_into__isnull=False)
        entities = list(Entity.objects.filter(standing, pk__in=batch, recorded_at__lt=NEVER))
        inputs = _inputs(batch, today)
        EntityNow.objects.filter(entity_id__in=batch).delete()
        bulk.insert(EntityNow, COLUMNS, [row for entity in entities for row in _rows(entity, inputs)])
        done += len(entities)
    return done


def subjects_of(change: Change) -> set[int]:
    """The entities a change is about: what permission is asked for."""
    found = set(Claim.objects.filter(change=change).values_list("subject_id", flat=True).distinct())
    found.update(change.edits.exclude(entity=None).values_list("entity_id", flat=True))
    found.update(change.aliases.values_list("entity_id", flat=True))
    return found


def entities_of(change: Change) -> set[int]:
    """Every entity whose row a change may alter: both ends of its claims, and what its edits name."""
    found: set[int] = set()
    touched = Claim.objects.filter(change=change)
    replaced = Claim.objects.filter(pk__in=touched.exclude(replaces=None).values("replaces"))
    edited = Claim.objects.filter(pk__in=change.edits.exclude(claim=None).values("claim"))
    attested = Claim.objects.filter(origin__in=change.references.values("origin"), superseded_at=NEVER)
    # Who may see a page alters what its neighbours show and count.
    shown = change.edits.filter(op__in=(Edit.Op.SHOW, Edit.Op.REVERT)).values("entity")
    beside = Claim.objects.filter(Q(subject__in=shown) | Q(object__in=shown), superseded_at=NEVER)
    for claims in (touched, replaced, edited, attested, beside):
        for pair in claims.values_list("subject_id", "object_id").iterator(chunk_size=5000):
            found.update(end for end in pair if end)
    found.update(change.edits.exclude(entity=None).values_list("entity_id", flat=True))
    found.update(change.aliases.values_list("entity_id", flat=True))
    found.update(Entity.objects.filter(change=change).values_list("pk", flat=True))
    return found


def as_seen(entities: Sequence[Entity], seen: Q) -> dict[int, dict[str, Any]]:
    """The columns that `entity_now` would have if only the claims of `seen` were there."""
    inputs = _inputs([entity.pk for entity in entities], timezone.now().date(), seen)
    found = {}
    for entity in entities:
        facts, incoming = inputs.facts.get(entity.pk, []), inputs.incoming.get(entity.pk, [])
        found[entity.pk] = dict(zip(COLUMNS, _row(entity, TOP_CLASS, TOP_CLASS, inputs, facts, incoming), strict=True))
    return found


def _inputs(batch: Sequence[int], today: date, seen: Q | None = None) -> Inputs:
    seen = seen or Q()
    inputs = Inputs()
    aliases = Alias.objects.filter(entity_id__in=batch, scheme="name", recorded_at__lt=NEVER, superseded_at=NEVER)
    inputs.names.update(aliases.order_by("recorded_at", "pk").values_list("entity_id", "value"))
    for subject, span, fact in _current(batch, seen):
        if held(*span, today) is not Answer.NO:
            inputs.facts[subject].append(fact)
    begun = Q(from_latest__lte=today) | Q(from_earliest__lt=today)
    pointing = (
        Claim.objects.filter(seen, begun, object_id__in=batch, superseded_at=NEVER, recorded_at__lt=NEVER)
        .filter(to_latest__gt=today)
        .values_list("object_id", "predicate", "visibility", "subject__visibility")
        .annotate(n=Count("pk"))
    )
    for target, predicate, own, subject, n in pointing:
        inputs.incoming[target].append((predicate, max(own, subject), n))
    return inputs


def _current(batch: Sequence[int], seen: Q) -> Iterator[tuple[int, tuple[date, date, date, date], Fact]]:
    rows = (
        Claim.objects.filter(seen, subject_id__in=batch, superseded_at=NEVER, recorded_at__lt=NEVER)
        .order_by("subject_id", "-rank", "predicate", "origin")
        .values_list(
            "subject_id",
            "from_earliest",
            "from_latest",
            "to_earliest",
            "to_latest",
            "predicate",
            "object_id",
            "object__kind",
            "value",
            "state",
            "rank",
            "visibility",
            "object__visibility",
            "attested_on",
            "confirmed_at",
            "recorded_at",
        )
    )
    for (
        subject,
        f1,
        f2,
        t1,
        t2,
        predicate,
        obj,
        kind,
        value,
        state,
        rank,
        own,
        other,
        attested,
        confirmed,
        recorded,
    ) in rows:
        fact = Fact(predicate, obj, kind, value, state, rank, max(own, other or 0), attested, confirmed, recorded)
        yield subject, (f1, f2, t1, t2), fact


def _rows(entity: Entity, inputs: Inputs) -> Iterator[tuple[Any, ...]]:
    facts, incoming = inputs.facts.get(entity.pk, []), inputs.incoming.get(entity.pk, [])
    seen = {fact.seen_from for fact in facts} | {count[1] for count in incoming}
    starts = [entity.visibility, *sorted(level for level in seen if level > entity.visibility)]
    for index, low in enumerate(starts):
        high = starts[index + 1] - 1 if index + 1 < len(starts) else TOP_CLASS
        yield _row(entity, low, high, inputs, [fact for fact in facts if fact.seen_from <= low], incoming)


def _row(entity: Entity, low: int, high: int, inputs: Inputs, facts: list[Fact], incoming: Any) -> tuple[Any, ...]:
    name = inputs.names.get(entity.pk, entity.slug)
    known = [fact for fact in facts if fact.state == State.KNOWN]
    single = _singles(known)
    words = answering((fact.predicate, fact.state, fact.rank) for fact in facts)
    responsible = _objects(known, words)
    keepers = {(fact.object_id, fact.object_kind) for fact in known if fact.predicate in words}
    confirmed = [fact.confirmed_at for fact in facts if fact.confirmed_at]
    attested = [fact.attested_on for fact in facts if fact.attested_on]
    return (
        entity.pk,
        low,
        high,
        entity.kind,
        entity.slug,
        name,
        fold(name)[:300],
        single["title"],
        single["lifecycle"][:16],
        single["standing"][:16],
        (single["group"] or single["standing"])[:100],
        entity.merged_into_id is not None,
        responsible,
        counted(kind for _, kind in keepers),
        _objects(known, HOSTS),
        [fact.value for fact in known if fact.predicate == "url"],
        _objects(known, ("contact_point",)),
        _incoming(incoming, low),
        len(facts),
        _fresh_until(facts),
        max(confirmed, default=None),
        max(attested, default=None),
        max((fact.recorded_at for fact in facts), default=entity.recorded_at),
    )


def counted(kinds: Iterable[str | None]) -> int:
    """How many people stand behind those who answer for something, by their kinds."""
    return sum(PEOPLE.get(kind or "", 0) for kind in kinds)


def _singles(facts: list[Fact]) -> dict[str, str]:
    found = dict.fromkeys(SINGLE.values(), "")
    for fact in reversed(facts):
        if column := SINGLE.get(fact.predicate):
            found[column] = fact.value or ""
    return found


def _objects(facts: list[Fact], predicates: Sequence[str]) -> list[int]:
    """Ids, not names: whether this reader may see the other end is asked when names are looked up."""
    return list(dict.fromkeys(fact.object_id for fact in facts if fact.predicate in predicates and fact.object_id))


def _incoming(counts: list[tuple[str, int, int]], low: int) -> dict[str, int]:
    total: dict[str, int] = defaultdict(int)
    for predicate, level, n in counts:
        if level <= low:
            total[predicate] += n
    return dict(sorted(total.items()))


def _fresh_until(facts: list[Fact]) -> date | None:
    """When the first confirmation runs out; None when nothing was ever confirmed."""
    ends = [
        fact.confirmed_at.date() + timedelta(days=PREDICATES[fact.predicate].ttl_days)
        for fact in facts
        if fact.confirmed_at and PREDICATES[fact.predicate].ttl_days
    ]
    return min(ends, default=None)
