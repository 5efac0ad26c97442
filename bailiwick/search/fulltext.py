"""The one place that speaks each database's own full-text language."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet

from .grammar import Word
from .models import Document
from .words import LONGEST_WORD, words


def expression(wanted: Iterable[Word], unwanted: Iterable[Word] = ()) -> str:
    """All wanted words and none of the unwanted ones, as this database writes it."""
    if connection.vendor == "postgresql":
        return " & ".join([*map(_tsquery, wanted), *(f"!({_tsquery(word)})" for word in unwanted)])
    return f"({' AND '.join(map(_fts5, wanted))})" + "".join(f" NOT {_fts5(word)}" for word in unwanted)


def matching(rows: QuerySet[Document], asked: str) -> QuerySet[Document]:
    """Of these documents, those that an expression fits."""
    if connection.vendor == "postgresql":
        return rows.extra(where=["search_document.vector @@ to_tsquery('bailiwick', %s)"], params=[asked])
    return rows.extra(
        tables=["search_fts"],
        where=["search_fts.rowid = search_document.id", "search_fts MATCH %s"],
        params=[asked],
    )


def _fts5(word: Word) -> str:
    """A phrase of FTS5. Only letters and digits reach it, so nothing in it can be an operator."""
    return f'("{" ".join(words(word.text))}"{" *" * _open(word)})'


def _tsquery(word: Word) -> str:
    """Words that follow each other, for to_tsquery; only letters and digits in it."""
    return "(" + " <-> ".join(f"'{each}'" for each in words(word.text)) + ":*" * _open(word) + ")"


def _open(word: Word) -> bool:
    """Whether the last word stands for all that begin so; a word that was cut does too."""
    return word.begins or len(words(word.text)[-1]) >= LONGEST_WORD
