"""Taking a change back: pending rows that undo it, except where somebody has built upon it since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.lib.batches import batches

from .. import versions
from ..models import Alias, Change, Claim, Edit, Entity
from ..queries.taken_back import document_change, still_said
from ..when import NEVER
from . import readings

#: Steps that are about a page as a whole.
WHOLE = (Edit.Op.CREATE, Edit.Op.RENAME, Edit.Op.ALIAS, Edit.Op.MERGE, Edit.Op.SHOW, Edit.Op.REVERT)


def stage_reversal(back: Change, change: Change) -> int:
    """Pending rows that undo `change`; returns how many of its steps somebody has built upon since."""
    _bring_back(back, change)
    rows = Claim.objects.filter(change=change, recorded_at__lt=NEVER).select_related("replaces")
    document = document_change(back)
    if document is None or document.lineage is None:
        kept = _undo(back, rows)
    else:
        # What follows from the documents of a list is derived from those that are left, whatever the order.
        root = readings.root_of(document.lineage)
        readings.derive(back, root, entering=True)
        again = change == document and still_said(document, root)
        kept = _undo(back, [claim for claim in rows if _says_itself(claim) and not again])
        kept += _built_upon_by_hand(change)
        for entity in _named_by_it_alone(back, change):
            _stage_entity_reversal(back, Edit(op=Edit.Op.CREATE, entity=entity), change)
    for edit in change.edits.filter(op__in=WHOLE).select_related("entity").order_by("pk"):
        if _built_upon(edit, change):
            kept += 1
        else:
            _stage_entity_reversal(back, edit, change)
    return kept


def _bring_back(back: Change, change: Change) -> None:
    """What the change corrected away is said again, unless it is said already."""
    undone: list[Claim] = []
    for edit in change.edits.filter(op=Edit.Op.CORRECT, refused="").select_related("claim__witness"):
        claim = edit.claim
        if claim is None or claim.superseded_at == NEVER:
            continue
        if (there := _current(claim)) is None:
            undone.append(claim)
        else:
            readings.move_references(claim.origin, there.origin)
    versions.succeed([(claim, {"replaces_id": None}) for claim in undone], back.pk)


def _current(claim: Claim) -> Claim | None:
    """The version in the book of this statement; a list that was read once more may say it as another one."""
    same = Q(origin=claim.origin)
    if not claim.witness.by_hand:
        same |= Q(key=claim.key, witness=claim.witness)
    return Claim.objects.filter(same, superseded_at=NEVER, recorded_at__lt=NEVER).order_by("pk").first()


def _undo(back: Change, claims: Iterable[Claim]) -> int:
    """What these brought goes, what they replaced comes back; returns how many somebody has edited since."""
    kept = 0
    undone: list[tuple[Claim, dict[str, Any]]] = []
    for claim in claims:
        Claim.objects.filter(change=back, replaces=claim, recorded_at=NEVER).delete()
        if claim.superseded_at < NEVER:
            kept += 1
        elif claim.replaces is not None:
            undone.append((claim.replaces, {"replaces_id": claim.pk}))
        else:
            Edit.objects.create(change=back, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
    versions.succeed(undone, back.pk)
    return kept


def _says_itself(claim: Claim) -> bool:
    """Its days are said by a document or a person: they follow from nothing else."""
    return claim.pinned or (claim.replaces is not None and claim.replaces.pinned)


def _built_upon_by_hand(change: Change) -> int:
    """How many statements that follow from documents a person has edited since: those stay."""
    brought = change.claims.filter(pinned=False, recorded_at__lt=NEVER).values("origin")
    current = Claim.objects.filter(origin__in=brought, superseded_at=NEVER, recorded_at__lt=NEVER)
    by_people = current.filter(change__lineage=None, change__reverts=None)
    return sum(readings.edited_by_hand(claims) for claims in batches(by_people.iterator(), readings.BATCH))


def _named_by_it_alone(back: Change, change: Change) -> list[Entity]:
    """Things that entered the book with this document, that nothing is said of without it, and that nobody holds."""
    said = Q(subject=OuterRef("pk")) | Q(object=OuterRef("pk"))
    gone = back.edits.filter(op=Edit.Op.CORRECT).values("claim")
    stays = Claim.objects.filter(said, superseded_at=NEVER, recorded_at__lt=NEVER).exclude(pk__in=gone)
    returns = Claim.objects.filter(said, change=back, recorded_at=NEVER)
    named = Alias.objects.filter(entity=OuterRef("pk"), recorded_at__lt=NEVER).exclude(change=change)
    edited = Edit.objects.filter(entity=OuterRef("pk"), op__in=WHOLE).exclude(change=change)
    account = User.objects.filter(person_id=OuterRef("pk"))
    role = Grant.objects.filter(Q(scope=OuterRef("pk")) | Q(holder=OuterRef("pk")))
    found = Entity.objects.filter(change=change, recorded_at__lt=NEVER, superseded_at=NEVER)
    for anything in (stays, returns, named, edited, account, role):
        found = found.exclude(Exists(anything))
    return list(found.order_by("pk"))


def _built_upon(edit: Edit, change: Change) -> bool:
    """Whether somebody has edited since what this step did to a page."""
    entity = edit.entity
    if entity is None:
        return False
    done = edit.payload["op"] if edit.op == Edit.Op.REVERT else edit.op
    if done == Edit.Op.SHOW:
        return bool(entity.visibility != edit.payload["to"])
    if done == Edit.Op.RENAME:
        return not change.aliases.filter(entity=entity, scheme="name", superseded_at=NEVER).exists()
    if done == Edit.Op.MERGE:
        merged = edit.op == Edit.Op.MERGE or edit.payload.get("again", False)
        return bool(merged != (entity.merged_into_id == edit.payload["into"]))
    if edit.op == Edit.Op.CREATE:
        said = Claim.objects.filter(Q(subject=entity) | Q(object=entity), superseded_at=NEVER, recorded_at__lt=NEVER)
        return said.exclude(change=change).exists()
    return False


def _stage_entity_reversal(back: Change, edit: Edit, change: Change) -> None:
    made = change.aliases.filter(entity__in=[edit.entity_id, edit.payload.get("into")], superseded_at=NEVER)
    payload: dict[str, Any] = {"op": edit.op, "supersedes": list(made.values_list("pk", flat=True))}
    if edit.op == Edit.Op.REVERT:
        payload |= {"op": edit.payload["op"], "again": not edit.payload.get("again", False)}
    if "to" in edit.payload:
        payload |= {"from": edit.payload["to"], "to": edit.payload["from"]}
    if "into" in edit.payload:
        payload["into"] = edit.payload["into"]
    for alias in Alias.objects.filter(pk__in=edit.payload.get("supersedes", [])):
        alias.pk, alias.change, alias.recorded_at, alias.superseded_at = None, back, NEVER, NEVER
        alias.save(force_insert=True)
    Edit.objects.create(change=back, op=Edit.Op.REVERT, entity=edit.entity, payload=payload)
