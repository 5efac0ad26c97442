"""An export of another desk comes into one that is in use: what its documents say, list by list.

Book history cannot be merged: two desks knew things at different times. So each document
of the folder is read here as if it had been imported itself, in the order of its date,
and what people stated there becomes one list, `stated-elsewhere` (or `--lineage`), with
the dates they gave. Doing it again finds every document known, so nothing changes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bailiwick.adapters import catalog_records as records
from bailiwick.adapters.catalog_yaml import Input
from bailiwick.catalog.actions import staging
from bailiwick.catalog.models import Claim, Source
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import BadInput, Statement, Thing

from ..reports import Report
from ..requests import ImportRequest
from ..taking_in import finish, stage
from .words import LEVELS, began, ended

ELSEWHERE = "stated-elsewhere"


@dataclass
class _Said:
    """What the folder's documents say, by source."""

    lines: dict[str, records.Lineage]
    things: dict[str, Thing] = field(default_factory=dict)
    by_source: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    by_hand: list[Statement] = field(default_factory=list)
    left_out: int = 0
    #: Book times of what people stated here: a folder that came from this very desk has the same.
    own: set[datetime] = field(default_factory=set)


def merge_catalog(folder: Input, request: ImportRequest, report: Report, *, by: Any, beat: Any) -> Report:
    """Stage every document that is not known yet; with `--apply` one after the other becomes part of the book."""
    said = _read(folder)
    if not request.apply and sum(1 for _ in _documents(said, request)) > 1:
        report.notes.append("Each document is a change of its own; --apply takes them in one after the other.")
    for line, info, statements in _documents(said, request):
        if _known(info, statements):
            report.seen += len(statements)
            report.attested += len(statements)
            continue
        change = staging.open_source(
            lineage=line.lineage,
            source=info,
            by=by,
            complete_for=line.complete_for or None,
            derived_from=line.derived_from or None,
            title=line.title or None,
        )
        stage(change, statements, report, path=str(folder.path), by=by, beat=beat)
        finish(change, report, apply=request.apply, by=by, beat=beat)
    report.nothing_new = report.change is None
    if said.left_out:
        report.notes.append(
            f"{said.left_out:,} corrected or rejected statements of the other desk's history were left out."
        )
    return report


def _known(info: staging.SourceInfo, statements: list[Statement]) -> bool:
    """This very document has been taken in."""
    return Source.objects.filter(slug=info.slug, digest=info.digest, recorded_at__lt=NEVER).exists()


def _read(folder: Input) -> _Said:
    stated_here = Claim.objects.filter(witness__by_hand=True, recorded_at__lt=NEVER)
    own = set(stated_here.values_list("recorded_at", flat=True).distinct())
    said = _Said({line.lineage: line for line in folder.lineages()}, own=own)
    for change in folder.changes():
        if change.change < 1:
            raise BadInput("changes are numbered from 1", path=str(folder.path))
    kept: list[tuple[records.Entity, records.Claim]] = []
    for _file, entity in folder.entities():
        name = next((n.value for n in entity.names if n.scheme == "name" and not n.superseded), entity.slug)
        said.things[entity.ref] = Thing(entity.kind, name, entity.slug)
        kept += [(entity, claim) for claim in entity.claims]
    for entity, claim in kept:
        _say(said, entity, claim)
    return said


def _say(said: _Said, entity: records.Entity, claim: records.Claim) -> None:
    current = next((v for v in claim.versions if v.recorded and not v.superseded), None)
    if current is None or claim.predicate not in PREDICATES:
        said.left_out += 1
        return
    line = said.lines[claim.witness]
    if line.by_hand and current.recorded not in said.own:
        said.by_hand.append(_statement(said, entity, claim, current, None))
    for reference in claim.references if not line.by_hand else []:
        said.by_source[reference.source].append(_statement(said, entity, claim, current, reference))


def _statement(
    said: _Said, entity: records.Entity, claim: records.Claim, version: records.Version, at: records.Reference | None
) -> Statement:
    return Statement(
        said.things[version.subject or entity.ref],
        claim.predicate,
        said.things[version.object] if version.object else None,
        version.value,
        version.state,
        version.qualifiers if at is None or at.details is None else at.details,
        LEVELS.index(version.visibility),
        version.inferred_by,
        word=at.word if at else "",
        locator=at.locator if at else f"{entity.ref}#{claim.claim}",
        digest=at.digest if at else "",
        span=(*began(version.began), *ended(version.ended)) if version.pinned else None,
    )


def _documents(
    said: _Said, request: ImportRequest
) -> Iterator[tuple[records.Lineage, staging.SourceInfo, list[Statement]]]:
    """Every document with what it says, roots before retellings, by date."""
    rows = [
        (line, source) for line in said.lines.values() if not line.by_hand for source in line.sources if source.recorded
    ]
    for line, source in sorted(
        rows, key=lambda row: (bool(row[0].derived_from), row[1].dated, row[1].order, row[1].slug)
    ):
        info = staging.SourceInfo(
            source.slug,
            source.title,
            source.dated,
            source.digest,
            source.uri,
            source.revision,
            source.kind,
            source.order,
        )
        yield line, info, said.by_source.get(source.slug, [])
    if said.by_hand:
        yield _elsewhere(said, request)


def _elsewhere(said: _Said, request: ImportRequest) -> tuple[records.Lineage, staging.SourceInfo, list[Statement]]:
    """What people stated at the other desk, as one document of a list of its own."""
    line = records.Lineage(request.lineage or ELSEWHERE, "Stated at another desk")
    dated = max(source.dated for each in said.lines.values() if each.by_hand for source in each.sources)
    digest = _digest(said.by_hand)
    return line, staging.SourceInfo(f"{line.lineage}-{digest[:12]}", line.title, dated, digest), said.by_hand


def _digest(statements: list[Statement]) -> str:
    return hashlib.sha256("\n".join(map(repr, statements)).encode()).hexdigest()
