"""Writing the dump: one pass over each table, a row at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from bailiwick.access import require
from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.catalog.plain import LEVEL_WORDS

from .. import blobs
from ..api.values import name_outside
from ..errors import Refused
from ..linking import FIELD as LINKS
from ..models import File, Issue, Label, Version
from ..words import Vocabulary
from .kinds import FILES, FORMAT, HEAD, KINDS, VERSION, Field, Kind

CHUNK = 500
Beat = Callable[[str, int], None]


def dump_tracker(folder: Path, *, by: Any, addresses: bool = False, beat: Beat) -> dict[str, int]:
    """Everything of the tracker into a new folder, for whoever may take out the whole desk; how many of each kind.

    What refers to others is written before them: whatever people write meanwhile, nothing refers to what is not there.
    """
    require(by, "catalog.export")
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; choose a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    said, counts = Outside(), dict[str, int]()
    for kind in reversed(KINDS.values()):
        counts[kind.name] = _write(folder, kind, said, addresses, beat)
    counts = {name: counts[name] for name in KINDS}
    head = {"format": FORMAT, "version": VERSION, "counts": counts}
    (folder / HEAD).write_text(json.dumps(head, indent=2) + "\n", encoding="utf-8")
    return counts


def _write(folder: Path, kind: Kind, said: Outside, addresses: bool, beat: Beat) -> int:
    count = 0
    with (folder / kind.file).open("w", encoding="utf-8") as file:
        for row in _rows(kind, said):
            if kind.model is File and not _copied(folder, row.blob_id):
                continue
            line = said.line(kind, row)
            if kind.model is User and addresses and not row.is_system:
                line["address"] = row.email
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
            if count % CHUNK == 0:
                beat(kind.name, count)
    return count


def _rows(kind: Kind, said: Outside) -> Iterator[Any]:
    rows: QuerySet[Any] = kind.model._default_manager.order_by(*kind.order)
    if kind.name == "people":
        # Only who has to do with issues; everything else was written before.
        return (row for row in rows.iterator(CHUNK) if row.pk in said.people)
    if kind.name == "merges":
        rows = rows.filter(merged_into__isnull=False)
    elif kind.name == "watchers":
        rows = rows.filter(topic__startswith="issue:", user_id__isnull=False)
    elif kind.name == "files":
        rows = rows.filter(removed_at=None)
    elif kind.model is Issue:
        rows = rows.prefetch_related("affected", "labelled", "versioned")
    return rows.iterator(CHUNK)


def _copied(folder: Path, digest: str) -> bool:
    """The bytes beside the lines, each once; False where they are lost."""
    target = folder / FILES / digest[:2] / digest
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(blobs.place(digest), target)
        except FileNotFoundError:
            return False
    return True


class _Lookup(dict[int, str]):
    """id → what it is called outside, each asked for once."""

    def __init__(self, ask: Callable[[int], str | None], what: str) -> None:
        self.ask, self.what = ask, what

    def __missing__(self, pk: int) -> str:
        self[pk] = found = self.ask(pk) or f"{self.what}-{pk}"
        return found


class Outside:
    """Rows as lines of the format."""

    def __init__(self) -> None:
        self.words = Vocabulary()
        self.people = _Lookup(lambda pk: User.objects.filter(pk=pk).values_list("handle", flat=True).first(), "account")
        self.scopes = _Lookup(_ref, "gone/thing")
        self.labels = _Lookup(lambda pk: Label.objects.filter(pk=pk).values_list("slug", flat=True).first(), "label")
        self.versions = _Lookup(self._version, "gone/thing@version")

    def _version(self, pk: int) -> str | None:
        row = Version.objects.filter(pk=pk).first()
        return f"{self.scopes[row.scope_id]}@{row.name}" if row else None

    def line(self, kind: Kind, row: Any) -> dict[str, Any]:
        """A row; what is empty is written too, so that each line shows all there can be."""
        return {field.name: self._value(field, row) for field in kind.fields if field.name != "address"}

    def _value(self, field: Field, row: Any) -> Any:
        if field.type in ("services", "labels", "versions"):
            return self._many(field.type, row)
        if field.type == "flag":
            return row.is_system
        if field.type == "rank":
            return self.words.slug(field.name, getattr(row, field.on))
        if field.type == "said":
            return self.said(row.field, getattr(row, field.on))
        return self._plain(field.type, getattr(row, field.on))

    def _plain(self, type: str, value: Any) -> Any:
        if value is None:
            return None
        if type in ("person", "scope"):
            return (self.people if type == "person" else self.scopes)[value]
        if type == "time":
            return value.astimezone(UTC).isoformat()
        if type == "topic":
            return int(value.partition(":")[2])
        if type == "level":
            return LEVEL_WORDS[value]
        if type == "day":
            return value.isoformat()
        return name_outside(value) if type == "edited" else value

    def _many(self, type: str, row: Any) -> Any:
        if type == "services":
            return dict(sorted((self.scopes[each.scope_id], each.state) for each in row.affected.all()))
        if type == "labels":
            return sorted(self.labels[each.label_id] for each in row.labelled.all())
        return sorted(self.versions[each.version_id] for each in row.versioned.all())

    def said(self, field: str, value: Any) -> Any:
        """A value of the history: what `fields.py` keeps by number goes by name."""
        if value is None or field == LINKS:
            return value
        if field == "services":
            return {self.scopes[int(pk)]: state for pk, state in value.items()}
        if field in ("labels", "versions"):
            return [(self.labels if field == "labels" else self.versions)[pk] for pk in value]
        type = {"assignee_id": "person", "reviewer_id": "person", "scope_id": "scope", "visibility": "level"}
        return self._plain(type.get(field, ""), value)


def _ref(pk: int) -> str | None:
    row = Entity.objects.filter(pk=pk).first()
    return row.ref if row else None
