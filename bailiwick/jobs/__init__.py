"""Long work with progress, and the one lease. `enqueue` asks for work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .queue import enqueue

__all__ = ["enqueue"]


def __getattr__(name: str) -> Any:
    # Loaded on first use, because Django imports this package before its models.
    if name != "enqueue":
        raise AttributeError(name)
    from .queue import enqueue

    return enqueue
