"""Lists as of a day: what was so then of the things that have a page today, with who they are called today.

A thing of which nothing was known on that day stays in the list and says so: that the book is silent
about a day does not mean that there was nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import visible_q

from ..models import Claim, State
from ..projection import HOSTS
from ..vocabulary import RESPONSIBLE
from .card import FIELDS, Fact, Said, facts_of, in_book, keepers
from .lists import Filters, rows
from .names import Named, names

#: What lists tell.
TOLD = (*RESPONSIBLE, *HOSTS, "title", "lifecycle", "standing")


@dataclass(slots=True)
class Then:
    """One thing in a list, on a day."""

    named: Named
    facts: list[Fact] = field(default_factory=list)

    @property
    def responsible(self) -> list[Fact]:
        return keepers(self.facts)

    @property
    def hosts(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.predicate.name in HOSTS and fact.object]

    def of(self, predicate: str) -> Fact | None:
        """The leading value of an attribute."""
        known = (fact for fact in self.facts if fact.predicate.name == predicate and fact.state == State.KNOWN)
        return next(known, None)


def rows_then(
    user: Any, filters: Filters, day: date | None, known_at: datetime | None, *, limit: int = 50, after: str = ""
) -> tuple[list[Then], str]:
    """A page of a kind by today's names, and the cursor of the next one: two queries more than today's list.

    Raises ValueError for a filter that speaks of today, and for a damaged cursor.
    """
    if filters != Filters(filters.kind, text=filters.text):
        raise ValueError(_("on another day only a part of the name narrows the list; the other filters speak of today"))
    page, more = rows(user, filters, limit=limit, after=after)
    facts = _facts_of(user, [row.id for row in page], day or timezone.now().date(), known_at)
    return [Then(Named(row.id, row.kind, row.slug, row.name), facts[row.id]) for row in page], more


def _facts_of(user: Any, ids: list[int], day: date, known_at: datetime | None) -> dict[int, list[Fact]]:
    """What lists tell of these, as it was on a day: one query for all, one for the names in it."""
    found: dict[int, list[Fact]] = defaultdict(list)
    if ids:
        claims = in_book(Claim.objects.filter(visible_q(user), subject_id__in=ids, predicate__in=TOLD), known_at)
        said = [Said(*row) for row in claims.values_list(*FIELDS)]
        for fact in facts_of(user, said, day, names(user, (one.object_id for one in said))):
            found[fact.lead.subject_id].append(fact)
    return found
