"""A table in HTML, tag by tag; a table inside a cell is text of that cell."""

from __future__ import annotations

from collections.abc import Mapping

from bailiwick.adapters.prose.grids import GridWriter
from bailiwick.adapters.prose.words import Words

#: What stands apart from the words before it, in a cell too.
_APART = frozenset(["p", "div", "br", "li", "dt", "dd", "tr", "td", "th", "h2", "h3", "h4", "blockquote", "address"])


class Cells:
    """The table that is open: its finished rows and the words of its open cell."""

    def __init__(self, line: int) -> None:
        self.grid = GridWriter()
        self.words = Words(line)
        #: What stands in the table but in no cell, a caption for example.
        self.around: list[Words] = []
        self._depth = 1
        self._cell: Mapping[str, str] | None = None
        self._marked = False

    def opened(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        """A tag begins inside the table."""
        if tag == "table":
            self._depth += 1
        if self._depth == 1 and tag in {"tr", "td", "th"}:
            self.end_cell(line)
            if tag == "tr":
                self.grid.row(line)
            else:
                self._cell, self._marked = attributes, tag == "th"
        elif tag in _APART:
            self.words.add(", " if tag == "li" and self.words else " ", line)

    def closed(self, tag: str, line: int) -> bool:
        """A tag ends; whether the table does."""
        if tag == "table":
            self._depth -= 1
        if self._depth == 1 and tag in {"tr", "td", "th", "thead"}:
            self.end_cell(line)
            if tag == "thead":
                self.grid.end_row(header=True)
        return not self._depth

    def end_cell(self, line: int) -> None:
        """What was said since the last cell is the open one, or stands around the cells."""
        words, self.words = self.words, Words(line)
        cell, self._cell = self._cell, None
        if cell is not None:
            columns, rows = _span(cell.get("colspan")), _span(cell.get("rowspan"))
            self.grid.cell(words.text(), columns=columns, rows=rows, marked=self._marked)
        if cell is None and words:
            self.around.append(words)


def _span(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and 0 < len(said) < 4 else 1
