"""What the list of issues shows: its columns, what stands in them, and its groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from bailiwick.search.lines import Line
from bailiwick.search.marking import marked
from bailiwick.web.filters import ago

from .asking.order import KEYS, LABEL_GROUP
from .asking.rows import Row
from .words import Vocabulary

_T = gettext_lazy
#: What a template writes in a cell.
Cell = str | int | Markup | tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column; `sort` is the key it sorts by, `css` what the table knows it as."""

    name: str
    label: str | Promise
    cell: Callable[[Row, Vocabulary], Any]
    sort: str = ""
    css: str = ""


def _word(of: str) -> Callable[[Row, Vocabulary], str]:
    def cell(row: Row, words: Vocabulary) -> str:
        slug = getattr(row, of)
        return words.label(of, slug) if slug else ""

    return cell


def _plain(name: str) -> Callable[[Row, Vocabulary], Any]:
    return lambda row, words: getattr(row, name)


def _time(name: str) -> Callable[[Row, Vocabulary], Markup]:
    return lambda row, words: ago(getattr(row, name), short=True, focus=False)


def _service(row: Row, words: Vocabulary) -> Markup:
    return Markup('<a href="%s">%s</a>') % (row.service.url, row.service.name) if row.service else Markup("")


def _status(row: Row, words: Vocabulary) -> str:
    """Of a closed issue the reason says more than the status."""
    return words.label("resolution", row.resolution) if row.resolution else words.label("status", row.status)


COLUMNS: dict[str, Column] = {
    each.name: each
    for each in (
        Column("stars", _T("Stars"), _plain("stars"), "stars", "number"),
        Column("kind", _T("Kind"), _word("kind"), "kind", "wide"),
        Column("status", _T("Status"), _status, "status", "wide"),
        Column("priority", _T("Priority"), _word("priority"), "priority", "wide"),
        Column("severity", _T("Severity"), _word("severity"), "severity", "wide"),
        Column("service", _T("Service"), _service, "service", "wide"),
        Column("labels", _T("Labels"), _plain("labels"), "", "wide"),
        Column("milestone", _T("Milestone"), _plain("milestone"), "milestone", "wide"),
        Column("author", _T("Author"), _plain("author"), "", "wide"),
        Column("assignee", _T("Assigned to"), _plain("assignee"), "assignee", "wide"),
        Column("reviewer", _T("Reviewer"), _plain("reviewer"), "", "wide"),
        Column("comments", _T("Comments"), _plain("comments"), "comments", "number wide"),
        Column("created", _T("Created"), _time("created_at"), "created", "wide"),
        Column("updated", _T("Updated"), _time("activity_at"), "activity", "wide"),
        Column("closed", _T("Closed"), _time("closed_at"), "", "wide"),
    )
}
SHOWN = ("stars", "kind", "service", "labels", "assignee", "comments", "updated")

#: What a list can be grouped by, besides groups of labels: keys of the order.
GROUPS = ("service", "status", "kind", "assignee", "milestone")


def chosen_columns(names: Iterable[str]) -> tuple[Column, ...]:
    """Those that the address names, in the table's order; the usual ones if it names none."""
    wanted = {name for name in names if name in COLUMNS} or set(SHOWN)
    return tuple(column for name, column in COLUMNS.items() if name in wanted)


@dataclass(frozen=True)
class Shown:
    """A row with its cells as the template writes them."""

    row: Row
    title: Markup
    cells: tuple[Cell, ...]
    #: The piece of its text that holds the words asked for.
    piece: str = ""


def shown(
    rows: Sequence[Row],
    columns: Sequence[Column],
    words: Vocabulary,
    asked: tuple[str, ...],
    pieces: Mapping[int, Markup] | None = None,
) -> list[Shown]:
    """Every row with what stands in its columns; the words that were `asked` for are marked in titles and `pieces`."""
    found = []
    for row in rows:
        title = marked(row.title, asked) if asked else escape(row.title)
        cells = tuple(column.cell(row, words) for column in columns)
        found.append(Shown(row, title, cells, (pieces or {}).get(row.number, "")))
    return found


def group_options(label_groups: Iterable[str]) -> dict[str, str]:
    """What a list can be grouped by: its name in the address → what it is called."""
    labels = {f"{LABEL_GROUP}{name}": _("Labels: %(group)s") % {"group": name} for name in label_groups}
    return {name: str(KEYS[name].label) for name in GROUPS} | labels


def grouped(
    rows: Sequence[Shown], group: str, values: Sequence[Any], words: Vocabulary
) -> list[tuple[str, list[Shown]]]:
    """(heading, rows) in the order of the list; one group without a heading if nothing groups it.

    `values` are those that put the rows in this order.
    """
    if not group:
        return [("", list(rows))]
    headed = [(_heading(each.row, group, value, words), each) for each, value in zip(rows, values, strict=True)]
    return [(heading, [each for _same, each in some]) for heading, some in groupby(headed, itemgetter(0))]


def _heading(row: Row, group: str, value: Any, words: Vocabulary) -> str:
    if group == "service":
        return row.service.name if row.service else _("no service")
    if group in ("status", "kind"):
        return words.label(group, getattr(row, group))
    if group in ("assignee", "milestone"):
        return getattr(row, group) or (_("nobody") if group == "assignee" else _("no milestone"))
    return value or _("none of them")


def sort_columns(
    columns: Sequence[Column], line: Line, usual: str, address: Callable[[Line], str]
) -> list[dict[str, str]]:
    """The headings of the table; each that can sorts the list, and the second time the other way around.

    `usual` is the key that needs no saying.
    """
    first = (line.sort or (usual,))[0]
    found = [{"label": str(_("Issue"))}]
    for column in columns:
        heading = {"label": str(column.label), "class": column.css}
        if column.sort:
            key = f"-{column.sort}" if first == column.sort else column.sort
            heading["href"] = address(Line(line.where, () if key == usual else (key,)))
            heading["sorted"] = _direction(column.sort, first)
        found.append(heading)
    return found


def _direction(sort: str, first: str) -> str:
    if first.removeprefix("-") != sort:
        return ""
    return "descending" if KEYS[sort].falling != first.startswith("-") else "ascending"
