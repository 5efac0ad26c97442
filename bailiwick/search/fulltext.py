"""The one place that speaks each database's own full-text language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Func, QuerySet

from .grammar import Word
from .models import Document
from .words import LONGEST_WORD, words


def expression(wanted: Iterable[Word], unwanted: Iterable[Word] = ()) -> str:
    """All wanted words and none of the unwanted ones, as this database writes it."""
    if connection.vendor == "postgresql":
        return " & ".join([*map(_tsquery, wanted), *(f"!({_tsquery(word)})" for word in unwanted)])
    return f"({' AND '.join(map(_fts5, wanted))})" + "".join(f" NOT {_fts5(word)}" for word in unwanted)


def both(*parts: str) -> str:
    """What fits all of these expressions."""
    return f"({(' & ' if connection.vendor == 'postgresql' else ' AND ').join(parts)})"


def either(*parts: str) -> str:
    """What fits one of these expressions."""
    return f"({(' | ' if connection.vendor == 'postgresql' else ' OR ').join(parts)})"


def but_not(part: str, other: str) -> str:
    """What fits the first expression and not the second."""
    return f"({part} & !{other})" if connection.vendor == "postgresql" else f"({part} NOT {other})"


class Matches(Func):
    """Whether a document, by its id, fits an expression: for walking along rows of which many fit."""

    output_field = BooleanField()

    def __init__(self, document: Any, asked: str) -> None:
        super().__init__(document)
        self.asked = asked

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, self.asked)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        # All that fit are listed once, which is quicker than asking the index about each row (0.1 ms).
        listed = "SELECT rowid FROM search_fts WHERE search_fts MATCH %s"
        return f"{sql} IN ({listed})", (*params, self.asked)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        vector = f"(SELECT known.vector FROM search_document known WHERE known.id = {sql})"  # noqa: S608 - as above
        # In a CASE the planner takes that half of the rows fit, as is meant here; else it takes one of a thousand, and
        # then reads and sorts all of them (120 ms) instead of walking along an index until a page is full (5 ms).
        return f"CASE WHEN {vector} @@ to_tsquery('bailiwick', %s) THEN TRUE ELSE FALSE END", (*params, self.asked)


def matching(rows: QuerySet[Document], asked: str) -> QuerySet[Document]:
    """Of these documents, those that an expression fits."""
    if connection.vendor == "postgresql":
        return rows.extra(where=["search_document.vector @@ to_tsquery('bailiwick', %s)"], params=[asked])
    return rows.extra(
        tables=["search_fts"],
        where=["search_fts.rowid = search_document.id", "search_fts MATCH %s"],
        params=[asked],
    )


def titled(rows: QuerySet[Document], asked: str) -> QuerySet[Document]:
    """Of these documents, those whose title an expression fits."""
    if connection.vendor == "postgresql":
        return rows.extra(
            where=["to_tsvector('bailiwick', search_document.title_tokens) @@ to_tsquery('bailiwick', %s)"],
            params=[asked],
        )
    return rows.extra(
        tables=["search_fts"],
        where=["search_fts.rowid = search_document.id", "search_fts.title_tokens MATCH %s"],
        params=[asked],
    )


def most_of(wanted: Sequence[Word], least: int) -> str:
    """At least so many of these words, 1 or more, as this database writes it; equal parts are shared by nesting."""
    if least >= len(wanted):
        return expression(wanted)
    first, rest = expression(wanted[:1]), wanted[1:]
    if least == 1:
        return either(first, most_of(rest, 1))
    return either(both(first, most_of(rest, least - 1)), most_of(rest, least))


def _fts5(word: Word) -> str:
    """A phrase of FTS5. Only letters and digits reach it, so nothing in it can be an operator."""
    return f'("{" ".join(words(word.text))}"{" *" * _open(word)})'


def _tsquery(word: Word) -> str:
    """Words that follow each other, for to_tsquery; only letters and digits in it."""
    return "(" + " <-> ".join(f"'{each}'" for each in words(word.text)) + ":*" * _open(word) + ")"


def _open(word: Word) -> bool:
    """Whether the last word stands for all that begin so; a word that was cut does too."""
    return word.begins or len(words(word.text)[-1]) >= LONGEST_WORD
