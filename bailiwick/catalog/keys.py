"""The identity of a statement within its witness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from .vocabulary import PREDICATES

#: Before the digest of a line that a statement rests on: a person said what it says.
SUPPLIED = "said:"


def claim_key(witness: int, subject: int, predicate: str, object_id: int | None, value: str | None, state: int) -> int:
    """A signed 64-bit digest of who says what of whom.

    Role words of one family fold ("owned by" and "maintained by" the same person are one
    statement); qualifiers are not part of it, for a better description is no new fact.
    """
    parts = (
        witness,
        subject,
        PREDICATES[predicate].identity,
        object_id or "",
        value if value is not None else "",
        state,
    )
    return _digest(parts)


def end_key(key: int) -> int:
    """What a verdict on the end of a statement is remembered by: the statement itself is another matter."""
    return _digest((key, "end"))


def details_key(key: int, details: Mapping[str, str]) -> int:
    """What a verdict on the details of a statement is remembered by; other details are another matter."""
    return _digest((key, *(f"{name}={details[name]}" for name in sorted(details))))


def _digest(parts: Iterable[object]) -> int:
    raw = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)
