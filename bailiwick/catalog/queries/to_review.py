"""Documents that wait for a review, for the front page: how many, how much of them is undecided, which is the oldest.

Looked up once for each state of the book, and counted only as far as that is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import caches
from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.access import Level, may_somewhere, viewer

from ..middleware import quiet_revision
from ..models import Change, Claim
from ..when import NEVER
from . import steps as seen
from .sources import titled
from .waiting import Waiting, documents, figures_of, oldest_first
from .whole import whole_q

#: So many documents are counted, and the lines of the oldest of them while together they have no more than this.
DOCUMENTS, LINES = 100, 2_000


@dataclass(frozen=True, slots=True)
class ToReview:
    """What waits for one reader; `more`: not all of it was counted."""

    documents: int
    more_documents: bool
    #: Lines that nobody has decided. None: not known, as for whoever reviews a part only.
    undecided: int | None
    more_lines: bool
    oldest: int
    title: str
    dated: date | None
    #: Whether the list of changes has all of them.
    listed: bool


def to_review(user: Any) -> ToReview | None:
    """What waits for somebody who may judge lines: one query, six when the book has changed since they last looked."""
    if not may_somewhere(user, "statement.judge"):
        return None
    kept, revision = caches["pages"], quiet_revision()
    key = f"to-review-{user.pk}-{viewer(user).key}-{revision}"
    known: tuple[ToReview | None] | None = kept.get(key) if revision else None
    if known is None:
        known = (_look(user),)
        if revision:
            kept.set(key, known)
    return known[0]


def _look(user: Any) -> ToReview | None:
    pks, more = oldest_first(_waiting(user), "", DOCUMENTS)
    by_pk = documents(pks)
    changes = [by_pk[pk] for pk in pks if pk in by_pk]
    everywhere = viewer(user).base >= Level.STAFF
    if not everywhere:
        changes = _undecided_on_part(user, changes)
    if not changes:
        return None
    counted = list(_countable(changes)) if everywhere else []
    figures = figures_of(user, counted).values() if counted else ()
    title, dated = _called(user, changes[0])
    return ToReview(
        len(changes),
        bool(more),
        sum(each.undecided for each in figures) if counted else None,
        len(counted) < len(changes) or bool(more),
        changes[0].pk,
        title,
        dated,
        everywhere,
    )


def _waiting(user: Any) -> QuerySet[Change]:
    """Documents that this reader may see, and those that speak of a part of theirs."""
    reader = viewer(user)
    shown = Q(pk__in=seen.changes(user).filter(status=Change.Status.PROPOSED).values("pk"))
    if reader.scoped:
        on_part = Claim.objects.filter(
            whole_q(user), change=OuterRef("pk"), recorded_at=NEVER, subject__in=seen.staffed(reader)
        )
        shown |= Q(Exists(on_part))
    documents = Change.objects.filter(status=Change.Status.PROPOSED, lineage__isnull=False, reverts=None)
    return documents.filter(shown, read_source__isnull=False)


def _undecided_on_part(user: Any, changes: Sequence[Waiting]) -> list[Waiting]:
    """Whoever answers for a part applies no document: one that has nothing left to decide there waits for others."""
    figures = figures_of(user, changes, seen.staffed(viewer(user)))
    return [each for each in changes if figures[each.pk].undecided]


def _countable(changes: Iterable[Waiting]) -> Iterator[Waiting]:
    """The oldest ones, while they are not too much together."""
    lines = 0
    for change in changes:
        lines += change.seen
        if lines > LINES:
            return
        yield change


def _called(user: Any, change: Waiting) -> tuple[str, date | None]:
    """What the document is called, and its day, if the reader may know."""
    found = titled(user, [change.source]).values_list("title", "dated")
    return next(iter(found), ("", None))
