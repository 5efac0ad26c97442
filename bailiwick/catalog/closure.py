"""What the catalog says about rights: part of, member of, responsible. Told to `access` after every change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from bailiwick.access import closure
from bailiwick.access.models import Grant, MemberOf
from bailiwick.lib.batches import batches

from .models import Claim, Rank, State
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
        closure.set_many_parents(parents)
        closure.set_many_groups(groups)
        closure.set_many_responsible(holders)


def _claims(ids: Iterable[int], predicates: list[str]) -> Any:
    return Claim.objects.filter(
        subject_id__in=ids,
        predicate__in=predicates,
        state=State.KNOWN,
        rank__gte=Rank.NORMAL,
        superseded_at=NEVER,
        recorded_at__lt=NEVER,
    ).values_list("subject_id", "predicate", "object_id", "from_earliest", "from_latest", "to_earliest", "to_latest")


def rights_of(teams: Any) -> set[int | None]:
    """The scopes (None = everywhere) on which these teams, or teams they are in, hold a role."""
    holders, fresh = set(), set(teams.values_list("object_id", flat=True))
    while fresh:
        holders |= fresh
        fresh = set(MemberOf.objects.filter(member__in=fresh).values_list("group", flat=True)) - holders
    return set(Grant.objects.in_force().filter(holder__in=holders).values_list("scope", flat=True))
