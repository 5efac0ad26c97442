"""Rows of `entity_now` for lists and the home page: filters, order, keyset paging; never a count of everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from bailiwick.access import row_q, viewer
from bailiwick.lib.prepared import ask
from bailiwick.lib.text import number

from ..models import EntityNow
from .freshness import Mark, mark_q, mark_until
from .names import Named, names
from .whole import by_part_q, exact, is_by_part

FIELDS = (
    "entity_id",
    "class_from",
    "kind",
    "slug",
    "name",
    "sort",
    "title",
    "lifecycle",
    "standing",
    "group",
    "responsible",
    "people",
    "hosts",
    "addresses",
    "contacts",
    "incoming",
    "facts",
    "fresh_until",
    "confirmed_at",
    "attested_on",
    "changed_at",
)
GONE = ("retired",)
ENDS = ("responsible", "hosts", "contacts")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed by; every field stands in the address of the page."""

    kind: str = "service"
    mark: Mark | None = None
    standing: str = ""
    lifecycle: str = ""
    group: str = ""
    #: Fewer than this many people answer for it.
    people_below: int | None = None
    text: str = ""


class Row(NamedTuple):
    """One thing in a list, ready to show. Equal ones look alike, so templates make a line of each only once."""

    id: int
    kind: str
    slug: str
    name: str
    title: str
    lifecycle: str
    standing: str
    group: str
    responsible: tuple[Named, ...]
    people: int
    hosts: tuple[Named, ...]
    addresses: tuple[str, ...]
    contacts: tuple[Named, ...]
    incoming: tuple[tuple[str, int], ...]
    facts: int
    mark: Mark
    confirmed_at: Any
    attested_on: date | None
    changed_at: Any
    cursor: str

    @property
    def ref(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def url(self) -> str:
        return f"/{self.kind}/{self.slug}/"


def rows(user: Any, filters: Filters, *, limit: int = 50, after: str = "") -> tuple[list[Row], str]:
    """A page of rows by name and the cursor of the next one ('' at the end): two queries."""
    # The first page of everything of a kind is the one that most readers ask for: compiled once.
    if not after and filters == Filters(kind=filters.kind):
        values = ask(("list", filters.kind, limit, viewer(user).key), lambda: _asked(user, filters, limit, after))
    else:
        values = list(_asked(user, filters, limit, after))
    page = dress(user, values[:limit])
    return [row for row in page if _fits(row, filters)], page[-1].cursor if len(values) > limit else ""


def _asked(user: Any, filters: Filters, limit: int, after: str) -> QuerySet[EntityNow, Any]:
    found = _narrowed(user, filters)
    if after:
        found = found.filter(after_q(after))
    return found.order_by("sort", "entity_id").values_list(*FIELDS)[: limit + 1]


def after_q(cursor: str) -> Q:
    """Rows by name after the one that a page ended with. Raises ValueError for what no page gave out."""
    name, _, pk = cursor.rpartition("\x1f")
    entity_id = number(pk)
    if entity_id is None or "\x00" in name:
        raise ValueError("the address of this page is damaged; start from the first one")
    return Q(sort__gt=name) | Q(sort=name, entity_id__gt=entity_id)


def _fits(row: Row, filters: Filters) -> bool:
    """Whether it still belongs to the list by what the reader may count."""
    few = filters.people_below is None or row.people < filters.people_below
    return few and filters.mark in (None, row.mark)


def _narrowed(user: Any, filters: Filters) -> QuerySet[EntityNow]:
    found = EntityNow.objects.filter(row_q(user), kind=filters.kind, merged=False)
    if filters.mark:
        found = found.filter(mark_q(filters.mark, timezone.now().date()) | by_part_q(user))
    for column in ("standing", "lifecycle", "group"):
        if wanted := getattr(filters, column):
            found = found.filter(**{column: wanted})
    if filters.people_below is not None:
        few = Q(people__lt=filters.people_below) | by_part_q(user)
        found = found.filter(few).exclude(lifecycle__in=GONE)
    if filters.text:
        found = found.filter(Q(sort__contains=filters.text.casefold()) | Q(slug__contains=filters.text.casefold()))
    return found


def dress(user: Any, values: Iterable[Any], ends: Iterable[str] = ENDS) -> list[Row]:
    """Ready to show, with names for what stands in the columns `ends`."""
    values = [dict(zip(FIELDS, row, strict=True)) for row in values]
    counted = exact(user, [row["entity_id"] for row in values if is_by_part(user, row.pop("class_from"))])
    for row in values:
        row |= {name: value for name, value in counted.get(row["entity_id"], {}).items() if name in row}
    ids = [pk for row in values for column in ends for pk in row[column]]
    named, today = names(user, ids), timezone.now().date()
    dressed = []
    for row in values:
        for column in ENDS:
            row[column] = tuple([named[pk] for pk in row[column] if pk in named])
        row |= {"addresses": tuple(row["addresses"]), "incoming": tuple(sorted(row["incoming"].items()))}
        row["mark"] = mark_until(row.pop("fresh_until"), today)
        row["cursor"] = f"{row.pop('sort')}\x1f{row['entity_id']}"
        row["id"] = row.pop("entity_id")
        dressed.append(Row(**row))
    return dressed
