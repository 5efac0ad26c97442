"""Issues like the one that somebody is about to file."""

from __future__ import annotations

from typing import Any

from bailiwick.search.queries import find
from bailiwick.search.words import words

from ..documents import KIND, ROOM
from .page import Other, others

#: So many are worth reading before one files.
SHOWN = 5
#: Shorter words say little, and longer lines are no title.
_SHORTEST, _MOST_WORDS = 3, 8


def similar(user: Any, title: str) -> list[Other]:
    """The closest issues that the reader may see, best first: those with all the words, then with most of them."""
    asked = [word for word in dict.fromkeys(words(title[:300])) if len(word) >= _SHORTEST][:_MOST_WORDS]
    ids: list[int] = []
    for line in _lines(asked):
        hits = find(user, line, kinds=[KIND], limit=SHOWN).hits
        ids += [hit.object_id for hit in hits if hit.room == ROOM and hit.object_id not in ids]
        if len(ids) >= SHOWN:
            break
    found = others(user, ids[:SHOWN])
    return [found[pk] for pk in ids[:SHOWN] if pk in found]


def _lines(asked: list[str]) -> list[str]:
    """All words; then, without one after the other, what others may have called it."""
    quoted = [f'"{word}"' for word in asked]
    whole = [" ".join(quoted)] if quoted else []
    return whole + [" ".join(quoted[:at] + quoted[at + 1 :]) for at in range(len(quoted)) if len(quoted) > 1][:4]
