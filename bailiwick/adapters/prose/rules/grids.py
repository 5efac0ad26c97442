"""Tables: what a row is about stands under one heading, what is said of it under the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.fragments import read_note
from bailiwick.adapters.prose.rules.keyed import tell
from bailiwick.adapters.prose.rules.keys import SILENT, key_of
from bailiwick.adapters.prose.rules.names import is_url
from bailiwick.adapters.prose.rules.scope import title_name
from bailiwick.adapters.prose.rules.slots_services import services
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, words_of
from bailiwick.adapters.prose.tree import Grid, Text
from bailiwick.lib.statements import Thing

#: What a row is about when its first column has such a heading.
_HOLDERS = {"runs_on/machine": "host", "hosted_by/place": "provider", "located_at/centre": "data-centre"}
_LONGEST_ROLE = 6
_LONGEST_NAME = 6


@dataclass(frozen=True)
class _Columns:
    """Which column names what a row is about, what kind that is, and what the others say."""

    name: int
    kind: str
    targets: tuple[str, ...]


def read_grid(grid: Grid, here: Here) -> None:
    """Say what the rows of a table say."""
    columns = _columns([cell.text for cell in grid.header], here) if not here.scope.mood else None
    for at, head in enumerate(grid.header if columns is not None else ()):
        if columns is not None and at != columns.name and not columns.targets[at] and head.text.strip():
            here.not_understood(head.line, head.text, "a column whose heading says nothing that is known here")
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
    told = _read_member(subject, row, columns, here) if subject.kind == "person" else False
    for target, cell, head in zip(columns.targets, row, header, strict=False):
        told |= _read_cell(subject, target, cell, head, here)
    if not told:
        here.not_understood(line, text, "a row that says nothing that is known here")


def _read_member(person: Thing, row: Sequence[Text], columns: _Columns, here: Here) -> bool:
    """Somebody in a table of people, with the role that stands in its column."""
    group = here.scope.things if here.scope.category == "team" else ()
    team = group[0] if group else here.scope.community
    role = next((row[at].text for at, target in enumerate(columns.targets) if target == "/role" and at < len(row)), "")
    details = {"role": role} if role and len(role.split()) <= _LONGEST_ROLE and role.lower() not in SILENT else {}
    return team is not None and here.relate(person, "member_of", Found(team, 0, details), row[columns.name], "members")


def _read_cell(subject: Thing, target: str, cell: Text, head: Text, here: Here) -> bool:
    words = list(words_of(cell.text))
    if not target or target.endswith("/name") or not words or target == "/role":
        return False
    if target == "/notes":
        here.focus = (subject,)
        return read_note(words, subject, cell, here)
    if target == "/keeps":
        told = _read_kept(subject, words, cell, head, here) if subject.kind == "person" else False
    elif target == "/holds":
        told = _read_held(subject, words, cell, head, here)
    else:
        told = tell((subject,), target, words, here, cell, head.text)
    if not told and cell.text.strip().lower() not in SILENT:
        here.not_understood(cell.line, f"{head.text}: {cell.text}", f"a cell that could not be read as “{head.text}”")
    return told


def _read_kept(keeper: Thing, words: Sequence[Word], cell: Text, head: Text, here: Here) -> bool:
    """What somebody looks after."""
    told = False
    for found in services(words, here):
        told |= here.relate(found.thing, "maintained_by", Found(keeper, found.at), cell, head.text)
    return told


def _read_held(holder: Thing, words: Sequence[Word], cell: Text, head: Text, here: Here) -> bool:
    """What a machine runs or a provider houses."""
    told = False
    for found in services(words, here):
        told |= here.relate(found.thing, "hosted_by", Found(holder, found.at), cell, head.text)
    return told


def _columns(headers: Sequence[str], here: Here) -> _Columns | None:
    targets = [_target(header) for header in headers]
    at = next((at for at, target in enumerate(targets) if target.endswith("/name")), 0)
    kind = targets[at].partition("/")[0] if targets else ""
    first = targets[0] if targets else ""
    if first in _HOLDERS or not targets or not targets[at].endswith("/name"):
        at, kind = 0, _HOLDERS.get(first) or ("" if not targets else _scoped(here))
    elif headers[at].lower() in {"name", "what"}:
        kind = _scoped(here)
    if at == 0 and not first.endswith("/name") and first not in {*_HOLDERS, "", "url/text", "purpose/text"}:
        return None
    holds = kind if kind in {"host", "provider"} else ""
    others = [_other(target, holds=holds) if other != at else "" for other, target in enumerate(targets)]
    useful = [target for target in others if target and target not in {"/role", "/notes", "purpose/text"}]
    weak = useful == ["hosted_by/place"] and "where" in [header.lower() for header in headers]
    if not kind or not (useful or kind == "person") or (weak and not first.endswith("/name")):
        return None
    return _Columns(at, kind, tuple(others))


def _other(target: str, *, holds: str) -> str:
    """What a column says that does not name the row; on a machine's row “Runs” lists services."""
    if target == "purpose/text" and holds == "provider":
        return "/holds"
    if target == "service/name" or (target == "uses_software/software" and holds):
        return "/holds" if holds else ""
    return "" if target.endswith("/name") else target


def _target(header: str) -> str:
    header = header.partition("(")[0].strip()
    words = header.lower().split()
    if words and words[-1] in {"dc", "datacenter", "datacentre"} and len(words) > 1:
        return "data-centre/name"
    return key_of(header)


def _scoped(here: Here) -> str:
    kind = here.scope.category.partition(":")[2] or here.scope.category
    if kind == "team":
        return "person"
    return kind if kind in {"service", "provider", "host", "domain", "data-centre"} else "service"


def _subject(cell: Text, kind: str) -> Thing | None:
    words = list(words_of(cell.text))
    if cell.text.strip().lower() in SILENT or not words:
        return None
    name = words[0].text.partition("//")[2].strip("/") if is_url(words[0]) else title_name(words)
    return Thing(kind, name) if name and len(name.split()) <= _LONGEST_NAME and "," not in name else None
