"""The words of a line: what was said in an issue and to it, as far as the reader may know.

Words that few issues hold are looked up first, and those issues are put in order; words that many hold are met on
the way through the list. Both give the same issues, and neither looks at all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left
from markupsafe import Markup

from bailiwick.access import row_q, viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask
from bailiwick.search.fulltext import Matches, both, but_not, either, expression, matching, titled
from bailiwick.search.grammar import Word
from bailiwick.search.lines import AnyOf, Not, Several, Term
from bailiwick.search.marking import snippet
from bailiwick.search.models import Document

from ..documents import ROOM

#: So many issues are put in order rather than met on the way.
FEW = 2_000
#: Characters of a text in which its piece is looked for.
LOOKED_AT = 4_000


def phrase(term: Term) -> str | None:
    """The full-text expression of a term that is nothing but words; None for others."""
    if isinstance(term, Word):
        return expression([term])
    if isinstance(term, Several):
        return phrase_of(term.terms)
    if isinstance(term, AnyOf):
        parts = [phrase(each) for each in term.terms]
        return either(*(part for part in parts if part)) if all(parts) else None
    return None


def phrase_of(terms: Sequence[Term]) -> str | None:
    """The same of several that must all hold; some may be negated, but not all."""
    without = [phrase(each.term) for each in terms if isinstance(each, Not)]
    wanted = [phrase(each) for each in terms if not isinstance(each, Not)]
    if not wanted or not all((*wanted, *without)):
        return None
    found = both(*(part for part in wanted if part))
    for part in without:
        found = but_not(found, part or "")
    return found


def few(user: Any, asked: str, *, titles: bool = False) -> Numbers | None:
    """The issues that fit an expression, or (`titles`) whose title does, if they are few, else None."""

    def documents(text: str) -> QuerySet[Document, Any]:
        # The room as an expression, so that SQLite begins with the words and not with all documents of the room.
        rows = (titled if titles else matching)(Document.objects.filter(row_q(user, scope="scope_id")), text)
        return rows.alias(of=Coalesce("room", Value(""))).filter(of=ROOM).values_list("object_id")[: FEW + 1]

    rows = ask(("issues that say", titles, viewer(user).key), documents, asked)
    return Numbers(row[0] for row in rows) if len(rows) <= FEW else None


def says(user: Any, asked: str) -> Q:
    """Whether an issue fits, looked at one by one."""
    documents = Document.objects.filter(row_q(user, scope="scope_id"), room=ROOM, object_id=OuterRef("pk"))
    return Q(Exists(documents.filter(Matches(F("pk"), asked))))


def excerpts(user: Any, ids: Sequence[int], asked: tuple[str, ...]) -> dict[int, Markup]:
    """issue → the piece of what was said in it that holds the words, marked, as far as the reader may know of it."""
    if not (ids and asked):
        return {}

    def bodies(numbers: Any) -> QuerySet[Document, Any]:
        rows = Document.objects.filter(
            row_q(user, scope="scope_id"), OneOf("object_id", numbers, leads=True), room=ROOM
        )
        return rows.values_list("object_id", Left("body", LOOKED_AT))

    rows = ask(("what issues say", viewer(user).key), bodies, Numbers(sorted(ids)))
    pieces = ((pk, snippet(body, asked)) for pk, body in rows)
    return {pk: piece for pk, piece in pieces if "<mark>" in piece}
