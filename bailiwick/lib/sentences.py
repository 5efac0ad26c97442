"""The sentence that stands on a line of a document: what a person reads beside what was made of it.

A place in a page is a line, and many sentences may stand on one. What is quoted is the one that was read, without the
marks of the markup. It never goes on to the lines beside it: what they say may be hidden from who reads this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

#: How much of a line, and of a sentence, is looked at.
LONGEST, ENOUGH = 5_000, 1_000
#: As those who read pages count lines: a form feed or a separator of other scripts ends none.
_LINE_END = re.compile(r"\r\n?|\n")
_ENDS = re.compile(r"[.!?][)\"”'’]*\s+(?=[\"“‘(`*_\[@#]*[A-Z0-9])")
#: “e.g.”, “Dr.”, “T.” and the like end no sentence.
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|etc|cf|vs|ca|approx|incl|resp|Dr|Mr|Mrs|Ms|Prof|St|No)\.$")
_LEAD = re.compile(r"^\s*(?:(?:[*+-]|\d{1,3}[.)]|[.]|#+|=+|>)\s+)?")
#: Most sentences have no markup at all.
_MARKED = re.compile(r"[<`\[=]|\*\*|''")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"`([^`<>]{1,200}?)\s{0,9}<[^<>`]{1,300}>`_{1,2}"), r"\1"),
    (re.compile(r"<!--[^>]{0,300}-->|</?[A-Za-z][\w-]{0,20}(?:\s[^<>]{0,300})?/?>"), " "),
    (re.compile(r"!?\[([^\[\]]{1,200})\]\([^()\s]{0,300}(?: \"[^\"]{0,100}\")?\)"), r"\1"),
    (re.compile(r"\[\[[^\[\]|]{1,300}\|([^\[\]|]{1,200})(?:\|[^\[\]]{0,100})?\]\]"), r"\1"),
    (re.compile(r"\[\[([^\[\]|]{1,300})\]\]"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,200})\]\[[^\[\]]{0,100}\]"), r"\1"),
    (re.compile(r":[a-z:]{1,20}:`([^`<>]{1,200})`"), r"\1"),
    (re.compile(r"(\*\*|'''|''|``|`)(?=\S)(.{1,200}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"\s=+\s*$"), ""),
)


def lines_of(document: bytes) -> list[str]:
    """The lines of a document that was kept, numbered as its places are."""
    return _LINE_END.split(document.decode("utf-8-sig", "replace"))


def sentence_at(lines: Sequence[str], number: int, hints: Iterable[str] = ()) -> str:
    """The sentence on line `number` (from 1) without markup; of several the one with most of the `hints`.

    The first hints decide between equals. Without a hint in any of them, the whole line; nothing when there is no
    such line.
    """
    if not 1 <= number <= len(lines):
        return ""
    said = sentences_on(lines[number - 1])
    telling = [hint.lower() for hint in hints if hint]
    met = [[hint in each.lower() for hint in telling] for each in said]
    if not any(map(any, met)):
        return " ".join(said)
    return said[max(range(len(said)), key=lambda at: (sum(met[at]), met[at], -at))]


def sentences_on(line: str) -> list[str]:
    """What a line says, sentence by sentence and without markup."""
    text = line[:LONGEST].strip()
    return [plain(text[one : min(other, one + ENOUGH)]) for one, other in _sentences(text)]


def plain(text: str) -> str:
    """Text without the marks of a markup: links by their words, no emphasis, no tags."""
    text = _LEAD.sub("", text)
    if _MARKED.search(text):
        for pattern, instead in _MARKS:
            text = pattern.sub(instead, text)
    return " ".join(text.split())


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Where sentences begin and end."""
    ends = [
        cut for cut in _ENDS.finditer(text) if not _ABBREVIATED.search(text[max(0, cut.start() - 10) : cut.start() + 1])
    ]
    cuts = [0, *(cut.end() for cut in ends), len(text)]
    return pairwise(cuts)
