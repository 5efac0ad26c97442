"""What a comparison yields: a finding that is not a row yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from .models import NOBODY, Finding


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader has to see: class `here` where the finding is about, class `beside` at the other end."""

    here: int = 0
    beside: int = 0

    @property
    def weight(self) -> tuple[int, int, int]:
        """The less it asks for, the more readers it lets in."""
        return max(self.here, self.beside), self.here, self.beside

    def and_(self, other: Need) -> Need:
        """Both."""
        return Need(max(self.here, other.here), max(self.beside, other.beside))


NEVER_SEEN = Need(NOBODY, NOBODY)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: what tells it from others, and what its sides say now."""

    kind: str
    scope_id: int | None = None
    other_id: int | None = None
    predicate: str = ""
    said_by_id: int | None = None
    against_id: int | None = None
    need: Need = Need()
    #: Who sees as much as this sees another picture.
    until: Need = NEVER_SEEN
    #: Of several for readers of different classes, which one.
    tier: int = 0
    #: Lists that answer as well, beside the two.
    further: tuple[int, ...] = ()
    #: Which list speaks does not make it another finding; of a conflict, neither does the other one.
    any_list: bool = False
    says: tuple[Any, ...] = ()
    grounds: tuple[str, ...] = ()

    @property
    def digest(self) -> int:
        """Its identity."""
        speaker = None if self.any_list else self.said_by_id
        against = None if self.any_list and self.kind == Finding.Kind.CONFLICT else self.against_id
        return digest_of(self.kind, self.scope_id, self.other_id, self.predicate, speaker, against, self.tier)

    @property
    def state(self) -> int:
        """What would open it again when it changes."""
        return digest_of(*self.says, *self.grounds)


def digest_of(*parts: Any) -> int:
    """A signed 64-bit digest."""
    raw = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)


def least(needs: Iterable[Need]) -> Need:
    """The one that most readers meet; nobody does when there is none."""
    return min(needs, key=lambda need: need.weight, default=NEVER_SEEN)
