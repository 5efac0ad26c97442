"""Where somebody is responsible: through their person, and through the teams it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bailiwick.access import row_q, viewer
from bailiwick.access.models import Grant
from bailiwick.accounts.models import User

from ..models import EntityNow
from .freshness import Mark
from .lists import FIELDS, Row, dress
from .names import Named, names

MOST = 200


@dataclass(slots=True)
class Mine:
    """What a reader answers for."""

    person: Named | None
    rows: list[Row]
    stale: list[Row]
    #: (role, what it is for; None = everything)
    roles: list[tuple[str, Named | None]]


def responsible(user: Any) -> Mine:
    """What the reader answers for, what of it has gone stale, and their roles: three queries."""
    reader = viewer(user)
    mine = reader.on_parts.get("Owner", frozenset())
    found = EntityNow.objects.filter(row_q(user), entity_id__in=sorted(mine), merged=False)
    rows = dress(user, found.order_by("kind", "sort").values_list(*FIELDS)[:MOST])
    given = [(who, scope) for who, scopes in reader.on_parts.items() if who != "Owner" for scope in scopes]
    named = names(user, [reader.person_id, *(scope for _, scope in given)])
    roles: list[tuple[str, Named | None]] = [(who, named[scope]) for who, scope in given if scope in named]
    if reader.role not in ("Anonymous", "User"):
        roles.insert(0, (reader.role, None))
    stale = [row for row in rows if row.mark in (Mark.STALE, Mark.NEVER)]
    return Mine(named.get(reader.person_id or 0), rows, stale, roles)


@dataclass(frozen=True)
class Held:
    """A role that somebody holds on a part."""

    grant: Grant
    holder: Named | None
    handle: str


def roles_on(user: Any, scope_id: int | None) -> list[Held]:
    """The roles in force on this part, as far as the reader may see who holds them."""
    grants = list(Grant.objects.in_force().filter(scope=scope_id).order_by("role", "pk"))
    named = names(user, [grant.holder for grant in grants])
    accounts = [grant.user_id for grant in grants if grant.user_id]
    handles = dict(User.objects.filter(pk__in=accounts).values_list("pk", "handle"))
    return [
        Held(grant, named.get(grant.holder or 0), handles.get(grant.user_id or 0, ""))
        for grant in grants
        if grant.user_id or grant.holder in named
    ]


def account_of(person_id: int) -> User | None:
    """The account that is linked to this person."""
    return User.objects.filter(person_id=person_id).first()
