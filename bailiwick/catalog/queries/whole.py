"""Statements that a reader may see with both their ends, and rows that say no more than those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from bailiwick.access import viewer, visible_q

from .. import projection
from ..models import Claim, Entity, EntityNow
from ..when import NEVER

#: What the reader's row has from the projection already.
OWN = ("entity", "class_from", "class_to")


def whole_q(user: Any) -> Q:
    """Claims that this reader may see, whose subject and object they may see as well."""
    subject = visible_q(user, scope="subject_id", level="subject__visibility")
    object_ = visible_q(user, scope="object_id", level="object__visibility")
    return visible_q(user) & subject & (Q(object=None) | object_)


def named_q(user: Any, **of: Any) -> Q:
    """Of things that a document which waits is the first to name: those that a line names which this reader may see.

    Such a thing has no class of its own yet, while the line that names it may be hidden. What people propose is as
    hidden as all that it touches. `of`: which changes count, as of a row that has one (`change__status`).
    """
    ends = Q(subject=OuterRef("pk")) | Q(object=OuterRef("pk"))
    said = Claim.objects.filter(ends, visible_q(user), recorded_at=NEVER, **of)
    return Q(change__isnull=False, change__lineage=None, **of) | Q(Exists(said))


def by_part_q(user: Any) -> Q:
    """Rows that a reader has for a role on a part, or because it is their own page.

    Such a row counts everything of its class, but the other end of a statement may lie where the
    reader has no role; so its figures are worked out anew (`exact`) and no filter may trust them.
    """
    reader = viewer(user)
    by_part = bool(reader.scoped) or reader.person_id is not None
    return Q(class_from__gt=int(reader.base)) if by_part else Q(pk__in=[])


def exact(user: Any, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Columns of `entity_now` made of just what this reader may see; nothing asked when there are no ids."""
    wanted = list(ids)
    if not wanted:
        return {}
    made = projection.as_seen(list(Entity.objects.filter(pk__in=wanted)), whole_q(user))
    return {pk: {name: value for name, value in row.items() if name not in OWN} for pk, row in made.items()}


def is_by_part(user: Any, class_from: int) -> bool:
    """Whether this row is one of `by_part_q`."""
    reader = viewer(user)
    return class_from > reader.base and (bool(reader.scoped) or reader.person_id is not None)


def exactly(user: Any, row: EntityNow | None) -> EntityNow | None:
    """The row with its figures worked out for this reader, where that makes a difference."""
    if row is not None and is_by_part(user, row.class_from):
        for name, value in exact(user, [row.entity_id])[row.entity_id].items():
            setattr(row, name, value)
    return row
