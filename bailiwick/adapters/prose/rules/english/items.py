"""A list inside a sentence: “A, B (lead), and C” as three items, the second with a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.english.words import Word

_JOINS = frozenset({"and", "or", "&", "plus", "/", "+", ","})
#: “Lumen, Inc.” is one.
_INCORPORATED = frozenset({"inc", "ltd", "llc", "gmbh", "corp", "s.a", "e.v", "plc", "co"})
_EXCEPTING = frozenset({"except", "excluding", "not", "without"})
_LONG_JOINS = (("as", "well", "as"), ("along", "with"), ("together", "with"), ("in", "addition", "to"))
_LONG_STARTS = frozenset(join[0] for join in _LONG_JOINS)


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list; `note` is what stood in parentheses behind it."""

    words: tuple[Word, ...]
    note: tuple[Word, ...] = ()


def items(words: Sequence[Word]) -> Iterator[Item]:
    """The members of a list, in order."""
    held: list[Word] = []
    note: list[Word] = []
    words = until(words, _EXCEPTING)
    at = depth = 0
    while at < len(words):
        word = words[at]
        joined = 0 if depth else _join(words, at)
        if word.text in {"(", "["}:
            depth += 1
        elif word.text in {")", "]"}:
            depth = max(0, depth - 1)
        elif depth:
            note.append(word)
        elif word.text == "," and not joined:
            pass
        elif joined:
            if held or note:
                yield Item(tuple(held), tuple(note))
            held, note = [], []
        else:
            held.append(word)
        at += joined or 1
    if held or note:
        yield Item(tuple(held), tuple(note))


def _join(words: Sequence[Word], at: int) -> int:
    if words[at].text == "," and at + 1 < len(words) and words[at + 1].low.strip(".") in _INCORPORATED:
        return 0
    if words[at].low in _JOINS:
        return 1
    if words[at].low not in _LONG_STARTS:
        return 0
    for join in _LONG_JOINS:
        if tuple(word.low for word in words[at : at + len(join)]) == join:
            return len(join)
    return 0


def outside(words: Sequence[Word]) -> list[Word]:
    """The words that stand in no parentheses."""
    depth = 0
    kept: list[Word] = []
    for word in words:
        depth += word.text in {"(", "["}
        if depth <= 0:
            kept.append(word)
        if word.text in {")", "]"}:
            depth = max(0, depth - 1)
    return kept


def until(words: Sequence[Word], stops: frozenset[str]) -> list[Word]:
    """The words before the first of `stops`."""
    kept: list[Word] = []
    for word in words:
        if word.low in stops:
            break
        kept.append(word)
    return kept
