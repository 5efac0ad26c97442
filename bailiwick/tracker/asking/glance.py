"""Whether an issue may fit a line, told from the issue alone: for asking thousands of lines about one issue.

What is said here is “surely not” or “ask”: fields that name what the issue does not have. All else (words, numbers,
days, who may see it) is for the query. What is known of the issue is read once, and only if a line speaks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

from bailiwick.access.models import ScopePath
from bailiwick.accounts.models import User
from bailiwick.catalog.models import EntityNow
from bailiwick.search.grammar import Mistake
from bailiwick.search.lines import AnyOf, Line, Several, Term, Test

from ..models import Affected, Issue, IssueLabel, IssueVersion, Milestone
from ..words import Vocabulary
from .ground import ME, NONE
from .reading import read_line

#: Lines that are kept as they were read.
MOST = 10_000
_PEOPLE = {"author": "reporter_id", "assignee": "assignee_id", "reviewer": "reviewer_id"}


class Glance:
    """One issue, looked at for many lines."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self._known: dict[str, frozenset[str]] = {}

    def may_fit(self, line: str, me: int) -> bool:
        """False only if it surely does not fit; `me` is who asks."""
        asked = _read(line)
        return asked is not None and (asked.where is None or self._may(asked.where, me))

    def _may(self, term: Term, me: int) -> bool:
        if isinstance(term, Several):
            return all(self._may(each, me) for each in term.terms)
        if isinstance(term, AnyOf):
            return any(self._may(each, me) for each in term.terms)
        return not isinstance(term, Test) or term.how != "" or self._has(term, me)

    def _has(self, test: Test, me: int) -> bool:
        asked = {name for value in test.values for name in (value.lower(), value.lower().removeprefix("@"))}
        if test.field == "is":
            return any(self._stands(value, me) for value in asked)
        if test.field not in _READERS:
            return True
        if asked & {*NONE}:
            return True
        if test.field in _PEOPLE and ME in asked and getattr(self.issue, _PEOPLE[test.field]) == me:
            return True
        if test.field == "service":
            asked = {value if "/" in value else f"service/{value}" for value in asked}
        return not asked.isdisjoint(self._values(test.field))

    def _stands(self, value: str, me: int) -> bool:
        issue = self.issue
        told = {
            "open": not issue.closed, "closed": issue.closed, "held": issue.held,
            "unassigned": issue.assignee_id is None,
            "mine": me in (issue.reporter_id, issue.assignee_id, issue.reviewer_id),
        }  # fmt: skip
        return told.get(value, True)

    def _values(self, field: str) -> frozenset[str]:
        """What the issue has in this field, in lower case."""
        if field not in self._known:
            self._known[field] = frozenset(value.lower() for value in _READERS[field](self))
        return self._known[field]

    @cached_property
    def words(self) -> Vocabulary:
        return Vocabulary()

    @cached_property
    def handles(self) -> dict[int, str]:
        """account → handle, of the people of this issue."""
        ids = {getattr(self.issue, column) for column in _PEOPLE.values()}
        return dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "handle"))


@lru_cache(MOST)
def _read(line: str) -> Line | None:
    """A kept line; None for one that can be read no more."""
    try:
        return read_line(line)
    except Mistake:
        return None


def _person(column: str) -> Callable[[Glance], Iterable[str]]:
    def read(seen: Glance) -> Iterable[str]:
        handle = seen.handles.get(getattr(seen.issue, column) or 0)
        return [handle] if handle else []

    return read


def _services(seen: Glance) -> Iterable[str]:
    """What it affects, and what that is part of, as a line names them."""
    rows = Affected.objects.filter(issue=seen.issue).exclude(state=Affected.State.NOT_AFFECTED)
    named = set(rows.values_list("scope_id", flat=True))
    above = ScopePath.objects.filter(descendant__in=named).values_list("ancestor", flat=True)
    found = EntityNow.objects.filter(entity_id__in=named | set(above)).values_list("kind", "slug").distinct()
    return [f"{kind}/{slug}" for kind, slug in found]


_READERS: dict[str, Callable[[Glance], Iterable[str]]] = {
    "kind": lambda seen: [seen.issue.kind],
    "status": lambda seen: [seen.issue.status],
    "resolution": lambda seen: [seen.issue.resolution],
    "priority": lambda seen: [seen.words.slug("priority", seen.issue.priority)],
    "severity": lambda seen: [seen.words.slug("severity", seen.issue.severity)],
    "label": lambda seen: IssueLabel.objects.filter(issue=seen.issue).values_list("label__slug", flat=True),
    "version": lambda seen: IssueVersion.objects.filter(issue=seen.issue).values_list("version__name", flat=True),
    "milestone": lambda seen: Milestone.objects.filter(issues=seen.issue).values_list("name", flat=True),
    "service": _services,
    **{field: _person(column) for field, column in _PEOPLE.items()},
}
