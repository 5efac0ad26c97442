"""Entries of the catalog that turned out to be one: their issues go along, and come back if they are two after all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bailiwick.access import require
from bailiwick.catalog.models import Entity

from ..fields import Value, values
from ..models import Affected, Edit, Issue, Operation
from ..models.issues import IssueQuerySet
from ..planning import carry_out
from ..words import Vocabulary

#: Longer chains of merges are a loop.
LONGEST = 20
#: The kind of an operation by which issues went where their entries went.
FOLLOWED = "follow"
_FIELDS = ("scope_id", "services")
Beat = Callable[[int, int, str], None]


def something_moved() -> bool:
    """Whether issues belong elsewhere, because entries are one now or are no longer."""
    return left_behind().exists() or bool(_strayed())


def left_behind() -> IssueQuerySet:
    """Issues that belong to an entry, or name one, that is another by now."""
    merged = Entity.objects.filter(merged_into__isnull=False).values("pk")
    named = Affected.objects.filter(scope_id__in=merged).values("issue")
    return Issue.objects.filter(Q(scope_id__in=merged) | Q(pk__in=named))


def _strayed() -> list[Operation]:
    """Operations that followed merges of which one is no more."""
    known = list(Operation.objects.filter(kind=FOLLOWED).order_by("pk"))
    now = _merges(pk for operation in known for pk in operation.asked["from"])
    return [each for each in known if any(now.get(int(pk)) != into for pk, into in each.asked["into"].items())]


def _merges(ids: Iterable[int]) -> dict[int, int]:
    """Which of these entries is another by now, and so on to the last: one query for each step."""
    found, front = dict[int, int](), set(ids)
    while front:
        rows = Entity.objects.filter(pk__in=front).values_list("pk", "merged_into")
        further = {pk: into for pk, into in rows if into is not None}
        front = set(further.values()) - found.keys() - further.keys()
        found |= further
    return found


def follow(*, by: Any, beat: Beat) -> int:
    """Let issues follow what became of the entries they name, one in each transaction. Twice is once."""
    require(by, "issue.triage")
    strayed, behind = _strayed(), list(left_behind().values_list("pk", "scope_id"))
    ids = sorted({*(pk for pk, _scope in behind), *_moved_by(strayed)})
    named = Affected.objects.filter(issue__in=left_behind().values("pk")).values_list("scope_id", flat=True)
    operation = _begun({*named, *(scope for _pk, scope in behind if scope)}, by) if behind else None
    for at, pk in enumerate(ids):
        _move_on(pk, operation or strayed[0], by)
        beat(at + 1, len(ids), "")
    for each in strayed:
        now = _merges(each.asked["from"])
        told = each.asked | {"into": {pk: now.get(int(pk)) for pk in {*each.asked["into"], *map(str, now)}}}
        Operation.objects.filter(pk=each.pk).update(asked=told)
    return len(ids)


def _moved_by(operations: list[Operation]) -> list[int]:
    return list(Edit.objects.filter(operation__in=operations).values_list("issue_id", flat=True).distinct())


def _begun(entries: set[int], by: Any) -> Operation:
    """What is followed, as it stands now: by it one sees later that it is no longer so."""
    into = _merges(entries)
    asked = {"from": sorted(entries & into.keys()), "into": {str(pk): to for pk, to in into.items()}}
    return Operation.objects.create(kind=FOLLOWED, by_id=by.pk, at=timezone.now(), asked=asked)


@transaction.atomic
def _move_on(pk: int, operation: Operation, by: Any) -> None:
    """One issue goes where the entries are that it named before it followed any. Twice is once."""
    issue = Issue.objects.select_for_update().get(pk=pk)
    before = values(issue, _FIELDS)
    first = {name: _before_following(issue, name, before[name]) for name in _FIELDS}
    after = {"scope_id": _last(first["scope_id"]), "services": _of_today(first["services"])}
    changed = {name: value for name, value in after.items() if value != before[name]}
    if changed:
        carry_out(issue, before, changed, Vocabulary(), who=by, operation=operation)


def _before_following(issue: Issue, name: str, now: Value) -> Value:
    """What the field said before the issue followed its entries; what it says, if somebody changed it since."""
    found = now
    for edit in Edit.objects.filter(issue=issue, field=name).select_related("operation").order_by("-pk"):
        if edit.operation is None or edit.operation.kind != FOLLOWED or edit.after != found:
            break
        found = edit.before
    return found


def _of_today(services: dict[str, str]) -> dict[str, str]:
    """The same by what the entries are today."""
    found: dict[str, str] = {}
    for scope, state in services.items():
        # Of two that are one now, what still is affected counts: its word comes first in the alphabet, too.
        here = str(_last(int(scope)))
        found[here] = min(state, found.get(here, state))
    return dict(sorted(found.items()))


def _last(scope: int | None) -> int | None:
    """What an entry is by now."""
    for _step in range(LONGEST):
        further = Entity.objects.filter(pk=scope or 0).values_list("merged_into", flat=True).first()
        if further is None:
            break
        scope = further
    return scope
