"""The flip: pending rows of a change become part of the book, by set-based statements, at one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from ..models import Alias, Change, Claim, Edit, Entity, Lineage, Reference, Source
from ..queries.taken_back import document_change, taken_back, unsaid, was_taken_back
from ..reach import follow
from ..when import FOREVER, NEVER
from . import edits, readings, showing


def flip(change: Change, now: datetime) -> None:
    """Make its pending rows part of the book at this moment, and what they replace part of its past."""
    _refuse_overtaken(change)
    for edit in change.edits.filter(op=Edit.Op.MERGE).select_related("entity"):
        edits.finish_merge(change, edit)
    corrected = change.edits.filter(op=Edit.Op.CORRECT).values("claim")
    replaced = Claim.objects.filter(change=change, replaces__isnull=False).values("replaces")
    current = Claim.objects.filter(superseded_at=NEVER, recorded_at__lt=NEVER)
    current.filter(Q(pk__in=replaced) | Q(pk__in=corrected)).update(superseded_at=now)
    _carry_marks(change)
    if change.lineage_id:
        showing.note_new_things(change)
        showing.open_further(change)
    for model in (Claim, Reference, Alias, Entity, Source):
        model.objects.filter(change=change, recorded_at=NEVER).update(recorded_at=now)
    _record_ends(change, now)
    for edit in change.edits.filter(op__in=ENTITY_EDITS):
        ENTITY_EDITS[edit.op](edit, now)
    document = document_change(change)
    _note_attestations(change, document)
    if change.lineage is not None:
        # Another change may have proposed the document first, and waits or was rejected.
        Source.objects.filter(pk=change.report["source"], recorded_at=NEVER).update(recorded_at=now, change=change)
    if document is not None and document.lineage is not None:
        Lineage.objects.filter(pk=readings.root_of(document.lineage).pk).update(revision=F("revision") + 1)


def _carry_marks(change: Change) -> None:
    """A new version was copied when it was staged; what was confirmed or attested since counts for it as well."""
    replaced = Claim.objects.filter(pk=OuterRef("replaces"))
    marks = {name: Subquery(replaced.values(name)) for name in ("attested_on", "confirmed_at")}
    Claim.objects.filter(change=change, recorded_at=NEVER, replaces__isnull=False).update(**marks)


def _record_ends(change: Change, now: datetime) -> None:
    """Things that another staged document named first exist from now on, whatever becomes of that one."""
    claims = Claim.objects.filter(change=change)
    ends = Q(pk__in=claims.values("subject")) | Q(pk__in=claims.exclude(object=None).values("object"))
    pending = list(Entity.objects.filter(ends, recorded_at=NEVER).values_list("pk", flat=True))
    if pending:
        names = Alias.objects.filter(entity__in=pending, scheme="name", recorded_at=NEVER)
        names.update(recorded_at=now, change=change)
        Entity.objects.filter(pk__in=pending).update(recorded_at=now, change=change)
    gone = Entity.objects.filter(ends, superseded_at__lt=NEVER, merged_into=None)
    for entity in list(gone):
        _bring_back(entity, change, now)


def _bring_back(entity: Entity, change: Change, now: datetime) -> None:
    """Its creation was taken back, and here it is said of again: it exists once more, by the name it had."""
    Entity.objects.filter(pk=entity.pk).update(superseded_at=NEVER)
    names = Alias.objects.filter(entity=entity, scheme="name", recorded_at__lt=NEVER)
    last = names.order_by("superseded_at", "pk").last()
    if last is not None and last.superseded_at < NEVER:
        last.pk, last.change, last.recorded_at, last.superseded_at = None, change, now, NEVER
        last.save(force_insert=True)


def _refuse_overtaken(change: Change) -> None:
    """What was edited by somebody else since the change was staged is left alone, and said."""
    overtaken = Claim.objects.filter(change=change, recorded_at=NEVER, replaces__superseded_at__lt=NEVER)
    gone = Q(claim__in=overtaken.values("replaces")) | Q(op=Edit.Op.CORRECT, claim__superseded_at__lt=NEVER)
    change.edits.filter(gone).update(refused="changed meanwhile")
    standing = Claim.objects.filter(
        key=OuterRef("key"),
        predicate=OuterRef("predicate"),
        superseded_at=NEVER,
        recorded_at__lt=NEVER,
        to_latest=FOREVER,
        # A more hidden one says it to fewer readers, so it stands for nothing here.
        visibility__lte=OuterRef("visibility"),
    ).exclude(pk__in=edits.corrected_by(change.pk))
    # Only what people add by hand: a list's statements are matched when they are staged and settled, and are many.
    added = change.edits.filter(op=Edit.Op.ADD).values("claim")
    again = Claim.objects.filter(pk__in=added, recorded_at=NEVER, replaces=None, to_latest=FOREVER).filter(
        Exists(standing)
    )
    twice = dict(again.values_list("pk", "origin"))
    change.edits.filter(op=Edit.Op.ADD, claim__in=twice).update(refused="said meanwhile", claim=None)
    change.references.filter(origin__in=twice.values()).delete()
    ids = [*overtaken.values_list("pk", flat=True), *twice]
    if ids:
        Claim.objects.filter(pk__in=ids).delete()
        change.report = {**change.report, "overtaken": len(ids)}


def _row(edit: Edit) -> QuerySet[Entity]:
    return Entity.objects.filter(pk__in=[edit.entity_id])


def _supersede_aliases(edit: Edit, now: datetime) -> None:
    Alias.objects.filter(pk__in=edit.payload.get("supersedes", []), superseded_at=NEVER).update(superseded_at=now)


def _flip_merge(edit: Edit, now: datetime) -> None:
    _supersede_aliases(edit, now)
    _row(edit).update(merged_into=edit.payload["into"], superseded_at=now)


def _flip_show(edit: Edit, now: datetime) -> None:
    _row(edit).update(visibility=edit.payload["to"])
    if edit.payload["to"]:
        follow(_row(edit).get())


def _flip_create(edit: Edit, now: datetime) -> None:
    """Also what was created once and taken back."""
    _row(edit).update(superseded_at=NEVER)


def _flip_reversal(edit: Edit, now: datetime) -> None:
    """Entity-level steps of a change taken back, in the words of the edit that did them; `again`: done after all."""
    done, again = edit.payload, edit.payload.get("again", False)
    if done["op"] == Edit.Op.MERGE:
        _row(edit).update(merged_into=done["into"] if again else None, superseded_at=now if again else NEVER)
    elif done["op"] == Edit.Op.SHOW:
        _flip_show(edit, now)
    elif done["op"] == Edit.Op.CREATE:
        _row(edit).update(superseded_at=NEVER if again else now)
    _supersede_aliases(edit, now)


ENTITY_EDITS: dict[str, Callable[[Edit, datetime], None]] = {
    Edit.Op.CREATE: _flip_create,
    Edit.Op.RENAME: _supersede_aliases,
    Edit.Op.MERGE: _flip_merge,
    Edit.Op.SHOW: _flip_show,
    Edit.Op.REVERT: _flip_reversal,
}


def _note_attestations(change: Change, document: Change | None) -> None:
    """The date of the latest document behind each claim that this change touched.

    A row is written only where the date differs: PostgreSQL writes all eleven indexes of a row again, and those that
    the newest document brings have its date already.
    """
    root = readings.root_of(document.lineage) if document and document.lineage else None
    unread = taken_back(root) if root else set()
    if change.lineage_id:
        unread.discard(change.report["source"])
    latest = (
        Reference.objects.filter(origin=OuterRef("origin"), recorded_at__lt=NEVER)
        .exclude(source__in=unread)
        .exclude(change__in=unsaid(root) if root else ())
        .values("origin")
        .annotate(latest=Max("source__dated"))
        .values("latest")
    )
    attested = Q(origin__in=change.references.values("origin")) | Q(origin__in=change.claims.values("origin"))
    if document and was_taken_back(document):
        # It says again what it said, or no longer: places that were noted long ago.
        attested |= Q(origin__in=Reference.objects.filter(source=document.report["source"]).values("origin"))
    current = Claim.objects.filter(attested, superseded_at=NEVER).annotate(latest=Subquery(latest))
    differs = ~Q(attested_on=F("latest")) | Q(latest=None, attested_on__isnull=False)
    current.filter(differs).update(attested_on=Subquery(latest))
