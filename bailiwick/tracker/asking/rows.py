"""Rows of a list of issues, with the names of what stands in their columns as the reader knows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Aggregate, BooleanField, CharField, Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat

from bailiwick.accounts.models import User
from bailiwick.catalog.queries.names import Named, names

from ..models import IssueLabel, Star
from ..words import Vocabulary

_UNIT, _RECORD = "\x1f", "\x1e"


class Row(NamedTuple):
    """One issue in a list. Words are slugs ("" where nothing was chosen), people are handles."""

    number: int
    title: str
    kind: str
    status: str
    resolution: str
    closed: bool
    priority: str
    severity: str
    service: Named | None
    labels: tuple[tuple[str, str], ...]
    milestone: str
    author: str
    assignee: str
    reviewer: str
    stars: int
    starred: bool
    comments: int
    held: bool
    visibility: int
    created_at: datetime
    activity_at: datetime
    closed_at: datetime | None

    @property
    def url(self) -> str:
        return f"/issues/{self.number}/"


class _Joined(Aggregate):
    """All values of a group in one text."""

    function, output_field = "GROUP_CONCAT", TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


def _handle(column: str) -> Subquery:
    return Subquery(User.objects.filter(pk=OuterRef(column)).values("handle"))


def _labels() -> Subquery:
    told = Concat("label__slug", Value(_UNIT), "label__colour", output_field=CharField())
    on = IssueLabel.objects.filter(issue=OuterRef("pk")).order_by().values("issue")
    return Subquery(on.annotate(told=_Joined(told, Value(_RECORD))).values("told"))


def columns(me: int | None) -> tuple[Any, ...]:
    """What is read of an issue, in the order `dress` takes it; `me` is the reader's account."""
    star = Value(False, BooleanField()) if me is None else Exists(Star.objects.filter(user_id=me, issue=OuterRef("pk")))
    return (
        "id", "title", "kind", "status", "resolution", "closed", "priority", "severity", "scope_id", _labels(),
        "milestone__name", _handle("reporter_id"), _handle("assignee_id"), _handle("reviewer_id"), "stars", star,
        "comments", "held", "visibility", "created_at", "activity_at", "closed_at",
    )  # fmt: skip


def dress(user: Any, rows: Sequence[Sequence[Any]], words: Vocabulary) -> tuple[Row, ...]:
    """Ready to show; one query, for the names of services. What stands behind the columns is passed over."""
    named = names(user, (row[8] for row in rows))
    ranks = {of: {word.rank: slug for slug, word in words.of(of).items()} for of in ("priority", "severity")}
    return tuple(_row(row, named, ranks) for row in rows)


def _row(row: Sequence[Any], named: dict[int, Named], ranks: dict[str, dict[int, str]]) -> Row:
    number, title, kind, status, resolution, closed, priority, severity, scope, labels = row[:10]
    milestone, author, assignee, reviewer, stars, starred, *more = row[10 : len(Row._fields)]
    return Row(
        number, title, kind, status, resolution, bool(closed), ranks["priority"].get(priority, ""),
        ranks["severity"].get(severity, ""), named.get(scope or 0), _pairs(labels), milestone or "", author or "",
        assignee or "", reviewer or "", stars, bool(starred), *more,
    )  # fmt: skip


def _pairs(labels: str | None) -> tuple[tuple[str, str], ...]:
    """(slug, colour), by slug."""
    pairs: Iterable[list[str]] = (each.split(_UNIT) for each in labels.split(_RECORD)) if labels else ()
    return tuple(sorted((slug, colour) for slug, colour in pairs))
