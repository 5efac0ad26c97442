"""Writing the index: all documents of an object are replaced at once, many objects at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from bailiwick.lib.bulk import allocate
from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.panels import contributors
from bailiwick.lib.prepared import ask

from .models import Document, Name
from .words import humps, key, storable, words

#: Objects per transaction: one batch holds SQLite's write lock for about 0.2 s.
BATCH = 2000
LONGEST_BODY = 50_000
#: Name parts that get a key of their own.
MOST_PARTS = 8

Row = tuple[Any, ...]
_COLUMNS = (
    "room", "object_id", "scope_id", "class_from", "class_to", "kind", "ref", "title",
    "names", "body", "tokens", "title_tokens", "weight",
)  # fmt: skip


@dataclass(frozen=True)
class Doc:
    """What readers of the classes `class_from` to `class_to` (for `scope_id`) can find of an object."""

    kind: str
    ref: str
    title: str
    names: Sequence[str] = ()
    body: str = ""
    scope_id: int | None = None
    class_from: int = 0
    class_to: int = 4
    weight: int = 0


def index(room: str, docs_by_object: Mapping[int, Sequence[Doc]]) -> int:
    """Replace the documents of these objects by the given ones (none = forgotten); how many objects changed."""
    todo = iter(docs_by_object.items())
    changed = 0
    while batch := dict(islice(todo, BATCH)):
        with transaction.atomic(savepoint=False):
            changed += _replace(room, batch)
    return changed


def forget(room: str, ids: Iterable[int]) -> int:
    """Remove every document of these objects."""
    return index(room, dict.fromkeys(ids, ()))


def refresh(ids: Sequence[int]) -> int:
    """Ask each room that contributes documents for those of these objects, and index them under its name."""
    changed = 0
    for contribute in contributors("search_documents"):
        room = contribute.__module__.split(".")[1]
        changed += index(room, contribute(ids))
    return changed


def _replace(room: str, batch: Mapping[int, Sequence[Doc]]) -> int:
    one_at_a_time(f"search {room}")
    new = {
        number: sorted((_row(room, number, doc) for doc in docs), key=lambda row: row[3])  # by class_from
        for number, docs in batch.items()
    }
    old: dict[int, list[Row]] = {}
    for found in ask("documents that stand", _standing, room, Numbers(sorted(batch))):
        old.setdefault(found[2], []).append(found)
    changed = [number for number, rows in new.items() if [found[1:] for found in old.get(number, ())] != rows]
    _remove([found[0] for number in changed for found in old.get(number, ())])
    _add([row for number in changed for row in new[number]])
    return len(changed)


def _standing(room: Any, numbers: Any) -> QuerySet[Document, Any]:
    rows = Document.objects.filter(OneOf("object_id", numbers, leads=True), room=room)
    return rows.order_by("class_from").values_list("pk", *_COLUMNS)


def _row(room: str, number: int, doc: Doc) -> Row:
    title, body = storable(doc.title)[:300], storable(doc.body)[:LONGEST_BODY]
    names = "\n".join(dict.fromkeys(storable(name).replace("\n", " ") for name in doc.names))
    ref = storable(doc.ref)[:300]
    tokens = " ".join(words("\n".join((title, names, humps(title), humps(names), ref, body))))
    return (
        room,
        number,
        doc.scope_id,
        doc.class_from,
        doc.class_to,
        doc.kind,
        ref,
        title,
        names,
        body,
        tokens,
        title_tokens(title),
        doc.weight,
    )


def title_tokens(title: str) -> str:
    """The words of a title as they are indexed."""
    return " ".join(words(title))


def keys_of(title: str, names: str, ref: str) -> dict[str, int]:
    """Each key under which a document's names are looked up, with its place (0 whole, 1 part)."""
    keys: dict[str, int] = {}
    for name in (title, ref.rpartition("/")[2], *names.split("\n")):
        for spelt in {name, humps(name)}:
            found = words(spelt)
            for start in range(min(len(found), MOST_PARTS)):
                part = key(found[start:])
                keys[part] = min(keys.get(part, 1), 1 if start else 0)
    return keys


def _add(rows: list[Row]) -> None:
    if not rows:
        return
    # Never used before, so that an index entry can never meet a later document.
    ids = allocate(Document, len(rows))
    at = connection.ops.adapt_datetimefield_value(now())
    _insert(
        Document._meta.db_table,
        ("id", *_COLUMNS, "updated_at"),
        [(pk, *row, at) for pk, row in zip(ids, rows, strict=True)],
    )
    _insert(Name._meta.db_table, ("document_id", "key", "place"), list(_name_rows(ids, rows)))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_fts (rowid, title_tokens, tokens) "
                "SELECT id, title_tokens, tokens FROM search_document WHERE id BETWEEN %s AND %s",
                [ids[0], ids[-1]],
            )


def _name_rows(ids: Sequence[int], rows: Iterable[Row]) -> Iterator[Row]:
    for pk, row in zip(ids, rows, strict=True):
        for part, place in keys_of(title=row[7], names=row[8], ref=row[6]).items():
            yield pk, part, place


def _remove(pks: list[int]) -> None:
    if not pks:
        return
    if connection.vendor == "sqlite":
        # FTS5 takes an entry out by its old text, so this comes before the rows go.
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_fts (search_fts, rowid, title_tokens, tokens) "
                "SELECT 'delete', id, title_tokens, tokens FROM search_document "
                "WHERE id IN (SELECT value FROM json_each(%s))",
                [json.dumps(pks)],
            )
    Name.objects.filter(document_id__in=pks).delete()
    Document.objects.filter(pk__in=pks).delete()


def _insert(table: str, columns: Sequence[str], rows: list[Row]) -> None:
    """Many plain rows into one table, the quickest way each database has."""
    named = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608 - names from the models
