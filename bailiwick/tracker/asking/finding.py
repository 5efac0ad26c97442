"""The issues that fit a line, page by page, all of them, or of some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import viewer, visible_q
from bailiwick.api.errors import Invalid
from bailiwick.api.paging import decode, encode
from bailiwick.lib.one_of import Numbers
from bailiwick.lib.prepared import ask
from bailiwick.search.lines import Line, Test

from ..models import Issue
from ..models.issues import IssueQuerySet
from ..words import Vocabulary
from .compiling import Compiled, Sets, compiled, condition, is_led, sets_of
from .ground import Ground, ground_of
from .order import Beyond, Step, ordered, place, steps
from .reading import read_line
from .rows import Row, columns, dress

PAGE = 50
_OPEN = {"open", "closed"}


@dataclass(frozen=True)
class Page:
    """Rows of a list; `after` names where the next page begins ("" at the end); `line` is what was understood.

    `words` are those of this desk, as they were read for the rows; `grouped_by` is each row's value of what groups.
    """

    rows: tuple[Row, ...]
    after: str
    line: Line
    words: Vocabulary = field(default_factory=Vocabulary)
    grouped_by: tuple[Any, ...] = ()


def find_issues(
    user: Any, line: str | Line, *, sort: Sequence[str] = (), group: str = "", after: str = "", limit: int = PAGE
) -> Page:
    """A page of the issues that fit and that the reader may see; `sort` (as behind `sort:`) stands instead of the
    line's, and `group` is a key before both, or `label:` and a group of labels.

    Raises Mistake (with the place in the line) and ValueError (a damaged `after`).
    """
    asked = read_line(line) if isinstance(line, str) else line
    asked = replace(asked, sort=tuple(sort)) if sort else asked
    ground = ground_of(user, asked, timezone.localdate())
    order = steps(asked.sort, group)
    found = _ask(ground, compiled(asked), order, _place(order, after), limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    cursor = encode(last[len(last) - len(order) :]) if last else ""
    rows = dress(user, [row[: len(row) - len(order)] for row in found[:limit]], ground.words)
    return Page(rows, cursor, asked, ground.words, tuple(row[len(row) - len(order)] for row in found[:limit]))


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
    sets = sets_of(ground, found)
    known = {text: ids for text, ids in sets.items() if ids is not None}
    mine = () if ground.me is None else (ground.me,)
    shape = (
        "issues", str(found.line), viewer(ground.user).key, len(mine), ground.today, most, len(beyond),
        tuple(known), tuple(sorted(ground.names.items())), tuple((step.key.name, step.falling) for step in order),
    )  # fmt: skip
    led = is_led(found, sets)

    def half(closed: bool | None) -> list[tuple[Any, ...]]:
        def build(*values: Any) -> QuerySet[Issue, Any]:
            me = values[0] if mine else None
            texts: Sets = sets | dict(zip(known, values[len(mine) :], strict=False))
            rows = _narrowed(replace(ground, me=me, led=led), found, texts)
            if closed is not None:
                rows = rows.filter(closed__in=[closed])
            if beyond:
                rows = rows.filter(Beyond(order, values[len(values) - len(beyond) :], ground.words))
            return _page(ordered(rows, order, ground.words).values("pk")[:most], order, me, ground.words)

        return ask((*shape, closed), build, *mine, *known.values(), *beyond)

    if not _apart(found, order, led=led):
        return half(None)
    return _merged([*half(False), *half(True)], order)[:most]


def _page(pks: Any, order: Sequence[Step], me: int | None, words: Vocabulary) -> QuerySet[Issue, Any]:
    """The columns of these issues only: found first, so that what is passed on the way costs little."""
    told = (*columns(me), *(step.key.column for step in order))
    return ordered(Issue.objects.filter(pk__in=pks), order, words).values_list(*told)


def _merged(rows: list[tuple[Any, ...]], order: Sequence[Step]) -> list[tuple[Any, ...]]:
    """In the order of their last columns."""
    for back, step in enumerate(reversed(order), 1):
        rows.sort(key=itemgetter(-back), reverse=step.falling)
    return rows


def _apart(found: Compiled, order: Sequence[Step], *, led: bool) -> bool:
    """Whether what is open and what is closed is asked for by itself, because only so an index holds the order."""
    said = any(isinstance(each, Test) and each.field == "is" and _OPEN & set(each.values) for each in found.rest)
    return order[0].key.indexed and not led and not said


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
    return Issue.objects.visible_to(user).filter(condition(found, ground, sets_of(ground, found)))


def fitting(user: Any, line: str | Line, ids: Iterable[int]) -> set[int]:
    """Which of these issues fit, as this reader sees them. Raises Mistake."""
    return set(issues_asked(user, line).filter(pk__in=Numbers(ids)).values_list("pk", flat=True))
