"""Running text, put together piece by piece, whatever dialect the pieces come from.

Nothing here looks further than a bounded distance, so a hostile page costs what a page of its size costs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from bailiwick.adapters.prose.tree import Link, Text

#: A title fits on a line; longer text in bold is a sentence that wants to be heard.
LONGEST_TITLE = 80

_ADDRESS = re.compile(
    r"(?P<url>\b(?:https?|ftp|ircs?|git|ssh)://[^\s<>\"“”|\[\]]+)"
    r"|(?<![\w.+/@-])(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
# What pages keep when they move between dialects: “[[address|text]]” and “<address>”.
_KEPT = re.compile(r"\[\[([^\[\]|\s]{1,500})\|([^\[\]|]{1,300})\]\]|<([^<>\s]{1,500})>")
_ADDRESS_LIKE = re.compile(r"(?:mailto:)?(?:\w+://.+|[^@]+@[\w.-]+|[\w-]+(?:\.[\w-]+)+(?:/.*)?)")


class Words:
    """One running text, put together piece by piece: white space folded, lines and links remembered."""

    def __init__(self, line: int) -> None:
        self._first = line
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._gaps: set[int] = set()
        self._starts: list[tuple[int, int]] = []
        self._breaks: list[int] = []
        self._broken = True
        self._links: list[Link] = []
        self._open_links: list[tuple[int, str]] = []
        self._strong: list[tuple[int, int]] = []
        self._open_strong: list[int] = []
        #: What stood in between and is no part of the text: (what it says, why it was left out).
        self.left_out: list[tuple[str, str]] = []

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, piece: str, line: int) -> int:
        """Append what begins on `line`; the line it ends on."""
        for number, part in enumerate(piece.split("\n")):
            if number:
                self._space = True
            self._add_kept(part, line + number)
        return line + piece.count("\n")

    def break_line(self) -> None:
        """What follows begins a line that readers see, wherever it stands in the file."""
        self._space = self._broken = True

    def open_link(self, target: str) -> None:
        """What follows, until `close_link`, leads to `target`."""
        self._open_links.append((self._length, target))

    def close_link(self) -> None:
        """The innermost link ends here."""
        if self._open_links:
            start, target = self._open_links.pop()
            self._link(start, target)

    def open_strong(self) -> None:
        """What follows, until `close_strong`, is bold."""
        self._open_strong.append(self._length)

    def close_strong(self) -> None:
        """The innermost bold run ends here."""
        if self._open_strong:
            self._strong.append((self._after_space(self._open_strong.pop()), self._length))

    def turn_strong(self) -> None:
        """Bold ends here or begins: for dialects with one mark for both."""
        if self._open_strong:
            self.close_strong()
        else:
            self.open_strong()

    def text(self) -> Text:
        """All of it; bare addresses are links too."""
        text = "".join(self._parts)
        starts = tuple(self._starts) or ((0, self._first),)
        lead = next((end for start, end in self._strong if self._after_space(start) == 0), 0)
        return Text(text, starts, tuple(_with_bare(text, self._links)), min(lead, len(text)))

    def pieces(self) -> Iterator[tuple[bool, Text]]:
        """The text, divided where a line of its own in bold stands above what follows: (is a title, text)."""
        whole = self.text()
        begin = 0
        for start, end in self._title_spans(whole):
            if start > begin:
                yield False, cut(whole, begin, start)
            yield True, cut(whole, start, end, ":")
            begin = end
        if begin < len(whole.text):
            yield False, cut(whole, begin, len(whole.text))

    def all_strong(self) -> bool:
        """Whether nothing but bold text was added."""
        return sum(end - start for start, end in self._strong) >= max(self._length, 1)

    def _title_spans(self, whole: Text) -> Iterator[tuple[int, int]]:
        bounds = [*self._breaks, len(whole.text) + 1]
        strong = {self._after_space(start): end for start, end in self._strong}
        for start, following in pairwise(bounds):
            line = whole.text[start : following - 1].rstrip()
            bare_end = start + len(line.rstrip(": "))
            opened = start == 0 or whole.text[start - 2] in ".!?:)"
            if opened and strong.get(start, -1) >= bare_end and may_be_title(line.rstrip(": ")):
                yield start, start + len(line)

    def _add_kept(self, part: str, line: int) -> None:
        begin = 0
        for found in _KEPT.finditer(part):
            bracketed = found[3]
            if bracketed and not _ADDRESS_LIKE.fullmatch(bracketed):
                continue
            self._add(part[begin : found.start()], line)
            self.open_link(found[1] or _target(bracketed))
            self._add(found[2] or bracketed.removeprefix("mailto:"), line)
            self.close_link()
            begin = found.end()
        self._add(part[begin:], line)

    def _add(self, part: str, line: int) -> None:
        folded = " ".join(part.split())
        if not folded:
            self._space = self._space or bool(part)
            return
        if self._length and (self._space or part[0].isspace()):
            self._gaps.add(self._length)
            self._put(" ")
        if not self._starts or self._starts[-1][1] != line:
            self._starts.append((self._length, line))
            self._broken = True
        if self._broken:
            self._breaks.append(self._length)
            self._broken = False
        self._put(folded)
        self._space = part[-1].isspace()

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _after_space(self, start: int) -> int:
        """Where the words begin that were added from `start` on."""
        return start + 1 if start in self._gaps else start

    def _link(self, start: int, target: str) -> None:
        start = self._after_space(start)
        if start < self._length and target:
            self._links.append(Link(start, self._length, target))


def _target(bracketed: str) -> str:
    return f"mailto:{bracketed}" if "@" in bracketed and ":" not in bracketed else bracketed


def _with_bare(text: str, links: list[Link]) -> Iterator[Link]:
    """The links, and those that the text itself spells out between them, in the order of the text."""
    given = sorted(links, key=lambda link: (link.start, link.end))
    ends = [link.start for link in given]
    bare: list[Link] = []
    for found in _ADDRESS.finditer(text):
        address = _without_tail(found[0])
        at = bisect_right(ends, found.start())
        if at and given[at - 1].end > found.start():
            continue
        target = address if found["url"] else f"mailto:{address}"
        bare.append(Link(found.start(), found.start() + len(address), target))
    yield from sorted([*given, *bare], key=lambda link: (link.start, link.end))


def _without_tail(address: str) -> str:
    """An address without the marks of the sentence that follow it."""
    address = address.rstrip(".,;:!?'’*_`")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?'’*_`")
    return address


def may_be_title(line: str) -> bool:
    """Whether a line could name what stands below it; a sentence does not, nor what introduces a list."""
    return 0 < len(line) <= LONGEST_TITLE and line[-1] not in ".!?;,:"


def cut(text: Text, start: int, end: int, tail: str = "") -> Text:
    """The part of a text between two offsets, without the space around it nor a `tail` of such signs."""
    words = text.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip().rstrip(tail + " ")
    end = start + len(words)
    starts = [(0, text.line_at(start))]
    starts += [(offset - start, line) for offset, line in text.starts if start < offset < end]
    links = [
        Link(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in text.links
        if link.start < end and link.end > start
    ]
    return Text(words, tuple(starts), tuple(links), max(0, min(text.lead, end) - start) if start == 0 else 0)
