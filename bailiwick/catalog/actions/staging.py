"""Taking in a document: its statements become pending rows, in batches, in short transactions.

    change = open_source(lineage=…, source=…, by=…)
    stage_statements(change, batch, by=…)      as often as there are batches
    finish_source(change, by=…)                what the document no longer says
    apply_change(change, by=…)                 the flip; from then on it is in the book

A crash in between leaves rows that nobody sees; opening the same source again drops them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record

from ..errors import Refused
from ..models import Change, Claim, Entity, Lineage, Source
from ..queries.taken_back import taken_back
from ..reach import most_hidden, reach
from ..vocabulary import PREDICATES
from ..when import NEVER, Span
from . import readings
from .changes import worded
from .statements import COUNTS


@dataclass(frozen=True)
class SourceInfo:
    """A document as it stood on a day. `slug` is its identity, `digest` the SHA-256 of its bytes."""

    slug: str
    title: str
    dated: date
    digest: str = ""
    uri: str = ""
    revision: str = ""
    kind: str = "document"
    order: int = 0
    retrieved_at: datetime | None = None


@transaction.atomic
def open_source(
    *,
    lineage: str,
    source: SourceInfo,
    by: Any,
    via: str = "import",
    message: str = "",
    complete_for: Sequence[str] | None = None,
    derived_from: str | None = None,
    title: str | None = None,
    told: Mapping[str, Any] | None = None,
) -> Change:
    """Begin to take in a document. `report["same"]` is set when just this document was taken in before.

    `told` goes into the change's report as it is: what only the reader of the document knows.

    Raises Refused when the lineage is not a document's, when a predicate of `complete_for`
    is unknown, or when another document already has the slug.
    """
    require(by, "import.run")
    line = _lineage(lineage, complete_for, derived_from, title)
    _drop_unfinished(source.slug)
    known = Source.objects.filter(slug=source.slug).first()
    if known and known.lineage_id != line.pk:
        raise Refused(_("“%(slug)s” is a document of another list") % {"slug": source.slug})
    if known and known.digest != source.digest:
        raise Refused(
            _("“%(slug)s” was taken in before with other contents; give this revision a date or name of its own")
            % {"slug": source.slug}
        )
    change = Change.objects.create(
        author_id=by.pk,
        via=via,
        message=worded(message),
        lineage=line,
        base=readings.root_of(line).revision,
        created_at=timezone.now(),
    )
    if known is None:
        known = Source.objects.create(lineage=line, change=change, **vars(source))
    same = known.recorded_at < NEVER and known.pk not in taken_back(readings.root_of(line))
    change.report = {**(told or {}), "source": known.pk, "same": same, **dict.fromkeys(COUNTS, 0)}
    change.save()
    return change


def _lineage(name: str, complete_for: Sequence[str] | None, derived_from: str | None, title: str | None) -> Lineage:
    if unknown := set(complete_for or ()) - set(PREDICATES):
        raise Refused(_("“%(word)s” is not a word of the catalog") % {"word": sorted(unknown)[0]})
    root = None
    if derived_from:
        root = Lineage.objects.get_or_create(name=derived_from)[0]
        if root.derived_from_id:
            root = root.derived_from
    line, _made = Lineage.objects.get_or_create(name=name, defaults={"derived_from": root, "title": title or ""})
    if line.by_hand:
        raise Refused(_("“%(name)s” is what people state here; choose another name") % {"name": name})
    if root and line.derived_from_id != root.pk:
        raise Refused(_("“%(name)s” is not a retelling of “%(root)s”") % {"name": name, "root": root.name})
    if complete_for is not None and sorted(complete_for) != line.complete_for:
        line.complete_for = sorted(complete_for)
        line.save(update_fields=["complete_for"])
    return line


def _drop_unfinished(slug: str) -> None:
    """What an interrupted import of the same document left behind; nobody ever saw it."""
    for pk in list(Source.objects.filter(slug=slug).values_list("pk", flat=True)):
        for change in Change.objects.filter(status=Change.Status.STAGING, report__source=pk):
            discard(change)


def discard(change: Change) -> None:
    """Delete a change that nobody was to see, with its pending rows."""
    with transaction.atomic():
        change.edits.all().delete()
        change.references.filter(recorded_at=NEVER).delete()
        Claim.objects.filter(change=change, recorded_at=NEVER).delete()
        _discard_entities(change)
        change.sources.filter(recorded_at=NEVER).delete()
        change.delete()


def _discard_entities(change: Change) -> None:
    """Things only this change named go; what another staged document names too waits for that one's flip."""
    pending = Entity.objects.filter(change=change, recorded_at=NEVER)
    said_of = Claim.objects.filter(Q(subject=OuterRef("pk")) | Q(object=OuterRef("pk")))
    kept = list(pending.filter(Exists(said_of)).values_list("pk", flat=True))
    change.aliases.filter(entity__in=kept).update(change=None)
    Entity.objects.filter(pk__in=kept).update(change=None)
    change.aliases.filter(recorded_at=NEVER).delete()
    pending.delete()


@transaction.atomic
def finish_source(change: Change, *, by: Any) -> Change:
    """The document is read to its end: what it no longer says is known now, and the change is proposed."""
    require(by, "import.run")
    if change.status != Change.Status.STAGING:
        return change
    change.report["gone"] = readings.stage_silence(change)
    change.report["changed"] = change.report["new"] + change.report["gone"]
    earlier = _read_earlier(change)
    if change.report["new"] or earlier:
        readings.settle(change)
    change.visibility, change.scope_id = reach(change)
    if most := most_hidden(change):
        change.report["most"] = most
    change.status = Change.Status.PROPOSED
    change.save()
    change = _instead_of(earlier, change)
    record("change.proposed", by=by, about=("change", change.pk))
    return change


def _read_earlier(change: Change) -> list[Change]:
    """Proposals of the same document that nobody has decided."""
    of_it = Change.objects.filter(lineage=change.lineage_id, report__source=change.report["source"])
    return list(of_it.filter(status=Change.Status.PROPOSED).exclude(pk=change.pk).order_by("pk"))


def _instead_of(earlier: Sequence[Change], change: Change) -> Change:
    """A document is proposed once: the earlier reading stays if it says the same, else the new one takes its place.

    What reviewers said so far holds for that one as well.
    """
    for each in earlier:
        if _says(each) == _says(change):
            discard(change)
            return each
        each.sources.update(change=change)
        discard(each)
    return change


def _says(change: Change) -> set[tuple[Any, ...]]:
    """All that the change would do, without a row's number in it."""
    told = ("key", "qualifiers", "inferred_by", *vars(Span()))
    return {(*map(str, row),) for row in change.claims.filter(recorded_at=NEVER).values_list(*told)}
