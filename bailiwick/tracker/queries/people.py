"""People as they stand beside what they wrote: how they are called, and which role they have there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.access.models import Grant, MemberOf, Responsible, ScopePath
from bailiwick.accounts.models import User
from bailiwick.lib.one_of import Numbers

#: What a role is called beside a name; later ones stand for more.
ROLES: dict[str, str | Promise] = {
    "Developer": gettext_lazy("developer"),
    "Owner": gettext_lazy("responsible for it"),
    "Coordinator": gettext_lazy("coordinator"),
}
_ORDER = {name: place for place, name in enumerate(ROLES, 1)}

_ASK = """
WITH RECURSIVE who(user_id, holder) AS (
    SELECT id, person_id FROM {user} WHERE id {among}
    UNION
    SELECT w.user_id, m.in_group FROM who w JOIN {member_of} m ON m.member = w.holder
), here(id) AS (SELECT ancestor FROM {path} WHERE descendant = %s)
SELECT id, handle, kind, person_id, '' FROM {user} WHERE id {among}
UNION ALL
SELECT user_id, '', '', NULL, role FROM {grant}
WHERE user_id {among} AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > %s)
  AND (scope IS NULL OR scope IN (SELECT id FROM here))
UNION ALL
SELECT w.user_id, '', '', NULL, g.role FROM who w JOIN {grant} g ON g.holder = w.holder
WHERE g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > %s)
  AND (g.scope IS NULL OR g.scope IN (SELECT id FROM here))
UNION ALL
SELECT w.user_id, '', '', NULL, 'Owner' FROM who w JOIN {responsible} r ON r.holder = w.holder
WHERE r.scope IN (SELECT id FROM here)
"""


@dataclass(frozen=True, slots=True)
class Somebody:
    """An account, with the role it has where it wrote ("" for most)."""

    id: int
    handle: str
    system: bool
    person_id: int | None
    held_role: str = ""
    url: str = ""

    @property
    def role(self) -> str | Promise:
        """Its role here in the reader's language."""
        return ROLES[self.held_role] if self.held_role else ""


def people(ids: Iterable[int | None], scope_id: int | None) -> dict[int, Somebody]:
    """id → who that is, with the role they have on this scope. One query."""
    wanted = Numbers(sorted({pk for pk in ids if pk}))
    if not wanted:
        return {}
    found: dict[int, Somebody] = {}
    roles: dict[int, str] = {}
    for pk, handle, kind, person_id, role in _rows(wanted, scope_id):
        if not role:
            found[pk] = Somebody(pk, handle, kind == User.Kind.SYSTEM, person_id)
        elif _ORDER.get(role, 0) > _ORDER.get(roles.get(pk, ""), 0):
            roles[pk] = role
    return found | {pk: replace(found[pk], held_role=role) for pk, role in roles.items()}


def _rows(ids: Numbers, scope_id: int | None) -> list[tuple[Any, ...]]:
    vendor = connection.vendor
    among = (
        "= ANY(ARRAY(SELECT unnest(%s::bigint[])))"
        if vendor == "postgresql"
        else "IN (SELECT value FROM json_each(%s))"
    )
    tables = {"user": User, "member_of": MemberOf, "path": ScopePath, "grant": Grant, "responsible": Responsible}
    sql = _ASK.format(among=among, **{name: model._meta.db_table for name, model in tables.items()})
    now, asked = connection.ops.adapt_datetimefield_value(timezone.now()), ids.written(vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, scope_id or 0, asked, asked, now, now])
        return list(cursor.fetchall())


def account_called(typed: str) -> User | None:
    """The account of a person by its handle as somebody typed it, `@Mira`; None if there is none."""
    handle = typed.replace("\x00", "").strip().removeprefix("@").lower()
    return User.objects.filter(handle=handle, kind=User.Kind.PERSON, is_active=True).first()


def handle(found: dict[int, Somebody], pk: int | None) -> str:
    """What somebody is called; an account that is gone still wrote what it wrote."""
    return found[pk].handle if pk in found else _("somebody")
