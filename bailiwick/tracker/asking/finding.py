"""The issues that fit a line, page by page, all of them, or of some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import viewer, visible_q
from bailiwick.api.errors import Invalid
from bailiwick.api.paging import decode, encode
from bailiwick.lib.one_of import Numbers
from bailiwick.lib.prepared import ask
from bailiwick.search.lines import Line

from ..models import Issue
from ..models.issues import IssueQuerySet
from .compiling import Compiled, Sets, compiled, condition, sets_of
from .ground import Ground, ground_of
from .order import Beyond, Step, ordered, place, steps
from .reading import read_line
from .rows import Row, columns, dress

PAGE = 50


@dataclass(frozen=True)
class Page:
    """Rows of a list; `after` names where the next page begins ("" at the end); `line` is what was understood."""

    rows: tuple[Row, ...]
    after: str
    line: Line


def find_issues(
    user: Any, line: str | Line, *, sort: Sequence[str] = (), group: str = "", after: str = "", limit: int = PAGE
) -> Page:
    """A page of the issues that fit and that the reader may see; `sort` (as behind `sort:`) stands instead of the
    line's, and `group` is a key before both.

    Raises Mistake (with the place in the line) and ValueError (a damaged `after`).
    """
    asked = read_line(line) if isinstance(line, str) else line
    asked = replace(asked, sort=tuple(sort)) if sort else asked
    ground = ground_of(user, asked, timezone.localdate())
    order = steps(asked.sort, group)
    found = _ask(ground, compiled(asked), order, _place(order, after), limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    cursor = encode(last[len(last) - len(order) :]) if last else ""
    return Page(dress(user, [row[: len(row) - len(order)] for row in found[:limit]], ground.words), cursor, asked)


def _place(order: Sequence[Step], after: str) -> list[int | str]:
    if not after:
        return []
    try:
        return place(order, decode(after, len(order)))
    except (Invalid, ValueError):
        raise ValueError(_("The address of this page is damaged; start from the first one.")) from None


def _ask(
    ground: Ground, found: Compiled, order: Sequence[Step], beyond: Sequence[int | str], most: int
) -> list[tuple[Any, ...]]:
    """The rows, by a query that is compiled once for each line, order and kind of reader."""
    sets = sets_of(ground.user, found)
    known = {text: ids for text, ids in sets.items() if ids is not None}
    mine = () if ground.me is None else (ground.me,)
    shape = (
        "issues", str(found.line), viewer(ground.user).key, len(mine), ground.today, most, len(beyond),
        tuple(known), tuple(sorted(ground.names.items())), tuple((step.key.name, step.falling) for step in order),
    )  # fmt: skip

    def build(*values: Any) -> QuerySet[Issue, Any]:
        me = values[0] if mine else None
        texts: Sets = sets | dict(zip(known, values[len(mine) :], strict=False))
        rows: QuerySet[Issue, Any] = _narrowed(replace(ground, me=me), found, texts)
        if beyond:
            rows = rows.filter(Beyond(order, values[len(values) - len(beyond) :], ground.words))
        told = (*columns(me), *(step.key.column for step in order))
        return ordered(rows, order, ground.words).values_list(*told)[:most]

    return ask(shape, build, *mine, *known.values(), *beyond)


def _narrowed(ground: Ground, found: Compiled, sets: Sets) -> IssueQuerySet:
    seen = visible_q(ground.user, scope="scope_id")
    if ground.me is not None:
        # As `visible_to` says it, with the account as a value, so that readers of one kind share a query.
        seen |= Q(reporter_id=ground.me)
    return Issue.objects.filter(seen & condition(found, ground, sets))


def issues_asked(user: Any, line: str | Line) -> IssueQuerySet:
    """All issues that fit and that the reader may see, in no order. Raises Mistake."""
    asked = read_line(line) if isinstance(line, str) else line
    ground, found = ground_of(user, asked, timezone.localdate()), compiled(asked)
    return Issue.objects.visible_to(user).filter(condition(found, ground, sets_of(user, found)))


def fitting(user: Any, line: str | Line, ids: Iterable[int]) -> set[int]:
    """Which of these issues fit, as this reader sees them. Raises Mistake."""
    return set(issues_asked(user, line).filter(pk__in=Numbers(ids)).values_list("pk", flat=True))
