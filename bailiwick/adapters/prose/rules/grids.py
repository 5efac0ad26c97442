"""Tables: what a row is about stands under one heading, what is said of it under the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.keyed import tell
from bailiwick.adapters.prose.rules.keys import SILENT, key_of
from bailiwick.adapters.prose.rules.names import is_url
from bailiwick.adapters.prose.rules.scope import title_name
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.words import words_of, wordset
from bailiwick.adapters.prose.tree import Grid, Text
from bailiwick.lib.statements import Thing

_HOSTS = wordset("host server machine vm box")


@dataclass(frozen=True)
class _Columns:
    """Which column names what a row is about, what kind that is, and what the others say."""

    name: int
    kind: str
    targets: tuple[str, ...]


def read_grid(grid: Grid, here: Here) -> None:
    """Say what the rows of a table say."""
    columns = _columns([cell.text for cell in grid.header], here)
    for row in grid.rows:
        _read_row(row, grid.header, columns, here)


def _read_row(row: Sequence[Text], header: Sequence[Text], columns: _Columns | None, here: Here) -> None:
    text = " | ".join(cell.text for cell in row)
    line = row[0].line if row else 0
    if columns is None:
        here.not_understood(line, text, "a row of a table whose headings say nothing that is known here")
        return
    subject = _subject(row[columns.name], columns.kind) if columns.name < len(row) else None
    if subject is None:
        here.not_understood(line, text, "the row does not say what it is about")
        return
    told = [
        _read_cell(subject, target, cell, head, here)
        for target, cell, head in zip(columns.targets, row, header, strict=False)
    ]
    if not any(told):
        here.not_understood(line, text, "a row that says nothing that is known here")


def _read_cell(subject: Thing, target: str, cell: Text, head: Text, here: Here) -> bool:
    words = list(words_of(cell.text))
    if not target or target.endswith("/name") or not words:
        return False
    if target == "/role":
        return False
    told = tell((subject,), target, words, here, cell, head.text)
    if not told and cell.text.strip().lower() not in SILENT:
        here.not_understood(cell.line, f"{head.text}: {cell.text}", f"a cell that could not be read as “{head.text}”")
    return told


def _columns(headers: Sequence[str], here: Here) -> _Columns | None:
    targets = [_target(header, here) for header in headers]
    names = [at for at, target in enumerate(targets) if target.endswith("/name")]
    at = names[0] if names else 0
    kind = targets[at].partition("/")[0] if names else ""
    if targets and not names:
        if headers[at].lower().split()[-1:] and headers[at].lower().split()[-1] in _HOSTS:
            kind = "host"
        elif targets[at] == "located_at/centre":
            kind = "data-centre"
        elif targets[at] in {"hosted_by/place", "url/text"} or not targets[at]:
            kind = "provider" if targets[at] == "hosted_by/place" else _scoped(here)
    kind = _scoped(here) if kind == "service" and headers[at].lower() in {"name", "what"} else kind
    targets = ["" if at == other or target.endswith("/name") else target for other, target in enumerate(targets)]
    if not kind or not any(targets):
        return None
    return _Columns(at, kind, tuple(targets))


def _target(header: str, here: Here) -> str:
    words = header.lower().split()
    if words and words[-1] in {"dc", "datacenter", "datacentre"} and len(words) > 1:
        return "data-centre/name"
    return key_of(header)


def _scoped(here: Here) -> str:
    kind = here.scope.category.partition(":")[2] or here.scope.category
    return (
        kind
        if kind in {"service", "provider", "host", "domain", "data-centre"}
        else "person"
        if kind == "team"
        else "service"
    )


def _subject(cell: Text, kind: str) -> Thing | None:
    words = list(words_of(cell.text))
    if cell.text.strip().lower() in SILENT or not words:
        return None
    name = words[0].text.partition("//")[2].strip("/") if is_url(words[0]) else title_name(words)
    return Thing(kind, name) if name else None
