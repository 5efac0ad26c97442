"""The subject of a clause as it was read: the things, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from bailiwick.lib.statements import Thing

UNSAID = "does not say what it is about"
UNCLEAR = "does not say clearly what it is about"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about. `aspect`: only its code, its configuration, its problems. `why`: why there is nothing."""

    things: tuple[Thing, ...] = ()
    aspect: str = ""
    why: str = ""
    at: int = 0
    named: str = ""
    software: str = ""
    note: str = ""
