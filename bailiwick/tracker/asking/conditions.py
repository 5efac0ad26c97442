"""What each field of a line means, as a condition on issues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from bailiwick.access import visible_q
from bailiwick.access.models import ScopePath
from bailiwick.lib.text import number
from bailiwick.search.grammar import Mistake
from bailiwick.search.lines import Test
from bailiwick.subscriptions.models import Subscription

from ..file_types import PATCH
from ..models import NOT_SET, Affected, File, IssueLabel, IssueLink, IssueVersion, Reference, Star
from .days import span
from .ground import NONE, Ground

Condition = Callable[[Test, Ground], Q]
_COMPARE = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
#: More than any counter holds.
MOST = 2**31 - 1


def wrong(test: Test, index: int, choices: Any) -> Mistake:
    """A value that the field does not have, and those that it has."""
    told = {"value": test.values[index][:40], "field": test.field, "choices": ", ".join(choices)}
    return Mistake(_("%(field)s: takes %(choices)s; not “%(value)s”.") % told, test.place(index))


# --- words


def word(test: Test, ground: Ground) -> Q:
    """Kind, status, resolution: by slug."""
    known = ground.words.of(test.field)
    return Q(**{f"{test.field}__in": [_slug(test, index, known) for index in range(len(test.values))]})


def rank(test: Test, ground: Ground) -> Q:
    """Priority and severity: words that can be compared."""
    known = ground.words.of(test.field)
    ranks = [
        NOT_SET if value.lower() in NONE else known[_slug(test, index, known)].rank
        for index, value in enumerate(test.values)
    ]
    return _compared(test, test.field, ranks)


def _slug(test: Test, index: int, known: Any) -> str:
    slug = test.values[index].lower()
    if slug in known:
        return slug
    if slug in NONE and test.field == "resolution":
        return ""
    raise wrong(test, index, known)


def _compared(test: Test, column: str, values: list[Any]) -> Q:
    if test.how == "..":
        return Q(**{f"{column}__gte": values[0], f"{column}__lte": values[1]})
    if test.how:
        return Q(**{f"{column}__{_COMPARE[test.how]}": values[0]})
    return Q(**{f"{column}__in": values})


# --- numbers and days


def count(test: Test, ground: Ground) -> Q:
    """Stars, comments."""
    values = []
    for index, value in enumerate(test.values):
        counted = number(value)
        if counted is None or counted > MOST:
            raise Mistake(_("“%(value)s” is no number.") % {"value": value[:40]}, test.place(index))
        values.append(counted)
    return _compared(test, test.field, values)


def day(column: str) -> Condition:
    """Created, updated, closed: a day, a month or a year, from its begin to its end."""

    def condition(test: Test, ground: Ground) -> Q:
        spans = []
        for index, value in enumerate(test.values):
            try:
                spans.append(span(value, ground.today))
            except ValueError as error:
                raise Mistake(str(error), test.place(index)) from None
        if test.how == "..":
            return Q(**{f"{column}__gte": spans[0][0], f"{column}__lt": spans[1][1]})
        begin, end = spans[0]
        if test.how:
            edge = {">": ("gte", end), ">=": ("gte", begin), "<": ("lt", begin), "<=": ("lt", end)}[test.how]
            return Q(**{f"{column}__{edge[0]}": edge[1]})
        return _any(Q(**{f"{column}__gte": begin, f"{column}__lt": end}) for begin, end in spans)

    return condition


# --- names


def service(test: Test, ground: Ground) -> Q:
    """Named as affected, or something that is part of it is; `none` for issues that belong nowhere."""
    named = Exists(about(ground.ids(test)).filter(issue=OuterRef("pk")))
    return _or_none(test, Q(named), Q(scope_id=None))


def about(ids: tuple[int, ...]) -> Any:
    """The rows by which an issue says that it affects one of these, or a part of one."""
    below = ScopePath.objects.filter(ancestor__in=ids).values("descendant")
    rows = Affected.objects.exclude(state=Affected.State.NOT_AFFECTED)
    return rows.filter(Q(scope_id__in=below) | Q(scope_id__in=ids))


def label(test: Test, ground: Ground) -> Q:
    """Any of these labels; `none` for issues without one."""
    on = IssueLabel.objects.filter(issue=OuterRef("pk"))
    return _or_none(test, Q(Exists(on.filter(label__in=ground.ids(test)))), ~Q(Exists(on)))


def version(test: Test, ground: Ground) -> Q:
    """Seen in any of these versions; `none` for issues without one."""
    seen = IssueVersion.objects.filter(issue=OuterRef("pk"))
    return _or_none(test, Q(Exists(seen.filter(version__in=ground.ids(test)))), ~Q(Exists(seen)))


def column(name: str) -> Condition:
    """Milestone, author, assignee, reviewer: a column with an id."""

    def condition(test: Test, ground: Ground) -> Q:
        return _or_none(test, Q(**{f"{name}__in": ground.ids(test)}), Q(**{f"{name}__isnull": True}))

    return condition


def _or_none(test: Test, named: Q, none: Q) -> Q:
    without = [value for value in test.values if value.lower() in NONE]
    if not without:
        return named
    return none if len(without) == len(test.values) else named | none


# --- is: and has:


def is_(test: Test, ground: Ground) -> Q:
    """How it stands, for everybody or for the reader."""
    return _any(_stands(test, index, value.lower(), ground) for index, value in enumerate(test.values))


def _stands(test: Test, index: int, value: str, ground: Ground) -> Q:
    if value in OPEN:
        # SQLite finds an index for the second, and none for `NOT closed`.
        return Q(closed=OPEN[value]) if ground.led else Q(closed__in=[OPEN[value]])
    if value in PLAIN:
        return PLAIN[value]
    if value == "blocked":
        return Q(Exists(_open_blockers(ground)))
    if value in MINE:
        (me,) = ground.myself(test, index)
        return MINE[value](me)
    raise wrong(test, index, STANDS)


def _open_blockers(ground: Ground) -> Any:
    """Those that the reader may see."""
    seen = visible_q(ground.user, scope="source__scope_id", level="source__visibility", own="source__reporter_id")
    links = IssueLink.objects.filter(seen, kind=IssueLink.Kind.BLOCKS, source__closed=False)
    return links.filter(target=OuterRef("pk"))


def _mine(me: int) -> Q:
    return Q(reporter_id=me) | Q(assignee_id=me) | Q(reviewer_id=me)


def _starred(me: int) -> Q:
    return Q(Exists(Star.objects.filter(user_id=me, issue=OuterRef("pk"))))


def _watched(me: int) -> Q:
    topic = Concat(Value("issue:"), Cast(OuterRef("pk"), CharField()))
    return Q(Exists(Subscription.objects.filter(user_id=me, topic=topic)))


OPEN = {"open": False, "closed": True}
PLAIN = {
    "held": Q(held=True),
    "unassigned": Q(assignee_id=None),
}
MINE: dict[str, Callable[[int], Q]] = {"mine": _mine, "starred": _starred, "watched": _watched}
STANDS = (*OPEN, *PLAIN, "blocked", *MINE)


def has(test: Test, ground: Ground) -> Q:
    """What hangs on it."""
    return _any(_hangs(test, index, value.lower(), ground) for index, value in enumerate(test.values))


def _hangs(test: Test, index: int, value: str, ground: Ground) -> Q:
    if value not in HAS:
        raise wrong(test, index, HAS)
    if value in ("file", "patch"):
        seen = visible_q(ground.user, scope="issue__scope_id", own="author_id")
        return Q(Exists(File.objects.filter(seen, HAS[value], issue=OuterRef("pk"), removed_at=None)))
    return Q(Exists(Reference.objects.filter(HAS[value], issue=OuterRef("pk"))))


HAS = {
    "file": Q(),
    "patch": Q(media_type=PATCH),
    "reference": Q(),
    "pr": Q(kind=Reference.Kind.PULL_REQUEST),
}


def _any(conditions: Any) -> Q:
    found = Q()
    for each in conditions:
        found |= each
    return found
