"""An export comes back into an empty desk: every row with its book time, so that the next export is the same.

One transaction, because nobody works at an empty desk: it is all there, or nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bailiwick.accounts.models import User
from bailiwick.adapters import catalog_records as records
from bailiwick.adapters.catalog_yaml import CHANGES, Input, change_name, read
from bailiwick.catalog import versions
from bailiwick.catalog.keys import details_key, end_key
from bailiwick.catalog.models import (
    Alias,
    Change,
    Claim,
    Edit,
    Entity,
    Lineage,
    Observation,
    Reference,
    Ruling,
    Source,
)
from bailiwick.catalog.vocabulary import KINDS, PREDICATES
from bailiwick.lib import bulk
from bailiwick.lib.batches import batches
from bailiwick.lib.guarded import lines
from bailiwick.lib.statements import BadInput
from bailiwick.lib.text import fold_name

from .wordings import worded
from .words import LEVELS, RANK_OF, STATE_OF, began, ended, never

BATCH = 200
#: The greatest number of statements that the database can hold for a document.
MOST_SEEN = 2**63 - 1
AS_WRITTEN = ("former-name", "slug")
OPS = {op.value for op in Edit.Op}
STATUSES = {status.value for status in Change.Status} - {"staging"}
RULED = {verdict.value for verdict in Ruling.Verdict}
ABOUT = ("", "end", "details")
VERDICTS = {verdict.value for verdict in Observation.Verdict}


CHANGE = (
    "id", "author_id", "reviewer_id", "via", "message", "status", "lineage", "base", "reverts", "report", "visibility",
    "scope_id", "lists_behind", "created_at", "decided_at",
)  # fmt: skip
SOURCE = (
    "id", "lineage", "slug", "order", "kind", "title", "uri", "revision", "dated", "retrieved_at", "digest",
    "recorded_at", "change",
)  # fmt: skip
ENTITY = ("id", "kind", "slug", "visibility", "merged_into", "recorded_at", "superseded_at", "change")
ALIAS = (
    "id", "entity", "scheme", "value", "folded", "visibility", "valid_from", "valid_to", "recorded_at", "superseded_at",
    "change",
)  # fmt: skip
REFERENCE = ("origin", "source", "locator", "word", "digest", "details", "recorded_at", "change")
RULING = ("witness", "key", "statement", "details", "verdict", "instead", "by_id", "at")
OBSERVATION = ("origin", "probe", "verdict", "value", "by_id", "first_seen", "last_seen", "n")


class Restore:
    """Words to ids: filled as rows are made, asked by everything that refers to them."""

    def __init__(self, folder: Input, beat: Any) -> None:
        self.folder, self.beat = folder, beat
        self.users = dict(User.objects.values_list("handle", "pk"))
        self.file = folder.path
        self.lineages: dict[str, int] = {}
        self.changes: dict[int, int] = {}
        self.sources: dict[str, int] = {}
        self.entities: dict[str, int] = {}
        self.claims: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def run(self) -> dict[int, records.Change]:
        """Insert everything; call inside a transaction."""
        lists = list(self._each(self.folder.lineage_files, records.Lineage))
        self._lineages(lists)
        changes = self._changes()
        self._sources(lists)
        self._entities()
        done = 0
        for batch in batches(self.folder.entities(), BATCH):
            self._batch(batch)
            done += len(batch)
            self.beat(done, len(self.entities), f"{done:,} of {len(self.entities):,} entities")
        self._edits(changes)
        self._rulings(lists)
        return changes

    # --- saying what is wrong

    def bad(self, why: str, word: Any = None) -> BadInput:
        """The file at hand, and the first line of it where the word stands."""
        found = (number for number, line in enumerate(lines(self.file), 1) if f"{word}" in line) if word else iter(())
        return BadInput(why, path=str(self.file), line=next(found, 1))

    def _find(self, table: dict[Any, int], word: Any, what: str) -> int:
        try:
            return table[word]
        except KeyError:
            raise self.bad(f"there is no {what} {word} in this folder", word) from None

    def _one_of(self, words: Iterable[str], word: str, what: str) -> str:
        if word not in words:
            raise self.bad(f"“{word}” is no {what}", word)
        return word

    def _level(self, word: str) -> int:
        return LEVELS.index(self._one_of(LEVELS, word, "class of readers"))

    def _change_of(self, number: int | None) -> int | None:
        return None if number is None else self._find(self.changes, number, "change")

    def _entity_of(self, ref: str) -> int | None:
        return self._find(self.entities, ref, "entity") if ref else None

    def _each(self, files: list[Path], kind: Any) -> Iterable[Any]:
        for file in files:
            self.file = file
            yield read(kind, file, self.folder.limit)

    # --- lists and changes

    def _lineages(self, lists: list[records.Lineage]) -> None:
        for record in sorted(lists, key=lambda record: bool(record.derived_from)):
            for word in record.complete_for:
                self._one_of(PREDICATES, word, "word of the catalog")
            root = self._find(self.lineages, record.derived_from, "lineage") if record.derived_from else None
            values = {
                "title": record.title,
                "derived_from_id": root,
                "complete_for": record.complete_for,
                "by_hand": record.by_hand,
                "revision": record.revision,
            }
            line, _made = Lineage.objects.update_or_create(name=record.lineage, defaults=values)
            self.lineages[record.lineage] = line.pk

    def _changes(self) -> dict[int, records.Change]:
        found = {record.change: record for record in self._each(self.folder.change_files, records.Change)}
        self.changes = dict(zip(sorted(found), bulk.allocate(Change, len(found)), strict=True))
        bulk.insert(Change, CHANGE, [self._change_row(found[number]) for number in sorted(found)])
        return {self.changes[number]: record for number, record in sorted(found.items())}

    def _change_row(self, record: records.Change) -> tuple[Any, ...]:
        self.file = self.folder.path / CHANGES / change_name(record.change)
        report = {name: value for name, value in record.report.items() if name not in ("source", "worded")}
        people = {"author": record.author, "reviewer": record.reviewer}
        # An account this desk does not know stays a word, so that the next export says the same.
        report |= {role: who for role, who in people.items() if who not in {"", "somebody"} and who not in self.users}
        seen = report.get("seen", 0)
        if type(seen) is not int or not 0 <= seen <= MOST_SEEN:
            raise self.bad(f"how many statements were read is a number, not “{seen}”", "seen:")
        if record.created is None:
            raise self.bad(f"change {record.change} does not say when it was created")
        return (
            self.changes[record.change],
            self.users.get(record.author),
            self.users.get(record.reviewer),
            record.via[:16],
            record.message,
            self._one_of(STATUSES, record.status, "state of a change"),
            self._find(self.lineages, record.lineage, "lineage") if record.lineage else None,
            record.base,
            self._change_of(record.reverts),
            report,
            self._level(record.visibility),
            None,
            False,
            record.created,
            record.decided,
        )

    def _source_row(self, pk: int, line: records.Lineage, source: records.Source) -> tuple[Any, ...]:
        self.sources[source.slug] = pk
        return (
            pk,
            self.lineages[line.lineage],
            source.slug,
            source.order,
            source.kind,
            source.title,
            source.uri,
            source.revision,
            source.dated,
            source.retrieved,
            source.digest,
            never(source.recorded),
            self._change_of(source.change),
        )

    def _sources(self, lists: list[records.Lineage]) -> None:
        rows = [(line, source) for line in lists for source in line.sources]
        ids = bulk.allocate(Source, len(rows))
        bulk.insert(Source, SOURCE, [self._source_row(pk, *row) for pk, row in zip(ids, rows, strict=True)])

    # --- entities

    def _entities(self) -> None:
        """All of them first, for they refer to each other."""
        found: list[records.Entity] = []
        for file, record in self.folder.entities():
            self.file = file
            self._one_of(KINDS, record.kind, "kind of thing")
            # What is said of it is read again, batch by batch: memory holds the names of things only.
            found.append(replace(record, names=[], claims=[]))
        refs = [record.ref for record in found]
        self.entities = dict(zip(refs, bulk.allocate(Entity, len(refs)), strict=True))
        bulk.insert(Entity, ENTITY, map(self._entity_row, found))

    def _entity_row(self, record: records.Entity) -> tuple[Any, ...]:
        return (
            self.entities[record.ref],
            record.kind,
            record.slug,
            self._level(record.visibility),
            self._entity_of(record.merged_into),
            never(record.recorded),
            never(record.superseded),
            self._change_of(record.change),
        )

    def _batch(self, batch: list[tuple[Path, records.Entity]]) -> None:
        aliases, claims = [], []
        references: list[tuple[Any, ...]] = []
        observations: list[tuple[Any, ...]] = []
        for file, entity in batch:
            self.file = file
            aliases += [(f"{entity.ref}@{number}", entity, name) for number, name in enumerate(entity.names, 1)]
            claims += [(entity, claim, version) for claim in entity.claims for version in claim.versions]
        self._aliases(aliases)
        rows: list[versions.Row] = []
        own: list[versions.Row] = []
        for pk, (entity, claim, version) in zip(bulk.allocate(Claim, len(claims)), claims, strict=True):
            if version is claim.versions[0]:
                own = []
                references += [self._reference(pk, reference) for reference in claim.references]
                observations += [self._observation(pk, seen) for seen in claim.observations]
            own.append(self._version(pk, entity, claim, version, own))
            self.claims[f"{entity.ref}#{claim.claim}.{len(own)}"] = pk
            rows.append(own[-1])
        versions.insert(rows)
        bulk.insert(Reference, REFERENCE, references)
        bulk.insert(Observation, OBSERVATION, observations)

    def _aliases(self, aliases: list[tuple[str, records.Entity, records.Name]]) -> None:
        rows = []
        for pk, (place, entity, name) in zip(bulk.allocate(Alias, len(aliases)), aliases, strict=True):
            self.names[place] = pk
            folded = name.value if name.scheme in AS_WRITTEN else fold_name(name.value)[:300]
            rows.append(
                (
                    pk,
                    self.entities[entity.ref],
                    name.scheme,
                    name.value,
                    folded,
                    self._level(name.visibility),
                    began(name.valid)[0],
                    ended(name.valid)[1],
                    never(name.recorded),
                    never(name.superseded),
                    self._change_of(name.change),
                )
            )
        bulk.insert(Alias, ALIAS, rows)

    def _version(
        self,
        pk: int,
        entity: records.Entity,
        claim: records.Claim,
        version: records.Version,
        before: list[versions.Row],
    ) -> versions.Row:
        first, last = began(version.began), ended(version.ended)
        row: versions.Row = {
            "id": pk,
            "subject_id": self._entity_of(version.subject or entity.ref),
            "predicate": self._one_of(PREDICATES, claim.predicate, "word of the catalog"),
            "object_id": self._entity_of(version.object),
            "value": version.value,
            "state": STATE_OF[self._one_of(STATE_OF, version.state, "state of a claim")],
            "rank": RANK_OF[self._one_of(RANK_OF, version.rank, "rank")],
            "qualifiers": version.qualifiers,
            "visibility": self._level(version.visibility),
            "inferred_by": version.inferred_by,
            "from_earliest": first[0],
            "from_latest": first[1],
            "to_earliest": last[0],
            "to_latest": last[1],
            "recorded_at": never(version.recorded),
            "superseded_at": never(version.superseded),
            "change_id": self._change_of(version.change),
            "replaces_id": self._replaced(version, before),
            "witness_id": self._find(self.lineages, claim.witness, "lineage"),
            "origin": before[0]["id"] if before else pk,
            "pinned": version.pinned,
            "attested_on": version.attested,
            "confirmed_at": version.confirmed,
        }
        row["key"] = versions.key_of(row)
        if version.key_of and version.key_of <= len(before):
            row["key"] = before[version.key_of - 1]["key"]
        return row

    def _replaced(self, version: records.Version, before: list[versions.Row]) -> int | None:
        if version.replaces is None:
            return before[-1]["id"] if before else None
        if version.replaces > len(before):
            raise self.bad("a version replaces one that stands after it")
        return before[version.replaces - 1]["id"] if version.replaces else None

    def _reference(self, origin: int, record: records.Reference) -> tuple[Any, ...]:
        source = self._find(self.sources, record.source, "source")
        recorded, change = never(record.recorded), self._change_of(record.change)
        return (origin, source, record.locator, record.word, record.digest, record.details, recorded, change)

    def _observation(self, origin: int, record: records.Observation) -> tuple[Any, ...]:
        if record.first is None or record.last is None:
            raise self.bad("an observation does not say when")
        verdict = self._one_of(VERDICTS, record.verdict, "verdict")
        by = self.users.get(record.by)
        return (origin, record.probe, verdict, record.value, by, record.first, record.last, record.n)

    # --- what changes did

    def _edits(self, changes: dict[int, records.Change]) -> None:
        rows = []
        for pk, record in changes.items():
            self.file = self.folder.path / CHANGES / change_name(record.change)
            source = record.report.get("source")
            scope = self._entity_of(record.scope)
            if source or scope:
                report: dict[str, Any] = {"source": self._find(self.sources, source, "source")} if source else {}
                if "worded" in record.report:
                    report["worded"] = self._worded(record)
                change = Change.objects.get(pk=pk)
                Change.objects.filter(pk=pk).update(report=change.report | report, scope_id=scope)
            rows += [self._edit_row(pk, edit) for edit in record.edits]
        bulk.insert(Edit, ("change", "op", "claim", "entity", "payload", "refused"), rows)

    def _worded(self, record: records.Change) -> dict[str, Any]:
        claim, source = partial(self._find, self.claims, what="claim"), partial(self._find, self.sources, what="source")
        try:
            return worded(record.report["worded"], claim, source)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise self.bad("what a line was worded from cannot be read", "worded") from None

    def _edit_row(self, change: int, edit: records.Edit) -> tuple[Any, ...]:
        payload = dict(edit.payload)
        if "into" in payload:
            payload["into"] = self._entity_of(str(payload["into"]))
        if "supersedes" in payload:
            payload["supersedes"] = [self._find(self.names, name, "name") for name in payload["supersedes"]]
        claim = self._find(self.claims, edit.claim, "claim") if edit.claim else None
        op = self._one_of(OPS, edit.op, "step of a change")
        return (change, op, claim, self._entity_of(edit.entity), payload, edit.refused)

    # --- what reviewers said

    def _rulings(self, lists: list[records.Lineage]) -> None:
        """By the statements they are about, whose keys are this desk's own."""
        rows = []
        for file, line in zip(self.folder.lineage_files, lists, strict=True):
            self.file = file
            rows += [self._ruling_row(self.lineages[line.lineage], record) for record in line.rulings]
        bulk.insert(Ruling, RULING, rows)

    def _ruling_row(self, witness: int, record: records.Ruling) -> tuple[Any, ...]:
        claim = self._find(self.claims, record.claim, "claim")
        instead = self._find(self.claims, record.instead, "claim") if record.instead else None
        if record.at is None:
            raise self.bad("a ruling does not say when", record.claim)
        key = statement = int(Claim.objects.values_list("key", flat=True).get(pk=claim))
        if self._one_of(ABOUT, record.about, "part of a statement"):
            key = end_key(key) if record.about == "end" else details_key(key, record.details)
        verdict = self._one_of(RULED, record.verdict, "verdict")
        details = record.details if record.about == "details" else None
        return (witness, key, statement, details, verdict, instead, self.users.get(record.by), record.at)
