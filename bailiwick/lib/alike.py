"""Which line of a document says most nearly what a sentence of another state of it said.

Words count by how rare they are in the document. The rarest ones lead to a few lines, and only those are compared, so
a page of 20,000 lines is looked through once, however much is sought in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import fsum, log
from operator import itemgetter

from .sentences import sentences_on

#: So many words lead to lines, a word that more lines have leads nowhere, and so many lines are compared.
LEADING, COMMON, COMPARED = 8, 500, 6
#: From how much of their words in common two sentences are alike, and surely the same.
ALIKE, SAME = 0.5, 0.9
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """A sentence that said something once, if we know it, and the names in that: of what, and which other or value."""

    text: str
    names: tuple[str, ...]
    #: The lines that stood beside it: where one still stands, it takes more than a likeness.
    beside: Collection[str] = field(default=frozenset())


def most_alike(
    lines: Sequence[str], sought: Sequence[Sought], titles: Sequence[tuple[int, str]] = ()
) -> dict[Sought, tuple[int, str]]:
    """Of what is clearly said again in other words: the number of the line, and the sentence on it.

    `titles` are the headings of the document by their line, for a line below one is about what that names.
    """
    document = _Document(lines, titles, _words(" ".join(word for each in sought for word in (each.text, *each.names))))
    found = {each: max(document.like(each), default=None) for each in sought}
    return {each: (-best[1], best[2]) for each, best in found.items() if best}


class _Document:
    """A document by its words: how often it has each, and where those stand that are sought."""

    def __init__(self, lines: Sequence[str], titles: Sequence[tuple[int, str]], wanted: Iterable[str]) -> None:
        self.lines, self.titles = lines, titles
        self.size = sum(1 for line in lines if line.strip())
        self.often = Counter(_words(" ".join(lines)))
        wanted = frozenset(wanted)
        self.places: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(lines, start=1):
            for word in wanted.intersection(_words(line)):
                self.places[word].append(number)

    def like(self, sought: Sought) -> Iterable[tuple[float, int, str]]:
        """How like it is, its line, and the sentence, of each that is like enough; the first of two leads."""
        said = frozenset(_words(sought.text))
        names = [frozenset(_words(name)) for name in sought.names]
        told = any(self._stands(name, said) for name in names[:1])
        for number in self._worth_a_look(said.union(*names)):
            stood = self.lines[number - 1].strip() in sought.beside
            about = frozenset(_words(self._title(number)))
            for sentence in sentences_on(self.lines[number - 1]):
                words = frozenset(_words(sentence))
                likeness, named = self._shared(said, words), [self._stands(name, words) for name in names]
                # Where the old words say of what, the new ones do, or the heading above them.
                of_it = any(named[:1]) or any(self._stands(name, about) for name in names[:1])
                again = (of_it or (any(named) and not told)) and likeness >= ALIKE and not stood
                if again or likeness >= SAME or (len(named) > 1 and all(named)):
                    yield likeness + sum(named), -number, sentence

    def _worth_a_look(self, words: Iterable[str]) -> Iterable[int]:
        """The lines that have most of the rarest of these words."""
        rare = sorted((len(self.places[word]), word) for word in words if word in self.places)[:LEADING]
        score: dict[int, float] = defaultdict(float)
        for many, word in rare:
            for number in self.places[word] if many <= COMMON else ():
                score[number] += self._weight(word)
        best = nlargest(COMPARED, ((worth, -number) for number, worth in score.items()))
        return [-number for _worth, number in best]

    def _title(self, number: int) -> str:
        at = bisect_right(self.titles, number, key=itemgetter(0)) - 1
        return self.titles[at][1] if at >= 0 else ""

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        whole = self._worth(one) + self._worth(other)
        return 2 * self._worth(one & other) / whole if whole else 0.0

    def _stands(self, name: frozenset[str], words: frozenset[str]) -> bool:
        """Whether these words say the name: the better half of it, for people shorten names."""
        return bool(name) and self._worth(name & words) >= self._worth(name) / 2

    def _worth(self, words: Iterable[str]) -> float:
        return fsum(map(self._weight, words))

    def _weight(self, word: str) -> float:
        return log(1 + self.size / (1 + self.often[word]))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
