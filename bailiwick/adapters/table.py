"""Any table as statements: each row is about one thing, each column says one thing of it.

What a cell says:

| cell                                    | meaning                                          |
|-----------------------------------------|--------------------------------------------------|
| empty, `-`, `–`, `—`, `n/a`             | nothing is said (counted)                        |
| `none`, `nobody`                        | there is none                                    |
| `unknown`, `?`, `tbd`                   | it is not known                                  |
| a relation: `zware, haypo; pablogsa`    | several things, split on commas and semicolons   |
| anything else                           | the value, or the thing's name                   |
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from bailiwick.adapters.columns import LEAVE_OUT, NAME, Columns, change, guess, people
from bailiwick.adapters.rows import Row, rows
from bailiwick.lib.guarded import LIMIT, digest_of
from bailiwick.lib.statements import BadInput, NotUnderstood, Statement, Thing

SILENT = frozenset({"", "-", "–", "—", "n/a"})
NONE = frozenset({"none", "nobody"})
UNKNOWN = frozenset({"unknown", "?", "tbd"})
_COMMA = re.compile(r"\s*[,;]\s*")

Read = Iterator[Statement | NotUnderstood]


@dataclass
class Table:
    """A table that can be read once: look at `headers`, settle `columns`, then `read()`."""

    path: Path
    digest: str
    headers: list[str]
    columns: Columns
    counts: Counter[str] = field(default_factory=Counter)
    _rows: Iterator[Row | NotUnderstood] = field(default_factory=lambda: iter(()))

    def read(self) -> Read:
        """What the rows say, one after the other."""
        if NAME not in self.columns.targets.values():
            headers = ", ".join(self.columns.targets)
            raise BadInput(
                f"no column says what a row is about; name it with --map 'Header=name' (columns: {headers})",
                path=str(self.path),
                line=1,
            )
        return self._read()

    def preview(self, count: int = 3) -> list[list[str]]:
        """The first rows; they are read again by `read`."""
        seen: list[Row | NotUnderstood] = []
        shown: list[list[str]] = []
        for row in self._rows:
            seen.append(row)
            if isinstance(row, Row) and not row.head:
                shown.append(row.cells)
                if len(shown) == count:
                    break
        self._rows = chain(seen, self._rows)
        return shown

    def _read(self) -> Read:
        here = _Meaning([], self.columns, self.counts)
        for row in self._rows:
            if isinstance(row, NotUnderstood):
                yield row
            elif row.head:
                here = _Meaning(row.cells, self.columns, self.counts)
                if here.name_at is None:
                    yield NotUnderstood(
                        f"line {row.line}", ", ".join(row.cells)[:200], "a table without a column for the name"
                    )
            elif here.name_at is not None:
                self.counts["rows"] += 1
                yield from here.statements(row)


def open_input(path: Path, options: Mapping[str, Any]) -> Table:
    """The table at `path`. Options: `kind`, `map` (wishes), `saved` (the lineage's mapping), `limit`."""
    limit = int(options.get("limit") or LIMIT)
    digest = digest_of(path, limit)
    before: list[NotUnderstood] = []
    source = rows(path, limit)
    head: Row | None = None
    for row in source:
        if isinstance(row, Row):
            head = row
            break
        before.append(row)
    if head is None:
        raise BadInput("there is no table in it", path=str(path), line=1)
    saved: Mapping[str, Any] = options.get("saved") or {}
    columns = guess(head.cells, options.get("kind") or saved.get("kind", ""), saved.get("columns"))
    columns = change(columns, options.get("map") or {})
    return Table(path, digest, head.cells, columns, _rows=chain(before, [head], source))


@dataclass(frozen=True)
class _Column:
    at: int
    header: str
    predicate: str
    kind: str


class _Meaning:
    """One table's columns, worked out once so that a row is quick."""

    def __init__(self, headers: list[str], columns: Columns, counts: Counter[str]) -> None:
        self.width = len(headers)
        self.kind = columns.kind
        self.counts = counts
        self.name_at: int | None = None
        self.columns: list[_Column] = []
        for at, header in enumerate(headers):
            target = columns.targets.get(header, LEAVE_OUT)
            if target == NAME:
                self.name_at = at
            elif target != LEAVE_OUT:
                predicate, _, kind = target.partition(":")
                self.columns.append(_Column(at, header, predicate, kind))

    def statements(self, row: Row) -> Read:
        """What one row says."""
        locator = f"line {row.line}"
        name = row.cells[self.name_at] if self.name_at is not None and self.name_at < len(row.cells) else ""
        if len(row.cells) != self.width:
            why = f"has {len(row.cells)} cells, the header has {self.width}"
            yield NotUnderstood(locator, row.raw.strip()[:200], why)
        elif name.lower() in SILENT:
            yield NotUnderstood(locator, row.raw.strip()[:200], "the row does not say what it is about")
        else:
            subject = Thing(self.kind, name)
            digest = hashlib.sha256(row.raw.strip().encode()).hexdigest()
            for column in self.columns:
                yield from self._cell(subject, column, row.cells[column.at], locator, digest)

    def _cell(self, subject: Thing, column: _Column, cell: str, locator: str, digest: str) -> Iterator[Statement]:
        said = cell.lower()
        if said in SILENT:
            self.counts["empty"] += 1
            return
        common: dict[str, Any] = {"word": column.header[:100], "locator": locator, "digest": digest}
        if said in NONE or said in UNKNOWN:
            state = "none" if said in NONE else "unknown"
            yield Statement(subject, column.predicate, state=state, **common)
        elif column.kind:
            for name in filter(None, _COMMA.split(cell)):
                kind = people(name) if column.kind == "person" else column.kind
                yield Statement(subject, column.predicate, Thing(kind, name), **common)
        else:
            yield Statement(subject, column.predicate, value=cell, **common)
