"""What a reviewer made of what the importer read: `review.tsv`, and the reader's own statements beside it.

A ruling names what it is about by source (a document or a whole list), subject, predicate, object and value; what it
leaves empty may be anything. `reject` drops the statement, `instead` says it differently (JSON: subject, predicate,
object, value, qualifiers). What the importer did not find is added from `statements.tsv`: rows of the document itself,
and rows of its list, which stand wherever a line with their digest does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

Row = dict[str, str]
MATCHED = ("subject", "predicate", "object", "value")


class Review:
    """The reviewer's tables, ready to be asked about a document."""

    def __init__(self, entities: list[Row], rulings: list[Row], statements: list[Row]) -> None:
        from bailiwick.catalog.former_names import digest
        from bailiwick.lib.text import fold_name

        self.fold, self.digest = fold_name, digest
        self.rulings, self.statements = rulings, statements
        self.used: set[int] = set()
        self.names = {f"{row['kind']}/{row['slug']}": row["name"] for row in entities}
        self.known = {
            (row["kind"], key): f"{row['kind']}/{row['slug']}" for row in entities for key in _keys(row, fold_name)
        }

    def thing(self, ref: str) -> Any:
        """A thing by its address."""
        from bailiwick.lib.statements import Thing

        kind, _slash, slug = ref.partition("/")
        return Thing(kind, self.names[ref], slug)

    def settled(self, thing: Any) -> Any:
        """The thing that a document means, under its name in the catalog."""
        name = self.known.get((thing.kind, self.fold(thing.name))) or self.known.get(
            (thing.kind, self.digest(thing.name))
        )
        return self.thing(name) if name else thing

    def of(self, source: Row, items: Iterable[Any], text: str) -> Iterator[Any]:
        """What stands of a document after the review: what it said, then what the reader adds."""
        from bailiwick.lib.statements import NotUnderstood

        said = set()
        for item in items:
            if isinstance(item, NotUnderstood):
                continue
            statement = self._ruled(source, self._settled(item))
            if statement is not None:
                said.add(_said(statement))
                yield statement
        for row, line in self._additions(source, text):
            statement = self.statement(row, line)
            if _said(statement) not in said:
                yield statement

    def statement(self, row: Row, line: int) -> Any:
        """A row of the reader's table as a neutral statement."""
        from datetime import date

        from bailiwick.lib.statements import Statement

        names = ("from_earliest", "from_latest", "to_earliest", "to_latest")
        days = tuple(date.fromisoformat(row[name]) if row[name] else None for name in names)
        return Statement(
            self.thing(row["subject"]),
            row["predicate"],
            self.thing(row["object"]) if row["object"] else None,
            row["value"] or None,
            row["state"],
            json.loads(row["qualifiers"]),
            inferred_by=row["inferred"],
            word=row["word"],
            locator=f"line {line}",
            digest=row["digest"],
            span=days if any(days) else None,
        )

    def idle(self) -> list[Row]:
        """Rulings that were about nothing."""
        return [row for number, row in enumerate(self.rulings) if number not in self.used]

    def _settled(self, statement: Any) -> Any:
        target = self.settled(statement.object) if statement.object else None
        return replace(statement, subject=self.settled(statement.subject), object=target)

    def _ruled(self, source: Row, statement: Any) -> Any:
        """The statement as it is to stand; None when it is not to."""
        for number, row in enumerate(self.rulings):
            if _matches(row, source, statement):
                self.used.add(number)
                return self._instead(statement, json.loads(row["instead"])) if row["verdict"] == "instead" else None
        return statement

    def _instead(self, statement: Any, instead: dict[str, Any]) -> Any:
        things = {end: self.thing(instead[end]) for end in ("subject", "object") if end in instead}
        return replace(statement, **(instead | things))

    def _additions(self, source: Row, text: str) -> Iterator[tuple[Row, int]]:
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(text.split("\n"), 1):
            lines.setdefault(hashlib.sha256(line.strip().encode()).hexdigest(), []).append(number)
        for row in self.statements:
            if row["source"] == source["slug"]:
                yield row, int(row["line"])
            elif row["source"] == source["lineage"]:
                yield from ((row, number) for number in lines.get(row["digest"], []))


def _keys(row: Row, fold: Any) -> Iterator[str]:
    yield from map(fold, filter(None, (row["name"], *row["akas"].split("|"))))
    yield from filter(None, row["former_digests"].split("|"))


def _matches(row: Row, source: Row, statement: Any) -> bool:
    if row["source"] and not any(fnmatchcase(source[name], row["source"]) for name in ("slug", "lineage")):
        return False
    ends = {"subject": ref(statement.subject), "object": ref(statement.object) if statement.object else ""}
    said = {**ends, "predicate": statement.predicate, "value": statement.value or ""}
    return all(row[name] in ("", said[name]) for name in MATCHED)


def ref(thing: Any) -> str:
    """The address that a thing has or would get."""
    from bailiwick.lib.text import slugify

    return f"{thing.kind}/{thing.slug or slugify(thing.name)}"


def _said(statement: Any) -> tuple[Any, ...]:
    from bailiwick.catalog.vocabulary import PREDICATES

    target = ref(statement.object) if statement.object else statement.value
    return ref(statement.subject), PREDICATES[statement.predicate].identity, target, statement.state, statement.locator
