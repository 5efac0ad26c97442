"""The words a fact rests on, read from the documents that were kept, with present names only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from bailiwick.access import can, viewer
from bailiwick.lib.sentences import lines_of, sentence_at

from ..former_names import redact
from ..models import Entity, Evidence, Source
from .history import Quote
from .names import Named, present_names

#: How much of a sentence is shown, and how much is looked at for names: one at the cut is seen whole.
LONGEST, AHEAD = 300, 600
_LINE = re.compile(r"line (\d{1,7})", re.IGNORECASE)


#: A quote, and the names of what it speaks of: by these its sentence is known among those of its line.
Told = tuple[Quote, Sequence[str]]


def quoted(user: Any, entity: Entity | None, told: Sequence[Told]) -> list[Quote]:
    """The same quotes with their sentence, for those who may read what a source says in its own words.

    Of one thing, or (None) of many: then for those who may read it everywhere.
    """
    quotes = [quote for quote, _names in told]
    if not quotes or not can(user, "evidence.read", entity):
        return quotes
    lines = _lines(
        {quote.document for quote in quotes if quote.document}, int(viewer(user).level(entity.pk if entity else None))
    )
    present = present_names() if lines else {}
    return [replace(quote, text=_cut(redact(_sentence(lines, quote, names), present))) for quote, names in told]


def spoken_of(subject: Named | None, other: Named | None, value: str | None) -> tuple[str, ...]:
    """By which names a statement is known in a text: first of what it is, then what is said."""
    names = [named.name for named in (subject, other) if named]
    return (*names, value) if value else tuple(names)


def hints(word: str, names: Sequence[str]) -> tuple[str, ...]:
    """By what a sentence is known: what is said tells more than of what, for a whole line is about that."""
    return (word, *reversed(names))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place of a document: its line, of which thing it speaks, and words by which its sentence is known."""

    number: int
    subject_id: int
    hints: tuple[str, ...]


class Words:
    """The words of some documents, as far as this reader may read what is said there of some things."""

    def __init__(self, user: Any, digests: Collection[str], subjects: Collection[int]) -> None:
        everywhere = can(user, "evidence.read")
        self.subjects = {pk for pk in subjects if everywhere or can(user, "evidence.read", _scope(pk))}
        reader = viewer(user)
        level = int(reader.base) if everywhere else min((int(reader.level(pk)) for pk in self.subjects), default=0)
        #: Document → its lines; none of them is to be shown as it is.
        self.lines = _lines(set(digests), level) if self.subjects and any(digests) else {}
        self.present = frozenset(present_names().items()) if self.lines else frozenset()

    def at(self, digest: str, place: Spoken) -> str:
        """What stands at a place of a document, in present names."""
        if place.subject_id not in self.subjects:
            return ""
        return self.shown(sentence_at(self.lines.get(digest, []), place.number, place.hints))

    def shown(self, sentence: str) -> str:
        """A sentence of a document as people may read it."""
        return _cut(_redacted(sentence[:AHEAD], self.present))


def sentences_at(user: Any, source: Source, asked: Iterable[Spoken]) -> dict[Spoken, str]:
    """What stands at each place of one document, for those who may read it."""
    places = [place for place in asked if place.number]
    words = Words(user, {source.digest}, {place.subject_id for place in places})
    return {place: words.at(source.digest, place) for place in places}


def is_kept(user: Any, source_id: int) -> bool:
    """Whether the words of a document are there for who reads sources everywhere."""
    digests = Source.objects.filter(pk=source_id).values("digest")
    return Evidence.objects.filter(digest__in=digests, visibility__lte=int(viewer(user).base)).exists()


def _scope(pk: int) -> SimpleNamespace:
    return SimpleNamespace(scope_id=pk)


@lru_cache(maxsize=4_000)
def _redacted(text: str, present: frozenset[tuple[str, str]]) -> str:
    """The same lines are read again and again while a document is reviewed."""
    return redact(text, dict(present))


def _lines(digests: set[str], level: int) -> dict[str, list[str]]:
    kept = Evidence.objects.filter(digest__in=digests, visibility__lte=level).values_list("digest", "body")
    return {digest: lines_of(bytes(body)) for digest, body in kept}


def _sentence(lines: dict[str, list[str]], quote: Quote, names: Sequence[str]) -> str:
    place = _LINE.search(quote.locator)
    return sentence_at(lines.get(quote.document, []), int(place[1]), hints(quote.word, names))[:AHEAD] if place else ""


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
