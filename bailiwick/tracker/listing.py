"""What the list of issues shows: its columns, what stands in them, and its groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from bailiwick.search.lines import Line
from bailiwick.search.marking import marked
from bailiwick.web.filters import ago, moment

from .asking.controls import Control, controls
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
    """A row as the template writes it. Two are the same where all is that they say, so that it is written once."""

    row: Row
    columns: tuple[Column, ...] = field(compare=False)
    words: Vocabulary = field(compare=False)
    #: The words that are marked in the title, and the piece of the text that holds them.
    asked: tuple[str, ...]
    piece: str
    #: The names of the columns, the version of the words, and what “an hour ago” depends on.
    said_by: tuple[Any, ...]

    @property
    def title(self) -> Markup:
        return marked(self.row.title, self.asked) if self.asked else escape(self.row.title)

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(column.cell(self.row, self.words) for column in self.columns)


def shown(
    rows: Sequence[Row],
    columns: Sequence[Column],
    words: Vocabulary,
    asked: tuple[str, ...],
    pieces: Mapping[int, Markup] | None = None,
) -> list[Shown]:
    """Every row with what stands in its columns; the words that were `asked` for are marked in titles and `pieces`."""
    chosen, pieces = tuple(columns), pieces or {}
    said_by = (*(column.name for column in chosen), words.version, *moment())
    return [Shown(row, chosen, words, asked, pieces.get(row.number, ""), said_by) for row in rows]


@dataclass(frozen=True)
class Folded:
    """What is folded beside the line: the filter controls, the columns, the groups. As with rows, made once."""

    text: str
    line: Line | None
    words: Vocabulary = field(compare=False)
    version: int
    chosen: tuple[str, ...]
    group: str
    groups: tuple[tuple[str, str], ...]
    #: The rest of the address, which the forms keep.
    pairs: tuple[tuple[str, str], ...]

    @property
    def controls(self) -> tuple[Control, ...]:
        return controls(self.line, self.words) if self.line is not None else ()

    @property
    def columns(self) -> dict[str, Column]:
        return COLUMNS

    def but(self, *names: str) -> list[tuple[str, str]]:
        """The pairs that a form keeps which has these fields itself."""
        return [pair for pair in self.pairs if pair[0] not in names]


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
