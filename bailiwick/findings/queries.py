"""Findings for lists: what is wanted, the first of each kind with how many there are, a page of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.access import viewer
from bailiwick.access.models import ScopePath
from bailiwick.accounts.models import User
from bailiwick.catalog.models import Lineage
from bailiwick.catalog.queries.names import Named, names
from bailiwick.catalog.queries.sources import lineage_named, lineages
from bailiwick.lib.keyset import before, cursor
from bailiwick.lib.one_of import OneOf
from bailiwick.lib.prepared import ask

from .kinds import KINDS
from .models import Finding, FindingQuerySet

#: Rows of a page, of a group on the first page, and how far is counted.
PAGE, OF_A_KIND, COUNTED = 50, 6, 100
#: What moved last stands first.
LATEST = ("-moved_at", "-pk")
#: Lists to choose from.
LISTS = 100
STATUSES = ("open", "settled", "gone", "all")


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed by; every field stands in the address of the page. Raises ValueError for nonsense."""

    kind: str = ""
    predicate: str = ""
    lineage: str = ""
    #: `me` or `nobody`.
    whose: str = ""
    status: str = "open"

    def __post_init__(self) -> None:
        known = (self.kind in ("", *KINDS), self.whose in ("", "me", "nobody"), self.status in STATUSES)
        if not all(known):
            raise ValueError("there is no such list")


def wanted_of(asked: Mapping[str, str]) -> Wanted:
    """As the address of a page or a feed asks; raises ValueError for nonsense."""
    said = {each.name: asked.get(each.name, "").replace("\x00", "")[:200] for each in fields(Wanted)}
    return Wanted(**{name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the names of what it is about, as this reader knows them."""

    finding: Finding
    about: Named | None
    other: Named | None
    said_by: str
    against: str
    whose: str

    @property
    def url(self) -> str:
        return f"/findings/{self.finding.pk}/"


@dataclass(slots=True)
class Group:
    """The first findings of a kind, and how many there are, counted as far as `COUNTED`."""

    kind: str
    rows: list[Row]
    count: int

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


def narrowed(user: Any, wanted: Wanted) -> FindingQuerySet:
    """What fits, as far as this reader may see it."""
    found = Finding.objects.visible_to(user)
    if wanted.status != "all":
        found = found.filter(status=wanted.status)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.predicate:
        found = found.filter(predicate=wanted.predicate)
    if wanted.lineage:
        line = lineage_named(user, wanted.lineage)
        found = found.of_list(line.pk) if line else found.none()
    if wanted.whose == "me":
        return found.assigned_to(user) if user.is_authenticated else found.none()
    return found.filter(account_id=None, team_id=None) if wanted.whose else found


def page(user: Any, wanted: Wanted, after: str = "", limit: int = PAGE) -> tuple[list[Row], str]:
    """What moved last first, and where the next page begins (or ''). Raises ValueError for a damaged address."""
    found = narrowed(user, wanted)
    if after:
        found = found.filter(before(after, "moved_at"))
    rows = list(found.select_related("said_by", "against").order_by(*LATEST)[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return dress(user, rows[:limit]), cursor(last.moved_at, last.pk) if last else ""


def groups(user: Any, wanted: Wanted) -> list[Group]:
    """Each kind that has some: a small query for each, then what the first ones are."""

    def of(kind: str) -> QuerySet[Finding, Any]:
        return narrowed(user, wanted).filter(kind=kind).order_by(*LATEST).values_list("pk")[: COUNTED + 1]

    # What most readers ask for is compiled once.
    plain = wanted == Wanted()
    reader = viewer(user).key
    ids = {
        kind: [row[0] for row in (ask(("findings of a kind", reader), of, kind) if plain else of(kind))]
        for kind in KINDS
    }
    first = [pk for pks in ids.values() for pk in pks[:OF_A_KIND]]
    rows = Finding.objects.filter(pk__in=first).select_related("said_by", "against").order_by(*LATEST)
    dressed = dress(user, rows)
    return [
        Group(kind, [row for row in dressed if row.finding.kind == kind], len(pks)) for kind, pks in ids.items() if pks
    ]


def dress(user: Any, findings: Iterable[Finding]) -> list[Row]:
    """With names; two queries more at most."""
    findings = list(findings)
    ids = [pk for each in findings for pk in (each.scope_id, each.other_id, each.team_id)]
    named = names(user, ids)
    accounts = {each.account_id for each in findings if each.account_id}
    whose = dict(User.objects.filter(pk__in=accounts).values_list("pk", "handle")) if accounts else {}
    return [_row(each, named, whose) for each in findings if each.scope_id is None or each.scope_id in named]


def _row(finding: Finding, named: dict[int, Named], handles: dict[int, str]) -> Row:
    team = named.get(finding.team_id or 0)
    whose = handles.get(finding.account_id or 0, "") or (team.name if team else "")
    about, other = named.get(finding.scope_id or 0), named.get(finding.other_id or 0)
    return Row(finding, about, other, title(finding.said_by), title(finding.against), whose)


def title(line: Lineage | None) -> str:
    """What a list is called."""
    return (line.title or line.name) if line else ""


def lists(user: Any) -> list[tuple[str, str]]:
    """(name, what it is called) of the lists that one can narrow by."""

    def some() -> QuerySet[Lineage, Any]:
        return lineages(user).order_by("name").values_list("name", "title")[:LISTS]

    return [(name, said or name) for name, said in ask(("lists to choose", viewer(user).key), some)]


def finding_seen(user: Any, pk: int) -> Finding | None:
    """One finding, if this reader may see it."""
    return Finding.objects.visible_to(user).select_related("said_by", "against").filter(pk=pk).first()


def mine(user: Any, most: int = 20) -> list[Row]:
    """Open ones that are assigned to the reader or a team of theirs, or about what they answer for."""
    found = Finding.objects.visible_to(user).open().filter(_theirs(user))
    return dress(user, found.select_related("said_by", "against").order_by(*LATEST)[:most])


def _theirs(user: Any) -> Q:
    tops: set[int] = set().union(*(scopes for _level, scopes in viewer(user).scoped))
    assigned = Q(pk__in=Finding.objects.open().assigned_to(user).values("pk"))
    if not tops:
        return assigned
    under = ScopePath.objects.filter(OneOf("ancestor", tops), descendant=OuterRef("scope_id"))
    return assigned | Q(Exists(under))


def counted(found: QuerySet[Finding]) -> int:
    """How many, no further than `COUNTED` + 1."""
    return len(found.order_by("-pk").values_list("pk", flat=True)[: COUNTED + 1])
