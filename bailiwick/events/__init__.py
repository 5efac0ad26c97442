"""What happened, and what has to follow. `record` is the last line of every action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .journal import record
    from .processing import process_events

__all__ = ["process_events", "record"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, because Django imports this package before its models.
    if name not in __all__:
        raise AttributeError(name)
    from . import journal, processing

    return processing.process_events if name == "process_events" else journal.record
