"""Rows of the tables in a page: parsed as a stream, without building a tree, scripts and styles ignored."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from bailiwick.adapters.rows import Read, Row
from bailiwick.lib.guarded import MEGABYTE, lines
from bailiwick.lib.statements import BadInput, NotUnderstood

SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg", "math"})
#: Tables inside tables inside tables: nobody writes that.
DEEPEST = 20
#: A page larger than this is no page; the parser of the standard library looks back over what is not closed.
LARGEST = 5 * MEGABYTE
BLOCK = 1 << 16


def html_rows(path: Path, limit: int) -> Read:
    """Every row of every table; a table inside a cell is text of that cell."""
    parser = _Tables(path)
    for block in _chunks(path, min(limit, LARGEST)):
        parser.feed(block)
        yield from parser.drain()
    parser.close()
    yield from parser.drain()
    if parser.tables == 0:
        raise BadInput("there is no table in it", path=str(path), line=parser.getpos()[0])
    if parser.depth:
        raise BadInput("cut short: a table that begins here never ends", path=str(path), line=parser.began)


def _chunks(path: Path, limit: int) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in lines(path, limit):
        held.append(line)
        size += len(line)
        if size > BLOCK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


class _Tables(HTMLParser):
    """Collects the cells of the outermost table that is open."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.path = str(path)
        self.done: deque[Row | NotUnderstood] = deque()
        self.tables = self.depth = self.began = self.silent = 0
        self.headed = False
        self.row: list[str] | None = None
        self.row_line = 0
        self.cell: list[str] | None = None

    def drain(self) -> Iterator[Row | NotUnderstood]:
        """What was finished since the last call."""
        while self.done:
            yield self.done.popleft()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        if tag == "table":
            self._table()
        elif self.depth == 1 and tag == "tr":
            self._end_row()
            self.row, self.row_line = [], self.getpos()[0]
        elif self.depth == 1 and tag in {"td", "th"} and self.row is not None:
            self._end_cell()
            self.cell = []
        elif tag in {"br", "li", "p"} and self.cell is not None and self.cell:
            self.cell.append(", " if tag != "p" else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        if tag == "table" and self.depth:
            if self.depth == 1:
                self._end_row()
            self.depth -= 1
        elif self.depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif self.depth == 1 and tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self.silent or not data.strip():
            return
        if self.cell is not None:
            self.cell.append(data)
        elif not self.depth:
            text = " ".join(data.split())[:200]
            self.done.append(NotUnderstood(f"line {self.getpos()[0]}", text, "stands outside a table"))

    def _table(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadInput(f"more than {DEEPEST} tables inside each other", path=self.path, line=self.getpos()[0])
        if self.depth == 1:
            self.tables += 1
            self.began, self.headed = self.getpos()[0], False

    def _end_cell(self) -> None:
        if self.cell is not None and self.row is not None:
            self.row.append(" ".join("".join(self.cell).split()).strip(" ,"))
        self.cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self.row:
            head = not self.headed
            self.headed = True
            if any(self.row):
                self.done.append(Row(self.row_line, self.row, "\x1f".join(self.row), head))
        self.row = None
