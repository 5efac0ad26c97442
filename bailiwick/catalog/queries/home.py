"""The home page: services by group, what needs attention, what changed lately.

Constant queries, whatever the size of the catalog: the names of the groups are found by
hopping along an index, then the first few of each group and of each list of cares are
picked together, and nothing is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from bailiwick.access import row_q, viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

from ..models import EntityNow
from .changes import Summary, latest_changes
from .freshness import Mark, mark_q
from .lists import FIELDS, GONE, Row, dress
from .to_review import ToReview, to_review
from .whole import by_part_q

#: Groups on the page, services of all of them together, of one at most, and lines of each care.
GROUPS, OF_ALL, OF_ONE, OF_A_CARE = 24, 120, 60, 6
#: Services that nobody is named for are looked for among so many.
LOOKED_AT = 40

#: A part of a union: its SQL and what stands in it.
Part = tuple[str, list[Any]]
_MARK = "\ue000"


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
    #: Documents that wait for this reader.
    to_review: ToReview | None


def home(user: Any) -> Home:
    """Six queries: names of groups, picks, their rows, names in them, changes, and the documents that these read.

    One more for whoever reviews documents.
    """
    today = timezone.now().date()
    groups = _groups(user)
    each = max(4, min(OF_ONE, OF_ALL // max(1, len(groups))))
    picked = _pick(user, groups[:GROUPS], each, today)
    rows = {row.id: row for row in _rows(user, {pk for pks in picked.values() for pk in pks})}
    found = {label: [row for pk, row in rows.items() if pk in pks] for label, pks in picked.items()}
    return Home(
        [_section(name, found.get(_label(index), []), each) for index, name in enumerate(groups[:GROUPS])],
        len(groups) > GROUPS,
        _section("nobody", [row for row in found.get("nobody", []) if not row.responsible], OF_A_CARE),
        _section("one", [row for row in found.get("one", []) if row.people == 1], OF_A_CARE),
        _section("stale", found.get("stale", []), OF_A_CARE),
        bool(picked["never"]),
        latest_changes(user),
        to_review(user),
    )


def _section(name: str, rows: list[Row], most: int) -> Section:
    return Section(name, rows[:most], len(rows) > most)


def _services(user: Any) -> QuerySet[EntityNow]:
    return EntityNow.objects.filter(row_q(user), kind="service", merged=False)


def _groups(user: Any) -> list[str]:
    """The groups of services in alphabetical order, one more than shown; those without a group stand last."""
    names = [name for (name,) in ask(("groups", viewer(user).key), lambda: _hops(user))]
    return sorted(names, key=lambda name: (not name, name == "community", name.casefold()))


def _hops(user: Any) -> Part:
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
    return hop, [*params, *params]


def _pick(user: Any, groups: Sequence[str], each: int, today: date) -> dict[str, set[int]]:
    """The ids of all that the page shows, by label, in one statement; each part of it is a slice of an index."""
    found: dict[str, set[int]] = defaultdict(set)
    shape = ("picks", viewer(user).key, each, today, len(groups))
    for label, pk in ask(shape, lambda *groups: _picks(user, groups, each, today), *groups):
        found[label].add(pk)
    return found


def _picks(user: Any, groups: Sequence[str], each: int, today: date) -> Part:
    living = _services(user).exclude(lifecycle__in=GONE)
    parts = [
        *_group_parts(user, groups, each),
        _part("nobody", living.filter(people=0).order_by("sort")[:LOOKED_AT]),
        _part("one", living.filter(Q(people=1) | by_part_q(user)).order_by("sort")[: OF_A_CARE + 1]),
        _part("stale", living.filter(mark_q(Mark.STALE, today)).order_by("fresh_until")[: OF_A_CARE + 1]),
        _part("never", living.filter(mark_q(Mark.NEVER, today))[:1]),
    ]
    return " UNION ALL ".join(sql for sql, _ in parts), [value for _, params in parts for value in params]


def _label(group: int) -> str:
    return f"group {group}"


def _part(label: str, rows: QuerySet[EntityNow]) -> Part:
    """A branch of the union (SQLite takes slices in one only inside subqueries)."""
    sql, params = rows.values_list("entity_id").query.sql_with_params()
    return f"SELECT CAST(%s AS text), part.* FROM ({sql}) AS part", [label, *params]  # noqa: S608 - Django's own SQL


def _group_parts(user: Any, groups: Sequence[str], each: int) -> list[Part]:
    """The first of every group: on PostgreSQL one part for all, for there each costs as much to plan as to run."""
    services = _services(user).order_by("sort")
    if connection.vendor != "postgresql":
        return [_part(_label(n), services.filter(group=name)[: each + 1]) for n, name in enumerate(groups)]
    if not groups:
        return []
    sql, params = services.filter(group=_MARK)[: each + 1].values_list("entity_id").query.sql_with_params()
    place, pieces = params.index(_MARK), sql.split("%s")
    sql = "%s".join(pieces[: place + 1]) + "wanted.name" + "%s".join(pieces[place + 1 :])
    wanted = ", ".join(f"('{_label(n)}', CAST(%s AS text))" for n in range(len(groups)))
    lateral = f"""SELECT wanted.label, part.* FROM (VALUES {wanted}) AS wanted(label, name)
        CROSS JOIN LATERAL ({sql}) AS part"""  # noqa: S608 - the same
    return [(lateral, [*groups, *params[:place], *params[place + 1 :]])]


def _rows(user: Any, ids: set[int]) -> list[Row]:
    if not ids:
        return []
    values = ask(("rows", viewer(user).key), lambda ids: _columns(user, ids), Numbers(sorted(ids)))
    return dress(user, values, ends=("responsible",))


def _columns(user: Any, ids: Sequence[int]) -> QuerySet[EntityNow, Any]:
    found = EntityNow.objects.filter(row_q(user), OneOf("entity_id", ids, leads=True))
    return found.order_by("sort", "entity_id").values_list(*FIELDS)
