"""How a lower room asks the rooms above it for a contribution, without importing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Panel:
    """One part of a page: a template of the contributing room and what it shows; lower orders stand first.

    `place` names a column of the page that it belongs to, where the page has that column. `disputed`: the questions
    that the facts of the page answer in several ways, by what the room knows.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 0
    place: str = ""
    disputed: frozenset[str] = frozenset()


@cache
def contributors(purpose: str) -> tuple[Callable[..., Any], ...]:
    """The functions that contribute to this purpose, in the table's order."""
    table: dict[str, tuple[str, ...]] = import_module(settings.PANELS_MODULE).PANELS
    return tuple(import_string(path) for path in table[purpose])


def panels(purpose: str, *args: Any) -> list[Panel]:
    """Every contribution that is not empty, in the order the page shows them."""
    found = (contribute(*args) for contribute in contributors(purpose))
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)
