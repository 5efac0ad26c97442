"""When two names may be one: the keys under which spellings meet.

Two spellings are compared only when they share a key, so the work grows with the names and not with their pairs.
A slip of the pen (one letter more, less, another, or two swapped) is found by *deletion neighbourhoods*: each name
stands under itself and under itself without each of its letters, and names one slip apart share one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bailiwick.lib.text import fold, fold_name

#: Shorter words differ by a letter because they are other words.
SHORTEST = 5
MAIL, NAME, HANDLE, SLIP = "mail", "name", "handle", "slip"


@dataclass(frozen=True, slots=True)
class Key:
    """Where a spelling is looked for. `literal`: somebody wrote just this; else it was made from a longer name."""

    ground: str
    word: str
    literal: bool = True
    text: str = ""


def keys(kind: str, scheme: str, value: str) -> Iterator[Key]:
    """Every key of one name of a thing."""
    if scheme == "mail":
        yield Key(MAIL, value.strip().casefold())
    elif kind != "person":
        if scheme in ("name", "aka") and (word := fold_name(value)):
            yield Key(NAME, word)
    else:
        yield from _person_keys(value)


def _person_keys(value: str) -> Iterator[Key]:
    words = fold(value).split()
    full = [word for word in words if len(word) > 1]
    if len(words) == 1:
        yield Key(HANDLE, words[0])
    elif len(full) > 1:
        yield Key(NAME, " ".join(sorted(full)))
        for handle in _handles(full[0], full[-1]):
            yield Key(HANDLE, handle, literal=False)
    text = "".join(sorted(full) if len(full) > 1 else words)
    if len(text) >= SHORTEST:
        for word in {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}:
            yield Key(SLIP, word, text=text)


def _handles(first: str, last: str) -> set[str]:
    """What people of this name like to be called elsewhere."""
    return {first + last, last + first, first[0] + last, first + last[0], last + first[0]}


def fits(one: Key, other: Key) -> bool:
    """Whether two that share a key really are a ground."""
    if one.ground == SLIP:
        return one_slip(one.text, other.text)
    return one.literal or other.literal


def one_slip(a: str, b: str) -> bool:
    """One letter added, left out or replaced, or two neighbours swapped; digits tell things apart and do not count."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :] and not b[at].isdigit()
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    letters = not (a[at].isdigit() or b[at].isdigit())
    return letters and (a[at + 1 :] == b[at + 1 :] or swapped)
