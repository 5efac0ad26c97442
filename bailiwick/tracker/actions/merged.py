"""Entries of the catalog that turned out to be one: their issues go along."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from bailiwick.access import require
from bailiwick.catalog.models import Entity

from ..fields import FIELDS, values
from ..models import Affected, Issue
from ..models.issues import IssueQuerySet
from ..planning import carry_out
from ..words import Vocabulary

#: Longer chains of merges are a loop.
LONGEST = 20


def left_behind() -> IssueQuerySet:
    """Issues that belong to an entry, or name one, that is another by now."""
    merged = Entity.objects.filter(merged_into__isnull=False).values("pk")
    named = Affected.objects.filter(scope_id__in=merged).values("issue")
    return Issue.objects.filter(Q(scope_id__in=merged) | Q(pk__in=named))


@transaction.atomic
def move_on(pk: int, *, by: Any) -> None:
    """One issue follows the entries it names to what they were merged into. Twice is once."""
    issue = _locked(pk)
    require(by, "issue.triage", issue)
    before = values(issue, ["scope_id", "services"])
    into = {str(scope): _last(scope) for scope in {*map(int, before["services"]), issue.scope_id} - {None}}
    services: dict[str, str] = {}
    for scope, state in before["services"].items():
        # Of two that are one now, what still is affected counts: its word comes first in the alphabet, too.
        services[str(into[scope])] = min(state, services.get(str(into[scope]), state))
    after = {"scope_id": into.get(str(issue.scope_id)), "services": dict(sorted(services.items()))}
    changed = {name: value for name, value in after.items() if value != before[name]}
    if changed and changed.keys() <= FIELDS.keys():
        carry_out(issue, before, changed, Vocabulary(), who=by)


def _locked(pk: int) -> Issue:
    return Issue.objects.select_for_update().get(pk=pk)


def _last(scope: int | None) -> int | None:
    """What an entry is by now."""
    for _step in range(LONGEST):
        further = Entity.objects.filter(pk=scope or 0).values_list("merged_into", flat=True).first()
        if further is None:
            break
        scope = further
    return scope
