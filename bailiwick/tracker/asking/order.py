"""The order of a list: up to two keys and, last, the number; and where a page goes on.

A key has a natural direction (the latest, the most, the gravest first); `-` turns it around.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.search.grammar import Mistake
from bailiwick.search.lines import SORT, Line

from ..models import IssueLabel
from ..words import Vocabulary

DEFAULT = "activity"
#: `label:area` puts what hangs together by labels of the group "area" together.
LABEL_GROUP = "label:"
_T = gettext_lazy


@dataclass(frozen=True)
class Key:
    """One way to put issues in order. `kind`: what its values are (int, float, time, text)."""

    name: str
    label: str | Promise
    column: str
    kind: str = "int"
    falling: bool = True
    #: There is an index (closed, column, id).
    indexed: bool = False
    expression: Callable[[Vocabulary], Any] | None = None


def _status(words: Vocabulary) -> Any:
    ranks = [When(status=slug, then=Value(word.rank)) for slug, word in words.of("status").items()]
    return Case(*ranks, default=Value(0), output_field=IntegerField())


def _or_zero(column: str) -> Callable[[Vocabulary], Any]:
    return lambda words: Coalesce(column, Value(0), output_field=IntegerField())


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("activity", _T("Activity"), "activity_at", "time", indexed=True),
        Key("created", _T("Created"), "created_at", "time", indexed=True),
        Key("stars", _T("Stars"), "stars", indexed=True),
        Key("rising", _T("Rising"), "heat", "float", indexed=True),
        Key("severity", _T("Severity"), "severity", indexed=True),
        Key("priority", _T("Priority"), "priority", indexed=True),
        Key("comments", _T("Comments"), "comments"),
        Key("status", _T("Status"), "status_rank", falling=False, expression=_status),
        Key("kind", _T("Kind"), "kind", "text", falling=False),
        Key("assignee", _T("Assigned to"), "assigned", falling=False, expression=_or_zero("assignee_id")),
        Key("milestone", _T("Milestone"), "stage", falling=False, expression=_or_zero("milestone_id")),
        Key("service", _T("Service"), "scope", falling=False, expression=_or_zero("scope_id")),
        Key("number", _T("Number"), "id"),
    )
}


def _label_group(name: str) -> Key:
    """By the label of a group; "" for issues without one. Where several are on an issue, the first counts."""
    of_group = IssueLabel.objects.filter(issue=OuterRef("pk"), label__group=name.removeprefix(LABEL_GROUP))
    first = Subquery(of_group.order_by("label__slug").values("label__slug")[:1])
    slug = Coalesce(first, Value(""), output_field=CharField())
    return Key(name, "", "label_of_group", "text", falling=False, expression=lambda words: slug)


@dataclass(frozen=True)
class Step:
    """A key and its direction."""

    key: Key
    falling: bool


def check_order(line: Line, text: str) -> None:
    """Every key is known; raises Mistake at its place."""
    for each in line.sort:
        if each.removeprefix("-") not in KEYS:
            message = _("A list cannot be sorted by “%(key)s”. It can by: %(keys)s.")
            place = text.lower().find(f"{SORT}:") + len(SORT) + 2
            raise Mistake(message % {"key": each[:40], "keys": ", ".join(KEYS)}, max(1, place))


def steps(sort: Sequence[str], group: str = "") -> tuple[Step, ...]:
    """The keys in order, what groups first, ending with the number, which is nobody else's."""
    found: dict[str, Step] = {}
    for each in (*filter(None, [group]), *(sort or (DEFAULT,))):
        key = _label_group(each) if each.startswith(LABEL_GROUP) else KEYS[each.removeprefix("-")]
        found.setdefault(key.name, Step(key, key.falling != each.startswith("-")))
    last = next(reversed(found.values()))
    if "number" not in found:
        found["number"] = Step(KEYS["number"], last.falling if last.key.indexed else True)
    return tuple(found.values())


def ordered(rows: QuerySet[Any, Any], order: Sequence[Step], words: Vocabulary) -> QuerySet[Any, Any]:
    """The queryset in this order, with a column for each key."""
    made = {step.key.column: step.key.expression(words) for step in order if step.key.expression}
    rows = rows.annotate(**made)
    return rows.order_by(*(("-" if step.falling else "") + step.key.column for step in order))


class Beyond(Func):
    """Whether a row comes after the one that a page ended with; `values` are one for each step of the order."""

    output_field = BooleanField()

    def __init__(self, order: Sequence[Step], values: Sequence[Any], words: Vocabulary) -> None:
        columns = [step.key.expression(words) if step.key.expression else step.key.column for step in order]
        super().__init__(*columns)
        self.order, self.values = tuple(order), tuple(values)

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, self.order, self.values)

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # a list will do
        parts = [compiler.compile(each) for each in self.source_expressions]
        sql, params = self._from(0, parts, connection.vendor)
        return f"({sql})", params

    def _from(self, at: int, parts: Sequence[Any], vendor: str) -> tuple[str, list[Any]]:
        """Beyond by this key, or equal by it and beyond by the next ones. The first test lets an index begin there."""
        step, value = self.order[at], self.values[at]
        (sql, own), mark = parts[at], _mark(step.key.kind, vendor)
        sign = "<" if step.falling else ">"
        beyond, params = f"{sql} {sign} {mark}", [*own, value]
        if at == len(self.order) - 1:
            return beyond, params
        rest, more = self._from(at + 1, parts, vendor)
        return f"{sql} {sign}= {mark} AND ({beyond} OR ({rest}))", [*own, value, *params, *more]


def _mark(kind: str, vendor: str) -> str:
    casts = {"time": "::timestamptz", "float": "::double precision", "text": "::text", "int": "::bigint"}
    return "%s" + casts[kind] if vendor == "postgresql" else "%s"


def place(order: Sequence[Step], values: Sequence[Any]) -> list[int | str]:
    """A cursor's values as the database compares them. Raises ValueError for those of another order."""
    return [_plain(step.key.kind, value) for step, value in zip(order, values, strict=True)]


def _plain(kind: str, value: Any) -> int | str:
    if kind == "time":
        moment = parse_datetime(value) if isinstance(value, str) else None
        if moment is None or moment.tzinfo is None:
            raise ValueError(value)
        try:
            return str(connection.ops.adapt_datetimefield_value(moment.astimezone(UTC)))
        except OverflowError:
            raise ValueError(value) from None
    if kind == "text":
        if not isinstance(value, str):
            raise ValueError(value)
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(value)
    return repr(float(value)) if kind == "float" else int(value)
