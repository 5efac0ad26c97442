"""Issues like the one that somebody is about to file."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from bailiwick.access import row_q, viewer
from bailiwick.lib.prepared import ask
from bailiwick.search.fulltext import matching, most_of, titled
from bailiwick.search.grammar import Word
from bailiwick.search.models import Document
from bailiwick.search.words import stem, words

from ..asking.fit import weighed
from ..documents import ROOM
from .page import Other, others

#: So many are worth reading before one files.
SHOWN = 5
#: So many are weighed.
_CANDIDATES = 200
#: Shorter words say little, and longer lines are no title.
_SHORTEST, _MOST_WORDS = 3, 8
#: Words that join the others.
_SMALL = frozenset(
    "all and any are but can does for from has have into its not our that the this was were when with you your".split()  # noqa: SIM905 - read more easily
)


def similar(user: Any, title: str) -> list[Other]:
    """The closest issues that the reader may see, best first: those whose titles share most words, then those whose
    text has all of them."""
    said = [word for word in dict.fromkeys(words(title[:300])) if len(word) >= _SHORTEST and word not in _SMALL]
    asked = [Word(word) for word in said[:_MOST_WORDS]]
    if not asked:
        return []
    ids: list[int] = []
    for least in range(len(asked), (len(asked) - 1) // 2, -1):
        if len(ids) < SHOWN:
            ids = _fitting(user, most_of(asked, least), titles=True)
    if len(ids) < SHOWN:
        ids = list(dict.fromkeys([*ids, *_fitting(user, most_of(asked, len(asked)), titles=False)]))
    best = [pk for *_weight, pk in weighed(user, ids, [stem(word.text) for word in asked])][:SHOWN]
    found = others(user, best)
    return [found[pk] for pk in best if pk in found]


def _fitting(user: Any, asked: str, *, titles: bool) -> list[int]:
    """Issues that an expression fits."""

    def documents(text: str) -> QuerySet[Document, Any]:
        rows = (titled if titles else matching)(Document.objects.filter(row_q(user, scope="scope_id")), text)
        return rows.alias(of=Coalesce("room", Value(""))).filter(of=ROOM).values_list("object_id")[:_CANDIDATES]

    return [row[0] for row in ask(("issues like", titles, viewer(user).key), documents, asked)]
