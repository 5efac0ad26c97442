"""The verbs of a whole page: create, rename, merge, split, show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from bailiwick.access import require

from ..drafts import Create, Merge, Rename, SetAlias, Show, Split
from ..models import Change, Claim, Entity
from .changes import apply_change, propose_change


@transaction.atomic
def create_entity(kind: str, slug: str, name: str, *, by: Any, visibility: int = 0, message: str = "") -> Entity:
    """A new page. Raises Refused when the address is taken or the kind unknown."""
    require(by, "entity.create")
    apply_change(propose_change([Create(kind, slug, name, visibility)], by=by, message=message), by=by)
    return Entity.objects.get(kind=kind, slug=slug)


@transaction.atomic
def rename_entity(entity: Entity, name: str, *, by: Any, on: date | None = None, message: str = "") -> Change:
    """It is called `name` now. The address stays, and the old name goes on finding it."""
    require(by, "entity.rename", entity)
    return apply_change(propose_change([Rename(entity, name, on)], by=by, message=message), by=by)


@transaction.atomic
def alias_entity(entity: Entity, scheme: str, value: str, *, by: Any, visibility: int = 0, message: str = "") -> Change:
    """It is also known as `value`: another spelling, an account, a mail address, the digest of a former name."""
    require(by, "entity.rename", entity)
    return apply_change(propose_change([SetAlias(entity, scheme, value, visibility)], by=by, message=message), by=by)


@transaction.atomic
def merge_entities(entity: Entity, into: Entity, *, by: Any, message: str = "") -> Change:
    """Two pages are one thing; the old address leads to the one that stays."""
    require(by, "entity.merge", [entity, into])
    return apply_change(propose_change([Merge(entity, into)], by=by, message=message), by=by)


@transaction.atomic
def split_entity(
    entity: Entity, kind: str, slug: str, name: str, claims: Sequence[Claim], *, by: Any, message: str = ""
) -> Change:
    """One page was two things: `claims` move to a new one."""
    require(by, "entity.split", entity)
    return apply_change(propose_change([Split(entity, kind, slug, name, claims)], by=by, message=message), by=by)


@transaction.atomic
def show_entity(entity: Entity, visibility: int, *, by: Any, message: str = "") -> Change:
    """Who may see this page at all; everything said of it, and every count of it, follows."""
    require(by, "entity.show", entity)
    return apply_change(propose_change([Show(entity, visibility)], by=by, message=message), by=by)
