"""Fields that few issues fit: these issues are looked up first, and the rest of the line is asked of them alone.

Without it a list that wants one issue in a thousand would walk along all of them in its order. Where many fit, a page
is full after a short walk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from bailiwick.lib.one_of import Numbers
from bailiwick.lib.prepared import ask
from bailiwick.search.lines import Term, Test

from ..models import File, Issue, IssueLabel, IssueLink, IssueVersion, Reference, Star
from .conditions import MINE, about
from .ground import NONE, Ground
from .text import FEW

#: Under this name the sets of a line hold what leads it.
LEADING = "the fields"
Rows = Callable[[Test, Ground], QuerySet[Any, Any] | None]


def leaders(terms: Sequence[Term], ground: Ground) -> Numbers | None:
    """The issues that one of these fields fits, if they are few; the rarest sorts of field are asked first."""
    tests = [term for term in terms if isinstance(term, Test) and _can_lead(term)]
    for test in sorted(tests, key=lambda test: _RANK[test.field]):
        rows = ROWS[test.field](test, ground)
        found = None if rows is None else _few(rows, (str(test), ground.me, tuple(sorted(ground.names.items()))))
        if found is not None:
            return found
    return None


def _few(rows: QuerySet[Any, Any], shape: tuple[Any, ...]) -> Numbers | None:
    found = ask(("issues of a field", *shape), lambda: rows[: FEW + 1])
    return Numbers(sorted({row[0] for row in found})) if len(found) <= FEW else None


def _can_lead(test: Test) -> bool:
    return test.field in ROWS and not test.how and not any(value.lower() in NONE for value in test.values)


def _stands(test: Test, ground: Ground) -> QuerySet[Any, Any] | None:
    values = [value.lower() for value in test.values]
    if values == ["mine"]:
        return Issue.objects.filter(MINE["mine"](ground.myself(test)[0])).values_list("pk")
    if values == ["starred"]:
        return Star.objects.filter(user_id=ground.myself(test)[0]).values_list("issue_id")
    if values == ["blocked"]:
        return IssueLink.objects.filter(kind=IssueLink.Kind.BLOCKS).values_list("target_id")
    return None


def _hangs(test: Test, ground: Ground) -> QuerySet[Any, Any] | None:
    values = {value.lower() for value in test.values}
    if values <= {"file", "patch"}:
        return File.objects.values_list("issue_id")
    return Reference.objects.values_list("issue_id") if values <= {"reference", "pr"} else None


def _column(name: str) -> Rows:
    return lambda test, ground: Issue.objects.filter(**{f"{name}__in": ground.ids(test)}).values_list("pk")


ROWS: dict[str, Rows] = {
    "is": _stands,
    "has": _hangs,
    "version": lambda test, ground: IssueVersion.objects.filter(version__in=ground.ids(test)).values_list("issue_id"),
    "milestone": _column("milestone_id"),
    "reviewer": _column("reviewer_id"),
    "assignee": _column("assignee_id"),
    "author": _column("reporter_id"),
    "service": lambda test, ground: about(ground.ids(test)).values_list("issue_id"),
    "label": lambda test, ground: IssueLabel.objects.filter(label__in=ground.ids(test)).values_list("issue_id"),
}
_RANK = {name: rank for rank, name in enumerate(ROWS)}
