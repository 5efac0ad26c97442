"""The rows of a line, by queries that are compiled once for each line, order and kind of reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from bailiwick.access import viewer, visible_q
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask
from bailiwick.search.lines import Test

from ..models import Issue
from ..models.issues import IssueQuerySet
from ..words import Vocabulary
from .compiling import Compiled, Sets, condition, is_led
from .ground import Ground
from .order import Beyond, Step, ordered
from .rows import columns

_OPEN = {"open", "closed"}
Rows = list[tuple[Any, ...]]


def rows_in_order(
    ground: Ground, found: Compiled, sets: Sets, order: Sequence[Step], beyond: Sequence[int | str], most: int
) -> Rows:
    """At most so many rows after the place `beyond`: the columns of a row, then the values of the order."""
    led, steps = is_led(found, sets), tuple((step.key.name, step.falling) for step in order)

    def half(closed: bool | None) -> Rows:
        def page(rows: IssueQuerySet, me: int | None, place: Sequence[Any]) -> QuerySet[Issue, Any]:
            if closed is not None:
                rows = rows.filter(closed__in=[closed])
            if place:
                rows = rows.filter(Beyond(order, place, ground.words))
            return _page(ordered(rows, order, ground.words).values("pk")[:most], order, me, ground.words)

        return _asked(ground, found, sets, ("in order", steps, most, closed), page, led, *beyond)

    if not _apart(found, order, led=led):
        return half(None)
    return _merged([*half(False), *half(True)], order)[:most]


def numbers_of(ground: Ground, found: Compiled, sets: Sets) -> list[int]:
    """The numbers of all that fit, for a line that few issues fit."""
    rows = _asked(ground, found, sets, ("numbers",), lambda rows, _me, _place: rows.values_list("pk"), True)
    return [row[0] for row in rows]


def rows_of(ground: Ground, numbers: Sequence[int]) -> Rows:
    """The columns of these issues, in no order. Whether the reader may see them was asked before."""
    mine = () if ground.me is None else (ground.me,)

    def build(*values: Any) -> QuerySet[Issue, Any]:
        these = Issue.objects.filter(OneOf("pk", values[-1], leads=True))
        return these.values_list(*columns(values[0] if mine else None))

    return ask(("rows of issues", len(mine)), build, *mine, Numbers(sorted(numbers)))


def _asked(
    ground: Ground,
    found: Compiled,
    sets: Sets,
    shape: tuple[Any, ...],
    told: Callable[[IssueQuerySet, int | None, Sequence[Any]], QuerySet[Issue, Any]],
    led: bool,
    *more: int | str,
) -> Rows:
    """What `told` makes of the issues that fit, the reader's account and the values of `more`."""
    known = {text: ids for text, ids in sets.items() if ids is not None}
    mine = () if ground.me is None else (ground.me,)
    key = (
        "issues", *shape, str(found.line), viewer(ground.user).key, len(mine), ground.today, led, len(more),
        # The ranks of words stand in a statement that sorts by them.
        ground.words.version,
        tuple(known), tuple(sorted(ground.names.items())),
    )  # fmt: skip

    def build(*values: Any) -> QuerySet[Issue, Any]:
        me = values[0] if mine else None
        texts: Sets = sets | dict(zip(known, values[len(mine) :], strict=False))
        return told(_narrowed(replace(ground, me=me, led=led), found, texts), me, values[len(mine) + len(known) :])

    return ask(key, build, *mine, *known.values(), *more)


def _narrowed(ground: Ground, found: Compiled, sets: Sets) -> IssueQuerySet:
    seen = visible_q(ground.user, scope="scope_id")
    if ground.me is not None:
        # As `visible_to` says it, with the account as a value, so that readers of one kind share a query.
        seen |= Q(reporter_id=ground.me)
    return Issue.objects.filter(seen & condition(found, ground, sets))


def _page(pks: Any, order: Sequence[Step], me: int | None, words: Vocabulary) -> QuerySet[Issue, Any]:
    """The columns of these issues only: found first, so that what is passed on the way costs little."""
    told = (*columns(me), *(step.key.column for step in order))
    return ordered(Issue.objects.filter(pk__in=pks), order, words).values_list(*told)


def _merged(rows: Rows, order: Sequence[Step]) -> Rows:
    """In the order of their last columns."""
    for back, step in enumerate(reversed(order), 1):
        rows.sort(key=itemgetter(-back), reverse=step.falling)
    return rows


def _apart(found: Compiled, order: Sequence[Step], *, led: bool) -> bool:
    """Whether what is open and what is closed is asked for by itself, because only so an index holds the order."""
    said = any(isinstance(each, Test) and each.field == "is" and _OPEN & set(each.values) for each in found.rest)
    return order[0].key.indexed and not led and not said
