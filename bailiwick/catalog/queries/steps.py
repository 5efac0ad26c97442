"""Changes as a reader may see them: which ones, by whom, and what each of their steps did.

What was applied is seen by whoever may see what it touched. What is proposed or was
rejected is seen by its author and by those who may judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from bailiwick.access import Level, Viewer, viewer, visible_q
from bailiwick.access.models import ScopePath
from bailiwick.accounts.models import User

from ..former_names import SCHEME
from ..models import Alias, Change, Claim, Edit, Entity
from ..vocabulary import PREDICATES, Predicate
from .names import Named, names

#: So many steps of a change are read; an import's rest is seen on the pages it is about.
MOST_STEPS = 200
#: How many names an edit of this kind writes; the one it gives is the last (see `actions/edits.py`).
_NAMES: dict[str, Callable[[dict[str, Any]], int]] = {
    Edit.Op.CREATE: lambda payload: 1,
    Edit.Op.ALIAS: lambda payload: 1,
    Edit.Op.RENAME: lambda payload: 1 + len(payload.get("supersedes", ())),
    Edit.Op.MERGE: lambda payload: 1 + len(payload.get("supersedes", ())),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a change did, would do, or did not do (`refused` says why)."""

    op: str
    entity: Named | None
    claim: Claim | None = None
    #: The version that `claim` took the place of.
    before: Claim | None = None
    object: Named | None = None
    #: The name it gave, or the page it merged into.
    text: str = ""
    into: Named | None = None
    refused: str = ""

    @property
    def predicate(self) -> Predicate | None:
        return PREDICATES[self.claim.predicate] if self.claim else None


def changes(user: Any, entity: Entity | None = None) -> QuerySet[Change]:
    """The changes this reader may see, in no order; those that touch `entity`."""
    found = Change.objects.filter(visible_q(user, scope="scope_id"), _judged(user))
    return found.filter(_touching(user, entity)) if entity is not None else found


def change(user: Any, pk: int) -> Change | None:
    """One change, if this reader may see it."""
    return changes(user).filter(pk=pk).first()


def _judged(user: Any) -> Q:
    """Applied; or still open or rejected, and this reader its author or somebody who may judge it."""
    reader = viewer(user)
    shown = Q(status=Change.Status.APPLIED)
    open_or_not = Q(status__in=(Change.Status.PROPOSED, Change.Status.REJECTED))
    if reader.base >= Level.STAFF:
        return shown | open_or_not
    if reader.user_id is not None:
        shown |= open_or_not & Q(author_id=reader.user_id)
    if reader.scoped:
        # A row that only staff may see is seen by those who are staff of its scope.
        shown |= open_or_not & Q(scope_id__in=staffed(reader))
    return shown


def staffed(reader: Viewer) -> QuerySet[ScopePath, Any]:
    """The entities where this reader is staff without being it everywhere."""
    tops = {scope for level, scopes in reader.scoped if level >= Level.STAFF for scope in scopes}
    return ScopePath.objects.filter(ancestor__in=tops).values("descendant")


def _touching(user: Any, entity: Entity) -> Q:
    said = Claim.objects.filter(visible_q(user), subject=entity).values("change")
    edited = Edit.objects.filter(entity=entity).values("change")
    named = Alias.objects.filter(visible_q(user, scope="entity_id"), entity=entity).values("change")
    return Q(pk__in=said) | Q(pk__in=edited) | Q(pk__in=named)


def handles(ids: Iterable[int | None]) -> dict[int, str]:
    """Account → handle; an erased account has none."""
    return dict(User.objects.filter(pk__in={pk for pk in ids if pk}).values_list("pk", "handle"))


def steps(user: Any, change: Change, limit: int = MOST_STEPS) -> tuple[list[Step], bool]:
    """What a change did, as far as this reader may see it, and whether there is more: five queries at most."""
    edits = list(change.edits.filter(_about_claims(user)).select_related("claim").order_by("pk")[: limit + 1])
    claims = list(_versions(user, change)[: limit + 1])
    wanted = [edit.entity_id for edit in edits] + [edit.payload.get("into") for edit in edits]
    wanted += [edit.claim.object_id for edit in edits if edit.claim]
    wanted += [end for claim in claims for end in (claim.subject_id, claim.object_id)]
    named = names(user, wanted)
    found = _joined(list(_told(edits, claims, _given(user, change, edits), named)))
    return found[:limit], max(len(edits), len(claims)) > limit


def _given(user: Any, change: Change, edits: list[Edit]) -> dict[int, str]:
    """Edit → the name it gave, if the reader may see it: names were written in the order of the edits."""
    if not any(edit.op in _NAMES for edit in edits):
        return {}
    seen = change.aliases.filter(visible_q(user, scope="entity_id")).exclude(scheme=SCHEME)
    shown = set(seen.values_list("pk", flat=True))
    written: dict[int, list[tuple[int, str]]] = {}
    for alias in change.aliases.order_by("pk").values_list("entity_id", "pk", "value"):
        written.setdefault(alias[0], []).append(alias[1:])
    given = {}
    for edit in edits:
        made = written.get(_named_by(edit), [])
        count = _NAMES[edit.op](edit.payload) if edit.op in _NAMES else 0
        if count and len(made) >= count and edit.op != Edit.Op.MERGE and made[count - 1][0] in shown:
            given[edit.pk] = made[count - 1][1]
        del made[:count]
    return given


def _named_by(edit: Edit) -> int:
    return int(edit.payload.get("into", 0) if edit.op == Edit.Op.MERGE else edit.entity_id or 0)


def _about_claims(user: Any) -> Q:
    """Edits without a claim, or with one that this reader may see."""
    return Q(claim=None) | Q(visible_q(user, scope="claim__subject_id", level="claim__visibility"))


def _versions(user: Any, change: Change) -> QuerySet[Claim]:
    return Claim.objects.filter(visible_q(user), change=change).select_related("replaces").order_by("pk")


def _told(edits: list[Edit], claims: list[Claim], given: dict[int, str], named: dict[int, Named]) -> Iterator[Step]:
    """Edits in their order with the version each one made, then what an import stated."""
    made = {claim.replaces_id: claim for claim in claims if claim.replaces_id}
    used: set[int] = set()
    for edit in edits:
        if edit.entity_id and edit.entity_id not in named:
            continue
        claim = made.get(edit.claim_id or 0) or edit.claim
        used.update(pk for pk in (claim and claim.pk, edit.claim_id) if pk)
        if claim is None or _seen(claim, named):
            yield _step(edit, claim, given.get(edit.pk, ""), named)
    for claim in claims:
        if claim.pk not in used and claim.subject_id in named and _seen(claim, named):
            op = Edit.Op.ADD if claim.replaces is None else _renewed(claim)
            yield Step(op, named[claim.subject_id], claim, claim.replaces, named.get(claim.object_id or 0))


def _joined(found: list[Step]) -> list[Step]:
    """One step for a statement that was taken back and made again, with other days or by another witness."""
    again = {_said(step.claim): step for step in found if step.op == Edit.Op.ADD and step.claim}
    joined, used = [], set()
    for step in found:
        other = again.get(_said(step.claim)) if step.claim else None
        if other and step.op == Edit.Op.CORRECT and step.before is None and not step.refused and id(other) not in used:
            used.add(id(other))
            joined.append(replace(other, op=Edit.Op.CORRECT, before=step.claim))
        else:
            joined.append(step)
    return [step for step in joined if id(step) not in used]


def _said(claim: Claim) -> tuple[Any, ...]:
    return claim.subject_id, claim.predicate, claim.object_id, claim.value, claim.state


def _seen(claim: Claim, named: dict[int, Named]) -> bool:
    return claim.object_id is None or claim.object_id in named


def _step(edit: Edit, claim: Claim | None, text: str, named: dict[int, Named]) -> Step:
    entity = named.get(edit.entity_id or 0)
    before = edit.claim if claim is not None and claim.pk != edit.claim_id else None
    other = named.get(claim.object_id or 0) if claim else None
    return Step(edit.op, entity, claim, before, other, text, named.get(edit.payload.get("into") or 0), edit.refused)


def _renewed(claim: Claim) -> str:
    """What a new version did that no edit names: a document that fell silent, moved ends, or a reversal."""
    before = claim.replaces
    if before is None or claim.to_latest < before.to_latest:
        return Edit.Op.END
    if claim.rank != before.rank:
        return Edit.Op.RANK
    return Edit.Op.CORRECT if claim.subject_id == before.subject_id else Edit.Op.MOVE
