"""From a stream of statements to a proposed change: what every format shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bailiwick.catalog import due
from bailiwick.catalog.actions import evidence, staging
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.models import Alias, Change, Claim, Entity, Lineage, Reference, Source
from bailiwick.catalog.when import NEVER
from bailiwick.lib import bulk
from bailiwick.lib.batches import batches
from bailiwick.lib.statements import NotUnderstood, Statement
from bailiwick.lib.text import slugify

from .reports import Report
from .requests import ImportRequest
from .vetting import fault

#: Statements that are staged together: others who write wait a tenth of a second at most.
BATCH = 1_000
Beat = Callable[[int, int, str], None]


def source_of(request: ImportRequest, digest: str, kind: str) -> staging.SourceInfo:
    """The document's identity: its list and its day; a second document of one day gets a number."""
    day = request.day
    line = Lineage.objects.filter(name=request.list_name).first()
    recorded = Source.objects.filter(lineage=line, dated=day, recorded_at__lt=NEVER) if line else Source.objects.none()
    of_the_day = list(recorded.order_by("order", "pk"))
    known = next((source for source in of_the_day if source.digest == digest), None)
    number = known.order if known else len(of_the_day)
    suffix = f"-{day}" + (f"-{number + 1}" if number else "")
    return staging.SourceInfo(
        slug=known.slug if known else slugify(request.list_name)[: 200 - len(suffix)] + suffix,
        title=known.title if known else request.title or request.name,
        dated=day,
        digest=digest,
        uri=request.uri,
        kind=kind,
        order=number,
    )


def keep_document(path: Path, *, by: Any) -> None:
    """Keep what was read, so that a fact can show the line it stands on; what is too large is known by digest only."""
    if path.is_file() and path.stat().st_size <= evidence.LARGEST:
        evidence.keep_evidence(path.read_bytes(), media_type="text/plain", by=by)


def stage(
    change: Change, items: Iterable[Statement | NotUnderstood], report: Report, *, path: str, by: Any, beat: Beat
) -> None:
    """Stage everything in short transactions; what makes no sense goes on the report."""
    done = 0
    for batch in batches(_vetted(items, report, path), BATCH):
        staging.stage_statements(change, batch, by=by)
        done += len(batch)
        beat(done, 0, f"{done:,} statements")
    if done > BATCH:
        bulk.look_again(Claim, Reference, Entity, Alias)


def _vetted(items: Iterable[Statement | NotUnderstood], report: Report, path: str) -> Iterable[Statement]:
    for item in items:
        if isinstance(item, NotUnderstood):
            report.miss(item)
        elif why := fault(item, path):
            said = item.object.name if item.object else item.value or item.state
            report.miss(NotUnderstood(item.locator, f"{item.subject.name}: {item.predicate} {said}"[:200], why))
        else:
            yield item


def finish(change: Change, report: Report, *, apply: bool, by: Any, beat: Beat) -> None:
    """Propose the change, or drop it when the document was known and brings nothing; apply it if asked."""
    same = bool(change.report.get("same"))
    change = staging.finish_source(change, by=by)
    report.count({**change.report, "changed": 0})
    _tell_changes_apart(change, report)
    if same and not change.report.get("new") and not change.report.get("gone"):
        staging.discard(change)
        report.nothing_new = True
        return
    report.change = change.pk
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
    rows = Claim.objects.filter(change=change).values_list("subject_id", "predicate")
    ended = Counter(rows.filter(replaces__isnull=False))
    fresh = dict.fromkeys(ended, 0)
    for pair in rows.filter(replaces__isnull=True, subject_id__in={subject for subject, _predicate in ended}):
        if pair in fresh:
            fresh[pair] += 1
    changed = sum(min(number, fresh[pair]) for pair, number in ended.items())
    report.changed, report.new, report.gone = report.changed + changed, report.new - changed, report.gone - changed
