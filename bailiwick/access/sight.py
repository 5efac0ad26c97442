"""Visibility as a condition on rows: what a list, a count, a search or an export may contain.

Readers without roles on parts get plain comparisons, so the hot path has no subquery.
The others get one EXISTS over the closure, asked only for rows above their base level.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, OuterRef, Q, When

from bailiwick.lib.one_of import OneOf

from ..permissions import PERMISSIONS
from .level import Level
from .models import ScopePath
from .readers import Viewer, viewer


def visible_q(user: Any, scope: str = "subject_id", level: str = "visibility", own: str = "") -> Q:
    """Rows that `user` may see. `own` names a column with the author's or reporter's account, where there is one."""
    reader = viewer(user)
    seen = Q(**{f"{level}__lte": int(reader.base)})
    for higher, tops in reader.scoped:
        seen |= Q(**{f"{level}__lte": int(higher)}) & _under(scope, tops)
    if reader.person_id is not None:
        seen |= Q(**{scope: reader.person_id})
    if own and reader.user_id is not None:
        seen |= Q(**{own: reader.user_id})
    return seen


def may_q(user: Any, action: str, scope: str = "scope_id") -> Q:
    """Rows that `user` may do `action` to by a role or a responsibility; what is their own aside."""
    reader, cells = viewer(user), PERMISSIONS[action]
    if any(reader.holds(who, None) for who in cells):
        return Q()
    return _under(scope, frozenset[int]().union(*map(reader.tops, cells)))


def row_q(user: Any, scope: str = "entity_id", low: str = "class_from", high: str = "class_to") -> Q:
    """Of rows kept per range of levels, the one for this reader: exactly one per entity."""
    reader = viewer(user)
    tiers = _tiers(reader, scope)
    if not tiers:
        return _holds(low, high, reader.base)
    # Most rows are the one for this reader whatever they hold there; then nothing more is asked.
    always = _holds(low, high, reader.base) & _holds(low, high, max(level for level, _ in tiers))
    there = [When(here, then=_truth(_holds(low, high, level))) for level, here in tiers]
    return always | Q(Case(*there, default=_truth(_holds(low, high, reader.base)), output_field=BooleanField()))


def _truth(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _tiers(reader: Viewer, scope: str) -> list[tuple[Level, Q]]:
    """Where the reader sees more than everywhere, highest level first."""
    tiers = [(level, _under(scope, tops)) for level, tops in reader.scoped]
    if reader.person_id is not None:
        tiers.insert(0, (Level.SELF, Q(**{scope: reader.person_id})))
    return tiers


def _holds(low: str, high: str, level: Level) -> Q:
    return Q(**{f"{low}__lte": int(level), f"{high}__gte": int(level)})


def _under(scope: str, tops: frozenset[int]) -> Q:
    above = ScopePath.objects.filter(OneOf("ancestor", tops), descendant=OuterRef(scope))
    return Q(Exists(above))
