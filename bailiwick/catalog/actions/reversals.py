"""Taking a change back: pending rows that undo it, except where somebody has built upon it since."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from .. import versions
from ..models import Alias, Change, Claim, Edit
from ..when import NEVER

#: Steps that are about a page as a whole.
WHOLE = (Edit.Op.CREATE, Edit.Op.RENAME, Edit.Op.ALIAS, Edit.Op.MERGE, Edit.Op.SHOW, Edit.Op.REVERT)


def stage_reversal(back: Change, change: Change) -> int:
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
    for edit in change.edits.filter(op=Edit.Op.CORRECT, refused="").select_related("claim"):
        if edit.claim and edit.claim.superseded_at < NEVER and not _has_current(edit.claim.origin):
            undone.append((edit.claim, {"replaces_id": None}))
    versions.succeed(undone, back.pk)
    for edit in change.edits.filter(op__in=WHOLE).select_related("entity").order_by("pk"):
        if _built_upon(edit, change):
            kept += 1
        else:
            _stage_entity_reversal(back, edit, change)
    return kept


def _has_current(origin: int) -> bool:
    return Claim.objects.filter(origin=origin, superseded_at=NEVER, recorded_at__lt=NEVER).exists()


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
