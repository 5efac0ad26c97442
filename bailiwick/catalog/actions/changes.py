"""A change through its life: proposed, then applied or rejected; and taken back.

Applying is one short transaction of set-based statements ("the flip"), whatever the
size of the change, so nobody waits and nothing is half there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import grants, require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from .. import closure, projection, search_documents, versions
from ..drafts import Draft
from ..errors import Refused
from ..former_names import redact
from ..models import Alias, Change, Claim, Edit, Entity, Lineage, Reference, Source
from ..queries.names import present_names
from ..reach import follow, reach
from ..when import FOREVER, NEVER
from . import edits, readings

#: What a person needs, beyond `change.apply`, for edits that reach further than one fact.
PERMISSIONS = {
    Edit.Op.CREATE: "entity.create",
    Edit.Op.MERGE: "entity.merge",
    Edit.Op.SPLIT: "entity.split",
    Edit.Op.SHOW: "entity.show",
}
#: A change that touches more than this has its lists refreshed by batches after the flip.
AT_ONCE = 2_000


@transaction.atomic
def propose_change(drafts: Sequence[Draft], *, by: Any, message: str = "", via: str = "web") -> Change:
    """Stage what somebody suggests. Nobody but reviewers sees it yet. Raises Refused for what cannot be done."""
    require(by, "change.propose")
    if not drafts:
        raise Refused(_("nothing to change"))
    now = timezone.now()
    said = redact(message.strip()[:10_000], present_names()) if message else ""
    change = Change.objects.create(author_id=by.pk, via=via, message=said, created_at=now)
    edits.stage(change, list(drafts), now.date())
    change.status = Change.Status.PROPOSED
    change.visibility, change.scope_id = reach(change)
    change.save()
    record("change.proposed", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return change


@transaction.atomic
def apply_change(change: Change, *, by: Any) -> Change:
    """Make a proposed change part of the book. Applying it twice is harmless. Raises Refused when it was rejected."""
    require(by, "change.apply", _scopes(change))
    _require_more(by, change)
    change = _locked(change)
    if change.status == Change.Status.APPLIED:
        return change
    if change.status != Change.Status.PROPOSED:
        raise Refused(_("this change was %(status)s; it cannot be applied") % {"status": change.status})
    now = _book_time()
    if change.lineage_id:
        readings.settle(change, now)
    _flip(change, now)
    _refresh(change)
    _decide(change, now, by)
    record("change.applied", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return change


@transaction.atomic
def reject_change(change: Change, *, by: Any, message: str = "") -> Change:
    """Say no. The pending rows stay, so that the same statement is recognised when it comes again."""
    require(by, "change.reject", SimpleNamespace(scope_id=change.scope_id, author_id=change.author_id))
    change = _locked(change)
    if change.status == Change.Status.REJECTED:
        return change
    if change.status == Change.Status.APPLIED:
        raise Refused(_("this change was applied; revert it instead"))
    change.status, change.decided_at, change.reviewer_id = Change.Status.REJECTED, timezone.now(), by.pk
    if message:
        change.report = {**change.report, "answer": message.strip()[:10_000]}
    change.save()
    record("change.rejected", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return change


@transaction.atomic
def revert_change(change: Change, *, by: Any, message: str = "") -> Change:
    """Take a change back, as a change of its own. What somebody has edited since stays; the report counts it."""
    require(by, "change.revert", _scopes(change))
    change = _locked(change)
    if change.status != Change.Status.APPLIED:
        raise Refused(_("only an applied change can be reverted"))
    _require_more(by, change)
    now = timezone.now()
    back = Change.objects.create(
        author_id=by.pk,
        via="web",
        message=message.strip()[:10_000],
        reverts=change,
        created_at=now,
        visibility=change.visibility,
        scope_id=change.scope_id,
        status=Change.Status.PROPOSED,
    )
    kept = _stage_reversal(back, change)
    # What comes back may bring rights with it that the change only took away.
    _require_more(by, back)
    back.report = {"kept": kept}
    now = _book_time()
    _flip(back, now)
    _refresh(back)
    _decide(back, now, by)
    record("change.reverted", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return back


def _decide(change: Change, now: datetime, by: Any) -> None:
    """Only these columns: the flip itself may have raised the visibility of its own change."""
    change.status, change.decided_at, change.reviewer_id = Change.Status.APPLIED, now, by.pk
    change.save(update_fields=["status", "decided_at", "reviewer_id", "report", "lists_behind"])


def _locked(change: Change) -> Change:
    """The change as it stands, with the book to ourselves: two that apply at once would both replace one claim."""
    one_at_a_time("book")
    return Change.objects.select_for_update().get(pk=change.pk)


def _scopes(change: Change) -> list[SimpleNamespace]:
    """What permission is asked for: everything the change touches, by scope; a document touches everything."""
    touched = set() if change.lineage_id else projection.subjects_of(change)
    return [SimpleNamespace(scope_id=pk, author_id=None) for pk in sorted(touched)] or [
        SimpleNamespace(scope_id=None, author_id=None)
    ]


def _require_more(by: Any, change: Change) -> None:
    """What single edits need beyond `change.apply`: an import, a whole page, a team that carries rights."""
    if change.lineage_id:
        require(by, "import.run")
    for op, permission in PERMISSIONS.items():
        if change.edits.filter(op=op).exists():
            require(by, permission, None if op == Edit.Op.CREATE else _scopes(change))
    _require_membership(by, change)
    _require_parts(by, change)


def _require_membership(by: Any, change: Change) -> None:
    """Joining a team brings the team's rights, so it needs what granting each of them would need."""
    teams = Claim.objects.filter(change=change, predicate="member_of").values("object")
    for scope in closure.rights_of(teams):
        require(by, "role.grant", SimpleNamespace(scope_id=scope, author_id=None))


def _require_parts(by: Any, change: Change) -> None:
    """What is made part of something comes under the people of that; nobody may make themselves those people."""
    parts: dict[int, set[int]] = {}
    claims = Claim.objects.filter(change=change, predicate="part_of")
    for child, parent in claims.values_list("subject_id", "object_id"):
        parts.setdefault(child, set()).add(parent or child)
    for child, parents in parts.items():
        grants.require_part_of(by, child, parents)


def _book_time() -> datetime:
    """Now, but later than everything in the book, so that two changes never share an instant."""
    last = Change.objects.aggregate(last=Max("decided_at"))["last"]
    now = timezone.now()
    return now if last is None or now > last else last + timedelta(microseconds=1)


def _flip(change: Change, now: datetime) -> None:
    _refuse_overtaken(change)
    corrected = change.edits.filter(op=Edit.Op.CORRECT).values("claim")
    replaced = Claim.objects.filter(change=change, replaces__isnull=False).values("replaces")
    current = Claim.objects.filter(superseded_at=NEVER, recorded_at__lt=NEVER)
    current.filter(Q(pk__in=replaced) | Q(pk__in=corrected)).update(superseded_at=now)
    for model in (Claim, Reference, Alias, Entity, Source):
        model.objects.filter(change=change, recorded_at=NEVER).update(recorded_at=now)
    _record_ends(change, now)
    for edit in change.edits.filter(op__in=ENTITY_EDITS):
        ENTITY_EDITS[edit.op](edit, now)
    _note_attestations(change)
    if change.lineage is not None:
        Lineage.objects.filter(pk=readings.root_of(change.lineage).pk).update(revision=F("revision") + 1)


def _record_ends(change: Change, now: datetime) -> None:
    """Things that another staged document named first exist from now on, whatever becomes of that one."""
    claims = Claim.objects.filter(change=change)
    ends = Q(pk__in=claims.values("subject")) | Q(pk__in=claims.exclude(object=None).values("object"))
    pending = list(Entity.objects.filter(ends, recorded_at=NEVER).values_list("pk", flat=True))
    if pending:
        names = Alias.objects.filter(entity__in=pending, scheme="name", recorded_at=NEVER)
        names.update(recorded_at=now, change=change)
        Entity.objects.filter(pk__in=pending).update(recorded_at=now, change=change)


def _refuse_overtaken(change: Change) -> None:
    """What was edited by somebody else since the change was staged is left alone, and said."""
    overtaken = Claim.objects.filter(change=change, recorded_at=NEVER, replaces__superseded_at__lt=NEVER)
    for claim in overtaken:
        change.edits.filter(claim__in=[claim.replaces_id]).update(refused="changed meanwhile")
    standing = Claim.objects.filter(
        key=OuterRef("key"),
        predicate=OuterRef("predicate"),
        superseded_at=NEVER,
        recorded_at__lt=NEVER,
        to_latest=FOREVER,
    )
    again = Claim.objects.filter(change=change, recorded_at=NEVER, replaces=None, to_latest=FOREVER).filter(
        Exists(standing)
    )
    change.edits.filter(op=Edit.Op.ADD, claim__in=again).update(refused="said meanwhile", claim=None)
    change.references.filter(origin__in=again.values("origin")).delete()
    ids = [*overtaken.values_list("pk", flat=True), *again.values_list("pk", flat=True)]
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


def _flip_reversal(edit: Edit, now: datetime) -> None:
    """Entity-level steps of a change taken back, in the words of the edit that did them."""
    done = edit.payload
    if done["op"] == Edit.Op.MERGE:
        _row(edit).update(merged_into=None, superseded_at=NEVER)
    elif done["op"] == Edit.Op.SHOW:
        _row(edit).update(visibility=done["to"])
    elif done["op"] == Edit.Op.CREATE:
        _row(edit).update(superseded_at=now)
    Alias.objects.filter(pk__in=done.get("supersedes", []), superseded_at=NEVER).update(superseded_at=now)


ENTITY_EDITS: dict[str, Callable[[Edit, datetime], None]] = {
    Edit.Op.RENAME: _supersede_aliases,
    Edit.Op.MERGE: _flip_merge,
    Edit.Op.SHOW: _flip_show,
    Edit.Op.REVERT: _flip_reversal,
}


def _note_attestations(change: Change) -> None:
    """The date of the latest document behind each claim that this change gave a reference."""
    latest = (
        Reference.objects.filter(origin=OuterRef("origin"), recorded_at__lt=NEVER)
        .values("origin")
        .annotate(latest=Max("source__dated"))
        .values("latest")
    )
    attested = change.references.values("origin")
    Claim.objects.filter(origin__in=attested, superseded_at=NEVER).update(attested_on=Subquery(latest))


def _refresh(change: Change) -> None:
    """Rights, lists and search follow the claims, in the same transaction while the change is small."""
    touched = projection.entities_of(change)
    if len(touched) <= AT_ONCE:
        closure.update(touched)
        projection.project(touched)
        search_documents.update(touched)
    else:
        change.lists_behind = True


def _stage_reversal(back: Change, change: Change) -> int:
    """Pending rows that undo `change`; returns how many of its steps somebody has built upon since."""
    kept = 0
    undone: list[tuple[Claim, dict[str, Any]]] = []
    for claim in Claim.objects.filter(change=change, recorded_at__lt=NEVER).select_related("replaces"):
        if claim.superseded_at < NEVER:
            kept += 1
        elif claim.replaces is not None:
            undone.append((claim.replaces, {"replaces_id": claim.pk}))
        else:
            Edit.objects.create(change=back, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
    for edit in change.edits.filter(op=Edit.Op.CORRECT).select_related("claim"):
        if edit.claim and edit.claim.superseded_at < NEVER and not _has_current(edit.claim.origin):
            undone.append((edit.claim, {"replaces_id": None}))
    versions.succeed(undone, back.pk)
    for edit in change.edits.filter(op__in=(*ENTITY_EDITS, Edit.Op.CREATE, Edit.Op.ALIAS)):
        _stage_entity_reversal(back, edit, change)
    return kept


def _has_current(origin: int) -> bool:
    return Claim.objects.filter(origin=origin, superseded_at=NEVER, recorded_at__lt=NEVER).exists()


def _stage_entity_reversal(back: Change, edit: Edit, change: Change) -> None:
    made = list(change.aliases.filter(superseded_at=NEVER).values_list("pk", flat=True))
    payload: dict[str, Any] = {"op": edit.op, "supersedes": made}
    if edit.op == Edit.Op.SHOW:
        payload["to"] = edit.payload["from"]
    for alias in Alias.objects.filter(pk__in=edit.payload.get("supersedes", [])):
        alias.pk, alias.change, alias.recorded_at, alias.superseded_at = None, back, NEVER, NEVER
        alias.save(force_insert=True)
    if (
        edit.op == Edit.Op.CREATE
        and Claim.objects.filter(
            Q(subject=edit.entity) | Q(object=edit.entity), superseded_at=NEVER, recorded_at__lt=NEVER
        )
        .exclude(change=change)
        .exists()
    ):
        return
    Edit.objects.create(change=back, op=Edit.Op.REVERT, entity=edit.entity, payload=payload)
