"""Markdown, by markdown-it-py: CommonMark with tables; front matter is about the page.

Its list of blocks is flat, so nothing here recurses. Definitions of links are taken out before
the parser runs: it would look through the whole rest of a paragraph for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from bailiwick.adapters.prose.grids import WIDEST
from bailiwick.adapters.prose.outline import Outline, item_of
from bailiwick.adapters.prose.shape import LONGEST, Unreadable, check_shape, clean
from bailiwick.adapters.prose.tree import Block, Grid, Item, Listing, Page, Paragraph, Skipped, Text
from bailiwick.adapters.prose.words import Words
from bailiwick.lib.statements import BadInput
from bailiwick.lib.yamls import loads

_DEFINITION = re.compile(r" {0,3}\[([^\[\]^]{1,200})\]:\s+<?([^\s<>]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*")
_FENCE = re.compile(r"\s*(```+|~~~+)")
#: Begins every line but the first of a paragraph while its marks are read: white space that `clean` leaves in no page.
_LINE = "\u205f"
_LINE_IN_ADDRESS = "%E2%81%9F"
MOST_MARKS, MOST_MARKS_OF_ALL = 500, 20_000
_SKIPPED = {"fence": "code", "code_block": "code", "html_block": "HTML"}
_TOLD = ("title", "author", "date")


def read(text: str) -> Page:
    """The page that a Markdown text is."""
    text = clean(text)
    check_shape(text)
    _check_columns(text)
    lines = text.split("\n")
    about, body = _front_matter(lines)
    outline = Outline()
    if body:
        outline.skip(1, "\n".join(lines[:body]), "front matter")
    env: dict[str, Any] = {"references": {}}
    source = _without_definitions([""] * body + lines[body:], env["references"])
    _Reader(outline, env).read(_parser().parse(source, env))
    return outline.page(text, about)


def _check_columns(text: str) -> None:
    """Each cell of a table is a small document to the parser."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count("|") > WIDEST:
            raise Unreadable(f"a table of more than {WIDEST} columns", number)


@cache
def _parser() -> MarkdownIt:
    # Paragraphs come out unread, so that their length can be looked at first.
    return (
        MarkdownIt("commonmark", {"maxNesting": 100})
        .enable(["table", "strikethrough"])
        .disable(["reference", "inline"])
    )


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """What stands between two lines of dashes at the top, and how many lines that takes."""
    if lines[0].rstrip() != "---":
        return {}, 0
    end = next((number for number, line in enumerate(lines[1:200], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end or not re.match(r"[\w-]+:", lines[1]):
        return {}, 0
    try:
        told = loads("\n".join(lines[1:end]) + "\n")
    except BadInput:
        return {}, end + 1
    return {key: str(told[key]) for key in _TOLD if isinstance(told.get(key), str | int)}, end + 1


def _without_definitions(lines: list[str], references: dict[str, Any]) -> str:
    """The text with each “[label]: address” blanked and noted."""
    fence = ""
    for number, line in enumerate(lines):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        elif not fence and (found := _DEFINITION.fullmatch(line)):
            references.setdefault(normalizeReference(found[1]), {"href": found[2], "title": ""})
            lines[number] = ""
    return "\n".join(lines)


class _Reader:
    """Walks the parser's blocks; lists and tables under way are kept on stacks of their own."""

    def __init__(self, outline: Outline, env: dict[str, Any]) -> None:
        self.outline = outline
        self.env = env
        self.heading = 0
        self.marks = 0
        self.lists: list[list[Item]] = []
        self.items: list[tuple[list[Block], int]] = []
        self.grid: list[list[Text]] | None = None
        self.header: tuple[Text, ...] = ()

    def read(self, tokens: list[Token]) -> None:
        """Everything, in the order of the page."""
        line = 1
        for token in tokens:
            line = token.map[0] + 1 if token.map else line
            if token.type in _SKIPPED:
                self._block(Skipped(line, token.content.strip(), _SKIPPED[token.type]))
            elif token.type == "inline":
                self._inline(token, line)
            elif handler := getattr(self, f"_{token.type}", None):
                handler(token, line)

    def _heading_open(self, token: Token, line: int) -> None:
        self.heading = int(token.tag[1]) if token.level == 0 else 0

    def _heading_close(self, token: Token, line: int) -> None:
        self.heading = 0

    def _bullet_list_open(self, token: Token, line: int) -> None:
        self.lists.append([])

    _ordered_list_open = _bullet_list_open

    def _bullet_list_close(self, token: Token, line: int) -> None:
        items = self.lists.pop()
        self._block(Listing(tuple(items)))

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token, line: int) -> None:
        self.items.append(([], line))

    def _list_item_close(self, token: Token, line: int) -> None:
        self.lists[-1].append(item_of(*self.items.pop()))

    def _table_open(self, token: Token, line: int) -> None:
        self.grid, self.header = [], ()

    def _tr_open(self, token: Token, line: int) -> None:
        if self.grid is not None:
            self.grid.append([])

    def _thead_close(self, token: Token, line: int) -> None:
        if self.grid:
            self.header = tuple(self.grid.pop())

    def _table_close(self, token: Token, line: int) -> None:
        rows, self.grid = self.grid or [], None
        header = self.header if any(cell.text for cell in self.header) else ()
        self._block(Grid(header, tuple(tuple(row) for row in rows)))

    def _inline(self, token: Token, line: int) -> None:
        words = self._words(token, line)
        if self.grid is not None and self.grid:
            self.grid[-1].append(words.text())
        elif self.heading:
            self.outline.open(words.text(), self.heading)
        elif self.items:
            if words:
                self._block(Paragraph(words.text()))
        else:
            self.outline.paragraph(words)
        if self.grid is not None or self.heading or self.items:
            self.outline.leave_out(words)

    def _block(self, block: Block) -> None:
        """Below the item that is open, or below the section."""
        if self.items:
            self.items[-1][0].append(block)
        else:
            self.outline.add(block)

    def _check(self, content: str, line: int) -> None:
        """The parser tries every bracket and every wave against all that follow."""
        if len(content) > LONGEST:
            raise Unreadable(f"a paragraph of more than {LONGEST:,} characters", line)
        marks = content.count("[") + content.count("~~")
        self.marks += marks
        if marks > MOST_MARKS or self.marks > MOST_MARKS_OF_ALL:
            raise Unreadable(f"more than {MOST_MARKS} brackets in one paragraph, or {MOST_MARKS_OF_ALL:,} so far", line)

    def _words(self, token: Token, line: int) -> Words:
        self._check(token.content, line)
        parser, marks = _parser(), list[Token]()
        parser.inline.parse(token.content.replace("\n", "\n" + _LINE), parser, self.env, marks)
        words = Words(line)
        for mark in _outside_strikes(marks, words):
            line = _write(mark, words, line)
        return words


def _outside_strikes(marks: list[Token], words: Words) -> Iterator[Token]:
    """The marks of a paragraph without what was struck out, which is noted."""
    depth, struck = 0, list[str]()
    for mark in marks:
        if mark.type == "s_open":
            depth += 1
        elif mark.type == "s_close":
            depth -= 1
            if not depth:
                words.left_out.append((" ".join("".join(struck).split()), "struck out"))
                struck.clear()
                yield Token("text", "", 0, content=" ")
        elif depth:
            struck.append(mark.content)
        else:
            yield mark


def _write(mark: Token, words: Words, line: int) -> int:
    """Put one mark's words down; the line on which the next one begins."""
    if mark.type in {"text", "text_special", "code_inline"}:
        return words.add(mark.content.replace("\n", " ").replace(_LINE, "\n"), line)
    if mark.type in {"softbreak", "hardbreak"}:
        words.add(" ", line)
    elif mark.type == "link_open":
        target = str(mark.attrs.get("href", ""))
        words.open_link(target.replace(_LINE_IN_ADDRESS, ""))
        return line + target.count(_LINE_IN_ADDRESS) + str(mark.attrs.get("title", "")).count(_LINE)
    elif mark.type == "link_close":
        words.close_link()
    elif mark.type == "strong_open":
        words.open_strong()
    elif mark.type == "strong_close":
        words.close_strong()
    elif mark.type == "html_inline" and mark.content.lower().startswith("<br"):
        words.break_line()
    return line + mark.content.count(_LINE)
