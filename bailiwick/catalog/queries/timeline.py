"""What was so through the years: all spans of a thing, or one kind of statement about many things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bailiwick.access import row_q

from ..drawing import joined
from ..models import Claim, EntityNow
from ..vocabulary import FAMILIES, PREDICATES, Predicate
from ..when import Span
from .card import FIELDS, Said, in_book, said_of
from .lists import after_q
from .names import Named, names
from .whole import whole_q

#: So many things stand on one page.
ROWS = 100
#: A thing with more statements than this shows the first of them.
MOST = 4_000


@dataclass(frozen=True, slots=True)
class Strand:
    """One statement through time, of all who make it."""

    said: Said
    object: Named | None
    span: Span

    @property
    def predicate(self) -> Predicate:
        return PREDICATES[self.said.predicate]

    @property
    def key(self) -> Any:
        """What it names, for its tone."""
        return self.object.id if self.object else (self.said.predicate, self.said.value, self.said.state)


@dataclass(slots=True)
class Row:
    """What is drawn in one line: one predicate of a thing, or one thing."""

    subject: Named
    predicate: Predicate | None = None
    strands: list[Strand] = field(default_factory=list)


def drawable(predicate: Predicate) -> bool:
    """Whether it makes sense as a band: what leads elsewhere, and choices."""
    return predicate.is_relation or predicate.value_type == "choice"


def meant(word: str) -> list[str]:
    """The predicates that a word of an address means: one, or a family of them; none for another word."""
    if word in PREDICATES:
        return [word] if drawable(PREDICATES[word]) else []
    return (
        [each.name for each in PREDICATES.values() if each.family == word and drawable(each)]
        if word in FAMILIES
        else []
    )


def of_entity(user: Any, row: EntityNow, word: str = "", known_at: datetime | None = None) -> list[Row]:
    """The strands of a thing by predicate, in the order of the vocabulary: two queries."""
    wanted = set(meant(word)) if word else {each.name for each in PREDICATES.values() if drawable(each)}
    said = [one for one in said_of(user, row.entity_id, known_at) if one.predicate in wanted]
    named = names(user, (one.object_id for one in said))
    subject = Named(row.entity_id, row.kind, row.slug, row.name)
    by_predicate: dict[str, list[Said]] = {}
    for one in said:
        by_predicate.setdefault(one.predicate, []).append(one)
    rows = [
        Row(subject, PREDICATES[name], _strands(by_predicate[name], named))
        for name in PREDICATES
        if name in by_predicate
    ]
    return [each for each in rows if each.strands]


@dataclass(frozen=True)
class Asked:
    """Which things, and what of them is drawn."""

    kind: str = "service"
    word: str = "where"
    group: str = ""


def of_all(
    user: Any, asked: Asked, known_at: datetime | None = None, after: str = "", limit: int = ROWS
) -> tuple[list[Row], str]:
    """Things of a kind by name, of which this is said at any time, and where the next page begins: three queries.

    Raises ValueError for an `after` that no page gave out.
    """
    claims = in_book(Claim.objects.filter(whole_q(user), predicate__in=meant(asked.word)), known_at)
    found = list(_things(user, asked, claims, after)[: limit + 1])
    rows = {pk: Row(Named(pk, asked.kind, slug, name)) for pk, slug, name, _sort in found[:limit]}
    said = [Said(*each) for each in claims.filter(subject__in=list(rows)).values_list(*FIELDS)[:MOST]]
    named = names(user, (one.object_id for one in said))
    by_subject: dict[int, list[Said]] = {}
    for one in said:
        by_subject.setdefault(one.subject_id, []).append(one)
    for pk, row in rows.items():
        row.strands = _strands(by_subject.get(pk, []), named)
    more = f"{found[limit - 1][3]}\x1f{found[limit - 1][0]}" if len(found) > limit else ""
    return list(rows.values()), more


def _things(user: Any, asked: Asked, claims: QuerySet[Claim], after: str) -> QuerySet[EntityNow, Any]:
    drawn = Exists(claims.filter(subject=OuterRef("entity_id")))
    found = EntityNow.objects.filter(row_q(user), drawn, kind=asked.kind, merged=False)
    if asked.group:
        found = found.filter(group=asked.group)
    if after:
        found = found.filter(after_q(after))
    return found.order_by("sort", "entity_id").values_list("entity_id", "slug", "name", "sort")


def groups(user: Any, kind: str) -> list[str]:
    """The groups that things of a kind are in, for this reader: one query."""
    rows = EntityNow.objects.filter(row_q(user), kind=kind, merged=False).exclude(group="")
    return list(rows.order_by("group").values_list("group", flat=True).distinct()[:ROWS])


def _strands(said: Iterable[Said], named: dict[int, Named]) -> list[Strand]:
    """Oldest first; what several witnesses say alike is one strand, with the first one's words."""
    alike: dict[Any, list[Said]] = {}
    for one in said:
        if one.object_id is None or one.object_id in named:
            key = (PREDICATES[one.predicate].identity, one.object_id, one.value, one.state)
            alike.setdefault(key, []).append(one)
    found = [
        Strand(group[0], named.get(group[0].object_id or 0), span)
        for group in (sorted(some, key=lambda one: (-one.rank, one.origin)) for some in alike.values())
        for span in joined(one.span for one in group)
    ]
    return sorted(found, key=lambda each: (each.span.from_latest, each.span.to_latest, each.said.origin))
