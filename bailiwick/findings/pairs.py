"""Two pages side by side: what each is called, how it is reached, and what is said of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from markupsafe import Markup

from bailiwick.access import visible_q
from bailiwick.catalog.former_names import SCHEME
from bailiwick.catalog.models import Alias, Claim
from bailiwick.catalog.queries.card import FIELDS, Fact, Said, facts_of, in_book
from bailiwick.catalog.queries.names import Named, names
from bailiwick.catalog.queries.whole import whole_q
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.catalog.when import NEVER
from bailiwick.catalog.words import sentence

from .queries import Row

#: Facts of one page that stand on its card.
SHOWN = 12


@dataclass(slots=True)
class Card:
    """One of the two."""

    named: Named
    also: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    #: What names it and in which word, the first of them; and how many there are.
    named_by: list[tuple[Named, Any]] = field(default_factory=list)
    pointing: int = 0

    @property
    def weight(self) -> tuple[int, int]:
        """Which one should stay: of which more is said, the older one of equals."""
        return len(self.facts) + self.pointing, -self.named.id


@dataclass(frozen=True, slots=True)
class Pair:
    """A suggestion with both cards; `stays` is the one of which more is said."""

    row: Row
    one: Card
    other: Card
    #: What is said of both.
    common: frozenset[Any]

    @property
    def merge(self) -> str:
        """The form that merges the lesser into the other."""
        stays, goes = sorted((self.one, self.other), key=lambda card: card.weight, reverse=True)
        return f"{goes.named.url}merge/?into={stays.named.ref}"

    def lines(self, card: Card) -> list[tuple[Markup, bool]]:
        """The facts of a card, and whether the other one has it too."""
        return [(sentence(fact), said(fact) in self.common) for fact in card.facts[:SHOWN]]


def pairs(user: Any, rows: Iterable[Row]) -> list[Pair]:
    """Cards for all of these: four queries, however many."""
    rows = [row for row in rows if row.about and row.other]
    cards = _cards(user, {named.id: named for row in rows for named in (row.about, row.other) if named})
    found = []
    for row in rows:
        one, other = (cards[named.id] for named in (row.about, row.other) if named)
        common = {said(fact) for fact in one.facts} & {said(fact) for fact in other.facts}
        found.append(Pair(row, one, other, frozenset(common)))
    return found


def said(fact: Fact) -> Any:
    """What tells a fact from another, whatever it is said of."""
    return fact.predicate.identity, fact.object.id if fact.object else fact.value, fact.state


def _cards(user: Any, named: dict[int, Named]) -> dict[int, Card]:
    cards = {pk: Card(each) for pk, each in named.items()}
    _add_names(user, cards)
    _add_facts(user, cards)
    return cards


def _add_names(user: Any, cards: dict[int, Card]) -> None:
    rows = Alias.objects.filter(
        visible_q(user, scope="entity_id"), entity_id__in=list(cards), recorded_at__lt=NEVER, superseded_at=NEVER
    ).exclude(scheme__in=(SCHEME, "slug", "name"))
    for pk, scheme, value in rows.order_by("pk").values_list("entity_id", "scheme", "value"):
        {"mail": cards[pk].mails, "account": cards[pk].handles}.get(scheme, cards[pk].also).append(value)


def _add_facts(user: Any, cards: dict[int, Card]) -> None:
    today = timezone.now().date()
    seen = in_book(Claim.objects.filter(visible_q(user)), None)
    of: dict[int, list[Said]] = defaultdict(list)
    for row in seen.filter(subject_id__in=list(cards)).values_list(*FIELDS):
        one = Said(*row)
        of[one.subject_id].append(one)
    pointing = in_book(Claim.objects.filter(whole_q(user), object_id__in=list(cards)), None).order_by("pk")
    naming = list(pointing.values_list("object_id", "subject_id", "predicate")[:1_000])
    objects = [one.object_id for some in of.values() for one in some]
    named = names(user, [*objects, *(subject for _target, subject, _word in naming)])
    for pk, some in of.items():
        cards[pk].facts = facts_of(user, some, today, named)
        cards[pk].mails += [fact.value for fact in cards[pk].facts if fact.predicate.name == "mail" and fact.value]
    for target, subject, word in naming:
        card = cards[target or 0]
        card.pointing += 1
        if subject in named and len(card.named_by) < SHOWN:
            card.named_by.append((named[subject], PREDICATES[word].label))
