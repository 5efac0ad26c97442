"""Who may see a thing that lines of documents name: whoever may see the most open of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Change, Claim, Edit, Entity
from ..when import NEVER


def note_new_things(change: Change) -> None:
    """Things that enter the book with this change, and that nothing public of it names, are as hidden as what does."""
    ends = Claim.objects.filter(change=change)
    pending = Q(change=change) | Q(pk__in=ends.values("subject")) | Q(pk__in=ends.exclude(object=None).values("object"))
    new = _as_named(Entity.objects.filter(pending, recorded_at=NEVER, visibility=0))
    for level, things in _levels(change, new.exclude(_said_in_public(change))).items():
        Entity.objects.filter(pk__in=things).update(visibility=level)


def open_further(change: Change) -> None:
    """What was hidden because only hidden lines named it is opened by one that more readers may see."""
    claims = Claim.objects.filter(change=change, recorded_at=NEVER)
    ends = Q(pk__in=claims.values("subject")) | Q(pk__in=claims.exclude(object=None).values("object"))
    hidden = _as_named(Entity.objects.filter(ends, recorded_at__lt=NEVER, superseded_at=NEVER, visibility__gt=0))
    before = dict(hidden.values_list("pk", "visibility"))
    for level, things in _levels(change, hidden).items():
        for pk in things:
            if level < before[pk]:
                payload = {"from": before[pk], "to": level, "named": True}
                Edit.objects.create(change=change, op=Edit.Op.SHOW, entity_id=pk, payload=payload)


def _as_named(things: QuerySet[Entity]) -> QuerySet[Entity]:
    """Those of which nobody has said who may see them."""
    told = Edit.objects.filter(entity=OuterRef("pk"), op__in=(Edit.Op.CREATE, Edit.Op.SHOW))
    return things.exclude(Exists(told.exclude(payload__has_key="named")))


def _said_in_public(change: Change) -> Exists:
    public = Claim.objects.filter(change=change, visibility=0)
    beside = Q(subject=OuterRef("pk")) & (Q(object=None) | Q(object__visibility=0))
    return Exists(public.filter(beside | Q(object=OuterRef("pk"), subject__visibility=0)))


def _levels(change: Change, things: QuerySet[Entity]) -> dict[int, list[int]]:
    """Class → the things that a line of this class names, and no more open one. Each other they do not hide."""
    wanted = set(things.values_list("pk", flat=True))
    lines = Claim.objects.filter(Q(subject__in=wanted) | Q(object__in=wanted), change=change)
    columns = ("subject_id", "object_id", "visibility", "subject__visibility", "object__visibility")
    least: dict[int, int] = {}
    for subject, target, own, here, beside in lines.values_list(*columns) if wanted else ():
        for thing, other, hidden in ((subject, target, beside or 0), (target, subject, here)):
            if thing in wanted:
                level = own if other in wanted else max(own, hidden)
                least[thing] = min(level, least.get(thing, level))
    return _by_level(least.items())


def _by_level(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for thing, level in pairs:
        found.setdefault(level, []).append(thing)
    return found
