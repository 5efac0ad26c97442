"""From what a document says to pending rows: its statements in batches, against what its list said before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.lib import bulk
from bailiwick.lib.statements import Statement, Thing

from .. import versions
from ..errors import Refused
from ..former_names import redact
from ..keys import claim_key, details_key
from ..lines import read_as, rejected
from ..models import Change, Claim, Reference, Source
from ..queries.names import present_names
from ..vocabulary import PREDICATES
from ..when import BEGINNING, NEVER, Span
from . import readings
from .fitting import STATES, check, check_said
from .naming import statement_now
from .things import ids_met, ids_of

REFERENCE = ("origin", "source", "locator", "word", "digest", "details", "recorded_at", "change")
#: What makes a statement the one it is, and who may see it.
SAID = ("subject_id", "predicate", "object_id", "value", "state", "qualifiers", "visibility", "inferred_by")
#: What a report counts while a document is staged.
COUNTS = ("seen", "new", "attested", "disagreeing", "changed", "gone", "rejected")
#: So many remarks are kept of one document.
REMARKS = 1_000
#: What a place of a document gives of them; None when we never kept it.
Details = Mapping[str, str] | None


@transaction.atomic
def stage_statements(
    change: Change, statements: Sequence[Statement], *, by: Any, met: dict[Thing, int] | None = None
) -> None:
    """Write pending rows for a batch; counts go into `change.report`. Raises Refused naming the place of a bad one.

    `met` remembers from batch to batch which entity a thing is; who stages one document in many batches passes one.
    """
    require(by, "import.run")
    for statement in statements:
        check(statement)
    wanted = dict.fromkeys(thing for s in statements for thing in (s.subject, s.object) if thing)
    ids = ids_of(change, wanted) if met is None else ids_met(change, wanted, met)
    source = Source.objects.select_related("lineage").get(pk=change.report["source"])
    batch = _Batch(change, source, ids)
    batch.stage(statements)
    _remark(change, statements)
    change.save(update_fields=["report"])


def _remark(change: Change, statements: Sequence[Statement]) -> None:
    """What was done to the words of a place, for whoever reviews it, in the names people go by now."""
    noted = [(s.locator, s.note) for s in statements if s.note]
    present = present_names() if noted else {}
    remarks = change.report.setdefault("remarks", []) if noted else []
    remarks += [[place, redact(note, present)[:300]] for place, note in dict.fromkeys(noted)][: REMARKS - len(remarks)]


def supply(change: Change, statement: Statement) -> Claim:
    """Stage one statement that a person reads from the change's document; returns the one that says it.

    What the list says already gains a place. Raises Refused naming the place when it does not fit the vocabulary.
    """
    statement, ids = _said(change, statement)
    # What waits after others were applied has no counts of its own; its document is in the book.
    change.report = {"same": True, **dict.fromkeys(COUNTS, 0), **change.report}
    batch = _Batch(change, Source.objects.select_related("lineage").get(pk=change.report["source"]), ids)
    # A person means what they say, whatever a line that was taken for this is to be read as, or was rejected before.
    batch.instead, batch.rejected = {}, set()
    batch.stage([statement])
    change.save(update_fields=["report"])
    key = batch.key(statement)
    return readings.statements(change, batch.witness, [key])[key]


def row_for(change: Change, statement: Statement) -> versions.Row:
    """The pending row that a statement of the change's document makes; things that are new become pending entities."""
    statement, ids = _said(change, statement)
    batch = _Batch(change, Source.objects.select_related("lineage").get(pk=change.report["source"]), ids)
    return batch.row([statement], batch.key(statement))


def _said(change: Change, statement: Statement) -> tuple[Statement, dict[Thing, int]]:
    """What a person says, in the names that people go by now, and which entities it is about."""
    statement = statement_now(statement, present_names())
    check_said(statement)
    return statement, ids_of(change, dict.fromkeys(thing for thing in (statement.subject, statement.object) if thing))


class _Batch:
    """One batch of statements against what the witness said before."""

    def __init__(self, change: Change, source: Source, ids: dict[Thing, int]) -> None:
        self.change, self.source, self.ids = change, source, ids
        self.witness = source.lineage.derived_from_id or source.lineage_id
        self.report = change.report
        self.newest = readings.is_newest(self.witness, source)
        self.before = readings.documents_before(self.witness, source)
        self.rejected = rejected(self.witness)
        self.instead = read_as(self.witness)

    def stage(self, statements: Sequence[Statement]) -> None:
        keyed: dict[int, list[Statement]] = {}
        said_as: dict[int, Claim] = {}
        for statement in statements:
            key = self.key(statement)
            if other := self.instead.get(key):
                key = other.key
                statement = replace(statement, qualifiers=other.qualifiers)
                said_as[key] = other
            keyed.setdefault(key, []).append(statement)
        known = readings.statements(self.change, self.witness, keyed)
        noted = self._noted(known)
        fresh: list[tuple[versions.Row, list[Statement]]] = []
        references: list[tuple[int, Statement]] = []
        for key, same in keyed.items():
            self.report["seen"] += len(same)
            claim = known.get(key)
            if claim is None or self._new_episode(claim, noted):
                fresh.append((self.row(same, key) | _like(said_as.get(key)), same))
                self.report["rejected" if key in self.rejected else "new"] += 1
            else:
                references += [(claim.origin, statement) for statement in same]
                self._count_known(claim)
                self._improve(claim, same, [*noted.get(claim.origin, {}).values()])
        have = {(origin, locator) for origin, places in noted.items() for locator in places}
        origins = versions.add([row for row, _ in fresh])
        references += [(origin, s) for origin, (_, same) in zip(origins, fresh, strict=True) for s in same]
        self._refer(references, have)

    def key(self, s: Statement) -> int:
        """The identity of what a place states."""
        target = self.ids[s.object] if s.object else None
        return claim_key(self.witness, self.ids[s.subject], s.predicate, target, s.value, STATES[s.state])

    def _noted(self, known: dict[int, Claim]) -> dict[int, dict[str, Details]]:
        """The places of this document that are noted already, with their details; their claim is the one known."""
        rows = Reference.objects.filter(source=self.source)
        if self.report["same"]:
            stated = Claim.objects.filter(key__in=list(known), witness=self.witness, superseded_at=NEVER)
            known |= {claim.key: claim for claim in stated.filter(Exists(rows.filter(origin=OuterRef("origin"))))}
        noted: dict[int, dict[str, Details]] = {}
        origins = {claim.origin for claim in known.values()}
        for origin, locator, details in rows.filter(origin__in=origins).values_list("origin", "locator", "details"):
            noted.setdefault(origin, {})[locator] = details
        return noted

    def _new_episode(self, claim: Claim, noted: Collection[int]) -> bool:
        """It ended, by this very list, before this document said it again."""
        if claim.superseded_at < NEVER or claim.pinned or claim.origin in noted:
            return False
        return claim.to_latest <= self.source.dated

    def _count_known(self, claim: Claim) -> None:
        if claim.change_id == self.change.pk and claim.recorded_at == NEVER:
            return
        retracted = claim.superseded_at < NEVER
        ended = claim.pinned and claim.to_latest <= self.source.dated
        self.report["disagreeing" if retracted or ended else "attested"] += 1

    def _improve(self, claim: Claim, same: Sequence[Statement], noted: list[Details]) -> None:
        """Two places describe one fact: the narrower interval holds, and the newest document's details."""
        if claim.superseded_at < NEVER:
            return
        span, details = self._described(claim.span, same), claim.qualifiers
        if self.newest or claim.recorded_at == NEVER:
            details = readings.details_of([*noted, *(s.qualifiers for s in same)], claim.qualifiers)
        if details_key(claim.key, details) in self.rejected:
            details = claim.qualifiers
        if span != claim.span or details != claim.qualifiers:
            pinned = claim.pinned or span != claim.span
            readings.revise(self.change, claim, {**vars(span), "pinned": pinned, "qualifiers": details})

    def _described(self, span: Span, same: Sequence[Statement]) -> Span:
        for statement in same:
            span = self._dated(span, statement)
        return span

    def _dated(self, span: Span, s: Statement) -> Span:
        try:
            return span.narrowed(s.span) if s.span else span
        except ValueError:
            raise Refused(_("%(place)s: the dates are out of order") % {"place": s.locator}) from None

    def row(self, same: Sequence[Statement], key: int) -> versions.Row:
        """The pending row for places that say the same."""
        s = same[0]
        dated = any(statement.span for statement in same)
        # What a document dates itself is not inferred from the silence of the one before.
        span = self._described(Span(BEGINNING if dated else self._began(s), self.source.dated), same)
        return {
            "subject_id": self.ids[s.subject],
            "predicate": s.predicate,
            "object_id": self.ids[s.object] if s.object else None,
            "value": s.value,
            "state": int(STATES[s.state]),
            "qualifiers": readings.details_of((s.qualifiers for s in same), {}),
            "visibility": self._visibility(s),
            "inferred_by": s.inferred_by,
            **vars(span),
            "pinned": dated,
            "change_id": self.change.pk,
            "witness_id": self.witness,
            "attested_on": self.source.dated,
            "key": key,
        }

    def _began(self, s: Statement) -> date:
        return readings.date_before(self.before, self.witness, self.ids[s.subject], s.predicate)

    def _visibility(self, s: Statement) -> int:
        return max(s.visibility, PREDICATES[s.predicate].visibility)

    def _refer(self, references: list[tuple[int, Statement]], have: set[tuple[int, str]]) -> None:
        rows = {
            (origin, s.locator[:100]): (
                origin,
                self.source.pk,
                s.locator[:100],
                s.word[:100],
                s.digest,
                dict(s.qualifiers),
                NEVER,
                self.change.pk,
            )
            for origin, s in references
        }
        bulk.insert(Reference, REFERENCE, [row for key, row in rows.items() if key not in have])


def _like(claim: Claim | None) -> versions.Row:
    """What a reviewer said that a line of the document is to be read as."""
    return {name: getattr(claim, name) for name in SAID} if claim else {}
