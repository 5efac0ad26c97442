"""The sentence that stands on a line of a document: what a person reads beside what was made of it.

A page of prose breaks its lines wherever its writer pressed return, and a place in it is a line. What is quoted is
the sentence: from the lines before and behind as far as the same paragraph goes, without the marks of the markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

#: How many lines a paragraph is followed to either side, and how much of a line, and of a sentence, is looked at.
REACH, LONGEST, ENOUGH = 12, 5_000, 1_000
#: As those who read pages count lines: a form feed or a separator of other scripts ends none.
_LINE_END = re.compile(r"\r\n?|\n")
#: What begins something of its own, in the four dialects and in tables: an entry, a row, a tag, a field, columns.
_BEGINS = re.compile(
    r"\s*(?:[*+-]\s|[*]{2}|\d{1,3}[.)]\s|[.]\s|\||\.\.\s|:[\w -]{1,40}:\s|</?[A-Za-z][\w-]{0,20}[\s>/]|>|```|~~~"
    r"|\"[^\"]*\",|\S[^\n]{0,200}?\S {3,}\S)"
)
#: A title between or behind its marks; nothing follows on its line.
_TITLE = re.compile(r"\s*#{1,6}\s|.{0,200} ={1,6}\s*$")
#: Nothing but marks: the line under a title, around a table.
_RULE = re.compile(r"\s*+([=~^\"'`#*+:.<>_-])\1{2,}+[\s=+-]*+$")
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


class Standing(NamedTuple):
    """A sentence and the line it begins on."""

    line: int
    text: str


def lines_of(document: bytes) -> list[str]:
    """The lines of a document that was kept, numbered as its places are."""
    return _LINE_END.split(document.decode("utf-8-sig", "replace"))


def sentence_at(lines: Sequence[str], number: int, hints: Iterable[str] = ()) -> Standing:
    """The sentence on line `number` (from 1), whole, without markup; of several the one with most of the `hints`.

    Without a hint in any of them, all that reach into the line. What is no part of a paragraph, such as a title, an
    entry of a list or a row of a table, is told as it is; nothing when there is no such line.
    """
    if not 1 <= number <= len(lines):
        return Standing(number, "")
    paragraph = _paragraph(lines, number - 1)
    begins, text = [], ""
    for at in paragraph:
        begins.append(len(text))
        text += f"{lines[at][:LONGEST].strip()} "
    begins.append(len(text))
    own = number - 1 - paragraph[0]
    reaching = [
        Standing(paragraph[0] + bisect_right(begins, one), plain(text[one : min(other, one + ENOUGH)]))
        for one, other in _sentences(text)
        if one < begins[own + 1] and other > begins[own]
    ]
    telling = [hint.lower() for hint in hints if hint]
    score = [sum(hint in said.text.lower() for hint in telling) for said in reaching]
    if any(score):
        return reaching[score.index(max(score))]
    return Standing(reaching[0].line if reaching else number, " ".join(said.text for said in reaching))


def plain(text: str) -> str:
    """Text without the marks of a markup: links by their words, no emphasis, no tags."""
    text = _LEAD.sub("", text)
    if _MARKED.search(text):
        for pattern, instead in _MARKS:
            text = pattern.sub(instead, text)
    return " ".join(text.split())


def _paragraph(lines: Sequence[str], at: int) -> range:
    """The lines of the paragraph that line `at` is in."""
    if not _is_text(lines[at]):
        return range(at, at + 1)
    first = last = at
    while first > max(0, at - REACH) and not _BEGINS.match(lines[first][:LONGEST]) and _is_text(lines[first - 1]):
        first -= 1
    while last < min(len(lines) - 1, at + REACH) and _is_text(lines[last + 1]):
        if _BEGINS.match(lines[last + 1][:LONGEST]):
            break
        last += 1
    return range(first, last + 1)


def _is_text(line: str) -> bool:
    start = line[:LONGEST]
    return bool(start.strip()) and not _RULE.match(start) and not _TITLE.match(start)


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Where sentences begin and end."""
    ends = [
        cut for cut in _ENDS.finditer(text) if not _ABBREVIATED.search(text[max(0, cut.start() - 10) : cut.start() + 1])
    ]
    cuts = [0, *(cut.end() for cut in ends), len(text)]
    return pairwise(cuts)
