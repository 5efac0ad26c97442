"""The identity of a statement within its witness."""

from __future__ import annotations

from hashlib import blake2b

from .vocabulary import PREDICATES


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
    raw = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(raw, digest_size=8).digest(), "big", signed=True)
