"""What every dialect needs to write a `tree.Page`: folded text with its lines, and sections that open and close.

Nothing here looks back further than a bounded distance, so a hostile page costs what a page of its size costs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from bailiwick.adapters.prose.tree import Block, Item, Link, Page, Paragraph, Section, Skipped, Text
from bailiwick.lib.statements import BadInput

#: A line or a paragraph longer than this was not written by a person.
LONGEST = 20_000
#: Lists in lists, quotes in quotes: nobody writes this deep, and parsers that recurse would break.
DEEPEST = 20
#: A title fits on a line; longer text in bold is a sentence that wants to be heard.
LONGEST_TITLE = 80

# Line ends that some libraries see and others do not would shift every line number after them.
_LINE_END = re.compile(r"\r\n?")
_ODD_SPACE = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u205f]")
_ADDRESS = re.compile(
    r"(?P<url>\b(?:https?|ftp|ircs?|git|ssh)://[^\s<>\"“”|\[\]]+)"
    r"|(?<![\w.+/@-])(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
)
# What pages keep when they move between dialects: “[[address|text]]” and “<address>”.
_KEPT = re.compile(r"\[\[([^\[\]|\s]{1,500})\|([^\[\]|]{1,300})\]\]|<([^<>\s]{1,500})>")
_ADDRESS_LIKE = re.compile(r"(?:mailto:)?(?:\w+://.+|[^@]+@[\w.-]+|[\w-]+(?:\.[\w-]+)+(?:/.*)?)")
#: “* * * * *” is a line to look at, not a list in a list.
_RULE = re.compile(r"\s*(?:(?:- *)+|(?:\* *)+)")
_MARKER = re.compile(r"\s*(?:[>*+-]|[0-9]{1,9}[.)])(?=[\s>]|$)")


class Unreadable(BadInput):
    """A page that cannot be read; whoever knows the file puts its name before the line."""

    def __init__(self, trouble: str, line: int) -> None:
        super().__init__(f"line {line}: {trouble}")
        self.trouble = trouble
        self.line = line


def clean(text: str) -> str:
    """The text with one kind of line end and no character that a library may take for another."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    return _ODD_SPACE.sub(" ", text).replace("\0", "\ufffd")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a clean text; an empty text has none."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def check_shape(text: str) -> None:
    """Refuse endless lines, and lists or quotes nested so deep that nobody can have meant it."""
    depths: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            raise Unreadable(f"longer than the {LONGEST:,} characters that are read of a line", number)
        if not line or line.isspace():
            continue
        indent = len(line) - len(line.lstrip())
        while depths and depths[-1] >= indent:
            depths.pop()
        depths.append(indent)
        if len(depths) + _markers(line) > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", number)


def _markers(line: str) -> int:
    """How many lists and quotes begin on this line."""
    count, at = 0, 0
    while count <= DEEPEST and (found := _MARKER.match(line, at)):
        count, at = count + 1, found.end()
    return 0 if _RULE.fullmatch(line) else count


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
        return Text(text, starts, tuple(_with_bare(text, self._links)))

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
        for start, following in zip(bounds, bounds[1:], strict=False):
            line = whole.text[start : following - 1].rstrip()
            bare_end = start + len(line.rstrip(": "))
            opened = start == 0 or whole.text[start - 2] in ".!?:)"
            if opened and strong.get(start, -1) >= bare_end and _may_be_title(line.rstrip(": ")):
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


def _may_be_title(line: str) -> bool:
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
    return Text(words, tuple(starts), tuple(links))


class Outline:
    """The sections of a page, opened one after the other."""

    #: Below every heading: a line in bold above its text.
    BOLD = 90

    def __init__(self) -> None:
        self.root = Section(None, 0)
        self._open = [self.root]

    @property
    def here(self) -> Section:
        """The section that blocks go to now."""
        return self._open[-1]

    def open(self, title: Text, level: int) -> Section:
        """A new section below the innermost one of a smaller level."""
        while self.here.level >= level:
            self._open.pop()
        if len(self._open) > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", title.line)
        section = Section(title, level)
        self.here.parts.append(section)
        self._open.append(section)
        return section

    def back_to(self, section: Section) -> None:
        """Close whatever was opened inside `section`."""
        while self.here is not section and len(self._open) > 1:
            self._open.pop()

    def add(self, block: Block) -> None:
        """A block of the section that is open."""
        self.here.blocks.append(block)

    def skip(self, line: int, text: str, why: str) -> None:
        """Something that is no prose."""
        self.add(Skipped(line, text.strip(), why))

    def raise_title(self, level: int) -> bool:
        """Make a title of the short paragraph that was written last: an indented block follows it."""
        last = self.here.blocks[-1] if self.here.blocks else None
        if not isinstance(last, Paragraph) or len(last.text.starts) > 1 or not _may_be_title(last.text.text):
            return False
        self.here.blocks.pop()
        self.open(last.text, level)
        return True

    def paragraph(self, words: Words) -> None:
        """A paragraph; a line of its own in bold opens a section instead."""
        for is_title, text in words.pieces():
            if is_title:
                self.open(text, max(self.BOLD, _heading_level(self._open) + 1))
            elif text.text:
                self.add(Paragraph(text))
        self.leave_out(words)

    def leave_out(self, words: Words) -> None:
        """Say what was left out of a text."""
        for said, why in words.left_out:
            self.skip(words.text().line, said, why)

    def page(self, text: str, about: dict[str, str] | None = None) -> Page:
        """The finished page."""
        return Page(self.root, lines_of(text), about or {})


def _heading_level(open_sections: list[Section]) -> int:
    """The level of the innermost section that is not itself a line in bold."""
    return next((section.level for section in reversed(open_sections) if section.level != Outline.BOLD), 0)


def item_of(blocks: list[Block], line: int) -> Item:
    """A list item: its first paragraph is its text, the rest stands below it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return Item(blocks[0].text, tuple(blocks[1:]))
    return Item(Text("", ((0, line),)), tuple(blocks))
