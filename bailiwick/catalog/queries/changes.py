"""Changes as people read them: lists of them, and the page of one. What a reader may see stands in `steps.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from bailiwick.access import Level, viewer, visible_q
from bailiwick.accounts.models import User
from bailiwick.lib.keyset import before, cursor
from bailiwick.lib.one_of import Numbers
from bailiwick.lib.prepared import ask

from ..models import Alias, Change, Edit, Entity, Source
from ..when import NEVER
from . import steps as seen
from .names import Named, names
from .sources import titled
from .waiting import Figures, documents, figures_of, oldest_first
from .whole import named_q

PAGE = 50
#: What a report of a document counts.
FIGURES = ("seen", "new", "attested", "disagreeing", "changed", "gone", "kept")
LATEST = 8


@dataclass(slots=True)
class Summary:
    """One change in a list."""

    id: int
    status: str
    message: str
    via: str
    at: datetime
    author: str
    op: str
    about: Named | None
    report: dict[str, Any]
    reverts: int | None
    #: The title of the document that it read.
    document: str = ""
    #: The day of that document.
    dated: date | None = None
    #: The page that it merged, and the one that stays.
    merged: Named | None = None
    into: Named | None = None
    #: Of a document that waits: what a review of it counts.
    figures: Figures | None = None

    @property
    def url(self) -> str:
        return f"/changes/{self.id}/"


def latest_changes(user: Any, limit: int = LATEST) -> list[Summary]:
    """What was applied last: two queries."""
    rows = ask(("latest changes", limit, viewer(user).key), lambda: _latest(user, limit))
    return _summaries(user, [Dressed(*row) for row in rows])


def _latest(user: Any, limit: int) -> QuerySet[Change, Any]:
    applied = Change.objects.filter(visible_q(user, scope="scope_id"), status=Change.Status.APPLIED)
    return _columns(applied.order_by("-decided_at")[:limit])


@dataclass(frozen=True)
class Wanted:
    """What the list of changes is narrowed by."""

    status: str = ""
    via: str = ""
    author: str = ""
    text: str = ""
    entity: Entity | None = None


def changes(user: Any, wanted: Wanted, *, after: str = "", limit: int = PAGE) -> tuple[list[Summary], str]:
    """A page of changes, the latest first, and the cursor of the next page. Raises ValueError for a damaged cursor.

    What is proposed stands in the order in which it is reviewed: the oldest document first.
    """
    found = _narrowed(seen.changes(user, wanted.entity), wanted)
    rows, more = (_oldest if wanted.status == Change.Status.PROPOSED else _latest_of)(found, after, limit)
    shown = _summaries(user, rows)
    _say_figures(user, shown)
    return shown, more


def _oldest(found: QuerySet[Change], after: str, limit: int) -> tuple[list[Dressed], str]:
    pks, more = oldest_first(found, after, limit)
    rows = {row.id: row for row in _dressed(Change.objects.filter(pk__in=pks))}
    return [rows[pk] for pk in pks if pk in rows], more


def _latest_of(found: QuerySet[Change], after: str, limit: int) -> tuple[list[Dressed], str]:
    if after:
        found = found.filter(before(after, "created_at"))
    rows = _dressed(found.order_by("-created_at", "-pk")[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], cursor(last.created_at, last.id) if last else ""


def _say_figures(user: Any, shown: Iterable[Summary]) -> None:
    """Beside documents that wait: two queries more, when there are any."""
    waiting = {each.id: each for each in shown if each.status == Change.Status.PROPOSED and "source" in each.report}
    if waiting:
        for pk, figures in figures_of(user, documents(waiting).values()).items():
            waiting[pk].figures = figures


def _narrowed(found: QuerySet[Change], wanted: Wanted) -> QuerySet[Change]:
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.via:
        found = found.filter(via=wanted.via)
    if wanted.text:
        found = found.filter(message__icontains=wanted.text)
    if wanted.author:
        found = found.filter(author_id__in=User.objects.filter(handle=wanted.author.lower()).values("pk"))
    return found


def waiting_for(user: Any, limit: int = PAGE) -> list[Summary]:
    """Proposals on which the reader's word counts, the oldest first."""
    found = Change.objects.filter(_reviewable(user), status=Change.Status.PROPOSED, lineage=None)
    return _summaries(user, _dressed(found.order_by("pk")[:limit]))


def _reviewable(user: Any) -> Q:
    """Everywhere, or on the parts they answer for."""
    reader = viewer(user)
    readable = visible_q(user, scope="scope_id")
    if reader.base >= Level.STAFF:
        return readable
    return readable & Q(scope_id__in=seen.staffed(reader))


def own_proposals(user: Any, limit: int = PAGE) -> list[Summary]:
    """What the reader proposed, the latest first: what is open, and what somebody else decided."""
    found = Change.objects.filter(visible_q(user, scope="scope_id", own="author_id"), author_id=user.pk)
    decided = Q(reviewer_id__isnull=False) & ~Q(reviewer_id=user.pk)
    wanted = found.filter(Q(status=Change.Status.PROPOSED) | decided)
    return _summaries(user, _dressed(wanted.order_by("-pk")[:limit]))


class Dressed(NamedTuple):
    """A change with what a list says of it besides: the first step, the author's handle, what it merged."""

    id: int
    status: str
    message: str
    via: str
    created_at: datetime
    decided_at: datetime | None
    scope_id: int | None
    report: dict[str, Any]
    reverts_id: int | None
    first_op: str | None
    handle: str | None
    merged: int | None
    merge: dict[str, Any] | None

    @property
    def into(self) -> int | None:
        return (self.merge or {}).get("into")


def _dressed(found: QuerySet[Change]) -> list[Dressed]:
    """One query."""
    return [Dressed(*row) for row in _columns(found)]


def _columns(found: QuerySet[Change]) -> QuerySet[Change, Any]:
    first = Edit.objects.filter(change=OuterRef("pk")).order_by("pk").values("op")[:1]
    handle = User.objects.filter(pk=OuterRef("author_id")).values("handle")[:1]
    merge = Edit.objects.filter(change=OuterRef("pk"), op=Edit.Op.MERGE).order_by("pk")
    dressed = found.annotate(
        first_op=Subquery(first),
        handle=Subquery(handle),
        merged=Subquery(merge.values("entity_id")[:1]),
        merge=Subquery(merge.values("payload")[:1]),
    )
    return dressed.values_list(*Dressed._fields)


def _summaries(user: Any, rows: Sequence[Dressed]) -> list[Summary]:
    named = names(user, [pk for row in rows for pk in (row.scope_id, row.merged, row.into)])
    titles = _titles(user, rows)
    return [_summary(row, told_of(user, row.report), named, titles) for row in rows]


#: What a document is called, and its day.
Titles = dict[int, tuple[str, date]]


def _titles(user: Any, rows: Iterable[Dressed]) -> Titles:
    """Of the documents that were read, as far as the reader may see them."""
    read = {row.report["source"] for row in rows if "source" in row.report}
    if not read:
        return {}
    found = ask(("titles", viewer(user).key), lambda ids: _titled(user, ids), Numbers(sorted(read)))
    return {pk: (title, dated) for pk, title, dated in found}


def _titled(user: Any, ids: Iterable[int]) -> QuerySet[Source, Any]:
    return titled(user, ids).values_list("pk", "title", "dated")


def told_of(user: Any, report: dict[str, Any]) -> dict[str, Any]:
    """The figures of a document count its most private statement too; whoever may not see that gets none."""
    if viewer(user).base >= report.get("most", 0):
        return report
    return {name: value for name, value in report.items() if name not in FIGURES}


def _summary(row: Dressed, report: dict[str, Any], named: dict[int, Named], titles: Titles) -> Summary:
    title, dated = titles.get(report.get("source", 0), ("", None))
    return Summary(
        row.id,
        row.status,
        row.message,
        row.via,
        row.decided_at or row.created_at,
        row.handle or "",
        Edit.Op.MERGE if row.merged else row.first_op or "",
        named.get(row.scope_id or 0),
        report,
        row.reverts_id,
        title,
        dated,
        named.get(row.merged or 0),
        named.get(row.into or 0),
    )


@dataclass(slots=True)
class ChangePage:
    """What the page of one change shows: its steps, and what the steps alone don't tell."""

    change: Change
    summary: Summary
    reviewer: str
    steps: list[seen.Step]
    more: bool
    #: Edits of whole pages, with what they were before: {entity id: payload}.
    payloads: dict[tuple[str, int], dict[str, Any]]
    #: Pages that do not exist yet: (name, kind/slug).
    pending: list[tuple[str, str]]
    former: dict[int, str]
    reverted_by: list[int]

    @property
    def overtaken(self) -> bool:
        """Whether somebody has changed since what a proposal wants to change."""
        if self.change.status != Change.Status.PROPOSED:
            return False
        grounds = (step.before or (step.claim if step.op == Edit.Op.CORRECT else None) for step in self.steps)
        return any(claim is not None and claim.superseded_at < NEVER for claim in grounds)


def change_page(user: Any, change: Change) -> ChangePage:
    """The page of a change that this reader may see: fifteen queries at most, whatever it did."""
    told, more = seen.steps(user, change)
    change.report = told_of(user, change.report)
    [summary] = _summaries(user, _dressed(Change.objects.filter(pk=change.pk)))
    _say_figures(user, [summary])
    who = seen.handles([change.author_id, change.reviewer_id])
    payloads = _payloads(change)
    former = [pk for payload in payloads.values() for pk in payload.get("supersedes", ())]
    shown = Alias.objects.filter(visible_q(user, scope="entity_id"), pk__in=former, scheme="name")
    reverted = seen.changes(user).filter(reverts=change).values_list("pk", flat=True)
    return ChangePage(
        change,
        summary,
        who.get(change.reviewer_id or 0, ""),
        told,
        more,
        payloads,
        pending_pages(user, change),
        dict(shown.values_list("pk", "value")),
        list(reverted),
    )


def _payloads(change: Change) -> dict[tuple[str, int], dict[str, Any]]:
    whole = change.edits.filter(op__in=(Edit.Op.RENAME, Edit.Op.SHOW)).exclude(entity=None)
    return {(op, pk): payload for op, pk, payload in whole.values_list("op", "entity_id", "payload")}


def pending_pages(user: Any, change: Change) -> list[tuple[str, str]]:
    """Names and addresses of pages that the change would make."""
    if change.status == Change.Status.APPLIED:
        return []
    fresh = Entity.objects.filter(named_q(user), change=change, recorded_at=NEVER)
    made = change.aliases.filter(visible_q(user, scope="entity_id"), scheme="name", entity__in=fresh)
    return [(alias.value, alias.entity.ref) for alias in made.select_related("entity").order_by("pk")[:PAGE]]
