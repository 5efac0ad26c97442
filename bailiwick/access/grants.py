"""Giving and taking roles. Coordinators of a part may do so for that part, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..events.journal import record
from ..lib.locks import one_at_a_time
from .models import Grant, ScopePath
from .readers import forget
from .rules import require


@transaction.atomic
def grant_role(
    role: str,
    *,
    holder: int | None = None,
    user: Any = None,
    scope: int | None = None,
    by: Any,
    ends_at: datetime | None = None,
) -> Grant:
    """Give `role` to a person or team (`holder`) or an account (`user`), everywhere or on `scope`. Twice is once."""
    require(by, "role.grant", SimpleNamespace(scope_id=scope))
    who = {"holder": holder, "user_id": user.pk if user is not None else None}
    if role not in Grant.Role.values or (holder is None) == (user is None):
        raise ValueError("a role goes to one person, one team or one account")
    one_at_a_time("grants")
    standing = Grant.objects.in_force().filter(role=role, scope=scope, ends_at=ends_at, **who).first()
    if standing is not None:
        return standing
    given = Grant(role=role, scope=scope, granted_by_id=by.pk, granted_at=timezone.now(), ends_at=ends_at, **who)
    given.save(force_insert=True)
    if user is not None:
        forget(user)
    record("role.granted", by=by, scope_id=scope, about=("grant", given.pk))
    return given


@transaction.atomic
def revoke_role(grant: Grant, *, by: Any) -> None:
    """Take a role back, from now on. Twice is once."""
    require(by, "role.revoke", grant)
    now = timezone.now()
    if Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=now, revoked_by_id=by.pk):
        grant.revoked_at, grant.revoked_by_id = now, by.pk
        record("role.revoked", by=by, scope_id=grant.scope, about=("grant", grant.pk))


def require_part_of(by: Any, scope: int, parents: Iterable[int]) -> None:
    """Becoming part of something lets in whoever holds a role there, so it needs what giving that role would need."""
    known = ScopePath.objects.filter(descendant=scope).values("ancestor")
    above = ScopePath.objects.filter(descendant__in=list(parents)).exclude(ancestor__in=known).values("ancestor")
    if Grant.objects.in_force().filter(scope__in=above).exists():
        require(by, "role.grant", SimpleNamespace(scope_id=scope))
