"""Who contributed in a span of days, for the thanks on the page of figures: public things only, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from bailiwick.accounts.models import User

from ..file_types import PATCH
from ..models import Comment, File, Issue
from .people import Somebody, handle, people
from .statistics import midnight, parts_of

#: People of the table.
NAMED = 50
#: What counts, in the order of its columns. Who is assigned or reviews gets it when the issue is closed.
COUNTED = ("filed", "commented", "closed", "reviewed", "patches", "files")


@dataclass(frozen=True)
class Contributor:
    """Somebody, with how many of each of `COUNTED`."""

    handle: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def contributions(since: date, until: date, scope: int | None = None) -> list[Contributor]:
    """The people who did most from the first day to the last, both included; two queries.

    What is held, a note or seen by some only is not counted for anybody, so the numbers tell nobody of it. What
    programs do (importers, reports without an account) is nobody's.
    """
    first, *more = _counted(_within(since, until), scope)
    counts: dict[int, dict[str, int]] = {}
    for who, what, count in first.union(*more, all=True):
        counts.setdefault(who, dict.fromkeys(COUNTED, 0))[what] = count
    most = sorted(counts, key=lambda who: (-sum(counts[who].values()), who))[:NAMED]
    found: dict[int, Somebody] = people(most, scope)
    return [Contributor(handle(found, who), counts[who]) for who in most]


def _within(since: date, until: date) -> tuple[datetime, datetime]:
    return midnight(since), midnight(date.fromordinal(until.toordinal() + 1))


def _counted(span: tuple[datetime, datetime], scope: int | None) -> Iterator[QuerySet[Any, Any]]:
    """(who, what, how many) of each sort."""
    issues = _public(Issue, "", scope)
    yield _by("reporter_id", "filed", _during(issues, "created_at", span))
    said = _public(Comment, "issue__", scope).filter(note=False)
    yield _by("author_id", "commented", _during(said, "created_at", span))
    closed = _during(issues.filter(closed=True), "closed_at", span)
    yield _by("assignee_id", "closed", closed)
    yield _by("reviewer_id", "reviewed", closed)
    files = _during(_public(File, "issue__", scope).filter(note=False, removed_at=None), "created_at", span)
    yield _by("author_id", "patches", files.filter(media_type=PATCH))
    yield _by("author_id", "files", files.exclude(media_type=PATCH))


def _public(model: Any, issue: str, scope: int | None) -> QuerySet[Any, Any]:
    """Rows that everybody sees, on issues that everybody sees; of the scope and what is part of it."""
    levels = {f"{at}{column}": 0 for at in {"", issue} for column in ("visibility", "held")}
    found: QuerySet[Any, Any] = model.objects.filter(**levels)
    return found if scope is None else found.filter(**{f"{issue}scope_id__in": parts_of(scope)})


def _during(rows: QuerySet[Any, Any], column: str, span: tuple[datetime, datetime]) -> QuerySet[Any, Any]:
    return rows.filter(**{f"{column}__gte": span[0], f"{column}__lt": span[1]})


def _by(who: str, what: str, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Counted by the person in this column."""
    persons = rows.filter(**{f"{who}__in": User.objects.filter(kind=User.Kind.PERSON).values("pk")})
    counted: QuerySet[Any, Any] = persons.order_by().values(who).annotate(what=Value(what, CharField()), n=Count("pk"))
    return counted.values_list(who, "what", "n")
