"""The forms that values of a dump have; each check raises Wrong with words, or ValueError and the like."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.utils import timezone

from ..models import Affected

_ID = re.compile(r"[^\x00-\x1f/]{1,100}")


class Wrong(Exception):
    """What is wrong with a line, in words."""


def storable(value: Any) -> None:
    """Text that each database takes: no NUL, no half of a character."""
    if isinstance(value, str):
        value.encode()
        if "\x00" in value:
            raise ValueError


def text(value: Any) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError
    return value


def texts(value: Any) -> None:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError
    for each in value:
        storable(text(each))


def identity(value: Any) -> None:
    """A number, or a text that can stand in an address."""
    if isinstance(value, bool) or not isinstance(value, (int, str)) or not _ID.fullmatch(str(value)):
        raise ValueError
    storable(value)
    if isinstance(value, int) and not 0 < value < 2**62:
        raise ValueError


def moment(value: Any) -> None:
    """A time with its zone, neither before computers nor to come."""
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise Wrong(f"the time {value} does not say its zone; write it as 2026-11-30T12:00:00+00:00")
    if not 1970 <= at.year <= timezone.now().year + 1:
        raise Wrong(f"{value} is long ago or yet to come")


def states(value: Any) -> None:
    """How the issue stands at each service."""
    for ref, state in value.items():
        reference(ref)
        one_of(state, Affected.State.values)


def reference(value: Any) -> None:
    """Something of the catalog."""
    storable(text(value))
    if "/" not in value:
        raise Wrong(f"“{value}” is not written as kind/slug")


def one_of(value: Any, offered: Any) -> None:
    """One of these words."""
    if value not in offered:
        raise Wrong(f"“{value}” is none of {', '.join(sorted(offered))}")


def address(value: Any) -> None:
    """The address of a page that a link can lead to."""
    storable(value)
    if not value.startswith(("http://", "https://")) or len(value) > 1_000:
        raise Wrong(f"“{value[:80]}” is no address of a page")


def flag(value: Any) -> None:
    """Yes or no."""
    if not isinstance(value, bool):
        raise ValueError
