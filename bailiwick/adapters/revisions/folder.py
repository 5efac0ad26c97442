"""A folder of dated revisions: `manifest.tsv` says in which order, of when, under which name and in which file.

order   committed             revision   file
1       2014-10-11T00:10:38Z  9fac3230   01-overview.rst
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from bailiwick.lib.guarded import MEGABYTE, lines
from bailiwick.lib.statements import BadInput

from . import Revision

MANIFEST = "manifest.tsv"
COLUMNS = ("order", "committed", "revision", "file")


class Folder:
    """The revisions of a folder; the manifest is checked before the first of them is read."""

    #: A manifest that does not date a revision is refused as a whole: somebody wrote it and can mend it.
    left_out: tuple[BadInput, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path, self.manifest = path, path / MANIFEST
        if not self.manifest.is_file():
            raise BadInput(f"there is no {MANIFEST} that says in which order to read it", path=str(path))
        self.revisions = sorted(self._read(), key=lambda revision: revision.order)
        self.total = len(self.revisions)
        if not self.total:
            raise self._bad("it names no file", 1)

    def __iter__(self) -> Iterator[Revision]:
        return iter(self.revisions)

    def _read(self) -> Iterator[Revision]:
        rows = csv.reader(lines(self.manifest, MEGABYTE), delimiter="\t", quoting=csv.QUOTE_NONE)
        # A heading may say more than the word: “committed (UTC)”.
        heads = [heading.strip().partition(" ")[0] for heading in next(rows)]
        if missing := [name for name in COLUMNS if name not in heads]:
            raise self._bad(f"there is no column “{missing[0]}”", 1)
        known: dict[int, int] = {}
        for line, cells in self._cells(rows):
            if not any(cells):
                continue
            if len(cells) != len(heads):
                raise self._bad(f"has {len(cells)} cells, the heading has {len(heads)}", line)
            revision = self._revision(dict(zip(heads, map(str.strip, cells), strict=True)), line)
            if known.setdefault(revision.order, line) != line:
                raise self._bad(f"the order {revision.order} stands in line {known[revision.order]} as well", line)
            yield revision

    def _cells(self, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        line = 1
        try:
            for line, cells in enumerate(rows, 2):
                yield line, cells
        except csv.Error as error:
            raise self._bad(f"is no line of a table ({error})", line + 1) from None

    def _revision(self, row: dict[str, str], line: int) -> Revision:
        if not row["order"].isdecimal() or len(row["order"]) > 9:
            raise self._bad(f"“{row['order']}” is not a place in an order", line)
        path = self.path / row["file"]
        if not row["file"] or not self._holds(path):
            raise self._bad(f"there is no file “{row['file']}” in this folder", line)
        name = row["revision"] or Path(row["file"]).stem
        return Revision(int(row["order"]), self._day(row["committed"], line), name, path, row["file"])

    def _holds(self, path: Path) -> bool:
        """A file within this folder; not what a link in it leads to elsewhere, or nowhere."""
        try:
            return path.resolve().is_relative_to(self.path.resolve()) and path.is_file()
        except (OSError, RuntimeError):
            return False

    def _day(self, text: str, line: int) -> date:
        try:
            moment = datetime.fromisoformat(text)
            return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
        except (ValueError, OverflowError):
            raise self._bad(f"“{text}” is not a date and time", line) from None

    def _bad(self, why: str, line: int) -> BadInput:
        return BadInput(why, path=str(self.manifest), line=line)
