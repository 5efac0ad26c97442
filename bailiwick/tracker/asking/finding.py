"""The issues that fit a line, page by page, all of them, or of some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.api.errors import Invalid
from bailiwick.api.paging import decode, encode
from bailiwick.lib.one_of import Numbers
from bailiwick.search.lines import Line

from ..models import Issue
from ..models.issues import IssueQuerySet
from ..words import Vocabulary
from .compiling import BUT, Compiled, Sets, compiled, condition, sets_of
from .fetching import numbers_of, rows_in_order, rows_of
from .fit import weighed
from .ground import Ground, ground_of
from .leading import LEADING
from .order import DEFAULT, Step, place, steps
from .reading import read_line
from .rows import Row, dress
from .text import few

PAGE = 50
#: Columns of rows with the values of the order behind them, and where the next page begins ("" at the end).
Found = tuple[list[tuple[Any, ...]], str]


@dataclass(frozen=True)
class Page:
    """Rows of a list; `after` names where the next page begins ("" at the end); `line` is what was understood.

    `words` are those of this desk, as they were read for the rows; `grouped_by` is each row's value of what groups.
    `usual` is the key of the order where the line says none, "" where it goes by fit.
    """

    rows: tuple[Row, ...]
    after: str
    line: Line
    words: Vocabulary = field(default_factory=Vocabulary)
    grouped_by: tuple[Any, ...] = ()
    usual: str = DEFAULT


def find_issues(
    user: Any, line: str | Line, *, sort: Sequence[str] = (), group: str = "", after: str = "", limit: int = PAGE
) -> Page:
    """A page of the issues that fit and that the reader may see; `sort` (as behind `sort:`) stands instead of the
    line's, and `group` is a key before both, or `label:` and a group of labels. A line of words with neither of them
    has first what fits best.

    Raises Mistake (with the place in the line) and ValueError (a damaged `after`).
    """
    asked = read_line(line) if isinstance(line, str) else line
    asked = replace(asked, sort=tuple(sort)) if sort else asked
    ground, found = ground_of(user, asked, timezone.localdate()), compiled(asked)
    sets, order = sets_of(ground, found), steps(asked.sort, group)
    if not found.stems or asked.sort or group:
        rows, cursor = _in_order(ground, found, [sets], order, after, limit)
    elif sets[found.leading] is not None:
        rows, cursor = _best_first(ground, found, sets, after, limit)
    else:
        rows, cursor = _in_order(ground, found, _titles_first(ground, found, sets), order, after, limit)
    values = tuple(row[-len(order)] for row in rows) if group else ()
    usual = "" if found.stems else DEFAULT
    return Page(dress(user, rows, ground.words), cursor, asked, ground.words, values, usual)


def _in_order(
    ground: Ground, found: Compiled, parts: Sequence[Sets], order: Sequence[Step], after: str, limit: int
) -> Found:
    """One part of the list after the other, each in this order; an address says in which part a page ended."""
    at, *values = _place(after, len(order) + 1) or [0]
    if not isinstance(at, int) or at not in range(len(parts)):
        raise _damaged()
    beyond, rows, ends = _beyond(order, values), list[tuple[Any, ...]](), list[list[Any]]()
    for part in range(at, len(parts)):
        if len(rows) <= limit:
            more = rows_in_order(ground, found, parts[part], order, beyond, limit + 1 - len(rows))
            rows, ends = rows + more, ends + [[part, *row[-len(order) :]] for row in more]
            beyond = []
    return rows[:limit], encode(ends[limit - 1]) if len(rows) > limit else ""


def _titles_first(ground: Ground, found: Compiled, sets: Sets) -> list[Sets]:
    """Where many issues hold the words: those whose titles do, then the others; together if titles that do are many."""
    titles = few(ground.user, found.leading, titles=True)
    if titles is None:
        return [sets]
    # What stands in the title is said; that a word is not in the title does not mean that it is nowhere.
    known = {} if found.leaves_out else {found.leading: titles}
    return [sets | {LEADING: titles} | known, sets | {BUT: titles}]


def _best_first(ground: Ground, found: Compiled, sets: Sets, after: str, limit: int) -> Found:
    """Where few do: by fit. Every page weighs them anew."""
    beyond = tuple(_place(after, 3))
    if not all(isinstance(value, int) for value in beyond):
        raise _damaged()
    best = weighed(ground.user, numbers_of(ground, found, sets), found.stems)
    best = [weight for weight in best if not beyond or weight < beyond]
    rows = {row[0]: row for row in rows_of(ground, [pk for *_more, pk in best[:limit]])}
    shown = [rows[pk] for *_more, pk in best[:limit] if pk in rows]
    return shown, encode(best[limit - 1]) if len(best) > limit else ""


def _place(after: str, count: int) -> list[Any]:
    """What an address says of where the page before ended."""
    try:
        return decode(after, count) if after else []
    except Invalid:
        raise _damaged() from None


def _beyond(order: Sequence[Step], values: Sequence[Any]) -> list[int | str]:
    try:
        return place(order, values) if values else []
    except ValueError:
        raise _damaged() from None


def _damaged() -> ValueError:
    return ValueError(_("The address of this page is damaged; start from the first one."))


def issues_asked(user: Any, line: str | Line) -> IssueQuerySet:
    """All issues that fit and that the reader may see, in no order. Raises Mistake."""
    asked = read_line(line) if isinstance(line, str) else line
    ground, found = ground_of(user, asked, timezone.localdate()), compiled(asked)
    return Issue.objects.visible_to(user).filter(condition(found, ground, sets_of(ground, found)))


def fitting(user: Any, line: str | Line, ids: Iterable[int]) -> set[int]:
    """Which of these issues fit, as this reader sees them. Raises Mistake."""
    return set(issues_asked(user, line).filter(pk__in=Numbers(ids)).values_list("pk", flat=True))
