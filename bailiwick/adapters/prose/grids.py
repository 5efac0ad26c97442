"""Tables whose cells stretch over rows and columns, as plain grids."""

from __future__ import annotations

from bailiwick.adapters.prose.shape import Unreadable
from bailiwick.adapters.prose.tree import Grid, Text

#: A table of more columns was not made for reading; cells that stretch far make one quickly.
WIDEST = 200


class GridWriter:
    """A table under way. A cell over several rows stands in each of them; over several columns, empty ones follow."""

    def __init__(self) -> None:
        self._rows: list[tuple[Text, ...]] = []
        self._header: tuple[Text, ...] = ()
        self._row: list[Text] | None = None
        self._line = 1
        self._marked = True
        self._hanging: dict[int, tuple[int, Text]] = {}

    def row(self, line: int) -> None:
        """A new row begins."""
        self.end_row()
        self._row, self._line, self._marked = [], line, True

    def cell(self, text: Text, *, columns: int = 1, rows: int = 1, marked: bool = False) -> None:
        """The next cell; `marked` if it looks like a header's."""
        if self._row is None:
            self.row(text.line)
        row = self._row if self._row is not None else []
        self._hang(row)
        if rows > 1:
            self._hanging[len(row)] = (min(rows, 1_000) - 1, text)
        row.append(text)
        row += [Text("", ((0, text.line),))] * (min(columns, WIDEST) - 1)
        if len(row) > WIDEST:
            raise Unreadable(f"a table of more than {WIDEST} columns", text.line)
        self._marked = self._marked and (marked or not text.text)

    def end_row(self, *, header: bool = False) -> None:
        """The row is complete; the first one is the header if it says so or each of its cells does."""
        row, self._row = self._row, None
        if row is None:
            return
        self._hang(row)
        written = any(cell.text for cell in row)
        if written and not self._rows and not self._header and (header or self._marked):
            self._header = tuple(row)
        elif written:
            self._rows.append(tuple(row))

    def grid(self) -> Grid:
        """The finished table."""
        self.end_row()
        return Grid(self._header, tuple(self._rows))

    def _hang(self, row: list[Text]) -> None:
        """Put in the cells that hang down from rows above."""
        while hanging := self._hanging.pop(len(row), None):
            left, text = hanging
            if left > 1:
                self._hanging[len(row)] = (left - 1, text)
            row.append(Text(text.text, ((0, self._line),), text.links))
