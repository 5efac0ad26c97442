"""Changing many issues at once: what is asked is kept as an operation, a job does it in short transactions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.jobs import enqueue
from bailiwick.jobs.queue import Cancelled

from ..errors import Refused
from ..fields import FIELDS, Value
from ..models import Issue, Operation
from ..planning import planned
from ..rights import require_changes
from ..words import Vocabulary
from .issues import change_issue

#: Issues of one bulk edit, and so many that were left alone are named.
MOST, NAMED = 100_000, 200
#: A title or a text fits one issue only.
NOT_IN_BULK = frozenset({"title", "body"})
Beat = Callable[[int, int, str], None]
Done = TypeVar("Done")
#: field → the value it gets, or {"add": […], "remove": […]} for one that has many.
Asked = Mapping[str, Any]
#: field → (before, after)
Changes = Mapping[str, tuple[Value, Value]]


@dataclass
class Preview:
    """What a bulk edit would do: how many would change, and why others would not."""

    total: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    #: Of those that were only looked at: number → title, and number → what changes, empty where it is so already.
    titles: dict[int, str] = field(default_factory=dict)
    changes: dict[int, Changes] = field(default_factory=dict)

    def count(self, pk: int, outcome: Collection[str] | str) -> None:
        """One more issue: the fields that change, or why none does."""
        self.total += 1
        if isinstance(outcome, str):
            self.refused.append((pk, outcome))
        elif outcome:
            self.changed += 1
        else:
            self.same += 1

    def told(self) -> dict[str, Any]:
        """As the operation keeps it."""
        return {
            "total": self.total,
            "changed": self.changed,
            "same": self.same,
            "left_alone": len(self.refused),
            "named": [list(pair) for pair in self.refused[:NAMED]],
        }


def preview_bulk(ids: Iterable[int], asked: Asked, *, by: Any) -> Preview:
    """What it would do to these, writing nothing."""
    require(by, "bulk.run")
    words, found = Vocabulary(), Preview()
    for issue in Issue.objects.visible_to(by).filter(pk__in=list(ids)).order_by("pk"):
        outcome = _tried(lambda each=issue: _planned(each, asked, by, words))  # type: ignore[misc]  # bound now
        found.count(issue.pk, outcome)
        found.titles[issue.pk] = issue.title
        if not isinstance(outcome, str):
            found.changes[issue.pk] = outcome
    return found


def _planned(issue: Issue, asked: Asked, by: Any, words: Vocabulary) -> Changes:
    wanted = one_by_one(issue, asked)
    _allow(issue, wanted, by)
    before, changed = planned(issue, wanted, words, who=by)
    return {name: (before[name], changed[name]) for name in FIELDS if name in changed}


def _allow(issue: Issue, wanted: Asked, by: Any) -> None:
    """Many at once is for who may decide on each of them."""
    require(by, "issue.triage", issue)
    require_changes(by, issue, wanted)


def _tried(step: Callable[[], Done]) -> Done | str:
    try:
        return step()
    except (Refused, PermissionDenied) as error:
        return str(error)


def one_by_one(issue: Issue, asked: Asked) -> dict[str, Value]:
    """What was asked of all, as it is meant for this one: added to and removed from what it has."""
    return {name: _for_this(issue, name, value) for name, value in asked.items()}


def _for_this(issue: Issue, name: str, value: Any) -> Value:
    known = FIELDS.get(name)
    if known is None or not known.many or not isinstance(value, Mapping) or not value.keys() <= {"add", "remove"}:
        return value
    has = known.read(issue)
    if isinstance(has, dict):
        gone = {str(key) for key in value.get("remove", ())}
        return {key: state for key, state in has.items() if key not in gone} | dict(value.get("add", {}))
    return sorted({*has, *value.get("add", ())} - set(value.get("remove", ())))


@transaction.atomic
def start_bulk(ids: Sequence[int], asked: Asked, *, by: Any) -> Operation:
    """Ask for a change of all these issues; a job does it. Raises Refused for what fits no bulk edit."""
    require(by, "bulk.run")
    if not asked or NOT_IN_BULK & asked.keys() or not asked.keys() <= FIELDS.keys():
        raise Refused(_("Choose what is to change; a title or a text is changed one at a time."))
    if not ids or len(ids) > MOST:
        raise Refused(_("Choose between one and %(most)s issues.") % {"most": f"{MOST:,}"})
    told = {"ids": sorted({*ids}), "changes": dict(asked)}
    operation = Operation.objects.create(kind="bulk", by_id=by.pk, at=timezone.now(), asked=told)
    job = enqueue("tracker.bulk_edit", {"operation": operation.pk}, by)
    Operation.objects.filter(pk=operation.pk).update(job_id=job.pk)
    operation.job_id = job.pk
    record("bulk.started", by=by, about=("operation", operation.pk), visibility=3)
    return operation


def run_bulk(operation: Operation, *, by: Any, beat: Beat) -> dict[str, Any]:
    """Do what was asked, an issue in each transaction. Begun again after a crash, it changes what is left.

    What it changed before the crash stays as it is: somebody may have put it back since. Raises Cancelled where it
    was stopped, or is being taken back.
    """
    require(by, "bulk.run")
    before = set(operation.edits.values_list("issue_id", flat=True))
    done = Preview(total=len(before))
    try:
        _change_each(operation, before, done, by, beat)
    except Cancelled:
        _keep_told(operation, done)
        raise
    return _keep_told(operation, done)


def _change_each(operation: Operation, before: set[int], done: Preview, by: Any, beat: Beat) -> None:
    ids, asked = operation.asked["ids"], operation.asked["changes"]
    for at, pk in enumerate(ids):
        issue = None if pk in before else Issue.objects.visible_to(by).filter(pk=pk).first()
        if issue is not None:
            done.count(pk, _tried(lambda each=issue: _changed(each, asked, by, operation)))  # type: ignore[misc]  # bound now
        beat(at + 1, len(ids), "")


def _keep_told(operation: Operation, done: Preview) -> dict[str, Any]:
    """What came of it; once it is being taken back, that says it."""
    done.changed = operation.edits.values("issue").distinct().count()
    done.same = done.total - done.changed - len(done.refused)
    Operation.objects.filter(pk=operation.pk, undone_at=None).update(outcome=done.told())
    return done.told()


@transaction.atomic
def _changed(issue: Issue, asked: Asked, by: Any, operation: Operation) -> list[str]:
    # Held to the end of the step: an undo begins after it, and sees what it did.
    if Operation.objects.select_for_update().get(pk=operation.pk).undone_at is not None:
        raise Cancelled
    wanted = one_by_one(issue, asked)
    _allow(issue, wanted, by)
    return change_issue(issue, wanted, by=by, operation=operation)
