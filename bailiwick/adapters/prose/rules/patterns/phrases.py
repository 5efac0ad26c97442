"""The language of the pattern table, and how a sentence is searched for all patterns at once.

| written      | means                                                      |
|--------------|------------------------------------------------------------|
| `hosted`     | this word                                                  |
| `(on|at)`    | one of these; an alternative may have several words        |
| `[is|are]`   | one of these, or nothing                                   |
| `[be]`       | a form of “to be” as in “is”, “has been”, or nothing        |
| `{place}`    | a slot; only at the ends, what stands there is read by `slots_*` |

All patterns together become one tree of words. At each word of a sentence the tree is walked once, for at
most as many words as the longest pattern has, so a sentence takes time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS
from bailiwick.adapters.prose.rules.english.words import Word

_ELEMENT = re.compile(r"\{(\w+)\}|\[([^\]]+)\]|\(([^)]+)\)|([^\s{}\[\]()]+)")
_SKIPS = 2
_FORMS_OF_BE = "is|are|was|were|is being|are being|has been|have been|being|gets|get"


@dataclass(frozen=True)
class Pattern:
    """One way of saying something. `docs/extend.md`, “A pattern of English prose”, walks through one.

    `words` is in the language above; `says` the predicate (or the name of a reader in `slots_*`); `example` is read
    below the headings `under`, and `yields` is what must come of it, one line per statement.
    """

    name: str
    words: str
    says: str
    example: str
    yields: tuple[str, ...] = ()
    under: str = "Services / Wiki"
    #: What the past tense says still holds: a machine that was set up with a tool is kept with it.
    past: bool = False
    #: “if”, “when” and “should” belong to it: whom to ask is said for a case.
    case: bool = False

    @cached_property
    def left(self) -> str:
        """The slot before the words, if there is one."""
        return _slot(self.words, 0)

    @cached_property
    def right(self) -> str:
        """The slot after the words, if there is one."""
        return _slot(self.words, -1)

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Every sequence of words that the pattern stands for."""
        choices: list[list[tuple[str, ...]]] = []
        for slot, optional, required, word in _ELEMENT.findall(self.words):
            if optional:
                options = _FORMS_OF_BE if optional == "be" else optional
                choices.append([(), *(tuple(one.split()) for one in options.split("|"))])
            elif not slot:
                choices.append([tuple(one.split()) for one in (required or word).split("|")])
        for chosen in product(*choices):
            yield tuple(word for part in chosen for word in part)


def _slot(words: str, at: int) -> str:
    element = words.split(" ")[at]
    return element[1:-1] if element.startswith("{") else ""


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at `first:last` of a sentence's words."""

    pattern: Pattern
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    pattern: Pattern | None = None


class PhraseBook:
    """All patterns as one tree of words."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._root = _Node()
        for pattern in patterns:
            for phrase in pattern.phrases():
                self._add(phrase, pattern)

    def _add(self, phrase: tuple[str, ...], pattern: Pattern) -> None:
        node = self._root
        for word in phrase:
            node = node.next.setdefault(word, _Node())
        if node.pattern is not None and node.pattern is not pattern:
            raise ValueError(f"“{' '.join(phrase)}” stands in “{node.pattern.name}” and in “{pattern.name}”")
        node.pattern = pattern

    def matches(self, words: Sequence[Word]) -> Iterator[Match]:
        """The patterns in a sentence, from left to right, each the longest at its place."""
        at = 0
        while at < len(words):
            found = self._longest(words, at)
            if found:
                yield found
                at = found.last
            else:
                at += 1

    def _longest(self, words: Sequence[Word], first: int) -> Match | None:
        node = self._root.next.get(words[first].low)
        at, skipped, best = first + 1, 0, None
        while node is not None:
            if node.pattern is not None:
                best = Match(node.pattern, first, at)
            if at >= len(words):
                break
            following = node.next.get(words[at].low)
            if following is None and words[at].low in ADVERBS and skipped < _SKIPS and not _points(words, at):
                skipped += 1
                at += 1
                continue
            node = following
            at += 1
        return best


def _points(words: Sequence[Word], at: int) -> bool:
    """“Ada cares for both.”, “Bert runs all of them”: no adverb, but what is cared for."""
    last = at + 1 >= len(words) or words[at + 1].is_mark or words[at + 1].low == "of"
    return words[at].low in {"both", "all"} and last
