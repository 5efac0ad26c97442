"""From what somebody asks to what becomes of an issue: first worked out, then carried out.

Working it out writes nothing, so a preview asks the same. Who may is asked by the actions.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bailiwick.events.journal import record

from .belonging import refuse_strangers
from .documents import index_issues
from .errors import Crossed, Refused
from .fields import FIELDS, Value, values
from .members import merged
from .models import Edit, Issue, IssueLink, Operation
from .posts import recount
from .words import Vocabulary, ways_on

#: Found by the words of these; the others are columns that lists filter by.
_SEARCHED = {"title", "body", "visibility", "scope_id"}


def cleaned(issue: Issue, asked: Mapping[str, Any], words: Vocabulary) -> dict[str, Value]:
    """The values of what was asked; raises Refused naming the field."""
    unknown = sorted(asked.keys() - FIELDS.keys())
    if unknown:
        raise Refused(_("An issue has no field “%(name)s”.") % {"name": unknown[0]}, unknown[0])
    return {name: FIELDS[name].clean(value, issue, words) for name, value in asked.items()}


def planned(
    issue: Issue,
    asked: Mapping[str, Any],
    words: Vocabulary,
    *,
    who: Any,
    seen: Mapping[str, Value] | None = None,
    override: bool = False,
) -> tuple[dict[str, Value], dict[str, Value]]:
    """What these fields are and what changes; raises Refused or Crossed (see `change_issue`)."""
    clean = _settled(issue, cleaned(issue, asked, words), words)
    refuse_strangers(issue, clean)
    before = values(issue, clean)
    wanted = _merged_with(before, clean, seen or {})
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    _check(issue, changed, words)
    if not override:
        _let_close(issue, changed, words, who)
    return before, changed


def carry_out(
    issue: Issue,
    before: Mapping[str, Value],
    changed: Mapping[str, Value],
    words: Vocabulary,
    *,
    who: Any,
    operation: Operation | None = None,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write what changed, with its history, its search documents and its event. Call inside a transaction."""
    _apply(issue, changed, words)
    _keep_history(issue, {name: (before[name], value) for name, value in changed.items()}, who, operation)
    if "visibility" in changed:
        recount(issue)
    if _SEARCHED & changed.keys():
        index_issues([issue.pk])
    record(
        "issue.changed", by=who, scope_id=issue.scope_id, about=("issue", issue.pk), visibility=issue.visibility,
        data={"fields": sorted(changed), **(data or {})},
    )  # fmt: skip


def with_scope(issue: Issue, services: Mapping[str, str]) -> dict[str, str]:
    """What an issue belongs to it also affects."""
    found = dict(services)
    if issue.scope_id is not None:
        found.setdefault(str(issue.scope_id), "affected")
    return found


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


def _check(issue: Issue, changed: Mapping[str, Value], words: Vocabulary) -> None:
    """The way from status to status."""
    if "status" not in changed:
        return
    if issue.merged_into_id and not words.closes(changed["status"]):
        raise Refused(_("It was merged into another; take the merge back, and it is open again."), "status")
    if changed["status"] not in ways_on(changed.get("kind", issue.kind), issue.status):
        told = {"before": words.label("status", issue.status), "after": words.label("status", changed["status"])}
        raise Refused(_("There is no way from “%(before)s” to “%(after)s”.") % told, "status")


def _let_close(issue: Issue, changed: Mapping[str, Value], words: Vocabulary, who: Any) -> None:
    """Nothing that `who` may know of stands in the way of closing it."""
    blockers = open_blockers(issue.pk, who) if words.closes(changed.get("status", "")) else []
    if blockers:
        listed = ", ".join(f"#{pk}" for pk in blockers)
        told = ngettext("%(issues)s still stands in its way.", "%(issues)s still stand in its way.", len(blockers))
        raise Refused(told % {"issues": listed}, "status")


def open_blockers(pk: int, who: Any) -> list[int]:
    """The open issues that block this one, as far as `who` may see them."""
    links = IssueLink.objects.filter(target_id=pk, kind=IssueLink.Kind.BLOCKS).values("source_id")
    rows = Issue.objects.visible_to(who).open().filter(pk__in=links)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _apply(issue: Issue, changed: Mapping[str, Value], words: Vocabulary) -> None:
    now, was_closed = timezone.now(), issue.closed
    for name, value in changed.items():
        FIELDS[name].write(issue, value, words)
    if "scope_id" in changed and issue.scope_id is not None and "services" not in changed:
        FIELDS["services"].write(issue, with_scope(issue, FIELDS["services"].read(issue)), words)
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
    """Every field, person and time; what was said while few saw the issue stays among them once more do."""
    now, seen = timezone.now(), FIELDS["visibility"].read(issue)
    Edit.objects.bulk_create(
        Edit(
            issue=issue,
            field=name,
            before=before,
            after=after,
            by_id=by.pk,
            at=now,
            operation=operation,
            visibility=seen,
        )
        for name, (before, after) in changed.items()
    )
