"""Everything that stands on the page of one issue, with a handful of queries, each compiled once.

The issue itself by what the reader may see; then what hangs on it by the level that they have there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any

import orjson
from django.db.models import Count, DateTimeField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from bailiwick.access import viewer, visible_q
from bailiwick.catalog.queries.names import Named, names
from bailiwick.lib.markdown import mentioned
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic

from ..linking import FIELD as LINKS
from ..models import (
    Affected,
    Comment,
    Complaint,
    Edit,
    File,
    Issue,
    IssueLabel,
    IssueLink,
    IssueVersion,
    Milestone,
    Reference,
    Star,
)
from ..words import Vocabulary
from .people import Somebody, people

#: So many comments stand on one page, the latest; the others are one click away.
SHOWN = 200
_COLUMNS = [column.attname for column in Issue._meta.concrete_fields]
_SAID = ("pk", "author_id", "address_id", "visibility", "note", "held", "via", "created_at", "edited_at", "body")


def issue_seen(user: Any, pk: int) -> Issue | None:
    """The issue, if this reader may see it."""
    me = viewer(user).user_id or 0

    def build(pk: int, me: int) -> QuerySet[Issue, Any]:
        seen = visible_q(user, scope="scope_id") | Q(reporter_id=me)
        return Issue.objects.filter(seen, pk=pk).values_list(*_COLUMNS)

    for row in ask(("issue", viewer(user).key), build, pk, me):
        return Issue.from_db("default", _COLUMNS, row)
    return None


@dataclass(frozen=True, slots=True)
class Other:
    """Another issue as a link."""

    id: int
    title: str
    status: str
    closed: bool

    @property
    def url(self) -> str:
        """Where it lives."""
        return f"/issues/{self.id}/"


def others(user: Any, ids: Iterable[int]) -> dict[int, Other]:
    """number → the issue, for those of these that the reader may see. One query; none when nothing is asked."""
    wanted, me = Numbers(sorted(set(ids))), viewer(user).user_id or 0
    if not wanted:
        return {}

    def build(ids: Iterable[int], me: int) -> QuerySet[Issue, Any]:
        seen = visible_q(user, scope="scope_id") | Q(reporter_id=me)
        return Issue.objects.filter(seen, OneOf("id", ids, leads=True)).values_list("pk", "title", "status", "closed")

    return {row[0]: Other(*row) for row in ask(("issues", viewer(user).key), build, wanted, me)}


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as a reader sees it."""

    id: int
    author_id: int
    address_id: int | None
    visibility: int
    note: bool
    held: bool
    via: str
    created_at: datetime
    edited_at: datetime | None
    body: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that somebody changed."""

    id: int
    field: str
    before: Any
    after: Any
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Hanging:
    """Something that hangs on an issue; what the columns hold depends on `what`."""

    what: str
    id: int
    number: int | None
    word: str
    text: str
    more: str
    at: datetime | None


@dataclass
class Page:
    """An issue with all that a reader may see of it."""

    issue: Issue
    level: int
    words: Vocabulary
    said: list[Said]
    #: There are comments before these.
    earlier: bool
    changed: list[Changed]
    hanging: dict[str, list[Hanging]]
    others: dict[int, Other] = field(default_factory=dict)
    people: dict[int, Somebody] = field(default_factory=dict)
    named: dict[int, Named] = field(default_factory=dict)

    def of(self, what: str) -> list[Hanging]:
        """What of this sort hangs on it."""
        return self.hanging.get(what, [])

    @property
    def text_changed(self) -> bool:
        """Whether somebody changed the text of the issue."""
        return any(each.field == "body" for each in self.changed)

    @property
    def statuses_had(self) -> set[str]:
        """Where it was before, as its history tells this reader."""
        return {each.before for each in self.changed if each.field == "status"}

    @property
    def talk_names(self) -> dict[int, tuple[str, str]]:
        """What numbers in texts lead to: (address, what it is called)."""
        label = self.words.label
        return {pk: (each.url, f"{each.title} ({label('status', each.status)})") for pk, each in self.others.items()}


def page_of(user: Any, issue: Issue, before: int = 0) -> Page:
    """The page for this reader; `before`: comments with lower numbers only."""
    level, me = int(viewer(user).level(issue.scope_id)), viewer(user).user_id or 0
    said = _said(issue, level, me, before)
    # Whoever reported it sees it whatever their level.
    hanging = _hanging(issue.pk, max(level, issue.visibility), me)
    page = Page(issue, level, Vocabulary(), said[:SHOWN], len(said) > SHOWN, _changed(hanging.pop("edit", [])), hanging)
    page.said.reverse()
    page.others = others(user, _numbers(page))
    page.people = people(_accounts(page), issue.scope_id)
    page.named = names(user, chain(_scopes(page), (each.person_id for each in page.people.values())))
    page.people |= {
        pk: replace(each, url=page.named[each.person_id].url)
        for pk, each in page.people.items()
        if each.person_id in page.named
    }
    return page


def _said(issue: Issue, level: int, me: int, before: int) -> list[Said]:
    """The latest comments first, one more than are shown. Reporters read what is said to them."""
    reporter = bool(me) and issue.reporter_id == me

    def build(pk: int, me: int, before: int) -> QuerySet[Comment, Any]:
        seen = Q(visibility__lte=level) | Q(author_id=me) | (Q(note=False, held=False) if reporter else Q())
        return Comment.objects.filter(seen, issue_id=pk, pk__lt=before).order_by("-pk").values_list(*_SAID)[: SHOWN + 1]

    return [Said(*row) for row in ask(("thread", level, reporter), build, issue.pk, me, before or 2**49)]


def _changed(rows: Iterable[Hanging]) -> list[Changed]:
    return [
        Changed(
            row.id,
            row.word,
            orjson.loads(row.text or "null"),
            orjson.loads(row.more or "null"),
            row.number or 0,
            row.at,
        )
        for row in sorted(rows, key=lambda row: row.id)
        if row.at is not None
    ]


def _hanging(pk: int, level: int, me: int) -> dict[str, list[Hanging]]:
    """Fields that changed, labels, versions, services, links, stars, watchers … as rows of one query."""

    def build(pk: int, me: int, topic: str) -> QuerySet[Any, Any]:
        first, *rest = _parts(pk, me, topic, level)
        return first.union(*rest, all=True)

    found: dict[str, list[Hanging]] = {}
    for row in ask(("hanging", level), build, pk, me, issue_topic(pk)):
        found.setdefault(row[0], []).append(Hanging(*row))
    return found


def _parts(pk: int, me: int, topic: str, level: int) -> Iterable[QuerySet[Any, Any]]:
    """The parts of that query. Edits lead, because their columns are typed in every database."""
    edits = Edit.objects.filter(issue_id=pk, visibility__lte=level)
    yield _row(edits, "edit", "pk", "by_id", "field", _text("before"), _text("after"), F("at"))
    yield _row(edits.filter(operation__kind="bulk"), "bulk", "pk", "operation_id", "")
    yield _row(IssueLabel.objects.filter(issue_id=pk), "label", "label_id", None, "label__slug", F("label__colour"),
               F("label__description"))  # fmt: skip
    yield _row(IssueVersion.objects.filter(issue_id=pk), "version", "version_id", None, "version__name")
    yield _row(Affected.objects.filter(issue_id=pk), "service", "scope_id", None, "state")
    yield _row(IssueLink.objects.filter(source_id=pk), "out", "pk", "target_id", "kind")
    yield _row(IssueLink.objects.filter(target_id=pk), "in", "pk", "source_id", "kind")
    yield _row(Reference.objects.filter(issue_id=pk), "reference", "pk", None, "kind", F("url"), F("state"),
               F("state_at"))  # fmt: skip
    yield _row(File.objects.filter(issue_id=pk, removed_at__isnull=True), "file", "pk", "author_id", "")
    # Why a post was not let through is shown with the post, to whoever sees that.
    refused = Complaint.objects.filter(issue_id=pk, settled_at__isnull=False, settled_by_id=F("by_id"))
    yield _row(refused, "refusal", "pk", "comment_id", "", F("reason"))
    yield _row(Milestone.objects.filter(issues=pk), "milestone", "pk", None, "name")
    yield _row(Star.objects.filter(issue_id=pk, user_id=me), "starred", "pk", None, "")
    yield _row(Subscription.objects.filter(topic=topic, user_id=me), "watched", "pk", None, "mode")
    watchers = Subscription.objects.filter(topic=topic).values("topic").annotate(n=Count("pk"))
    yield _row(watchers, "watchers", "n", None, "")


def _row(
    rows: QuerySet[Any, Any], what: str, pk: str, number: str | None, word: str, text: Any = None, more: Any = None,
    at: Any = None,
) -> QuerySet[Any, Any]:  # fmt: skip
    """The same seven columns of whatever it is."""
    return rows.order_by().values_list(
        Value(what, output_field=TextField()),
        Cast(pk, IntegerField()) if pk == "n" else F(pk),
        F(number) if number else Value(None, output_field=IntegerField()),
        F(word) if word else Value("", output_field=TextField()),
        text or Value("", output_field=TextField()),
        more or Value("", output_field=TextField()),
        at or Value(None, output_field=DateTimeField()),
    )


def _text(column: str) -> Cast:
    return Cast(column, TextField())


def _numbers(page: Page) -> set[int]:
    """Issues that are linked, or named in a text."""
    issue = page.issue
    told = {(each.after or each.before)["issue"] for each in page.changed if each.field == LINKS}
    texts = chain([issue.body], (each.body for each in page.said))
    linked = {row.number for row in chain(page.of("out"), page.of("in")) if row.number}
    into = {issue.merged_into_id} if issue.merged_into_id else set[int]()
    return (set[int]().union(*map(mentioned, texts)) | linked | into | told) - {issue.pk}


def _accounts(page: Page) -> Iterable[int | None]:
    issue = page.issue
    yield from (issue.reporter_id, issue.assignee_id, issue.reviewer_id)
    yield from (*(each.author_id for each in page.said), *(row.number for row in page.of("file")))
    for each in page.changed:
        yield each.by_id
        if each.field in ("assignee_id", "reviewer_id"):
            yield from (each.before, each.after)


def _scopes(page: Page) -> Iterable[int | None]:
    yield page.issue.scope_id
    yield from (row.id for row in page.of("service"))
    for each in page.changed:
        if each.field == "scope_id":
            yield from (each.before, each.after)
        if each.field == "services":
            yield from (int(pk) for value in (each.before, each.after) for pk in value or {})
