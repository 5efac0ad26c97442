"""Our own format, as files: records ⇄ canonical YAML, a folder read and written.

    catalog.yaml                 what the folder holds, for whom
    lineages/<name>.yaml         a list and its documents
    changes/<number>.yaml        who changed what, in the order of book time
    <kind>/<slug>.yaml           an entity: names, claims, references, history

A field that has its usual value is not written. Reading is strict: an unknown field, an
impossible date, dates out of order are a `BadInput` with file and line.
"""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from bailiwick.adapters import catalog_records as records
from bailiwick.adapters.catalog_records import FORMAT, OPEN, Change, Entity, Header, Lineage, Pair
from bailiwick.lib import yamls
from bailiwick.lib.guarded import LIMIT
from bailiwick.lib.statements import BadInput
from bailiwick.lib.yamls import Map, Seq

R = TypeVar("R")
HEADER, LINEAGES, CHANGES = "catalog.yaml", "lineages", "changes"
LONGEST_FILE_NAME = 180


# --- records → text


def as_tree(record: Any) -> dict[str, Any]:
    """The record as a tree of plain values, without the fields that have their usual value."""
    tree = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if _required(one) or value != _usual(one):
            tree[one.name] = _plain(value)
    return tree


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _usual(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return as_tree(value) if hasattr(value, "__dataclass_fields__") else value


def moment_text(moment: datetime) -> str:
    """A book time: UTC, with microseconds when it has some."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def text_of(record: Any) -> str:
    """The file for a record."""
    return yamls.dumps(as_tree(record))


# --- text → records


def record_of(kind: type[R], tree: Map, path: str) -> R:
    """The record that a mapping states; raises BadInput with file and line."""
    hints, known = _hints(kind), {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # R is a record
    for key in tree:
        if key not in known:
            raise BadInput(f"“{key}” is no field of a {kind.__name__.lower()}", path=path, line=tree.line_of(key))
    values = {}
    for name, one in known.items():
        if name in tree:
            values[name] = _Value(path, tree.line_of(name), name).read(hints[name], tree[name])
        elif _required(one):
            raise BadInput(f"“{name}” is missing", path=path, line=tree.line)
    record = kind(**values)
    _check_order(record, tree, path)
    return record


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@dataclass
class _Value:
    """One value of a field: what it should be, where it stands."""

    path: str
    line: int
    name: str

    def bad(self, why: str) -> BadInput:
        return BadInput(f"“{self.name}” {why}", path=self.path, line=self.line)

    def read(self, wanted: Any, value: Any) -> Any:
        if wanted == Pair:
            return self.pair(value)
        origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
        if origin in {types.UnionType, typing.Union}:
            return None if value is None else self.read(inner[0], value)
        if origin is list:
            return self.items(inner[0], value)
        if origin is dict:
            return self.mapping(value, text=inner[1] is str)
        readers = {str: self.text, int: self.number, bool: self.boolean, date: self.day, datetime: self.moment}
        return readers[wanted](value)

    def text(self, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, str | int) or "\0" in str(value):
            raise self.bad("should be a text")
        return str(value)

    def number(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
            raise self.bad("should be a whole number")
        return value

    def boolean(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.bad("should be true or false")
        return value

    def day(self, value: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.bad(f"is not a day of the calendar: {value!s:.40}") from None

    def moment(self, value: Any) -> datetime:
        try:
            found = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.bad(f"is not a moment: {value!s:.40}") from None
        if found.tzinfo is None:
            raise self.bad("needs a zone; write Z at its end")
        return found.astimezone(UTC)

    def pair(self, value: Any) -> Pair:
        if not isinstance(value, list) or len(value) != 2:
            raise self.bad("should be two days: [earliest, latest]")
        first, last = (None if day is None else self.day(day) for day in value)
        if first and last and first > last:
            raise self.bad(f"has its dates out of order: {first} is after {last}")
        return (first, last)

    def items(self, inner: Any, value: Any) -> list[Any]:
        if not isinstance(value, Seq):
            raise self.bad("should be a list")
        if inner is str:
            return [
                _Value(self.path, line, self.name).text(item) for item, line in zip(value, value.lines, strict=True)
            ]
        for item, line in zip(value, value.lines, strict=True):
            if not isinstance(item, Map):
                raise BadInput(f"“{self.name}” should be a list of mappings", path=self.path, line=line)
        return [record_of(inner, item, self.path) for item in value]

    def mapping(self, value: Any, *, text: bool) -> dict[str, Any]:
        if not isinstance(value, Map):
            raise self.bad("should be a mapping")
        if text:
            return {key: _Value(self.path, value.line_of(key), key).text(item) for key, item in value.items()}
        return {key: _bare(item) for key, item in value.items()}


def _bare(value: Any) -> Any:
    if isinstance(value, Map):
        return {key: _bare(item) for key, item in value.items()}
    return [_bare(item) for item in value] if isinstance(value, Seq) else value


def _check_order(record: Any, tree: Map, path: str) -> None:
    """What began before it ended, was recorded before it was superseded."""
    for before, after in (("recorded", "superseded"), ("first", "last"), ("created", "decided")):
        first, last = getattr(record, before, None), getattr(record, after, None)
        if first and last and first > last:
            raise BadInput(f"dates out of order: {after} is before {before}", path=path, line=tree.line_of(after))
    if isinstance(record, records.Version):
        began, ended = record.began[1], record.ended[1]
        if began and ended and began > ended:
            raise BadInput("dates out of order: it ended before it began", path=path, line=tree.line_of("ended"))


def read(kind: type[R], path: Path, limit: int = LIMIT) -> R:
    """The record in a file."""
    return record_of(kind, yamls.load(path, limit=limit), str(path))


# --- a folder


def file_name(name: str) -> str:
    """The file for a slug or a lineage: the name itself, its odd signs escaped; a very long one is cut and numbered."""
    safe = "".join(sign if sign.isalnum() or sign in "._@+-" else quote(sign, safe="") for sign in name)
    if safe.startswith("."):
        safe = "%2E" + safe[1:]
    if len(safe.encode()) > LONGEST_FILE_NAME:
        cut = safe.encode()[: LONGEST_FILE_NAME - 20].decode(errors="ignore")
        safe = f"{cut}~{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    return f"{safe}.yaml"


def change_name(number: int) -> str:
    """`changes/` holds a folder per thousand once there are many, so that no folder grows without end."""
    return f"{number // 1000:04}/{number:07}.yaml"


class Folder:
    """An export being written: what differs is replaced, what is gone is removed, the header comes last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and (not path.is_dir() or (any(path.iterdir()) and not (path / HEADER).exists())):
            raise BadInput("this is neither an empty folder nor an earlier export", path=str(path))
        self.before = {str(file.relative_to(path)) for file in path.rglob("*.yaml")} if path.exists() else set()
        self.written: set[str] = set()
        self.replaced = 0

    def entity(self, record: Entity) -> None:
        self._write(f"{record.kind}/{file_name(record.slug)}", record)

    def lineage(self, record: Lineage) -> None:
        self._write(f"{LINEAGES}/{file_name(record.lineage)}", record)

    def change(self, record: Change) -> None:
        self._write(f"{CHANGES}/{change_name(record.change)}", record)

    def finish(self, record: Header) -> None:
        """Remove what is no longer there and write the header."""
        for gone in self.before - self.written - {HEADER}:
            (self.path / gone).unlink()
        self._write(HEADER, record)

    def _write(self, name: str, record: Any) -> None:
        path, text = self.path / name, text_of(record).encode()
        self.written.add(name)
        if name in self.before and path.read_bytes() == text:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(text)
        part.replace(path)
        self.replaced += 1


@dataclass
class Input:
    """A folder to be read: its header is checked against the files that are there."""

    path: Path
    header: Header
    lineage_files: list[Path]
    change_files: list[Path]
    entity_files: list[Path]
    limit: int = LIMIT

    def lineages(self) -> Iterator[Lineage]:
        """Every list with its documents."""
        return (read(Lineage, file, self.limit) for file in self.lineage_files)

    def changes(self) -> Iterator[Change]:
        """Every change, by number."""
        return (read(Change, file, self.limit) for file in self.change_files)

    def entities(self) -> Iterator[tuple[Path, Entity]]:
        """Every entity with the file it stands in."""
        for file in self.entity_files:
            entity = read(Entity, file, self.limit)
            if file.parent.name != entity.kind or file.name != file_name(entity.slug):
                raise BadInput(f"{entity.ref} does not belong into this file", path=str(file), line=1)
            yield file, entity

    @property
    def digest(self) -> str:
        """One SHA-256 for the whole folder."""
        sha = hashlib.sha256()
        for file in [*self.lineage_files, *self.change_files, *self.entity_files]:
            sha.update(str(file.relative_to(self.path)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
        return sha.hexdigest()


def open_input(path: Path, options: dict[str, Any]) -> Input:
    """The folder at `path`, checked for being a whole export of a format we know."""
    if not path.is_dir():
        raise BadInput("a catalog is a folder with a file catalog.yaml", path=str(path))
    limit = int(options.get("limit") or LIMIT)
    header = read(Header, path / HEADER, limit)
    if header.bailiwick != FORMAT:
        raise BadInput(
            f"format {header.bailiwick} is not known here; this is format {FORMAT}", path=str(path / HEADER), line=1
        )
    found = Input(
        path,
        header,
        sorted((path / LINEAGES).glob("*.yaml")),
        sorted((path / CHANGES).glob("*/*.yaml")),
        sorted(file for file in path.glob("*/*.yaml") if file.parent.name not in {LINEAGES, CHANGES}),
        limit,
    )
    for name, there in (
        ("lineages", found.lineage_files),
        ("changes", found.change_files),
        ("entities", found.entity_files),
    ):
        said = getattr(header, name)
        if said != len(there):
            raise BadInput(
                f"not whole: it speaks of {said} {name}, {len(there)} are there", path=str(path / HEADER), line=1
            )
    return found


__all__ = ["OPEN", "Folder", "Input", "as_tree", "file_name", "open_input", "read", "record_of", "text_of"]
