"""The catalog goes out: everything this reader may see, history and references included, in a stable order.

Set-based and in batches: six queries for two hundred entities, whatever is said of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from bailiwick.access import Level, require, viewer, visible_q
from bailiwick.accounts.models import User
from bailiwick.adapters import catalog_records as records
from bailiwick.adapters.catalog_yaml import Folder
from bailiwick.catalog.keys import claim_key
from bailiwick.catalog.models import (
    Alias,
    Change,
    Claim,
    Edit,
    Entity,
    Lineage,
    Observation,
    Rank,
    Reference,
    Ruling,
    Source,
    State,
)
from bailiwick.catalog.queries.sources import withheld
from bailiwick.catalog.queries.whole import named_q
from bailiwick.catalog.when import NEVER
from bailiwick.lib.batches import batches

from .wordings import wordings
from .words import LEVELS, RANKS, STATES, moment, pair, plain

BATCH = 200
IN_ONE_QUERY = 2000
FORMER = "former-name"
Beat = Callable[[int, int, str], None]


def export_catalog(folder: Path, *, by: Any, beat: Beat | None = None) -> dict[str, int]:
    """Write what `by` may see into `folder`; returns how many files of each sort, and how many differ from before."""
    require(by, "catalog.export")
    return Export(folder, by).run(beat or (lambda done, total, message: None))


class Export:
    """One export: the maps from ids to words, filled as the files are written."""

    def __init__(self, folder: Path, by: Any) -> None:
        self.folder = Folder(folder)
        self.by = by
        self.level = viewer(by).base
        self.lineages = dict(Lineage.objects.values_list("pk", "name"))
        self.unfinished = list(Change.objects.filter(status=Change.Status.STAGING).values_list("pk", flat=True))
        self.numbers = _numbers()
        self.sources = self._source_slugs()
        self.withheld = withheld(by)
        self.hidden = self._hidden_lineages()
        self.refs = {pk: f"{kind}/{slug}" for pk, kind, slug in self._entities().values_list("pk", "kind", "slug")}
        self.handles = dict(User.objects.values_list("pk", "handle"))
        self.systems = dict(User.objects.filter(kind=User.Kind.SYSTEM).values_list("pk", "handle"))
        self.named = set(Edit.objects.exclude(claim=None).values_list("claim_id", flat=True)) | _ruled()
        self.claims: dict[int, str] = {}
        self.names: dict[int, str] = {}

    def run(self, beat: Beat) -> dict[str, int]:
        """Entities, then lists and changes, which speak of them, and the header."""
        entities = self._write_entities(beat)
        for lineage in Lineage.objects.order_by("name"):
            if lineage.pk not in self.hidden:
                self.folder.lineage(self._lineage(lineage))
        self._write_changes()
        counts = {"lineages": len(self.lineages) - len(self.hidden), "changes": len(self.numbers), "entities": entities}
        self.folder.finish(records.Header(records.FORMAT, LEVELS[self.level], **counts))
        return {**counts, "written": self.folder.replaced}

    # --- which rows

    def _entities(self) -> Any:
        said_of = Claim.objects.filter(Q(subject=OuterRef("pk")) | Q(object=OuterRef("pk")))
        known = Q(recorded_at__lt=NEVER) | Q(change__in=self.numbers) | Exists(said_of.filter(change__in=self.numbers))
        recorded = Entity.objects.filter(visible_q(self.by, scope="pk"))
        pending = recorded.filter(known, named_q(self.by), recorded_at=NEVER)
        return recorded.filter(Q(recorded_at__lt=NEVER) | Q(pk__in=list(pending.values_list("pk", flat=True))))

    def _finished(self, rows: Any) -> Any:
        return rows.exclude(change__in=self.unfinished) if self.unfinished else rows

    def _aliases(self, ids: list[int]) -> Any:
        """Former names are digests that say nothing to a reader, and an importer needs them to recognise a name."""
        seen = visible_q(self.by, scope="entity_id")
        if self.level >= Level.COORDINATORS:
            seen |= Q(scheme=FORMER)
        known = Q(recorded_at__lt=NEVER) | Q(change__in=self.numbers)
        return self._finished(Alias.objects.filter(seen, known, entity__in=ids)).order_by("recorded_at", "pk")

    # --- entities

    def _write_entities(self, beat: Beat) -> int:
        done, rows = 0, self._entities().order_by("kind", "slug").iterator(chunk_size=BATCH)
        for batch in batches(rows, BATCH):
            for record in self._batch(batch):
                self.folder.entity(record)
            done += len(batch)
            beat(done, len(self.refs), f"{done:,} of {len(self.refs):,} entities")
        return done

    def _batch(self, batch: list[Entity]) -> Iterable[records.Entity]:
        ids = [entity.pk for entity in batch]
        names, claims = defaultdict(list), self._claims(ids)
        for alias in self._aliases(ids):
            names[alias.entity_id].append(alias)
        for entity in batch:
            yield self._entity(entity, names[entity.pk], claims.get(entity.pk, []))

    def _entity(self, entity: Entity, aliases: list[Alias], claims: list[records.Claim]) -> records.Entity:
        for number, alias in enumerate(aliases, 1):
            self.names[alias.pk] = f"{entity.ref}@{number}"
        return records.Entity(
            entity.kind,
            entity.slug,
            LEVELS[entity.visibility],
            self.refs.get(entity.merged_into_id or 0, ""),
            moment(entity.recorded_at),
            moment(entity.superseded_at),
            self.numbers.get(entity.change_id or 0),
            [self._name(alias) for alias in aliases],
            claims,
        )

    def _name(self, alias: Alias) -> records.Name:
        return records.Name(
            alias.scheme,
            alias.value,
            LEVELS[alias.visibility],
            pair(alias.valid_from, alias.valid_to),
            moment(alias.recorded_at),
            moment(alias.superseded_at),
            self.numbers.get(alias.change_id or 0),
        )

    def _claims(self, ids: list[int]) -> dict[int, list[records.Claim]]:
        """Claims by the entity whose file they stand in: the subject of their first version."""
        homes = dict(Claim.objects.filter(subject__in=ids, pk=F("origin")).values_list("pk", "subject_id"))
        versions: dict[int, list[Claim]] = defaultdict(list)
        references: dict[int, list[Reference]] = defaultdict(list)
        observations: dict[int, list[Observation]] = defaultdict(list)
        for origins in batches(homes, IN_ONE_QUERY):
            for claim in self._visible_versions(origins):
                versions[claim.origin].append(claim)
            for reference in self._finished(Reference.objects.filter(origin__in=origins)):
                references[reference.origin].append(reference)
            for seen in Observation.objects.filter(origin__in=origins).order_by("first_seen", "pk"):
                observations[seen.origin].append(seen)
        found: dict[int, list[records.Claim]] = defaultdict(list)
        for origin in sorted(versions, key=lambda pk: (versions[pk][0].recorded_at, pk)):
            home = homes[origin]
            number = len(found[home]) + 1
            found[home].append(self._claim(home, number, versions[origin], references[origin], observations[origin]))
        return found

    def _visible_versions(self, origins: list[int]) -> Iterable[Claim]:
        rows = self._finished(Claim.objects.filter(visible_q(self.by), origin__in=origins))
        for claim in rows.order_by("recorded_at", "pk"):
            if claim.subject_id in self.refs and (claim.object_id is None or claim.object_id in self.refs):
                yield claim

    def _claim(
        self, home: int, number: int, versions: list[Claim], references: list[Reference], seen: list[Observation]
    ) -> records.Claim:
        place = {claim.pk: index for index, claim in enumerate(versions, 1)}
        for pk in place.keys() & self.named:
            self.claims[pk] = f"{self.refs[home]}#{number}.{place[pk]}"
        ordered = sorted(references, key=lambda r: (r.recorded_at, self.sources[r.source_id], _natural(r.locator)))
        return records.Claim(
            number,
            versions[0].predicate,
            self.lineages[versions[0].witness_id],
            [self._version(claim, home, versions, place) for claim in versions],
            [self._reference(reference, versions[-1].qualifiers) for reference in ordered],
            [self._observation(one) for one in seen],
        )

    def _version(self, claim: Claim, home: int, versions: list[Claim], place: dict[int, int]) -> records.Version:
        before = place[claim.pk] - 1 or None
        replaced = place.get(claim.replaces_id or 0)
        return records.Version(
            object=self.refs[claim.object_id] if claim.object_id else "",
            value=claim.value,
            state=STATES[State(claim.state)],
            subject="" if claim.subject_id == home else self.refs[claim.subject_id],
            rank=RANKS[Rank(claim.rank)],
            qualifiers=dict(sorted(claim.qualifiers.items())),
            visibility=LEVELS[claim.visibility],
            inferred_by=claim.inferred_by,
            began=pair(claim.from_earliest, claim.from_latest),
            ended=pair(claim.to_earliest, claim.to_latest),
            pinned=claim.pinned,
            attested=claim.attested_on,
            confirmed=claim.confirmed_at,
            recorded=moment(claim.recorded_at),
            superseded=moment(claim.superseded_at),
            change=self.numbers[claim.change_id],
            replaces=None if replaced == before else replaced or 0,
            key_of=_key_of(claim, versions),
        )

    def _reference(self, row: Reference, said: dict[str, str]) -> records.Reference:
        number = self.numbers[row.change_id]
        slug = self.sources[row.source_id]
        details = None if row.details in (None, said) else dict(sorted(row.details.items()))
        return records.Reference(slug, row.locator, row.word, row.digest, details, moment(row.recorded_at), number)

    def _observation(self, row: Observation) -> records.Observation:
        by = self.systems.get(row.by_id or 0, "")
        return records.Observation(row.probe, row.verdict, row.value, by, row.first_seen, row.last_seen, row.n)

    # --- lists

    def _hidden_lineages(self) -> set[int]:
        """Lists of which every document is withheld."""
        if not self.withheld:
            return set()
        shown = Source.objects.exclude(pk__in=self.withheld).values("lineage")
        return set(Lineage.objects.filter(sources__in=self.withheld).exclude(pk__in=shown).values_list("pk", flat=True))

    def _source_slugs(self) -> dict[int, str]:
        """What people state here is a source per change, called after its number."""
        slugs = {}
        for pk, slug, by_hand, change in Source.objects.values_list("pk", "slug", "lineage__by_hand", "change_id"):
            number = self.numbers.get(change or 0)
            slugs[pk] = f"{slug.rpartition('-')[0]}-{number}" if by_hand and number else slug
        return slugs

    def _lineage(self, lineage: Lineage) -> records.Lineage:
        rows = self._finished(Source.objects.filter(lineage=lineage).exclude(pk__in=self.withheld)).order_by(
            "dated", "order", "recorded_at", "pk"
        )
        derived = self.lineages.get(lineage.derived_from_id or 0, "")
        return records.Lineage(
            lineage.name,
            lineage.title,
            derived,
            list(lineage.complete_for),
            lineage.by_hand,
            lineage.revision,
            [self._source(row) for row in rows],
            self._rulings(lineage),
        )

    def _rulings(self, lineage: Lineage) -> list[records.Ruling]:
        """What was said of statements that this reader may see."""
        rows = Ruling.objects.filter(witness=lineage)
        keys = {row.statement for row in rows}
        shown: dict[int, str] = {}
        for some in batches(keys, IN_ONE_QUERY):
            for pk, key in Claim.objects.filter(witness=lineage, key__in=some).values_list("pk", "key"):
                if claim := self.claims.get(pk):
                    shown[key] = min(claim, shown.get(key, claim), key=_natural)
        told = [self._ruling(row, shown[row.statement]) for row in rows if row.statement in shown]
        return sorted(told, key=lambda record: (_natural(record.claim), record.about, sorted(record.details.items())))

    def _ruling(self, row: Ruling, claim: str) -> records.Ruling:
        about = "details" if row.details is not None else "" if row.key == row.statement else "end"
        return records.Ruling(
            claim,
            row.verdict,
            about,
            dict(sorted((row.details or {}).items())),
            self.claims.get(row.instead or 0, ""),
            self.systems.get(row.by_id or 0, ""),
            row.at,
        )

    def _source(self, row: Source) -> records.Source:
        return records.Source(
            self.sources[row.pk],
            row.dated,
            row.order,
            row.kind,
            row.title,
            row.uri,
            row.revision,
            row.retrieved_at,
            row.digest,
            moment(row.recorded_at),
            self.numbers.get(row.change_id or 0),
        )

    # --- changes

    def _write_changes(self) -> None:
        seen = visible_q(self.by, scope="scope_id")
        open_to = set(Change.objects.filter(seen).values_list("pk", flat=True))
        for ids in batches(self.numbers, IN_ONE_QUERY):
            edits = defaultdict(list)
            for edit in Edit.objects.filter(change__in=ids).order_by("pk"):
                edits[edit.change_id].append(edit)
            for change in Change.objects.filter(pk__in=ids):
                if change.pk in open_to:
                    self.folder.change(self._change(change, edits[change.pk]))
                else:
                    self.folder.change(self._withheld(change))

    def _withheld(self, change: Change) -> records.Change:
        """It happened, and when; what it was is not for this reader."""
        return records.Change(
            self.numbers[change.pk],
            change.status,
            visibility=LEVELS[change.visibility],
            created=change.created_at,
            decided=change.decided_at,
            withheld=True,
        )

    def _change(self, change: Change, edits: list[Edit]) -> records.Change:
        report = plain(change.report)
        if (source := self.sources.get(change.report.get("source", 0))) is not None:
            report["source"] = source
        if worded := wordings(change.report, self.claims, self.sources):
            report["worded"] = worded
        return records.Change(
            self.numbers[change.pk],
            change.status,
            change.via,
            self.handles.get(change.author_id or 0) or change.report.get("author", "somebody"),
            self.handles.get(change.reviewer_id or 0) or change.report.get("reviewer", ""),
            change.message,
            self.lineages.get(change.lineage_id or 0, ""),
            change.base,
            self.numbers.get(change.reverts_id or 0),
            LEVELS[change.visibility],
            self.refs.get(change.scope_id or 0, ""),
            change.created_at,
            change.decided_at,
            report=report,
            edits=[record for edit in edits if (record := self._edit(edit))],
        )

    def _edit(self, edit: Edit) -> records.Edit | None:
        """The step, or None when it speaks of something this reader may not see."""
        claim, entity = self.claims.get(edit.claim_id or 0, ""), self.refs.get(edit.entity_id or 0, "")
        if (edit.claim_id and not claim) or (edit.entity_id and not entity):
            return None
        payload = dict(edit.payload)
        if "into" in payload:
            if payload["into"] not in self.refs:
                return None
            payload["into"] = self.refs[payload["into"]]
        if "supersedes" in payload:
            payload["supersedes"] = [self.names[pk] for pk in payload["supersedes"] if pk in self.names]
        return records.Edit(edit.op, claim, entity, dict(sorted(payload.items())), edit.refused)


def _natural(text: str) -> list[tuple[int, str]]:
    """The key that puts “line 9” before “line 12”."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", text)]


def _ruled() -> set[int]:
    """Claims that rulings speak of, and wordings."""
    rulings = Ruling.objects.values
    said = Claim.objects.filter(Q(key__in=rulings("statement")) | Q(pk__in=rulings("instead")))
    reports = Change.objects.filter(report__has_key="worded").values_list("report", flat=True)
    worded = {int(origin) for report in reports for origin in report["worded"]}
    return set(said.values_list("pk", flat=True)) | worded


def _numbers() -> dict[int, int]:
    """Changes by book time: the decided first, in the order they were decided."""
    rows = Change.objects.exclude(status=Change.Status.STAGING).values_list("pk", "decided_at", "created_at")
    ordered = sorted(rows, key=lambda row: (row[1] or NEVER, row[2], row[0]))
    return {pk: number for number, (pk, _decided, _created) in enumerate(ordered, 1)}


def _key_of(claim: Claim, versions: list[Claim]) -> int | None:
    """After a split a claim is still recognised by its old name: the number of the version whose key it has."""
    if claim.key == _own_key(claim):
        return None
    same = (index for index, other in enumerate(versions, 1) if other.key == claim.key == _own_key(other))
    return next(same, None)


def _own_key(claim: Claim) -> int:
    return claim_key(claim.witness_id, claim.subject_id, claim.predicate, claim.object_id, claim.value, claim.state)
