"""What changing the fields of an issue asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bailiwick.access import Level, require, viewer

from .fields import FIELDS, may_change
from .models import Issue


def require_changes(by: Any, issue: Issue, asked: Mapping[str, Any]) -> None:
    """Raises Denied unless `by` may read the issue and change each of these fields so."""
    require(by, "issue.read", issue)
    for permission in sorted({may_change(by, issue, name, asked[name]) for name in asked.keys() & FIELDS.keys()}):
        require(by, permission, issue)


def decides(user: Any) -> bool:
    """Whether somebody may decide on issues anywhere, so that lists let them choose several."""
    reader = viewer(user)
    return reader.base >= Level.STAFF or bool(reader.scoped)
