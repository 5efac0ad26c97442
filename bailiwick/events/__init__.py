"""What happened, and what has to follow. `record` is the last line of every action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .journal import record

__all__ = ["record"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, because Django imports this package before its models.
    if name != "record":
        raise AttributeError(name)
    from .journal import record

    return record
