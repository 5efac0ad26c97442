"""Something is missing: named and described by no list, or described and missing on the list of its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from bailiwick.catalog.models import Entity, Lineage
from bailiwick.catalog.when import NEVER
from bailiwick.lib.batches import batches

from .found import NEVER_SEEN, Found, Need, least
from .ground import RUNS_ON, STEP, Ground, possible, sure
from .models import Finding

HOST = "host"
#: What is retired belongs on no list of what there is.
RETIRED = Q(predicate="lifecycle", value="retired")


def dangling(ground: Ground) -> Iterator[Found]:
    """What lists name, of a kind that some list covers, while no list describes it."""
    for part in ground.stretches("object_id", ground.part.things if ground.part else None) if ground.covers else ():
        named = list(_named(ground, part))
        seen_by = _described({row[0] for row in named}, ground)
        for thing, kind, hidden, line, level in named:
            needs = [need for need, _line in seen_by.get(thing, ())]
            yield Found(
                Finding.Kind.DANGLING,
                thing,
                said_by_id=line,
                against_id=ground.covers[kind][0],
                need=Need(hidden, level),
                until=least(needs),
            )


def _named(ground: Ground, part: Q) -> Iterator[tuple[int, str, int, int, int]]:
    """(thing, kind, its class, list, class of the least hidden naming)."""
    told = possible(ground.day).filter(witness__in=ground.live, subject=OuterRef("object_id"))
    told = told.filter(_open_to_all(), visibility__lte=OuterRef("object__visibility"))
    names = sure(ground.day).filter(
        part,
        ~Exists(told),
        object__kind__in=list(ground.covers),
        object__superseded_at=NEVER,
        witness__in=ground.live,
    )
    rows = names.values("object_id", "object__kind", "object__visibility", "witness_id").order_by()
    level = Min(Greatest("visibility", "subject__visibility"))
    yield from rows.annotate(level=level).values_list(
        "object_id", "object__kind", "object__visibility", "witness_id", "level"
    )


def _open_to_all() -> Q:
    """Statements whose other end nobody is kept from."""
    return Q(object=None) | Q(object__visibility=0)


def _described(things: Iterable[int], ground: Ground, **where: Any) -> dict[int, list[tuple[Need, int]]]:
    """Thing → (what one needs to see it, by whom) of the statements that describe it."""
    claims = possible(ground.day).filter(subject__in=list(things), **({"witness__in": ground.live} | where))
    found: dict[int, list[tuple[Need, int]]] = defaultdict(list)
    columns = ("subject_id", "witness_id", "visibility", "subject__visibility", "object__visibility")
    for thing, line, own, here, beside in claims.values_list(*columns).distinct():
        found[thing].append((Need(max(own, here), beside or 0), line))
    return found


def uncovered(ground: Ground) -> Iterator[Found]:
    """What is described by somebody and not by the list that covers its kind; and hosts that nothing runs on."""
    for kind, lines in ground.covers.items():
        for line in lines:
            for things in batches(_missing(ground, kind, line), STEP):
                yield from _missing_on(things, line, ground)
    yield from _idle_hosts(ground)


def _missing(ground: Ground, kind: str, line: int) -> Iterator[int]:
    """Things of the kind that another list describes, or people here, and this list does not."""
    about = sure(ground.day).filter(subject=OuterRef("pk"))
    by_list = Exists(about.filter(witness__in=ground.live - {line}))
    named = Exists(sure(ground.day).filter(object=OuterRef("pk"), witness__in=ground.live))
    by_hand = Exists(about.filter(witness__by_hand=True)) & ~named
    here = possible(ground.day).filter(_open_to_all(), subject=OuterRef("pk"), witness=line)
    there = Exists(here.filter(visibility__lte=OuterRef("visibility")))
    yield from _by_key(_standing(kind, ground).filter(by_list | by_hand).exclude(there).exclude(_retired(ground)))


def _retired(ground: Ground) -> Exists:
    """It is not in use any more, as all know who know of it."""
    said = sure(ground.day).filter(RETIRED, subject=OuterRef("pk"), visibility__lte=OuterRef("visibility"))
    return Exists(said)


def _retired_for_some(things: Iterable[int], ground: Ground) -> dict[int, Need]:
    """Thing → what one needs to see that it is retired."""
    said = sure(ground.day).filter(RETIRED, subject__in=list(things))
    rows = said.values("subject_id").annotate(level=Min(Greatest("visibility", "subject__visibility"))).order_by()
    return {thing: Need(level) for thing, level in rows.values_list("subject_id", "level")}


def _standing(kind: str, ground: Ground) -> QuerySet[Entity]:
    there = Entity.objects.filter(kind=kind, recorded_at__lt=NEVER, superseded_at=NEVER)
    return there if ground.part is None else there.filter(pk__in=ground.part.things)


def _by_key(things: QuerySet[Entity]) -> Iterator[int]:
    """Their ids, in short reads."""
    last = 0
    while ids := list(things.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:STEP]):
        yield from ids
        last = ids[-1]


def _missing_on(things: Sequence[int], line: int, ground: Ground) -> Iterator[Found]:
    elsewhere = _described(things, ground, witness__in=[*ground.live - {line}, *_by_hand()])
    hidden_there = _described(things, ground, witness__in=[line])
    retired = _retired_for_some(things, ground)
    for thing in things:
        if said := elsewhere.get(thing):
            need, speaker = min(said, key=lambda one: (one[0].weight, one[1]))
            more = [need for need, _line in hidden_there.get(thing, ())]
            until = least([*more, retired.get(thing, NEVER_SEEN)])
            yield Found(
                Finding.Kind.UNCOVERED,
                thing,
                said_by_id=speaker,
                against_id=line,
                need=need,
                until=until,
                any_list=True,
            )


def _by_hand() -> list[int]:
    return list(Lineage.objects.filter(by_hand=True).values_list("pk", flat=True))


def _idle_hosts(ground: Ground) -> Iterator[Found]:
    """Hosts on a list, of which no service is said to run there, while a list says that of all."""
    if ground.running is None:
        return
    run = possible(ground.day).filter(predicate=RUNS_ON, object=OuterRef("pk"))
    seen = Exists(run.filter(visibility=0, subject__visibility=0))
    listed = Exists(sure(ground.day).filter(subject=OuterRef("pk"), witness__in=ground.live))
    for things in batches(
        _by_key(_standing(HOST, ground).filter(listed).exclude(seen).exclude(_retired(ground))), STEP
    ):
        yield from _idle(things, ground.running, ground)


def _idle(things: Sequence[int], line: int, ground: Ground) -> Iterator[Found]:
    listed = _described(things, ground)
    hidden, retired = _runs_hidden(things, ground), _retired_for_some(things, ground)
    for thing in things:
        if said := listed.get(thing):
            need, speaker = min(said, key=lambda one: (one[0].weight, one[1]))
            yield Found(
                Finding.Kind.UNCOVERED,
                thing,
                predicate=RUNS_ON,
                said_by_id=speaker,
                against_id=line,
                need=need,
                until=least([hidden.get(thing, NEVER_SEEN), retired.get(thing, NEVER_SEEN)]),
                any_list=True,
            )


def _runs_hidden(things: Sequence[int], ground: Ground) -> dict[int, Need]:
    """Host → what one needs to see that something runs there after all."""
    run = possible(ground.day).filter(predicate=RUNS_ON, object__in=list(things))
    rows = run.values("object_id").annotate(level=Min(Greatest("visibility", F("subject__visibility")))).order_by()
    return {thing: Need(0, level) for thing, level in rows.values_list("object_id", "level")}
