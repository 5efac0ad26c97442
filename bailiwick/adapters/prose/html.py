"""HTML pages: a stream of tags, so that nothing recurses however deep a page nests.

Only what a reader of the page reads counts. Scripts, styles, forms, code and comments are skipped, and
what stands around the page rather than in it: navigation, header, footer, asides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from bailiwick.adapters.prose.html_cells import Cells
from bailiwick.adapters.prose.html_events import Events, without_comments
from bailiwick.adapters.prose.outline import Outline, item_of
from bailiwick.adapters.prose.shape import DEEPEST, Unreadable, check_length, clean
from bailiwick.adapters.prose.tree import Block, Listing, Page, Paragraph, Section
from bailiwick.adapters.prose.words import Words

_STRUCK = {"s": "struck out", "del": "struck out", "strike": "struck out"}
_SKIPPED = _STRUCK | {
    "script": "a script",
    "style": "a style",
    "template": "a template",
    "noscript": "for browsers without scripts",
    "svg": "a picture",
    "math": "a formula",
    "pre": "code",
    "textarea": "a form",
    "select": "a form",
    "button": "a form",
    "nav": "navigation",
    "header": "the page's header",
    "footer": "the page's footer",
    "aside": "an aside",
    "title": "the page's title",
}
_MARKS = {"a", "b", "strong", "br"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Inside these a header belongs to the text.
_INSIDE = {"section", "article", "main"}
_BLOCKS = frozenset(
    ["p", "div", "body", "ul", "ol", "li", "dl", "dt", "dd", "table", "hr", "blockquote", "figure", "figcaption"]
).union(["address", "form", "fieldset", "details", "summary", "center"], _INSIDE, _HEADINGS)
_TOLD = {"author": "author", "date": "date", "dcterms.date": "date", "last-modified": "date"}


def read(text: str) -> Page:
    """The page that an HTML text is."""
    text = clean(text)
    check_length(text)
    tags, comments = without_comments(text)
    reader = _Reader(comments)
    reader.read(tags)
    reader.finish()
    return reader.outline.page(text, reader.about)


@dataclass
class _Silence:
    """A tag whose text is left out: how often it is open, and what it says."""

    tag: str
    line: int
    depth: int = 1
    text: list[str] = field(default_factory=list)


class _Reader(Events):
    """Fills the outline. What is open is kept in a few lists, never on Python's stack."""

    def __init__(self, comments: list[tuple[int, str]]) -> None:
        super().__init__()
        self.outline = Outline()
        self.about: dict[str, str] = {}
        self.comments = comments[::-1]
        self.running = Words(1)
        self.block = ""
        self.inside = 0
        self.lists: list[list[tuple[list[Block], int]]] = []
        self.outside: list[Section] = []
        self.table: Cells | None = None
        self.silence: _Silence | None = None

    @property
    def words(self) -> Words:
        """Where the next words go: the open cell, or the open paragraph, title or item."""
        return self.table.words if self.table else self.running

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""
        if self.silence:
            self.silence.depth += tag == self.silence.tag
        elif tag in _SKIPPED and not (tag == "header" and self.inside):
            if tag not in _STRUCK and not self.table:
                self._end_block()
            self.silence = _Silence(tag, self.line)
        elif tag in _MARKS:
            self._mark(tag, attributes.get("href", "").strip())
        elif self.table:
            self.table.opened(tag, attributes, self.line)
        elif tag == "meta" and (name := _TOLD.get(attributes.get("name", "").lower())):
            self.about.setdefault(name, attributes.get("content", ""))
        elif tag in _BLOCKS:
            self._open_block(tag)

    def closed(self, tag: str) -> None:
        """A tag ends."""
        if self.silence:
            self.silence.depth -= tag == self.silence.tag
            if not self.silence.depth:
                self._end_silence(self.silence)
        elif tag in _MARKS:
            self._end_mark(tag)
        elif self.table:
            if self.table.closed(tag, self.line):
                self._end_table(self.table)
        elif tag in _BLOCKS:
            self._close_block(tag)

    def said(self, text: str, line: int) -> None:
        """Text between two tags."""
        if self.silence:
            self.silence.text.append(text)
        else:
            self.words.add(text, line)

    def finish(self) -> None:
        """The page ends, whatever is still open."""
        if self.silence:
            self._end_silence(self.silence)
        if self.table:
            self._end_table(self.table)
        self._end_block()
        self._leave_all()
        self._note_comments(before=inf)

    def _end_silence(self, silence: _Silence) -> None:
        self.silence = None
        said = " ".join(" ".join(silence.text).split())
        if silence.tag == "title":
            self.about.setdefault("title", said)
        if silence.tag in _STRUCK:
            self.words.left_out.append((said, _SKIPPED[silence.tag]))
            self.words.add(" ", self.line)
        elif said:
            self.outline.skip(silence.line, said, _SKIPPED[silence.tag])

    def _mark(self, tag: str, target: str) -> None:
        if tag == "a":
            self.words.open_link(target)
        elif tag == "br":
            self.words.break_line()
        else:
            self.words.open_strong()

    def _end_mark(self, tag: str) -> None:
        if tag == "a":
            self.words.close_link()
        elif tag != "br":
            self.words.close_strong()

    def _open_block(self, tag: str) -> None:
        self._end_block()
        self.block = tag
        self.inside += tag in _INSIDE
        if tag in {"ul", "ol"}:
            self._open_list()
        elif tag == "li":
            if not self.lists:
                self._open_list()
            self.lists[-1].append(([], self.line))
        elif tag == "dl":
            self.outside.append(self.outline.here)
        elif tag == "table":
            self.table = Cells(self.line)

    def _close_block(self, tag: str) -> None:
        self._end_block()
        self.inside = max(0, self.inside - (tag in _INSIDE))
        if tag in {"ul", "ol"} and self.lists:
            self._end_list()
        elif tag == "dl" and self.outside:
            self.outline.back_to(self.outside.pop())

    def _end_block(self) -> None:
        """What was said since the last block: a title, a term, a paragraph of the open item or of the section."""
        words, self.running = self.running, Words(self.line)
        block, self.block = self.block, ""
        if words and block in _HEADINGS:
            self._leave_all()
            self.outline.open(words.text(), _HEADINGS[block])
            self.outline.leave_out(words)
        elif words and block == "dt" and not self.lists:
            outside = self.outside[-1] if self.outside else self.outline.here
            self.outline.back_to(outside)
            self.outline.open(words.text(), outside.level + 1)
        elif words and self.lists and self.lists[-1]:
            self.lists[-1][-1][0].append(Paragraph(words.text()))
            self.outline.leave_out(words)
        else:
            self.outline.paragraph(words)
        self._note_comments(self.line)

    def _note_comments(self, before: float) -> None:
        while self.comments and self.comments[-1][0] < before:
            line, said = self.comments.pop()
            self.outline.skip(line, said, "a comment")

    def _open_list(self) -> None:
        if len(self.lists) >= DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", self.line)
        self.lists.append([])

    def _end_list(self) -> None:
        self._put(Listing(tuple(item_of(blocks, line) for blocks, line in self.lists.pop())))

    def _end_table(self, table: Cells) -> None:
        table.end_cell(self.line)
        self.table = None
        for words in table.around:
            self._put(Paragraph(words.text()))
        self._put(table.grid.grid())

    def _put(self, block: Block) -> None:
        """Below the item that is open, or below the section."""
        if self.lists and self.lists[-1]:
            self.lists[-1][-1][0].append(block)
        else:
            self.outline.add(block)

    def _leave_all(self) -> None:
        """A heading ends every list, whether it was closed or not."""
        while self.lists:
            self._end_list()
        if self.outside:
            self.outline.back_to(self.outside[0])
            self.outside = []
