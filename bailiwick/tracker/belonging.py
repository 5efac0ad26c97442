"""Labels, milestones and versions belong to a part or to everybody: on which issues they may stand.

Whoever sees an issue reads them, so those of a hidden page stay on its own issues and on those below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bailiwick.access.models import ScopePath
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.queries.names import names

from .fields import FIELDS, Value
from .members import unknown
from .models import Issue, Label, Milestone, Version

_MODELS: dict[str, Any] = {"labels": Label, "milestone": Milestone, "versions": Version}


def refuse_strangers(issue: Issue, clean: Mapping[str, Value]) -> None:
    """What is new to the issue belongs to everybody or to one of its places. Raises Refused as if there were none."""
    for name in _MODELS.keys() & clean.keys():
        scopes = _scopes(name, _members(clean[name]) - _standing(issue, name))
        if scopes and scopes - places(issue, clean):
            raise unknown(name)


def _members(value: Value) -> set[int]:
    return set(value if isinstance(value, list) else [value]) - {None}


def _standing(issue: Issue, name: str) -> set[int]:
    return _members(FIELDS[name].read(issue)) if issue.pk else set()


def _scopes(name: str, ids: set[int]) -> set[int]:
    """The parts that these belong to; those of everybody belong to none."""
    rows = _MODELS[name].objects.filter(pk__in=ids, scope_id__isnull=False) if ids else ()
    return {row.scope_id for row in rows}


def places(issue: Issue, clean: Mapping[str, Value] | None = None) -> set[int]:
    """Where it belongs, what that is part of, and what it affects with a page for whoever sees the issue.

    `clean` are values that it is about to get.
    """
    said = clean or {}
    own = said.get("scope_id", issue.scope_id)
    above = ScopePath.objects.filter(descendant=own).values_list("ancestor", flat=True) if own else ()
    return {*([own] if own else []), *above, *_open(_value(issue, "services", said), _value(issue, "visibility", said))}


def _value(issue: Issue, name: str, said: Mapping[str, Value]) -> Value:
    if name in said:
        return said[name]
    return FIELDS[name].read(issue) if issue.pk else None


def _open(services: Iterable[str] | None, level: int | None) -> Iterable[int]:
    """Those with a page for everybody at this level."""
    rows = EntityNow.objects.filter(entity_id__in=[int(pk) for pk in services or ()], class_from__lte=level or 0)
    return rows.values_list("entity_id", flat=True)


def labels_called(user: Any, slugs: Iterable[str]) -> dict[str, int]:
    """slug → number of those labels that this reader may know of."""
    rows = list(Label.objects.filter(slug__in=list(slugs)))
    return {row.slug: row.pk for row in known_to(user, rows)}


def require_known(user: Any, milestone: int | None) -> None:
    """Raises Refused, as if there were none, for a milestone that this reader may not know of."""
    if not known_to(user, Milestone.objects.filter(pk=milestone or 0)):
        raise unknown("milestone")


def known_to(user: Any, rows: Iterable[Any]) -> list[Any]:
    """Those of everybody, and those of parts that this reader may see."""
    found = list(rows)
    named = names(user, (row.scope_id for row in found))
    return [row for row in found if row.scope_id is None or row.scope_id in named]
