"""What a reader may see and do, worked out once per request with one query.

`viewer(user)` gathers the roles held everywhere, the roles held on parts, and the
scopes the user's person (or a team of it) is responsible for. Everything else in
this room asks the Viewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import connection
from django.utils import timezone

from ..permissions import ROLES, Who
from .level import LEVEL_OF, Level
from .models import Grant, MemberOf, Responsible, ScopePath

#: Where the Viewer waits on the user object.
_KEPT = "_access_viewer"

_HELD = """
WITH RECURSIVE holders(id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT m.in_group FROM {member_of} m JOIN holders h ON m.member = h.id
)
SELECT role, scope FROM {grant}
WHERE revoked_at IS NULL AND (ends_at IS NULL OR ends_at > %s)
  AND (user_id = %s OR holder IN (SELECT id FROM holders))
UNION
SELECT 'Owner', scope FROM {responsible} WHERE holder {among}
"""


@dataclass(frozen=True)
class Viewer:
    """One reader: a base level everywhere, higher levels on covered scopes, all about themselves."""

    user_id: int | None
    role: Who
    person_id: int | None = None
    #: role or "Owner" -> the scopes it was given on (what is part of them counts too)
    on_parts: dict[Who, frozenset[int]] = field(default_factory=dict)
    system: bool = False
    _covered: dict[int, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def base(self) -> Level:
        """What they see everywhere."""
        return LEVEL_OF[self.role]

    @property
    def scoped(self) -> tuple[tuple[Level, frozenset[int]], ...]:
        """Higher levels on parts, highest first: (level, scopes at the top of those parts)."""
        levels: dict[Level, frozenset[int]] = {}
        for who, scopes in self.on_parts.items():
            level = LEVEL_OF[who]
            if level > self.base:
                levels[level] = levels.get(level, frozenset()) | scopes
        return tuple(sorted(levels.items(), reverse=True))

    def level(self, scope_id: int | None) -> Level:
        """What they see of this scope."""
        if scope_id is None or not (self.on_parts or self.person_id):
            return self.base
        if scope_id == self.person_id:
            return Level.SELF
        here = self._above(scope_id) if self.scoped else frozenset()
        return next((level for level, scopes in self.scoped if scopes & here), self.base)

    def holds(self, who: Who, scope_id: int | None) -> bool:
        """Whether they hold this role (or one that includes it), or are Owner, there."""
        if who in ROLES and ROLES.index(self.role) >= ROLES.index(who):
            return True
        tops = self.tops(who)
        return scope_id is not None and bool(tops) and bool(tops & self._above(scope_id))

    def tops(self, who: Who) -> frozenset[int]:
        """The scopes at the top of the parts on which they hold this role (or one that includes it), or are Owner."""
        enough: Iterable[Who] = ROLES[ROLES.index(who) :] if who in ROLES else (who,)
        return frozenset[int]().union(*(self.on_parts.get(each, frozenset()) for each in enough))

    @property
    def key(self) -> str:
        """Equal for readers who see the same: part of every cache key."""
        if not self.scoped and self.person_id is None:
            return str(int(self.base))
        parts = [f"{int(level)}:{sorted(scopes)}" for level, scopes in self.scoped]
        digest = blake2b(f"{parts}|{self.person_id}".encode(), digest_size=8).hexdigest()
        return f"{int(self.base)}-{digest}"

    @property
    def sight(self) -> dict[str, Any]:
        """What they see, to be kept with what was made for them; `covers` compares it later."""
        parts = [[int(level), sorted(scopes)] for level, scopes in self.scoped]
        return {"everywhere": int(self.base), "person": self.person_id, "parts": parts}

    def covers(self, sight: Mapping[str, Any]) -> bool:
        """Whether they see all that somebody of this sight saw."""
        return (
            self.base >= sight["everywhere"]
            and sight["person"] in (None, self.person_id)
            and all(self.level(scope) >= level for level, scopes in sight["parts"] for scope in scopes)
        )

    def _above(self, scope_id: int) -> frozenset[int]:
        """The scope and all it is part of, as far as this reader holds something there; asked once."""
        if scope_id not in self._covered:
            tops = frozenset[int]().union(*self.on_parts.values())
            found = ScopePath.objects.filter(descendant=scope_id, ancestor__in=tops).values_list("ancestor", flat=True)
            self._covered[scope_id] = frozenset(found) | (tops & {scope_id})
        return self._covered[scope_id]


ANONYMOUS = Viewer(user_id=None, role="Anonymous")


def viewer(user: Any) -> Viewer:
    """The reader behind a user object; kept on it, so a request asks once."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    kept: Viewer | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = _make(user)
        setattr(user, _KEPT, kept)
    return kept


def forget(user: Any) -> None:
    """Work the Viewer out again next time: a role was granted or revoked."""
    if getattr(user, _KEPT, None) is not None:
        delattr(user, _KEPT)


def _make(user: Any) -> Viewer:
    if getattr(user, "kind", "person") == "system":
        return Viewer(user_id=user.pk, role="Coordinator", system=True)
    everywhere: set[Who] = {"User"}
    on_parts: dict[Who, set[int]] = {}
    for who, scope in _held(user):
        if scope is None:
            everywhere.add(who)
        else:
            on_parts.setdefault(who, set()).add(scope)
    return Viewer(
        user_id=user.pk,
        role=max(everywhere, key=ROLES.index),
        person_id=user.person_id,
        on_parts={who: frozenset(scopes) for who, scopes in on_parts.items()},
    )


def _held(user: Any) -> list[tuple[Who, int | None]]:
    """(role or "Owner", scope) of all that counts now, teams of teams included."""
    tables = {"member_of": MemberOf, "grant": Grant, "responsible": Responsible}
    # PostgreSQL expects hundreds of holders, where there are three, and would read the whole table for them.
    among = (
        "= ANY(ARRAY(SELECT id FROM holders))" if connection.vendor == "postgresql" else "IN (SELECT id FROM holders)"
    )
    sql = _HELD.format(among=among, **{name: model._meta.db_table for name, model in tables.items()})
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(sql, [user.person_id, now, user.pk])
        rows: list[tuple[Who, int | None]] = cursor.fetchall()
    return rows
