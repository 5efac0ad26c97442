"""Looking: every kind of finding in turn, kept in short transactions; what was not met again is gone.

After a change only the part that it touched is looked at, where that finds the same (`part.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from bailiwick.catalog.models import Change
from bailiwick.lib import bulk
from bailiwick.lib.batches import batches
from bailiwick.lib.locks import one_at_a_time

from .found import Found
from .ground import Ground, survey
from .kinds import KINDS
from .models import NOT_COMPARED, Finding, Further, Looked
from .part import Part, part_of

#: So many rows are written at a time.
BATCH = 500
#: What of the counts says that something is otherwise than before; `shifted`: who may see it, or on what it stands.
MOVED = ("new", "again", "gone", "shifted")
COLUMNS = (
    "kind", "scope_id", "other_id", "predicate", "said_by", "against", "more", "visibility", "beside", "until",
    "until_beside", "digest", "state", "grounds", "status", "verdict", "reason", "first_seen", "last_seen", "moved_at",
)  # fmt: skip
#: What may change while it stays the same finding.
SHIFTING = ("said_by_id", "against_id", "more", "visibility", "beside", "until", "until_beside", "state", "grounds")
Status = Finding.Status
#: More changes than this at once are a reason to look at everything.
MANY = 200
#: Hears of progress: (done, of how many, what).
Beat = Callable[[int, int, str], None]
#: Who is told what moved.
Tell = Callable[[Mapping[str, int]], None]


def look(beat: Beat | None, tell: Tell, today: date | None = None) -> dict[str, int]:
    """How many are new, open again, gone; and how many there are.

    `tell` hears what moved in the transaction in which it did: who stops a look midway leaves nothing untold.
    """
    until = _last_change()
    return _look(survey(today or timezone.now().date()), until, beat, tell)


def catch_up(beat: Beat | None, tell: Tell, today: date | None = None) -> dict[str, int]:
    """The same for what changed since the last look; for everything, where that is no smaller or would miss something.

    When this is the work of a part, `things` says how many things it was about.
    """
    until, looked = _last_change(), Looked.objects.first()
    ground = survey(today or timezone.now().date())
    if looked is None or looked.until is None or looked.ground != ground.digest:
        return _look(ground, until, beat, tell)
    changes = Change.objects.filter(status=Change.Status.APPLIED, decided_at__gt=looked.until, decided_at__lte=until)
    part = part_of(list(changes.order_by("decided_at")[: MANY + 1]))
    counts = _look(replace(ground, part=part), until, beat, tell)
    return counts if part is None else counts | {"things": len(part.things)}


def behind() -> bool:
    """Whether something was applied that no look has seen."""
    looked = Looked.objects.first()
    return looked is None or looked.until != _last_change()


def _last_change() -> datetime | None:
    """Changes enter the book one after the other, each later than the one before."""
    applied = Change.objects.filter(status=Change.Status.APPLIED)
    found: datetime | None = applied.aggregate(last=Max("decided_at"))["last"]
    return found


def _look(ground: Ground, until: datetime | None, beat: Beat | None, tell: Tell) -> dict[str, int]:
    now = timezone.now()
    counts: Counter[str] = Counter(dict.fromkeys(("found", *MOVED), 0))
    for number, (name, kind) in enumerate(KINDS.items()):
        for batch in batches(kind.look(ground if kind.within else ground.whole()), BATCH):
            counts.update(_keep(batch, now, tell))
            if beat:
                beat(number, len(KINDS), f"{name}: {counts['found']:,}")
        if beat:
            beat(number + 1, len(KINDS), name)
    counts["gone"] = _let_go(ground.part, now, tell)
    Looked.objects.update_or_create(pk=1, defaults={"ground": ground.digest, "until": until})
    return dict(counts)


@transaction.atomic
def _keep(batch: Sequence[Found], now: datetime, tell: Tell) -> Counter[str]:
    """Write what is new and what shifted; note that all of it was seen."""
    one_at_a_time("findings")
    found = {one.digest: one for one in batch}
    # Whoever settles one of them meanwhile waits, and is not overwritten.
    held = Finding.objects.select_for_update().filter(digest__in=list(found)).order_by("pk")
    rows = {row.digest: row for row in held}
    before = {row.pk: row.status for row in held}
    shifted = [row for digest, row in rows.items() if _shifted(row, found[digest], now)]
    Finding.objects.bulk_update(shifted, [*SHIFTING, "status", "verdict", "settled_at", "settled_by_id", "moved_at"])
    Finding.objects.filter(pk__in=[row.pk for row in rows.values()], last_seen__lt=now).update(last_seen=now)
    new = [one for digest, one in found.items() if digest not in rows]
    bulk.insert(Finding, COLUMNS, [_row(one, now) for one in new])
    _note_further([*new, *(found[row.digest] for row in shifted)])
    reopened = sum(row.status != before[row.pk] for row in shifted)
    counts = Counter(found=len(found), new=len(new), again=reopened, shifted=len(shifted) - reopened)
    _tell(counts, tell)
    return counts


def _tell(counts: Mapping[str, int], tell: Tell) -> None:
    if any(counts[what] for what in MOVED):
        tell(counts)


def _note_further(moved: Iterable[Found]) -> None:
    """The third list and more of those conflicts that are new or otherwise than before."""
    of = {one.digest: one for one in moved if one.kind == Finding.Kind.CONFLICT}
    rows = dict(Finding.objects.filter(digest__in=list(of)).values_list("pk", "digest"))
    Further.objects.filter(finding__in=list(rows)).delete()
    sides = [(pk, line) for pk, digest in rows.items() for line in of[digest].further]
    Further.objects.bulk_create(Further(finding_id=pk, lineage_id=line) for pk, line in sides)


def _shifted(row: Finding, one: Found, now: datetime) -> bool:
    """Bring the row in line with what was found; whether anything had to be done."""
    wanted = _columns(one)
    back = row.status == Status.GONE or (
        row.status == Status.SETTLED and row.state not in (NOT_COMPARED, wanted["state"])
    )
    differs = any(getattr(row, name) != wanted[name] for name in SHIFTING)
    for name in SHIFTING:
        setattr(row, name, wanted[name])
    if back:
        row.status, row.verdict, row.settled_at, row.settled_by_id = Status.OPEN, "", None, None
        row.moved_at = now
    return back or differs


def _columns(one: Found) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "scope_id": one.scope_id,
        "other_id": one.other_id,
        "predicate": one.predicate,
        "said_by_id": one.said_by_id,
        "against_id": one.against_id,
        "more": len(one.further),
        "visibility": one.need.here,
        "beside": one.need.beside,
        "until": one.until.here,
        "until_beside": one.until.beside,
        "digest": one.digest,
        "state": one.state,
        "grounds": list(one.grounds),
    }


def _row(one: Found, now: datetime) -> tuple[Any, ...]:
    return (*_columns(one).values(), str(Status.OPEN), "", "", now, now, now)


@transaction.atomic
def _let_go(part: Part | None, now: datetime, tell: Tell) -> int:
    """What this look did not meet is no longer so."""
    one_at_a_time("findings")
    unseen = Finding.objects.exclude(status=Status.GONE).filter(_looked_at(part), last_seen__lt=now)
    gone = int(unseen.update(status=Status.GONE, moved_at=now))
    _tell(Counter(gone=gone), tell)
    return gone


def _looked_at(part: Part | None) -> Q:
    """Which rows a look was about."""
    if part is None:
        return Q()
    found = Q(pk__in=[])
    for name, kind in KINDS.items():
        found |= Q(kind=name) & (kind.within(part) if kind.within else Q())
    return found
