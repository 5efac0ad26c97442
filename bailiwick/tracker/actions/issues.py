"""Filing an issue and changing its fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.subscriptions.actions import subscribe
from bailiwick.subscriptions.topics import issue_topic

from ..documents import index_issues
from ..errors import Crossed, Refused
from ..fields import FIELDS, Value, may_change, merged, values
from ..holding import class_of, is_held
from ..models import Edit, Issue, IssueLink, Operation
from ..words import Vocabulary, ways_on

#: What somebody who files an issue may say of it at once, whoever they are.
ON_FILING = ("title", "body", "kind", "services", "versions", "severity", "visibility")
#: Found by the words of these; the others are columns that lists filter by.
_SEARCHED = {"title", "body", "visibility", "scope_id"}


@transaction.atomic
def create_issue(said: Mapping[str, Any], *, by: Any, address_id: int | None = None) -> Issue:
    """File an issue: `said` is field → value as `fields.py` takes it. Raises Refused naming the field."""
    require(by, "issue.create")
    words, now = Vocabulary(), timezone.now()
    issue = Issue(reporter_id=by.pk, address_id=address_id, created_at=now, activity_at=now, status_at=now)
    told = {"kind": "bug", "title": "", "body": ""} | dict(said)
    clean = _cleaned(issue, told, words)
    issue.scope_id = clean.get("scope_id") or next(map(int, clean.get("services", ())), None)
    _require_more(by, issue, told)
    _write(issue, clean, words, rows=False)
    issue.held = is_held(by, address_id)
    issue.wanted_visibility, issue.visibility = issue.visibility, class_of(issue.held, issue.visibility)
    issue.save(force_insert=True)
    _write(issue, _with_scope(issue, clean), words, rows=True)
    if address_id is None and not by.is_system:
        subscribe(issue_topic(issue.pk), by=by)
    index_issues([issue.pk])
    record("issue.created", by=by, scope_id=issue.scope_id, about=("issue", issue.pk), visibility=issue.visibility)
    return issue


def _cleaned(issue: Issue, asked: Mapping[str, Any], words: Vocabulary) -> dict[str, Value]:
    unknown = sorted(asked.keys() - FIELDS.keys())
    if unknown:
        raise Refused(_("An issue has no field “%(name)s”.") % {"name": unknown[0]}, unknown[0])
    return {name: FIELDS[name].clean(value, issue, words) for name, value in asked.items()}


def _require_more(by: Any, issue: Issue, asked: Mapping[str, Any]) -> None:
    """What only some may say of an issue asks for its permission, as when it is changed afterwards."""
    for name in asked.keys() - {*ON_FILING, "scope_id"}:
        require(by, may_change(by, issue, name, asked[name]), issue)


def _with_scope(issue: Issue, clean: Mapping[str, Value]) -> dict[str, Value]:
    """What an issue belongs to it also affects."""
    services = dict(clean.get("services", {}))
    if issue.scope_id is not None:
        services.setdefault(str(issue.scope_id), "affected")
    return dict(clean) | {"services": services}


def _write(issue: Issue, clean: Mapping[str, Value], words: Vocabulary, *, rows: bool) -> None:
    """The values onto the row, or (`rows`) those that have rows of their own."""
    for name, value in clean.items():
        if bool(FIELDS[name].columns) != rows:
            FIELDS[name].write(issue, value, words)


@transaction.atomic
def change_issue(
    issue: Issue,
    asked: Mapping[str, Any],
    *,
    by: Any,
    seen: Mapping[str, Value] | None = None,
    override: bool = False,
    operation: Operation | None = None,
) -> list[str]:
    """Set these fields; the names of those that changed. Twice is once.

    `seen` holds what the editor had before them. A field that somebody else changed meanwhile is merged if it has
    many values, else nothing is written and `Crossed` says what stands against what. `override` closes an issue
    in spite of open blockers, which the history then says.
    """
    row = _locked(issue)
    _require_each(by, row, asked)
    words = Vocabulary()
    clean = _settled(row, _cleaned(row, asked, words), words)
    before = values(row, clean)
    wanted = _merged_with(before, clean, seen or {})
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if not changed:
        return []
    _check(row, changed, words, override)
    _apply(row, changed, words)
    _keep_history(row, {name: (before[name], value) for name, value in changed.items()}, by, operation)
    if _SEARCHED & changed.keys():
        index_issues([row.pk])
    data = {"fields": sorted(changed)} | ({"override": True} if override else {})
    about = ("issue", row.pk)
    record("issue.changed", by=by, scope_id=row.scope_id, about=about, visibility=row.visibility, data=data)
    issue.refresh_from_db()
    return sorted(changed)


def _locked(issue: Issue) -> Issue:
    return Issue.objects.select_for_update().get(pk=issue.pk)


def _require_each(by: Any, issue: Issue, asked: Mapping[str, Any]) -> None:
    """The permission of every field that somebody wants to change."""
    require(by, "issue.read", issue)
    for permission in sorted({may_change(by, issue, name, asked[name]) for name in asked.keys() & FIELDS.keys()}):
        require(by, permission, issue)


def _settled(issue: Issue, clean: dict[str, Value], words: Vocabulary) -> dict[str, Value]:
    """Status and resolution go together: closing wants a reason, what is open has none."""
    status = clean.get("status", issue.status)
    if not words.closes(status):
        return clean | ({"resolution": ""} if issue.resolution or clean.get("resolution") else {})
    if not clean.get("resolution", issue.resolution):
        raise Refused(_("Say why it is closed."), "resolution")
    return clean


def _merged_with(before: Mapping[str, Value], mine: Mapping[str, Value], seen: Mapping[str, Value]) -> dict[str, Value]:
    """What each field becomes; raises Crossed for those in which two people want different things."""
    wanted, crossed = dict(mine), {}
    for name in mine.keys() & seen.keys():
        if seen[name] == before[name]:
            continue
        if mine[name] == seen[name]:
            wanted[name] = before[name]
        elif FIELDS[name].many:
            wanted[name] = merged(seen[name], mine[name], before[name])
        elif mine[name] != before[name]:
            crossed[name] = (seen[name], before[name], mine[name])
    if crossed:
        raise Crossed(_("Somebody else changed this meanwhile; nothing of yours is lost."), crossed)
    return wanted


def _check(issue: Issue, changed: Mapping[str, Value], words: Vocabulary, override: bool) -> None:
    """The way from status to status, and what stands in the way of closing."""
    if "status" not in changed:
        return
    if changed["status"] not in ways_on(changed.get("kind", issue.kind), issue.status):
        told = {"before": words.label("status", issue.status), "after": words.label("status", changed["status"])}
        raise Refused(_("There is no way from “%(before)s” to “%(after)s”.") % told, "status")
    blockers = open_blockers(issue.pk) if words.closes(changed["status"]) and not override else []
    if blockers:
        listed = ", ".join(f"#{pk}" for pk in blockers)
        raise Refused(_("%(issues)s still stand in its way.") % {"issues": listed}, "status")


def open_blockers(pk: int) -> list[int]:
    """The open issues that block this one."""
    rows = IssueLink.objects.filter(target_id=pk, kind=IssueLink.Kind.BLOCKS, source__closed=False)
    return list(rows.order_by("source_id").values_list("source_id", flat=True))


def _apply(issue: Issue, changed: Mapping[str, Value], words: Vocabulary) -> None:
    now, was_closed = timezone.now(), issue.closed
    for name, value in changed.items():
        FIELDS[name].write(issue, value, words)
    if "scope_id" in changed and issue.scope_id is not None and "services" not in changed:
        FIELDS["services"].write(issue, _with_scope(issue, values(issue, ["services"]))["services"], words)
    columns = {column for name in changed for column in FIELDS[name].columns} | _times(issue, changed, was_closed, now)
    if "assignee_id" in changed and "assigned_until" not in changed:
        issue.assigned_until = None
        columns.add("assigned_until")
    issue.save(update_fields=sorted(columns))


def _times(issue: Issue, changed: Mapping[str, Value], was_closed: bool, now: datetime) -> set[str]:
    """What the clock says of it: last activity, since when it has its status, when it was closed."""
    issue.activity_at = now
    if "status" not in changed:
        return {"activity_at"}
    issue.status_at = now
    if issue.closed != was_closed:
        issue.closed_at = now if issue.closed else None
    return {"activity_at", "status_at", "closed_at"}


def _keep_history(
    issue: Issue, changed: Mapping[str, tuple[Value, Value]], by: Any, operation: Operation | None
) -> None:
    """Every field, person and time."""
    now = timezone.now()
    Edit.objects.bulk_create(
        Edit(issue=issue, field=name, before=before, after=after, by_id=by.pk, at=now, operation=operation)
        for name, (before, after) in changed.items()
    )


def close_issue(issue: Issue, resolution: str, *, by: Any, override: bool = False) -> list[str]:
    """Close it for this reason."""
    require(by, "issue.close", issue)
    return change_issue(issue, {"status": "closed", "resolution": resolution}, by=by, override=override)


def assign_issue(issue: Issue, account: Any | None, *, by: Any) -> list[str]:
    """Give it to somebody, or to nobody; others than oneself ask for more."""
    require(by, "issue.take", issue)
    return change_issue(issue, {"assignee_id": account.pk if account else None}, by=by)
