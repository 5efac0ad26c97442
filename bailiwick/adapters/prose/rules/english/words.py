"""Running text as words and sentences; every word knows its place.

No expression here repeats inside another repetition, so reading is as long as the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.tree import Link, Text


def wordset(words: str) -> frozenset[str]:
    """The words of a string, for telling whether one is among them."""
    return frozenset(words.split())


_CHUNK = re.compile(r"\S+")
_OPENING = "([{<\"'“‘«"
_CLOSING = ")]}>\"'”’»,;:!?.…"
_ARROWS = frozenset({"->", "=>", "-->", "==>"})
_ENDS = frozenset({".", "!", "?", "…", ";"})
_ABBREVIATIONS = wordset(
    "e.g. i.e. etc. vs. inc. ltd. dr. mr. mrs. ms. st. no. approx. incl. resp. jr. sr. e.v. co. corp. prof. cf. ca."
)
#: Behind a name, so that a sentence may end with one; behind “Dr.” it goes on.
_FORMS_OF_FIRMS = wordset("inc. ltd. e.v. co. corp. etc.")
_COPULAS = wordset("is are has have runs hosts owns maintains")
POSSESSIVE = frozenset({"'s", "’s"})
#: Longer than any word; what is longer is kept as it is.
_LONGEST = 300
#: So many characters has a text whose words are kept for the next who asks.
_LONGEST_KEPT = 2000
#: Behind these an “'s” is “is”, not a possessive.
_SPOKEN = wordset("it that there he she who what here this where")
_RESTARTS = frozenset({"This", "These", "It", "They"})
#: Nouns for a group of people, as the last word of its name; behind some of them the name goes on.
GROUPS = wordset(
    "group team committee board council office unit force department division secretariat bureau commission panel "
    "circle squad"
)
_INSIDE, _BEHIND = wordset("and for of on &"), wordset("of for on")
_BODIES = wordset("foundation university institute society association")
_LONGEST_NAME = 9
#: “Kessel & Partner”, “Berg & Söhne”.
_PARTNERS = wordset("partner partners sons son söhne sohn co co. cie daughters brothers associates company")
#: So many words has a key, with its colon.
_KEY = 5
#: “db-07”: what is counted on from one to another.
_NUMBERED = re.compile(r"([a-z][a-z-]{0,20}|)(\d{1,3})")
_UP_TO, _MOST = wordset("to through – — till until up-to"), 40
#: With one of these it goes from the one to the other.
_MOVING = wordset(
    "moved moves move migrated migrate moving from copied copies copy replicates replicated mirrored mirrors sends "
    "sent synced pushed forwards forwarded renamed switched transferred connects connected fails"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or one mark of punctuation at `start:end` of its text; `low` is how it is compared."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Punctuation, not a word."""
        return not self.text[0].isalnum() and self.text[0] not in "#@~/_" and self.text not in POSSESSIVE


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words between two full stops of a text."""

    words: tuple[Word, ...]
    source: Text
    end: str = "."

    @property
    def text(self) -> str:
        """As it was written."""
        return self.source.text[self.words[0].start : self.words[-1].end]

    @property
    def line(self) -> int:
        return self.source.line_at(self.words[0].start)


def sentences(source: Text) -> Iterator[Sentence]:
    """The sentences of a text; a semicolon ends one too."""
    return iter(_kept_sentences(source)) if len(source.text) <= _LONGEST_KEPT else _sentences(source)


@lru_cache(maxsize=64)
def _kept_sentences(source: Text) -> tuple[Sentence, ...]:
    return tuple(_sentences(source))


def _sentences(source: Text) -> Iterator[Sentence]:
    line_starts = {start for start, _line in source.starts[1:]}
    held: list[Word] = []
    words = list(words_of(source.text))
    for at, word in enumerate(words):
        if held and (_begins_inside(words, at, held) or (word.start in line_starts and _begins(words, at, held))):
            yield from _finished(held, source)
            held = []
        if not held and word.text in _CLOSING:
            continue
        held.append(word)
        if word.text in _ENDS or _closes(words, at, held):
            yield from _finished(held, source)
            held = []
    yield from _finished(held, source)


def _closes(words: list[Word], at: int, held: list[Word]) -> bool:
    """“… is run by Harbour e.V. The wiki …”, “… Harbour Ltd. Mail is …”: the point ends the sentence, too."""
    behind = words[at + 1 : at + 3]
    told = words[at].low in _FORMS_OF_FIRMS and any(word.low in _COPULAS for word in held)
    return told and len(behind) > 1 and behind[0].text[0].isupper() and behind[1].text[0].islower()


def _begins_inside(words: list[Word], at: int, held: list[Word]) -> bool:
    """Whether a second key begins inside a line that began with one: “Owner: Ada Software: Foo”."""
    if not words[at].text[0].isupper() or ":" not in {word.text for word in held[1:5]}:
        return False
    colon = next((end for end in range(at + 1, min(at + 4, len(words))) if words[end].text == ":"), 0)
    if not colon or not key_of(spell(words[at:colon])):
        return False
    return sum(word.text == "(" for word in held) <= sum(word.text == ")" for word in held)


def _begins(words: list[Word], at: int, held: list[Word]) -> bool:
    """Whether a line begins a sentence though no full stop stands before it: “This …”, “Contact: …”.

    A key that is written small, “… by the infrastructure / team: Ada”, does so only behind another key.
    """
    before = held[-1]
    key = words[at].text[0].isupper() or ":" in {word.text for word in held[:_KEY]}
    colon = key and any(word.text == ":" for word in words[at + 1 : at + 4])
    return (colon and not before.is_mark) or (words[at].text in _RESTARTS and not before.is_mark)


def _finished(held: list[Word], source: Text) -> Iterator[Sentence]:
    end = held[-1].text if held and held[-1].text in _ENDS else "."
    if any(not word.is_mark for word in held):
        yield Sentence(tuple(_bound(_counted(held))), source, end)


def _counted(words: Sequence[Word]) -> list[Word]:
    """“node01 to node08”, “node01–node08” as the list of all that are meant; not “moved from node1 to node3”."""
    if not any(word.low in _UP_TO or "–" in word.text for word in words):
        return list(words)
    moved = any(word.low in _MOVING for word in words)
    kept: list[Word] = []
    at = 0
    while at < len(words):
        joined = not moved and at + 2 < len(words) and words[at + 1].low in _UP_TO
        ends = (words[at].text, words[at + 2].text) if joined else words[at].text.partition("–")[::2]
        names = _from_to(*ends)
        last = words[at + 2] if names and joined else words[at]
        listed = [part for name in names for part in (",", name)][1:]
        kept += [Word(part, part, words[at].start, last.end) for part in listed] or [words[at]]
        at += 3 if names and joined else 1
    return kept


def _from_to(first: str, last: str) -> list[str]:
    """The names between two that differ in their number; “node01” and “08” will do."""
    one, other = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if one is None or other is None or not one[1] or other[1] not in {one[1], ""}:
        return []
    numbers = range(int(one[2]), int(other[2]) + 1)
    return [f"{one[1]}{number:0{len(one[2])}}" for number in numbers] if 1 < len(numbers) <= _MOST else []


def _bound(words: Sequence[Word]) -> Iterator[Word]:
    """“the Storage and Backup Working Group”: the name of a group with an “and” in it is one word."""
    at = 0
    while at < len(words):
        last = _group_until(words, at) if at and words[at - 1].low in {"the", "our"} else _firm_until(words, at)
        if last:
            name = " ".join(word.text for word in words[at:last])
            yield Word(name, name.lower(), words[at].start, words[last - 1].end)
        else:
            yield words[at]
        at = last or at + 1


def _firm_until(words: Sequence[Word], first: int) -> int:
    """“Kessel & Partner”: where the name of such a firm ends that begins here."""
    named = [word.low for word in words[first + 1 : first + 3]]
    firm = len(named) > 1 and named[0] == "&" and named[1] in _PARTNERS and words[first + 2].text[0].isupper()
    return first + 3 if firm and words[first].text[0].isupper() else 0


def _group_until(words: Sequence[Word], first: int) -> int:
    """Where the name of a group ends that begins here; 0 when it is none, or one without such a word inside."""
    end = last = 0
    for at in range(first, min(first + _LONGEST_NAME, len(words))):
        word = words[at]
        inside = word.low in (_INSIDE if not end or at > end else _BEHIND) and at > first
        if not (word.text[0].isupper() or (inside and words[at - 1].text[0].isupper())):
            break
        if not end and word.low in _BODIES:
            return 0
        if word.low in GROUPS and word.text[0].isupper():
            end = at + 1
        if word.text[0].isupper():
            last = at + 1
    if end and "and" in {word.low for word in words[end:last]} and (last == len(words) or words[last].text != "("):
        last = next(at for at in range(end, last) if words[at].low == "and")
    joined = {word.low for word in words[first:last]} & _INSIDE
    return last if end and joined else 0


def words_of(text: str) -> Iterator[Word]:
    """Words and marks in order; addresses, numbers with points and initials stay whole."""
    return iter(_kept(text)) if len(text) <= _LONGEST_KEPT else _words_of(text)


@lru_cache(maxsize=256)
def _kept(text: str) -> tuple[Word, ...]:
    """Titles and short paragraphs are asked for their words again and again."""
    return tuple(_words_of(text))


def _words_of(text: str) -> Iterator[Word]:
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        if end - start > _LONGEST or chunk[0] in _ARROWS:
            yield _word(text, start, end)
            continue
        while start < end and text[start] in _OPENING:
            yield _word(text, start, start + 1)
            start += 1
        tail: list[Word] = []
        while end > start and text[end - 1] in _CLOSING and not _belongs(text, start, end):
            tail.append(_word(text, end - 1, end))
            end -= 1
        if start < end:
            yield from _possessive(text, start, end)
        yield from reversed(tail)


def _belongs(text: str, start: int, end: int) -> bool:
    """Whether the last character is part of the word: “W.”, “e.g.”, “foo(1)”."""
    chunk = text[start:end]
    if chunk.lower() == "no.":
        return text[end : end + 2].strip()[:1].isdigit()  # “No. 7”, but not “and no.”
    if chunk[-1] == ".":
        return chunk.lower() in _ABBREVIATIONS or (len(chunk) == 2 and chunk[0].isalpha() and chunk[0].isupper())
    return chunk[-1] in ")]" and ("(" in chunk or "[" in chunk) and chunk[0] not in _OPENING


def _possessive(text: str, start: int, end: int) -> Iterator[Word]:
    if end - start > 2 and text[end - 2 : end].lower() in POSSESSIVE:
        before = _word(text, start, end - 2)
        yield before
        spoken = "is" if before.low in _SPOKEN else text[end - 2 : end].lower()
        yield Word(text[end - 2 : end], spoken, end - 2, end)
    else:
        yield _word(text, start, end)


#: How some words are often written.
_SPELT = {"payed": "paid", "mantained": "maintained", "maintaned": "maintained", "adminstered": "administered"}


def _word(text: str, start: int, end: int) -> Word:
    low = text[start:end].lower()
    return Word(text[start:end], _SPELT.get(low, low), start, end)


def unmarked(words: Iterable[Word]) -> list[Word]:
    """The words without the marks of punctuation."""
    return [word for word in words if not word.is_mark]


def spell(words: Sequence[Word]) -> str:
    """Words as a name: as written, with single spaces."""
    parts: list[str] = []
    for word in words:
        if parts and (word.text in POSSESSIVE or (word.text in {"'", "’"} and parts[-1].endswith("s"))):
            parts[-1] += word.text
        else:
            parts.append(word.text)
    return " ".join(parts)


def joined(parts: Sequence[tuple[Text, int, int]], line: int) -> Text:
    """Pieces of texts as one text, all of it on one line of the file."""
    text = ""
    links: list[Link] = []
    for source, start, end in parts:
        text += " " if text else ""
        by = len(text) - start
        links += [Link(link.start + by, min(link.end, end) + by, link.target) for link in source.links_in(start, end)]
        text += source.text[start:end]
    return Text(text, ((0, line),), tuple(links))
