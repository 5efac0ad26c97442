"""The words a fact rests on, read from the documents that were kept, with present names only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from bailiwick.access import can, viewer

from ..former_names import redact
from ..models import Entity, Evidence, Source
from .history import Quote
from .names import present_names

LONGEST = 300
_LINE = re.compile(r"line (\d{1,7})", re.IGNORECASE)


def quoted(user: Any, entity: Entity | None, quotes: Sequence[Quote]) -> list[Quote]:
    """The same quotes with their line of text, for those who may read what a source says in its own words.

    Of one thing, or (None) of many: then for those who may read it everywhere.
    """
    if not quotes or not can(user, "evidence.read", entity):
        return list(quotes)
    lines = _lines(
        {quote.document for quote in quotes if quote.document}, int(viewer(user).level(entity.pk if entity else None))
    )
    present = present_names() if lines else {}
    return [replace(quote, text=redact(_line(lines, quote), present)) for quote in quotes]


def lines_at(user: Any, source: Source, asked: Mapping[int, int]) -> dict[int, str]:
    """Line number → what stands there, for those who may read it; `asked` says of which thing each line speaks."""
    everywhere = can(user, "evidence.read")
    wanted = [at for at, subject in asked.items() if at and (everywhere or can(user, "evidence.read", _scope(subject)))]
    if not wanted or not source.digest:
        return {}
    reader = viewer(user)
    level = int(reader.base) if everywhere else min(int(reader.level(asked[at])) for at in wanted)
    text = _lines({source.digest}, level).get(source.digest, [])
    present = frozenset(present_names().items()) if text else frozenset()
    return {at: _redacted(_cut(text[at - 1]), present) for at in wanted if at <= len(text)}


def _scope(pk: int) -> SimpleNamespace:
    return SimpleNamespace(scope_id=pk)


@lru_cache(maxsize=4_000)
def _redacted(text: str, present: frozenset[tuple[str, str]]) -> str:
    """The same lines are read again and again while a document is reviewed."""
    return redact(text, dict(present))


def _lines(digests: set[str], level: int) -> dict[str, list[str]]:
    kept = Evidence.objects.filter(digest__in=digests, visibility__lte=level).values_list("digest", "body")
    return {digest: bytes(body).decode("utf-8", "replace").splitlines() for digest, body in kept}


def _line(lines: dict[str, list[str]], quote: Quote) -> str:
    place = _LINE.search(quote.locator)
    text = lines.get(quote.document, [])
    if place is None or not 1 <= int(place[1]) <= len(text):
        return ""
    return _cut(text[int(place[1]) - 1])


def _cut(line: str) -> str:
    said = line.strip()
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"
