"""What the catalog says about rights: part of, member of, responsible. Told to `access` after every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from bailiwick.access import closure
from bailiwick.access.models import Grant, MemberOf
from bailiwick.lib.batches import batches

from .models import Claim, Entity, Rank, State
from .vocabulary import RESPONSIBLE
from .when import NEVER, Answer, held


def update(entities: Iterable[int]) -> None:
    """Bring the closure in line with the claims about these entities. Only what is surely so today gives rights."""
    today = timezone.now().date()
    for ids in batches(sorted(set(entities)), 2_000):
        parents: dict[int, set[int]] = {pk: set() for pk in ids}
        groups: dict[int, set[int]] = {pk: set() for pk in ids}
        holders: dict[int, set[int]] = {pk: set() for pk in ids}
        edges = {"part_of": parents, "member_of": groups} | dict.fromkeys(RESPONSIBLE, holders)
        for subject, predicate, target, f1, f2, t1, t2 in _claims(ids, list(edges)):
            if held(f1, f2, t1, t2, today) is Answer.YES:
                edges[predicate][subject].add(target)
        for one, other in _merged(ids):
            parents[one].add(other)
            groups[one].add(other)
        closure.set_many_parents(parents)
        closure.set_many_groups(groups)
        closure.set_many_responsible(holders)


def _merged(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Two pages that are one stand for each other, so a role or an account of either reaches both."""
    wanted = set(ids)
    merged = Entity.objects.filter(merged_into__isnull=False)
    rows = merged.filter(Q(pk__in=ids) | Q(merged_into__in=ids))
    for one, into in rows.values_list("pk", "merged_into"):
        if into is not None:
            yield from ((a, b) for a, b in ((one, into), (into, one)) if a in wanted)


def _claims(ids: Iterable[int], predicates: list[str]) -> Any:
    return Claim.objects.filter(
        subject_id__in=ids,
        predicate__in=predicates,
        state=State.KNOWN,
        rank__gte=Rank.NORMAL,
        superseded_at=NEVER,
        recorded_at__lt=NEVER,
    ).values_list("subject_id", "predicate", "object_id", "from_earliest", "from_latest", "to_earliest", "to_latest")


def rights_of(teams: Iterable[int]) -> set[int | None]:
    """The scopes (None = everywhere) on which these teams, or teams they are in, hold a role."""
    holders: set[int] = set()
    fresh = set(teams)
    while fresh:
        holders |= fresh
        fresh = set(MemberOf.objects.filter(member__in=fresh).values_list("group", flat=True)) - holders
    return set(Grant.objects.in_force().filter(holder__in=holders).values_list("scope", flat=True))
