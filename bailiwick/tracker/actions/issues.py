"""Filing an issue and changing its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.subscriptions.actions import subscribe
from bailiwick.subscriptions.topics import issue_topic

from ..belonging import refuse_strangers
from ..documents import index_new
from ..fields import FIELDS, Value, may_change
from ..holding import class_of, is_held, is_held_again, refuse_newcomer
from ..models import Issue, Operation
from ..planning import carry_out, cleaned, planned, with_scope
from ..posts import hold
from ..rights import require_changes
from ..sent import keep_sent, only_once
from ..words import Vocabulary

#: What somebody who files an issue may say of it at once, whoever they are.
ON_FILING = ("title", "body", "kind", "services", "versions", "severity", "visibility")


@transaction.atomic
def create_issue(said: Mapping[str, Any], *, by: Any, address_id: int | None = None, once: str = "") -> Issue:
    """File an issue: `said` is field → value as `fields.py` takes it. Raises Refused naming the field.

    `once` is the key of a form; raises SentBefore with what it made before.
    """
    require(by, "issue.create")
    only_once(once)
    words, now = Vocabulary(), timezone.now()
    issue = Issue(reporter_id=by.pk, address_id=address_id, created_at=now, activity_at=now, status_at=now)
    told = {"kind": "bug", "title": "", "body": ""} | dict(said)
    clean = cleaned(issue, told, words)
    # It belongs to the service that was named first.
    issue.scope_id = clean.get("scope_id") or next(map(int, told.get("services") or ()), None)
    refuse_strangers(issue, clean | {"scope_id": issue.scope_id})
    _require_more(by, issue, told)
    _write(issue, clean, words, rows=False)
    issue.held = is_held(by, address_id)
    issue.wanted_visibility, issue.visibility = issue.visibility, class_of(issue.held, issue.visibility)
    issue.save(force_insert=True)
    keep_sent(once, issue=issue)
    services = with_scope(issue, clean.get("services", {}))
    _write(issue, {name: value for name, value in (clean | {"services": services}).items() if value}, words, rows=True)
    if address_id is None and not by.is_system:
        subscribe(issue_topic(issue.pk), by=by)
    index_new(issue)
    record("issue.created", by=by, scope_id=issue.scope_id, about=("issue", issue.pk), visibility=issue.visibility)
    return issue


def _require_more(by: Any, issue: Issue, asked: Mapping[str, Any]) -> None:
    """What only some may say of an issue asks for its permission, as when it is changed afterwards."""
    for name in asked.keys() - {*ON_FILING, "scope_id"}:
        require(by, may_change(by, issue, name, asked[name]), issue)


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
    require(by, "issue.read", row)
    require_changes(by, row, asked)
    # Giving back what one was given is nothing that others would have to look at.
    if row.reporter_id != by.pk and dict(asked) != {"assignee_id": None}:
        refuse_newcomer(by, _("change what others reported"))
    words = Vocabulary()
    before, changed = planned(row, asked, words, who=by, seen=seen, override=override)
    if changed:
        if is_held_again(row, by, _texts(before), _texts(changed)):
            hold(row)
        data = {"override": True} if override else {}
        carry_out(row, before, changed, words, who=by, operation=operation, data=data)
        issue.refresh_from_db()
    return sorted(changed)


def _texts(said: Mapping[str, Value]) -> list[str]:
    """What people read of these fields."""
    return [str(said[name]) for name in ("title", "body") if name in said]


def _locked(issue: Issue) -> Issue:
    return Issue.objects.select_for_update().get(pk=issue.pk)


def close_issue(issue: Issue, resolution: str, *, by: Any, override: bool = False) -> list[str]:
    """Close it for this reason."""
    require(by, "issue.close", issue)
    return change_issue(issue, {"status": "closed", "resolution": resolution}, by=by, override=override)


def assign_issue(issue: Issue, account: Any | None, *, by: Any) -> list[str]:
    """Give it to somebody, or to nobody; others than oneself ask for more."""
    require(by, "issue.take", issue)
    return change_issue(issue, {"assignee_id": account.pk if account else None}, by=by)
