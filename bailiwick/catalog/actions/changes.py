"""A change through its life: proposed, then applied or rejected; and taken back.

Applying is one short transaction of set-based statements (`flip.py`), whatever the
size of the change, so nobody waits and nothing is half there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import grants, require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from .. import closure, projection, search_documents
from ..drafts import Draft
from ..errors import Refused
from ..former_names import redact
from ..models import Change, Claim, Edit
from ..queries.documents import next_document
from ..queries.names import present_names
from ..queries.taken_back import document_change
from ..reach import reach
from . import edits, readings
from .flip import flip
from .parting import forget_accepted, part
from .reversals import WHOLE, stage_reversal

#: What a person needs, beyond `change.apply`, for edits that reach further than one fact.
PERMISSIONS = {
    Edit.Op.CREATE: "entity.create",
    Edit.Op.MERGE: "entity.merge",
    Edit.Op.SPLIT: "entity.split",
    Edit.Op.SHOW: "entity.show",
    Edit.Op.RANK: "claim.rank",
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
    change = Change.objects.create(author_id=by.pk, via=via, message=worded(message), created_at=now)
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
    if change.lineage_id:
        part(change, by.pk, undecided_wait=False)
    _enter(change, by)
    record("change.applied", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return change


@transaction.atomic
def apply_judged(change: Change, *, by: Any) -> Change:
    """What reviewers accepted of a document becomes part of the book; what they did not decide stays proposed.

    What they rejected never does, until somebody accepts it after all. Raises Refused while nothing is decided.
    """
    require(by, "change.apply", _scopes(change))
    _require_more(by, change)
    change = _locked(change)
    if change.status == Change.Status.APPLIED:
        return change
    if change.status != Change.Status.PROPOSED or not change.lineage_id:
        raise Refused(_("only a proposed document can be applied line by line"))
    part(change, by.pk, undecided_wait=True)
    _enter(change, by)
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
    if "source" in change.report:
        forget_accepted(change)
    change.status, change.decided_at, change.reviewer_id = Change.Status.REJECTED, timezone.now(), by.pk
    if message:
        change.report = {**change.report, "answer": worded(message)}
    change.save()
    record("change.rejected", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return change


@transaction.atomic
def revert_change(change: Change, *, by: Any, message: str = "", via: str = "web") -> Change:
    """Take a change back, as a change of its own. What somebody has edited since stays; the report counts it."""
    require(by, "change.revert", _scopes(change))
    change = _locked(change)
    if change.status != Change.Status.APPLIED:
        raise Refused(_("only an applied change can be reverted"))
    _require_more(by, change)
    now = timezone.now()
    back = Change.objects.create(
        author_id=by.pk,
        via=via,
        message=worded(message),
        reverts=change,
        created_at=now,
        visibility=change.visibility,
        scope_id=change.scope_id,
        status=Change.Status.PROPOSED,
    )
    kept = stage_reversal(back, change)
    # What comes back may bring rights with it that the change only took away.
    _require_more(by, back)
    back.report = {"kept": kept}
    now = _book_time()
    flip(back, now)
    _refresh(back)
    _decide(back, now, by)
    if (document := document_change(change)) is not None:
        _bring_up_to_date(document)
    record("change.reverted", by=by, scope_id=change.scope_id, about=("change", change.pk))
    return back


def worded(message: str) -> str:
    """A message as it is kept: of a bearable length, and with the names people go by now."""
    said = message.replace("\x00", "").strip()[:10_000]
    return redact(said, present_names()) if said else ""


def _enter(change: Change, by: Any) -> None:
    """Into the book, with all that follows."""
    now = _book_time()
    flip(change, now)
    _refresh(change)
    _decide(change, now, by)
    if change.lineage_id:
        _bring_up_to_date(change)


def _bring_up_to_date(applied: Change) -> None:
    """The next document of the list is shown as it would apply now; a large one when it does."""
    following = next_document(applied)
    if following is not None and following.claims.count() <= AT_ONCE:
        readings.settle(following)


def _decide(change: Change, now: datetime, by: Any) -> None:
    """Only these columns: the flip itself may have raised the visibility of its own change."""
    # Nobody takes a wording back any more.
    change.report.pop("worded", None)
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
    """Joining a team, or being merged with one, brings its rights: it needs what granting each of them would need."""
    teams = set(Claim.objects.filter(change=change, predicate="member_of").values_list("object_id", flat=True))
    for entity, payload in change.edits.filter(op=Edit.Op.MERGE).values_list("entity_id", "payload"):
        teams |= {entity, payload["into"]}
    for scope in closure.rights_of(pk for pk in teams if pk):
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


def _refresh(change: Change) -> None:
    """Rights, lists and search follow the claims, in the same transaction while the change is small."""
    touched = projection.entities_of(change)
    if len(touched) > AT_ONCE:
        change.lists_behind = True
        # What is hidden is hidden at once; its neighbours' counts may follow.
        touched = set(change.edits.filter(op__in=WHOLE).values_list("entity_id", flat=True)) - {None}
    closure.update(touched)
    projection.project(touched)
    search_documents.update(touched)
