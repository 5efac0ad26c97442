"""The order by fit: of a line that has words and no `sort:`, what says them best stands first.

An issue weighs by its own text and by nothing else, so that what a reader may not see moves nothing about (as in
`search/ranking.py`): first how many of the words its title has, then how often its text says them for its length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Left

from bailiwick.access import row_q, viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask
from bailiwick.search.grammar import Word
from bailiwick.search.lines import Term, leaves
from bailiwick.search.models import Document
from bailiwick.search.ranking import density, title_words
from bailiwick.search.words import stem, words

from ..documents import ROOM

#: So many have their whole text weighed; of more, those with the most words in their titles, the newest first.
WEIGHED = 300
#: Characters of a text that are weighed.
_LOOKED_AT = 4_000
#: Words in the title, the text's weight in thousandths, number: the greatest stands first.
Weight = tuple[int, int, int]


def stems_of(terms: Iterable[Term]) -> tuple[str, ...]:
    """The stems of the words that are wanted, each once."""
    wanted = (leaf for term in terms for leaf in leaves(term) if isinstance(leaf, Word))
    return tuple(dict.fromkeys(stem(each) for word in wanted for each in words(word.text)))


def weighed(user: Any, ids: Collection[int], stems: Sequence[str]) -> list[Weight]:
    """These issues by fit, the best first."""
    titles = _documents(user, ids, "title_tokens") if len(ids) > WEIGHED else [(pk, "") for pk in ids]
    counted = sorted(((title_words(title, stems), pk) for pk, title in titles), reverse=True)
    best = [pk for _, pk in counted[:WEIGHED]]
    found = [
        (title_words(title, stems), round(1000 * density(tokens, stems)), pk)
        for pk, title, tokens in _documents(user, best, "title_tokens", Left("tokens", _LOOKED_AT))
    ]
    return sorted([*found, *((count, 0, pk) for count, pk in counted[WEIGHED:])], reverse=True)


def _documents(user: Any, ids: Iterable[int], *columns: Any) -> list[tuple[Any, ...]]:
    """issue and these columns of what the reader may know of it."""

    def rows(numbers: Any) -> QuerySet[Document, Any]:
        seen = row_q(user, scope="scope_id")
        return Document.objects.filter(seen, OneOf("object_id", numbers, leads=True), room=ROOM).values_list(
            "object_id", *columns
        )

    return ask(("texts of issues", viewer(user).key, len(columns)), rows, Numbers(sorted(ids)))
