"""What changing the fields of an issue asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bailiwick.access import may_q, may_somewhere, require

from .fields import FIELDS, may_change
from .models import Issue


def require_changes(by: Any, issue: Issue, asked: Mapping[str, Any]) -> None:
    """Raises Denied unless `by` may read the issue and change each of these fields so."""
    require(by, "issue.read", issue)
    for permission in sorted({may_change(by, issue, name, asked[name]) for name in asked.keys() & FIELDS.keys()}):
        require(by, permission, issue)


def decided(user: Any, numbers: Collection[int]) -> frozenset[int]:
    """Those of these issues that somebody may decide on, so that a list lets them choose several."""
    if not may_somewhere(user, "issue.triage"):
        return frozenset()
    mine = may_q(user, "issue.triage")
    if not mine:
        # No condition: everywhere.
        return frozenset(numbers)
    return frozenset(Issue.objects.filter(mine, pk__in=numbers).values_list("pk", flat=True))
