"""A document's change parted by verdicts: what was rejected is set aside, what is undecided waits in one of its own.

Rows only move between changes here; whoever applies the change has the book locked and asked for permission.
What was set aside stays as pending rows of a rejected change: so it can be looked at, exported, and taken in after all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.lib.batches import batches

from ..errors import Refused
from ..keys import end_key
from ..lines import COLUMNS, Line, Sort, figures, lines_of, rejected, verdicts
from ..models import Change, Claim, Entity, Lineage, Reference, Ruling
from ..queries.documents import proposed_documents
from ..reach import most_hidden, reach
from ..when import FOREVER, NEVER
from . import readings

#: `report["part"]` of a change that holds what another one left behind.
ASIDE, REST = "aside", "rest"
BATCH = 500


def part(change: Change, reviewer_id: int, *, undecided_wait: bool) -> None:
    """Leave in the change what becomes part of the book: settled, and with the verdicts used up that are."""
    root = readings.witness_of(change)
    if not undecided_wait and not Ruling.objects.filter(witness=root).exists():
        readings.settle(change, entering=True)
        return
    ruled = rejected(root)
    lines = lines_of(change)
    if undecided_wait and not _decided(lines, root):
        raise Refused(_("nothing of it is decided yet"))
    aside = [line for line in lines if line.sort is Sort.NEW and line.key in ruled]
    taken = _take_up(change, root, [line for line in lines if line.sort is Sort.NEW and line.key not in ruled])
    _set_aside(change, root, aside, reviewer_id)
    readings.settle(change, taken | {line.subject_id for line in aside}, entering=True)
    pinned = _keep_as_it_was(change, ruled)
    if undecided_wait:
        _leave_undecided(change, root)
    _forget_verdicts(change, root, pinned)
    _say_how_far(change, ruled)


def _decided(lines: Sequence[Line], root: Lineage) -> bool:
    """Somebody has said something of it, or there is nothing to be said."""
    known = verdicts(root)
    asked = {line.ruled_by for line in lines} - {None}
    return not asked or bool(asked & set(known))


def _take_up(change: Change, root: Lineage, lines: Sequence[Line]) -> set[int]:
    """What was rejected when an earlier document said it, and no longer is, rests on that one as well."""
    held, taken = _held(root), set()
    for line in lines if held else ():
        if old := held.get(line.key):
            Reference.objects.filter(origin=old.origin).update(change=change)
            readings.move_references(old.origin, line.origin)
            old.delete()
            _move_things(old.change, change)
            if not old.change.claims.exists():
                old.change.delete()
            taken.add(line.subject_id)
    return taken


def _held(root: Lineage) -> dict[int, Claim]:
    """Key → the pending row of what was set aside."""
    aside = Q(change__status=Change.Status.REJECTED, change__report__part=ASIDE)
    rows = Claim.objects.filter(aside, witness=root, recorded_at=NEVER)
    return {claim.key: claim for claim in rows.select_related("change")}


def _set_aside(change: Change, root: Lineage, lines: Sequence[Line], reviewer_id: int) -> None:
    """What was set aside before gets the document as one more reference; the rest goes to a change of its own."""
    held = _held(root) if lines else {}
    for line in lines:
        if line.key in held:
            Reference.objects.filter(origin=line.origin).update(change=held[line.key].change_id)
            readings.move_references(line.origin, held[line.key].origin)
            Claim.objects.filter(pk=line.pk).delete()
    fresh = [line for line in lines if line.key not in held]
    _move(change, fresh, status=Change.Status.REJECTED, part=ASIDE, reviewer_id=reviewer_id)


def _leave_undecided(change: Change, root: Lineage) -> None:
    known = verdicts(root)
    asked = [line for line in lines_of(change) if line.ruled_by is not None]
    _move(change, [line for line in asked if line.ruled_by not in known], status=Change.Status.PROPOSED, part=REST)


def _move(change: Change, lines: Sequence[Line], *, status: str, part: str, reviewer_id: int | None = None) -> None:
    """Give these lines, and the things that only they name, to a change of the same document."""
    if not lines:
        return
    other = _another(change, status, part, reviewer_id)
    for some in batches(lines, BATCH):
        Claim.objects.filter(pk__in=[line.pk for line in some]).update(change=other)
        origins = [line.origin for line in some if line.sort is Sort.NEW]
        change.references.filter(origin__in=origins, recorded_at=NEVER).update(change=other)
    _move_things(change, other)
    other.visibility, other.scope_id = reach(other)
    other.report |= {"seen": len(lines), **figures(lines, ())}
    _note_most(other)
    other.save()


def _another(change: Change, status: str, part: str, reviewer_id: int | None) -> Change:
    kept = {name: change.report[name] for name in ("source", "sections", "remarks") if name in change.report}
    return Change.objects.create(
        author_id=change.author_id,
        via=change.via,
        lineage=change.lineage,
        base=change.base,
        status=status,
        report={**kept, "part": part},
        created_at=timezone.now(),
        decided_at=timezone.now() if reviewer_id else None,
        reviewer_id=reviewer_id,
    )


def _move_things(change: Change, other: Change) -> None:
    """Pending things that nothing left in the change names."""
    named = Claim.objects.filter(change=change).filter(Q(subject=OuterRef("pk")) | Q(object=OuterRef("pk")))
    pending = Entity.objects.filter(change=change, recorded_at=NEVER)
    for ids in batches(list(pending.exclude(Exists(named)).values_list("pk", flat=True)), BATCH):
        change.aliases.filter(entity__in=ids, recorded_at=NEVER).update(change=other)
        Entity.objects.filter(pk__in=ids).update(change=other)


def _keep_as_it_was(change: Change, ruled: set[int]) -> set[int]:
    """A rejected end: a person says that it is still so, and no silence ends it again. Rejected details stay away.

    Returns what the verdicts on those ends are remembered by.
    """
    pinned = set()
    for line in lines_of(change):
        row = Claim.objects.filter(pk=line.pk)
        if line.ruled_by in ruled and line.sort is Sort.END:
            row.update(to_earliest=FOREVER, to_latest=FOREVER, pinned=True)
            pinned.add(end_key(line.key))
        elif line.ruled_by in ruled and line.sort is Sort.DETAILS:
            row.update(qualifiers=line.before_qualifiers)
    return pinned


def _forget_verdicts(change: Change, root: Lineage, pinned: set[int]) -> None:
    """What is in the book, or pinned there, needs no verdict any more; only what was rejected has to be remembered."""
    used = {line.ruled_by for line in lines_of(change) if line.ruled_by is not None}
    for keys in batches(used, BATCH):
        Ruling.objects.filter(witness=root, key__in=keys, verdict=Ruling.Verdict.ACCEPTED).delete()
    Ruling.objects.filter(witness=root, key__in=pinned).delete()


def forget_accepted(change: Change) -> None:
    """Whoever rejects a document whole accepts no line of it, unless another document that waits says the same."""
    root = readings.witness_of(change)
    # Read before what waits is, and held: a verdict that is given meanwhile in another document is not among them, or
    # waits for us and is written anew. So nothing is forgotten but what nobody who waits had said when it was read.
    held = Ruling.objects.select_for_update().filter(witness=root, verdict=Ruling.Verdict.ACCEPTED)
    accepted = list(held.values_list("pk", "key", "statement"))
    if not accepted:
        return
    statements = {statement for _pk, _key, statement in accepted}
    waiting = [other.pk for other, _source in proposed_documents(root) if other.pk != change.pk]
    only_here = _ruled_by([change.pk], statements) - _ruled_by(waiting, statements)
    for pks in batches([pk for pk, key, _statement in accepted if key in only_here], BATCH):
        Ruling.objects.filter(pk__in=pks).delete()


def _ruled_by(changes: Sequence[int], statements: Collection[int]) -> set[int | None]:
    """What verdicts on these statements would be remembered by, of those that the changes bring."""
    found: set[int | None] = set()
    for keys in batches(statements, BATCH):
        rows = Claim.objects.filter(key__in=keys, change__in=changes, recorded_at=NEVER)
        found.update(Line(*row).ruled_by for row in rows.values_list(*COLUMNS))
    return found


def _say_how_far(change: Change, ruled: set[int]) -> None:
    """The figures and the reach of what is left."""
    change.report |= figures(lines_of(change), ruled)
    change.visibility, change.scope_id = reach(change)
    _note_most(change)
    change.save(update_fields=["report", "visibility", "scope_id"])


def _note_most(change: Change) -> None:
    change.report.pop("most", None)
    if most := most_hidden(change):
        change.report["most"] = most
