"""What access adds to the desk."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from .models import Grant, MemberOf, Responsible


@transaction.atomic
def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """Roles of the account and of the person end with them; so do memberships and responsibilities."""
    held = (Q(user_id=user_id) if user_id else Q(pk__in=[])) | (Q(holder=person_id) if person_id else Q(pk__in=[]))
    roles, _each = Grant.objects.filter(held).delete()
    if person_id is None:
        return {"roles": roles}
    teams, _each = MemberOf.objects.filter(member=person_id).delete()
    scopes, _each = Responsible.objects.filter(holder=person_id).delete()
    return {"roles": roles, "memberships": teams, "responsibilities": scopes}


def own_data(user: Any) -> dict[str, Any]:
    """The roles given to the account or to its person, past ones too."""
    held = Q(user_id=user.pk) | (Q(holder=user.person_id) if user.person_id else Q(pk__in=[]))
    fields = ("role", "scope", "granted_at", "ends_at", "revoked_at")
    return {"roles": list(Grant.objects.filter(held).order_by("pk").values(*fields))}
