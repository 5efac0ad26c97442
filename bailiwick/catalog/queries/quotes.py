"""The words a fact rests on, read from the documents that were kept, with present names only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from bailiwick.access import can, viewer
from bailiwick.lib.sentences import lines_of, sentence_at

from ..former_names import redact
from ..models import Entity, Evidence, Source
from .history import Quote
from .names import present_names

#: How much of a sentence is shown, and how much is looked at for names: one at the cut is seen whole.
LONGEST, AHEAD = 300, 600
_LINE = re.compile(r"line (\d{1,7})", re.IGNORECASE)


def quoted(user: Any, entity: Entity | None, quotes: Sequence[Quote]) -> list[Quote]:
    """The same quotes with their sentence, for those who may read what a source says in its own words.

    Of one thing, or (None) of many: then for those who may read it everywhere.
    """
    if not quotes or not can(user, "evidence.read", entity):
        return list(quotes)
    lines = _lines(
        {quote.document for quote in quotes if quote.document}, int(viewer(user).level(entity.pk if entity else None))
    )
    present = present_names() if lines else {}
    return [replace(quote, text=_cut(redact(_sentence(lines, quote), present))) for quote in quotes]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place of a document: its line, of which thing it speaks, and words by which its sentence is known."""

    number: int
    subject_id: int
    hints: tuple[str, ...]


def sentences_at(user: Any, source: Source, asked: Iterable[Spoken]) -> dict[Spoken, str]:
    """What stands at each place, for those who may read it."""
    everywhere = can(user, "evidence.read")
    wanted = [
        place for place in asked
        if place.number and (everywhere or can(user, "evidence.read", _scope(place.subject_id)))
    ]  # fmt: skip
    if not wanted or not source.digest:
        return {}
    reader = viewer(user)
    level = int(reader.base) if everywhere else min(int(reader.level(place.subject_id)) for place in wanted)
    lines = _lines({source.digest}, level).get(source.digest, [])
    present = frozenset(present_names().items()) if lines else frozenset()
    found = {place: sentence_at(lines, place.number, place.hints) for place in wanted}
    return {place: _cut(_redacted(said[:AHEAD], present)) for place, said in found.items()}


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


def _sentence(lines: dict[str, list[str]], quote: Quote) -> str:
    place = _LINE.search(quote.locator)
    return sentence_at(lines.get(quote.document, []), int(place[1]), (quote.word,))[:AHEAD] if place else ""


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[:LONGEST] + "…"
