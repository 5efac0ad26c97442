"""What a document no longer says: the words that said it last, and the line that perhaps says it now in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bailiwick.lib.alike import Sought, most_alike

from ..models import Source
from .history import Quote, references
from .quotes import Spoken, Words, hints
from .wordable import NUMBER, hidden_lines

#: So many of the earlier documents are opened, those that said most of it; of the others stands only where it was.
OPENED = 8


@dataclass(frozen=True, slots=True)
class Ended:
    """A statement that a document ends: of what it is, and the last day on which some document said it."""

    origin: int
    subject_id: int
    #: What the names of both ends are, or of one and a value.
    names: tuple[str, ...]
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Former:
    """Where the newest document that said it did so, and in which words, for who may read those."""

    source: str
    title: str
    dated: date
    locator: str
    word: str
    text: str
    #: The digest of the document.
    document: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """The line of the new document that is most like it."""

    line: int
    text: str


def recalled(
    user: Any, source: Source, ended: Sequence[Ended], titles: Sequence[tuple[int, str]], *, may_supply: bool
) -> dict[int, tuple[Former | None, Perhaps | None]]:
    """Statement → both; the second only for who may say what lines of the document say. Four queries at most."""
    if not ended:
        return {}
    quotes = _last_said(ended, source)
    words = Words(user, _opened(quotes.values(), source if may_supply else None), {each.subject_id for each in ended})
    former = {each.origin: _former(words, each, quotes[each.origin]) for each in ended if each.origin in quotes}
    perhaps = _perhaps(user, source, words, ended, former, titles) if may_supply else {}
    return {each.origin: (former.get(each.origin), perhaps.get(each.origin)) for each in ended}


def _last_said(ended: Sequence[Ended], source: Source) -> dict[int, Quote]:
    """Statement → the first place of the newest document that says it."""
    days = {each.origin: each.said_on for each in ended}
    found: dict[int, Quote] = {}
    for origin, quotes in references(days, filter(None, days.values())).items():
        then = [quote for quote in quotes if quote.dated == days[origin] and quote.source != source.slug]
        if then:
            found[origin] = next(quote for quote in then if quote.source == then[-1].source)
    return found


def _opened(quotes: Iterable[Quote], source: Source | None) -> set[str]:
    most = Counter(quote.document for quote in quotes if quote.document).most_common(OPENED)
    return {digest for digest, _times in most} | ({source.digest} if source else set())


def _former(words: Words, ended: Ended, quote: Quote) -> Former:
    place = NUMBER.search(quote.locator)
    spoken = Spoken(int(place[1]) if place else 0, ended.subject_id, hints(quote.word, ended.names))
    text = words.at(quote.document, spoken)
    return Former(
        quote.source, quote.title or quote.source, quote.dated, quote.locator, quote.word, text, quote.document
    )


def _perhaps(
    user: Any,
    source: Source,
    words: Words,
    ended: Sequence[Ended],
    former: Mapping[int, Former],
    titles: Sequence[tuple[int, str]],
) -> dict[int, Perhaps]:
    """Looked for among the lines that hide nothing from this reader."""
    if not (document := words.lines.get(source.digest, [])):
        return {}
    hidden = hidden_lines(user, source, document)
    shown = [line if number not in hidden else "" for number, line in enumerate(document, start=1)]
    sought = _sought(words, ended, former)
    found = most_alike(shown, list(sought.values()), titles)
    return {origin: Perhaps(found[s][0], words.shown(found[s][1])) for origin, s in sought.items() if s in found}


def _sought(words: Words, ended: Sequence[Ended], former: Mapping[int, Former]) -> dict[int, Sought]:
    beside = {digest: frozenset(map(str.strip, lines)) for digest, lines in words.lines.items()}
    return {
        each.origin: Sought(old.text, each.names, beside.get(old.document, frozenset()))
        if (old := former.get(each.origin))
        else Sought("", each.names)
        for each in ended
    }
