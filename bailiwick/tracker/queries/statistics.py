"""How many issues came and went, how many are open, how long people wait: for the page of figures and the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import quantiles
from typing import Any

from django.db.models import CharField, Count, F, Func, Q

from bailiwick.access.models import ScopePath
from bailiwick.catalog.queries.names import Named, names

from ..models import Issue
from ..models.issues import IssueQuerySet

WEEK = timedelta(days=7)
#: Weeks of the chart, and issues that waiting times are worked out from (the latest).
WEEKS, SAMPLE = 52, 5_000
#: Services of the table, and issues of each list of a week.
SERVICES, LISTED = 25, 20
#: “Lately” of the table of services.
LATELY = 4 * WEEK


class Day(Func):
    """The day of a moment in UTC, as text: Django's own is a call of Python for each row on SQLite."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 10)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=template, **more)


@dataclass(frozen=True)
class Week:
    """From Monday on: how many were opened and closed, and how many were open at its end."""

    start: date
    opened: int
    closed: int
    open: int


@dataclass(frozen=True)
class Wait:
    """How long it took: the middle one and nine of ten, of so many; None when there is none."""

    count: int
    median: timedelta | None = None
    ninety: timedelta | None = None


@dataclass(frozen=True)
class Figures:
    """All of the page."""

    weeks: list[Week]
    open: int
    to_answer: Wait
    to_close: Wait
    services: list[tuple[Named, Any]]


def counted(user: Any, scope: int | None = None) -> IssueQuerySet:
    """The issues that count: seen by this reader, not held, of the scope and what is part of it."""
    found = Issue.objects.visible_to(user).filter(held=False)
    return found if scope is None else found.filter(scope_id__in=parts_of(scope))


def parts_of(scope: int) -> Any:
    """The scope and what is part of it, as a subquery."""
    return ScopePath.objects.filter(ancestor=scope).values("descendant")


def monday(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def figures(user: Any, today: date, scope: int | None = None) -> Figures:
    """Everything that the page of figures shows."""
    found = counted(user, scope)
    open_now = found.open().count()
    times = list(found.order_by("-id").values_list("created_at", "answered_at", "closed_at")[:SAMPLE])
    return Figures(
        weeks(found, today, open_now),
        open_now,
        _wait(answered - created for created, answered, _closed in times if answered),
        _wait(closed - created for created, _answered, closed in times if closed),
        [] if scope else _services(user, found, today),
    )


def weeks(found: IssueQuerySet, today: date, open_now: int) -> list[Week]:
    """The last `WEEKS` weeks, this one included. What is open at a week's end is counted back from today."""
    first = monday(today) - (WEEKS - 1) * WEEK
    opened, closed = _by_week(found, "created_at", first), _by_week(found, "closed_at", first)
    rows, still = list[Week](), open_now
    for start in (monday(today) - back * WEEK for back in range(WEEKS)):
        rows.append(Week(start, opened[start], closed[start], still))
        still += closed[start] - opened[start]
    return rows[::-1]


def _by_week(found: IssueQuerySet, column: str, first: date) -> Counter[date]:
    days = (
        found.filter(**{f"{column}__gte": midnight(first)}).order_by().values_list(Day(F(column))).annotate(Count("id"))
    )
    total: Counter[date] = Counter()
    for day, count in days:
        total[monday(date.fromisoformat(day))] += count
    return total


def midnight(day: date) -> datetime:
    """Its beginning, in UTC."""
    return datetime.combine(day, time(), UTC)


def _wait(spans: Iterable[timedelta]) -> Wait:
    seconds = sorted(span.total_seconds() for span in spans)
    if len(seconds) < 2:
        only = timedelta(seconds=seconds[0]) if seconds else None
        return Wait(len(seconds), only, only)
    tenths = quantiles(seconds, n=10, method="inclusive")
    return Wait(len(seconds), timedelta(seconds=tenths[4]), timedelta(seconds=tenths[8]))


def _services(user: Any, found: IssueQuerySet, today: date) -> list[tuple[Named, Any]]:
    """The services with the most open issues."""
    since = midnight(today) - LATELY
    rows = (
        found.filter(scope_id__isnull=False).order_by().values("scope_id")
        .annotate(
            open=Count("id", filter=Q(closed=False)),
            opened=Count("id", filter=Q(created_at__gte=since)),
            closed_lately=Count("id", filter=Q(closed_at__gte=since)),
        )
        .order_by("-open", "scope_id")[:SERVICES]
    )  # fmt: skip
    known = names(user, [row["scope_id"] for row in rows])
    return [(known[row["scope_id"]], row) for row in rows if row["scope_id"] in known]


# --- one week


@dataclass(frozen=True)
class Report:
    """What happened in a week, as lists of (number, title) with how many there are of each."""

    start: date
    end: date
    counts: dict[str, int]
    lists: dict[str, list[tuple[int, str]]]
    open: int


def report(user: Any, start: date, scope: int | None = None) -> Report:
    """The week that begins on this Monday."""
    found, first, last = counted(user, scope), midnight(start), midnight(start + WEEK)
    asked = {
        "opened": found.filter(_within("created_at", first, last)),
        "closed": found.closed().filter(_within("closed_at", first, last)),
        "answered": found.filter(_within("answered_at", first, last)),
        "wanted": found.open().filter(_within("starred__at", first, last)).distinct(),
        "waiting": found.open().filter(answered_at__isnull=True, created_at__lt=first),
    }
    counts = {name: rows.count() for name, rows in asked.items()}
    lists = {
        name: list(rows.order_by("-stars", "id").values_list("pk", "title")[:LISTED]) for name, rows in asked.items()
    }
    still = found.filter(Q(closed=False) | Q(closed_at__gte=last), created_at__lt=last).count()
    return Report(start, start + WEEK, counts, lists, still)


def _within(column: str, first: datetime, last: datetime) -> Q:
    return Q(**{f"{column}__gte": first, f"{column}__lt": last})
