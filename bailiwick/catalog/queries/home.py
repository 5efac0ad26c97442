"""The home page: services by group, what needs attention, what changed lately.

Constant queries, whatever the size of the catalog: the names of the groups are found by
hopping along an index, then the first few of each group and of each list of cares are
picked together, and nothing is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from bailiwick.access import row_q

from ..models import EntityNow
from .changes import Summary, latest_changes
from .freshness import Mark, mark_q
from .lists import FIELDS, GONE, Row, _dress
from .whole import by_part_q

#: Groups on the page, services of all of them together, of one at most, and lines of each care.
GROUPS, OF_ALL, OF_ONE, OF_A_CARE = 24, 120, 60, 6
#: Services that nobody is named for are looked for among so many.
LOOKED_AT = 40


@dataclass(slots=True)
class Section:
    """Some services with a heading, and whether there are more."""

    name: str
    rows: list[Row] = field(default_factory=list)
    more: bool = False


@dataclass(slots=True)
class Home:
    """What the home page shows."""

    groups: list[Section]
    more_groups: bool
    nobody: Section
    one_person: Section
    stale: Section
    #: Whether some service has no fact that anybody ever confirmed.
    unconfirmed: bool
    changes: list[Summary]


def home(user: Any) -> Home:
    """Five queries: names of groups, picks, their rows, names in them, changes."""
    today = timezone.now().date()
    groups = _groups(user)
    each = max(4, min(OF_ONE, OF_ALL // max(1, len(groups))))
    picked = _pick(_branches(user, groups[:GROUPS], each, today))
    rows = {row.id: row for row in _rows(user, {pk for pks in picked.values() for pk in pks})}
    found = {label: [row for pk, row in rows.items() if pk in pks] for label, pks in picked.items()}
    return Home(
        [_section(name, found.get(f"group {name}", []), each) for name in groups[:GROUPS]],
        len(groups) > GROUPS,
        _section("nobody", [row for row in found.get("nobody", []) if not row.responsible], OF_A_CARE),
        _section("one", [row for row in found.get("one", []) if row.people == 1], OF_A_CARE),
        _section("stale", found.get("stale", []), OF_A_CARE),
        bool(picked["never"]),
        latest_changes(user),
    )


def _section(name: str, rows: list[Row], most: int) -> Section:
    return Section(name, rows[:most], len(rows) > most)


def _services(user: Any) -> QuerySet[EntityNow]:
    return EntityNow.objects.filter(row_q(user), kind="service", merged=False)


def _groups(user: Any) -> list[str]:
    """The groups of services in alphabetical order, one more than shown; those without a group stand last."""
    sql, params = _services(user).order_by().values("group").query.sql_with_params()
    where = sql[sql.index(" WHERE ") + len(" WHERE ") :]
    table = EntityNow._meta.db_table
    column = f'{connection.ops.quote_name(table)}."group"'
    step = f"SELECT MIN({column}) FROM {table} WHERE {where}"  # noqa: S608 - Django's own SQL
    hop = f"""WITH RECURSIVE hop(name, n) AS (
        SELECT ({step}), 1
        UNION ALL
        SELECT ({step} AND {column} > hop.name), n + 1 FROM hop WHERE name IS NOT NULL AND n <= {GROUPS + 1}
    ) SELECT name FROM hop WHERE name IS NOT NULL"""  # noqa: S608 - the same
    with connection.cursor() as cursor:
        cursor.execute(hop, [*params, *params])
        names = [row[0] for row in cursor.fetchall()]
    return sorted(names, key=lambda name: (not name, name == "community", name.casefold()))


def _branches(user: Any, groups: Sequence[str], each: int, today: date) -> dict[str, QuerySet[EntityNow]]:
    """What is picked, by label; each branch is a slice of an index."""
    services = _services(user)
    living = services.exclude(lifecycle__in=GONE)
    picks = {f"group {name}": services.filter(group=name).order_by("sort")[: each + 1] for name in groups}
    picks["nobody"] = living.filter(people=0).order_by("sort")[:LOOKED_AT]
    picks["one"] = living.filter(Q(people=1) | by_part_q(user)).order_by("sort")[: OF_A_CARE + 1]
    picks["stale"] = living.filter(mark_q(Mark.STALE, today)).order_by("fresh_until")[: OF_A_CARE + 1]
    picks["never"] = living.filter(mark_q(Mark.NEVER, today))[:1]
    return picks


def _pick(branches: dict[str, QuerySet[EntityNow]]) -> dict[str, set[int]]:
    """The ids of every branch in one statement (SQLite takes slices in a union only inside subqueries)."""
    parts: list[str] = []
    values: list[Any] = []
    for index, rows in enumerate(branches.values()):
        sql, params = rows.values_list("entity_id").query.sql_with_params()
        parts.append(f"SELECT {index} AS branch, part.* FROM ({sql}) AS part")  # noqa: S608 - Django's own SQL
        values += params
    found: dict[str, set[int]] = {label: set() for label in branches}
    labels = list(branches)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for branch, pk in cursor.fetchall():
            found[labels[branch]].add(pk)
    return found


def _rows(user: Any, ids: set[int]) -> list[Row]:
    values = EntityNow.objects.filter(row_q(user), entity_id__in=ids).order_by("sort", "entity_id").values_list(*FIELDS)
    return _dress(user, values, ends=("responsible",))
