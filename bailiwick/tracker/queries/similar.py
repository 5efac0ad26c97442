"""Issues like the one that somebody is about to file."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, Length

from bailiwick.access import row_q, viewer
from bailiwick.lib.prepared import ask
from bailiwick.search.fulltext import expression, matching, most_of, titled
from bailiwick.search.grammar import Word
from bailiwick.search.models import Document
from bailiwick.search.ranking import title_words
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
    """The closest issues that the reader may see, best first: those whose titles share most of the words, at least half
    of them, and have few others; then those whose text has all of them."""
    said = [word for word in dict.fromkeys(words(title[:300])) if len(word) >= _SHORTEST and word not in _SMALL]
    asked = [Word(word) for word in said[:_MOST_WORDS]]
    if not asked:
        return []
    stems, found = [stem(word.text) for word in asked], list[tuple[int, str]]()
    for least in range(len(asked), (len(asked) - 1) // 2, -1):
        if len(found) < SHOWN:
            found = _titled(user, most_of(asked, least))
    found.sort(key=lambda hit: (-title_words(hit[1], stems), hit[1].count(" "), -hit[0]))
    ids = [pk for pk, _title in found[:SHOWN]]
    if len(ids) < SHOWN:
        ids = list(dict.fromkeys([*ids, *_saying(user, expression(asked), stems)]))[:SHOWN]
    known = others(user, ids)
    return [known[pk] for pk in ids if pk in known]


def _titled(user: Any, asked: str) -> list[tuple[int, str]]:
    """Issues whose title an expression fits, with its words; of many the shortest."""

    def documents(text: str) -> QuerySet[Document, Any]:
        rows = _of_issues(titled(Document.objects.filter(row_q(user, scope="scope_id")), text))
        shortest = rows.order_by(Length("title_tokens"), "-object_id")
        return shortest.values_list("object_id", "title_tokens")[:_CANDIDATES]

    return [(pk, title) for pk, title in ask(("titles like", viewer(user).key), documents, asked)]


def _saying(user: Any, asked: str, stems: list[str]) -> list[int]:
    """Issues whose text an expression fits, what says it most first; of many the newest."""

    def documents(text: str) -> QuerySet[Document, Any]:
        rows = _of_issues(matching(Document.objects.filter(row_q(user, scope="scope_id")), text))
        return rows.order_by("-object_id").values_list("object_id")[:_CANDIDATES]

    ids = [row[0] for row in ask(("texts like", viewer(user).key), documents, asked)]
    return [pk for *_weight, pk in weighed(user, ids, stems)]


def _of_issues(rows: QuerySet[Document]) -> QuerySet[Document]:
    # The room as an expression, so that SQLite begins with the words and not with all documents of the room.
    return rows.alias(of=Coalesce("room", Value(""))).filter(of=ROOM)
