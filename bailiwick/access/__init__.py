"""May they do it, and what do they see? `can`, `require`, `viewer`, `visible_q`, `row_q`.

The names load on first use, because Django imports this package before its models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .level import LEVELS, Level
    from .readers import Viewer, forget, viewer
    from .rules import Denied, can, may_somewhere, require
    from .sight import may_q, row_q, visible_q

__all__ = [
    "LEVELS",
    "Denied",
    "Level",
    "Viewer",
    "can",
    "forget",
    "may_q",
    "may_somewhere",
    "require",
    "row_q",
    "viewer",
    "visible_q",
]

_HOMES = {
    "LEVELS": "level",
    "Level": "level",
    "Viewer": "readers",
    "forget": "readers",
    "viewer": "readers",
    "Denied": "rules",
    "can": "rules",
    "may_somewhere": "rules",
    "require": "rules",
    "may_q": "sight",
    "row_q": "sight",
    "visible_q": "sight",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
