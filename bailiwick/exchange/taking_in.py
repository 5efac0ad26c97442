"""From a stream of statements to a proposed change: what every format shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bailiwick.catalog import due
from bailiwick.catalog.actions import evidence, staging, statements, supplying
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.readings import witness_of
from bailiwick.catalog.lines import Sort, lines_of, rejected
from bailiwick.catalog.models import Alias, Change, Claim, Entity, Reference, Source
from bailiwick.lib import bulk
from bailiwick.lib.batches import batches
from bailiwick.lib.statements import NotUnderstood, Statement, Thing
from bailiwick.lib.text import slugify

from .reports import Report
from .requests import ImportRequest
from .vetting import fault, with_scheme

#: Statements that are staged together: others who write wait a tenth of a second at most.
BATCH = 1_000
Beat = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Document:
    """What an adapter opened: one state of a list, and what it says."""

    path: Path
    digest: str
    kind: str
    items: Iterable[Statement | NotUnderstood]
    #: What it is called, and of when it is, by its own words.
    title: str = ""
    says_day: str = ""
    #: What else the change's report is to tell.
    told: Mapping[str, Any] = field(default_factory=dict)


def take_in_document(request: ImportRequest, document: Document, report: Report, *, by: Any, beat: Beat) -> None:
    """Stage a document as a change of its list, and apply it if asked; the report tells what came of it."""
    source = source_of(request, document)
    change = staging.open_source(
        lineage=request.list_name,
        source=source,
        by=by,
        complete_for=request.complete_for,
        derived_from=request.derived_from or None,
        title=request.title or document.title or None,
        told=document.told,
    )
    report.source, report.dated = source.slug, str(source.dated)
    stage(change, document.items, report, path=request.path, by=by, beat=beat)
    keep_document(change, document.path, by=by)
    finish(change, report, apply=request.apply, by=by, beat=beat)


def source_of(request: ImportRequest, document: Document) -> staging.SourceInfo:
    """The document's identity: its list and its day; a second document of one day gets a number."""
    of_the_day = list(Source.objects.filter(lineage__name=request.list_name, dated=request.day).order_by("order", "pk"))
    known = next((source for source in of_the_day if _is_same(source, request, document)), None)
    number = max((source.order + 1 for source in of_the_day), default=0) if request.order is None else request.order
    number = known.order if known else number
    revision = slugify(request.revision)[:12] if request.revision else str(number + 1) if number else ""
    suffix = f"-{request.day}" + (f"-{revision}" if revision else "")
    return staging.SourceInfo(
        slug=known.slug if known else slugify(request.list_name)[: 200 - len(suffix)] + suffix,
        title=known.title if known else request.title or document.title[:300] or request.name,
        dated=request.day,
        digest=document.digest,
        uri=request.uri,
        revision=request.revision,
        kind=document.kind,
        order=number,
    )


def _is_same(source: Source, request: ImportRequest, document: Document) -> bool:
    """A revision is known by its name, everything else by its contents."""
    if request.revision and source.revision:
        return source.revision == request.revision
    return source.digest == document.digest


def keep_document(change: Change, path: Path, *, by: Any) -> None:
    """Keep what was read, so that a fact can show the line it stands on, and reviewers can say what others say.

    What is too large is known by digest only.
    """
    if path.is_file() and path.stat().st_size <= evidence.LARGEST:
        body = path.read_bytes()
        evidence.keep_evidence(body, media_type="text/plain", by=by)
        supplying.say_again(change, body, by=by)


def stage(
    change: Change, items: Iterable[Statement | NotUnderstood], report: Report, *, path: str, by: Any, beat: Beat
) -> None:
    """Stage everything in short transactions, or nothing; what makes no sense goes on the report."""
    done, met = 0, dict[Thing, int]()
    try:
        for batch in batches(_vetted(items, report, path), BATCH):
            statements.stage_statements(change, batch, by=by, met=met)
            done += len(batch)
            beat(done, 0, f"{done:,} statements")
    except Exception:
        staging.discard(change)
        raise
    if done > BATCH:
        bulk.look_again(Claim, Reference, Entity, Alias)


def _vetted(items: Iterable[Statement | NotUnderstood], report: Report, path: str) -> Iterable[Statement]:
    for item in items:
        if isinstance(item, NotUnderstood):
            report.miss(item)
            continue
        item = with_scheme(item)
        if why := fault(item, path):
            said = item.object.name if item.object else item.value or item.state
            report.miss(NotUnderstood(item.locator, f"{item.subject.name}: {item.predicate} {said}"[:200], why))
        else:
            yield item


def finish(change: Change, report: Report, *, apply: bool, by: Any, beat: Beat) -> None:
    """Propose the change, or drop it when the document was known and brings nothing; apply it if asked."""
    opened = change.pk
    change = staging.finish_source(change, by=by)
    report.count({**change.report, "changed": 0})
    _tell_changes_apart(change, report)
    report.change = change.pk
    if change.pk != opened and not apply:
        # The very same is proposed already.
        report.attested, report.new, report.nothing_new = report.attested + report.new, 0, True
        return
    if change.pk == opened and change.report["same"] and not change.report["new"] and not change.report["gone"]:
        staging.discard(change)
        report.change, report.nothing_new = None, True
        return
    if apply:
        beat(report.seen, report.seen, "applying")
        change = apply_change(change, by=by)
        if change.lists_behind:
            due.finish_flips()
        report.applied = True


def _tell_changes_apart(change: Change, report: Report) -> None:
    """Where something new stands in the place of what is gone, that is one change and neither of both."""
    if not change.report.get("gone"):
        return
    ruled = rejected(witness_of(change))
    stands = Counter(
        (line.sort, line.subject_id, line.predicate) for line in lines_of(change) if line.ruled_by not in ruled
    )
    changed = sum(
        min(number, stands[Sort.NEW, subject, predicate])
        for (sort, subject, predicate), number in stands.items()
        if sort is Sort.END
    )
    report.changed, report.new, report.gone = report.changed + changed, report.new - changed, report.gone - changed
