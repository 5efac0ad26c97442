"""MoinMoin's wiki markup, and what other wikis share with it.

There is no maintained parser to stand on (docs/decisions/025): one pass over the lines tells the
blocks apart, `moin_marks` takes the marks out of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bailiwick.adapters.prose.grids import GridWriter
from bailiwick.adapters.prose.moin_marks import write
from bailiwick.adapters.prose.outline import Outline, item_of
from bailiwick.adapters.prose.shape import check_shape, clean
from bailiwick.adapters.prose.tree import Block, Listing, Page, Paragraph, Section, Text
from bailiwick.adapters.prose.words import Words

_HEADING = re.compile(r"(={1,6})(.*[^=])=+")
_ITEM = re.compile(r"(\s*)(\*+|(?<=\s)(?:-|[0-9]{1,4}[.)]|[aAiI]\.|\.))\s+(\S.*)")
_TERM = re.compile(r"\s+(\S.{0,200}?)??::(?:\s+(.*))?")
_RULE = re.compile(r"-{4,}")
#: The last line of a page says in which lists of pages it stands.
_CATEGORIES = re.compile(r"Category[A-Z][A-Za-z0-9]{1,60}(?: +Category[A-Z][A-Za-z0-9]{1,60}){0,20}")
_INSTRUCTION = re.compile(r"#(?:pragma|format|language|lang|acl|redirect|refresh|deprecated|status)\b", re.I)
_CELL_FORMAT = re.compile(r"\s*<((?:[^<>=]{1,60}=[^<>]{0,200}|[-|:()^v0-9%]{1,20}|#[0-9A-Fa-f]{3,6}))>")
_STRETCHED = re.compile(r"(?:^|\s)([-|])([0-9]{1,3})(?=\s|$)")
_FOREIGN = {"{{{": ("}}}", "code"), "{|": ("|}", "a table in another wiki's markup")}


def read(text: str) -> Page:
    """The page that a text in wiki markup is."""
    text = clean(text)
    check_shape(text)
    return _Reader(text).read()


@dataclass
class _List:
    """A list under way: how far it is indented, and each item's line and blocks."""

    indent: int
    items: list[tuple[list[Block], int]] = field(default_factory=list)


class _Reader:
    """Goes through the lines once; a paragraph, list, table or definition stays open until a line ends it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.number = 0
        self.outline = Outline()
        self.words: Words | None = None
        self.lists: list[_List] = []
        self.grid: GridWriter | None = None
        self.outside: Section | None = None

    def read(self) -> Page:
        """The whole page."""
        while self.number < len(self.lines):
            line = self.lines[self.number]
            self.number += 1
            if line.lstrip().startswith("||"):
                self._row(line.strip())
                continue
            self._end_table()
            if not (self._marked(line) or self._opens_foreign(line)):
                self._running(line)
        self._end()
        return self.outline.page(self.text)

    def _marked(self, line: str) -> bool:
        """Take a line that is no running text; False when it is some."""
        bare = line.strip()
        if not bare or bare == "}}}":
            self._end_words()
        elif line.startswith("##") or _INSTRUCTION.match(line):
            self._end_words()
            self.outline.skip(self.number, line, "a comment" if line.startswith("##") else "an instruction to the wiki")
        elif bare.startswith("=") and (found := _HEADING.fullmatch(bare)):
            self._end()
            self.outline.open(self._text(found[2]), len(found[1]))
        elif _RULE.fullmatch(bare):
            self._end()
        elif _CATEGORIES.fullmatch(bare):
            self._end()
            self.outline.skip(self.number, bare, "categories of the page")
        else:
            return False
        return True

    def _opens_foreign(self, line: str) -> bool:
        """Skip code that goes over several lines, up to its end or to that of the page."""
        opening = "{|" if line.lstrip().startswith("{|") else "{{{"
        before, mark, inside = line.rpartition(opening)
        closing, why = _FOREIGN[opening]
        if not mark or closing in inside:
            return False
        if before.strip():
            self._running(before)
        self._end_words()
        if inside.startswith("#!wiki") and "comment" not in inside:
            return True
        began = self.number
        while self.number < len(self.lines) and closing not in self.lines[self.number]:
            self.number += 1
        self.number += 1
        self.outline.skip(began, "\n".join([inside, *self.lines[began : self.number - 1]]), why)
        return True

    def _running(self, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        if found := _ITEM.fullmatch(line):
            self._item(indent + found[2].count("*", 1), found[3])
        elif indent and (found := _TERM.fullmatch(line)):
            self._term(found[1], found[2])
        elif indent:
            self._indented(line)
        else:
            self._at_margin(line)

    def _item(self, indent: int, text: str) -> None:
        self._end_words()
        while self.lists and self.lists[-1].indent > indent:
            self._end_list()
        if not self.lists or self.lists[-1].indent < indent:
            self.lists.append(_List(indent))
        self.lists[-1].items.append(([], self.number))
        self._add(text)

    def _term(self, term: str | None, text: str | None) -> None:
        """A term with its definition is a section; “:: text” goes on with the one above."""
        self._end_words()
        self._end_lists()
        if term:
            self._inside(self._text(term))
        if text:
            self._add(text)

    def _inside(self, title: Text | None) -> None:
        """Open a section that ends with the indentation; without a title, the line above may be one."""
        outside = self.outside or self.outline.here
        self.outline.back_to(outside)
        if title:
            self.outline.open(title, outside.level + 1)
            self.outside = outside
        elif self.outline.raise_title(outside.level + 1):
            self.outside = outside

    def _indented(self, line: str) -> None:
        if not self.lists and not self.outside:
            self._end_words()
            self._inside(None)
        self._add(line)

    def _at_margin(self, line: str) -> None:
        """A line at the margin ends lists and definitions."""
        if self.lists or self.outside:
            self._end()
        self._add(line)

    def _row(self, bare: str) -> None:
        """A row of a table; nothing between two bars makes the next cell a column wider."""
        if self.grid is None:
            self._end()
            self.grid = GridWriter()
        self.grid.row(self.number)
        columns = 1
        for raw in bare[2:].removesuffix("||").split("||"):
            if raw:
                self._cell(raw, columns)
            columns = 1 if raw else columns + 1

    def _cell(self, raw: str, columns: int) -> None:
        formats, at = "", 0
        while found := _CELL_FORMAT.match(raw, at):
            formats, at = f"{formats} {found[1]}", found.end()
        words = Words(self.number)
        write(raw[at:], words, self.number)
        stretched = {sign: int(count) for sign, count in _STRETCHED.findall(formats)}
        marked = "header" in formats or words.all_strong()
        if self.grid is not None:
            self.grid.cell(words.text(), columns=stretched.get("-", columns), rows=stretched.get("|", 1), marked=marked)

    def _text(self, marked: str) -> Text:
        words = Words(self.number)
        write(marked.strip(), words, self.number)
        return words.text()

    def _add(self, text: str) -> None:
        """Go on with the paragraph that is open, or begin one."""
        if self.words is None:
            self.words = Words(self.number)
        write(text + "\n", self.words, self.number)

    def _end_words(self) -> None:
        words, self.words = self.words, None
        if words is None:
            return
        if self.lists:
            if words:
                self.lists[-1].items[-1][0].append(Paragraph(words.text()))
            self.outline.leave_out(words)
        else:
            self.outline.paragraph(words)

    def _end_list(self) -> None:
        items = self.lists.pop().items
        listing = Listing(tuple(item_of(blocks, line) for blocks, line in items))
        if self.lists:
            self.lists[-1].items[-1][0].append(listing)
        else:
            self.outline.add(listing)

    def _end_lists(self) -> None:
        while self.lists:
            self._end_list()

    def _end_table(self) -> None:
        if self.grid is not None:
            self.outline.add(self.grid.grid())
        self.grid = None

    def _end(self) -> None:
        """Nothing is under way any more."""
        self._end_words()
        self._end_lists()
        self._end_table()
        if self.outside:
            self.outline.back_to(self.outside)
            self.outside = None
