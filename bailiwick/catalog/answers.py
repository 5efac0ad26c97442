"""Questions that programs ask, each answered as plain values: what the API and the terminal's `--json` share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import row_q, visible_q
from bailiwick.lib.batches import batches

from . import plain, resolve
from .models import Change, Claim, Entity, EntityNow
from .plain import Plain
from .projection import BATCH, counted
from .queries.card import Card, Fact, card
from .queries.changes import pending_pages
from .queries.freshness import Mark, mark_q, mark_until
from .queries.history import history, references, stories
from .queries.lists import GONE
from .queries.names import names
from .queries.page import row_at, ways
from .queries.sources import lineages
from .queries.statement import handles_in
from .queries.steps import handles, steps
from .queries.whole import by_part_q, exact, whole_q
from .vocabulary import INTENTS, PEOPLE
from .when import NEVER


def row_for(user: Any, kind: str, slug: str) -> EntityNow | None:
    """The row at this address, or at the one that a former address leads to; None when the reader may not see it."""
    row = row_at(user, kind, slug)
    if row is None and (entity := resolve.visible(user, f"{kind}/{slug}")):
        row = row_at(user, entity.kind, entity.slug)
    return row


def claim_for(user: Any, pk: int) -> Claim | None:
    """One version of a claim, if the reader may see it and both of its ends."""
    seen = Claim.objects.filter(visible_q(user), pk=pk, recorded_at__lt=NEVER).select_related("subject")
    claim = seen.first()
    if claim is None:
        return None
    ends = {end for end in (claim.subject_id, claim.object_id) if end}
    return claim if ends <= set(names(user, ends)) else None


def lineages_of(user: Any, facts: Iterable[Fact]) -> dict[int, str]:
    """Witness → the name of its list, where the reader may know it: what an open list retells may be hidden."""
    wanted = {said.witness_id for fact in facts for said in fact.said}
    return dict(lineages(user).filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def card_of(user: Any, row: EntityNow, as_of: date | None = None, known_at: datetime | None = None) -> Plain:
    """An entity with all that is said of it: three queries beside the one that found the row."""
    shown = card(user, row.entity, as_of=as_of, known_at=known_at)
    into = names(user, [row.entity.merged_into_id]).get(row.entity.merged_into_id or 0)
    today = as_of is None and known_at is None
    return plain.card(row, shown, lineages_of(user, shown.facts), known_at, into, row.incoming if today else None)


def references_of(user: Any, shown: Card) -> list[Plain]:
    """What each fact of the card rests on."""
    quotes = references(said.origin for fact in shown.facts for said in fact.said)
    return [
        plain.fact(fact, {}) | {"references": [plain.quote(each) for said in fact.said for each in quotes[said.origin]]}
        for fact in shown.facts
    ]


@dataclass(frozen=True, slots=True)
class Who:
    """Whom to ask about a thing, and how well that is known."""

    row: EntityNow
    card: Card
    #: Ways to reach them, by intent as the vocabulary orders them.
    contacts: list[Fact]
    #: What it is reached by itself: a person's mail address, a contact point's address.
    own: list[Fact]
    ways: dict[int, list[str]]
    freshness: dict[str, int]
    confirmed_at: datetime | None
    attested_on: date | None

    @property
    def people(self) -> int:
        """How many persons answer for it."""
        return len({fact.object.id for fact in self.card.keepers if fact.object and fact.object.kind == "person"})

    @property
    def wanted(self) -> str:
        """What a service lacks, in words; a team is more than one person."""
        named = {fact.object.id: fact.object.kind for fact in self.card.keepers if fact.object}
        enough = counted(named.values()) > 1
        if self.row.kind != "service" or enough or self.card.value("lifecycle") in GONE:
            return ""
        return _("It wants a second maintainer.") if self.card.keepers else _("It wants somebody to answer for it.")


def who(user: Any, row: EntityNow, as_of: date | None = None, known_at: datetime | None = None) -> Who:
    """Contacts, responsible people and freshness of one thing: a card and the ways to reach those on it."""
    shown = card(user, row.entity, as_of=as_of, known_at=known_at)
    contacts = sorted(shown.of("contact_point"), key=_by_intent)
    people = [fact.object.id for fact in [*contacts, *shown.responsible] if fact.object]
    counts = Counter(str(fact.mark) for fact in shown.facts)
    said = [said for fact in shown.facts for said in fact.said]
    return Who(
        row,
        shown,
        contacts,
        shown.of("mail", "url") if row.kind in PEOPLE else [],
        ways(user, people, shown.day, known_at),
        {str(mark): counts[mark] for mark in Mark},
        max((one.confirmed_at for one in said if one.confirmed_at), default=None),
        max((one.attested_on for one in said if one.attested_on), default=None),
    )


def _by_intent(fact: Fact) -> int:
    order = list(INTENTS)
    intent = fact.lead.qualifiers.get("intent", "")
    return order.index(intent) if intent in order else len(order)


def who_of(found: Who) -> Plain:
    """The same as plain values."""
    return {
        "ref": f"{found.row.kind}/{found.row.slug}",
        "name": found.row.name,
        "as_of": found.card.day,
        "contacts": [_reached(fact, found) for fact in found.contacts],
        "responsible": [_reached(fact, found) for fact in found.card.responsible],
        "people": found.people,
        "wanted": found.wanted or None,
        "freshness": found.freshness,
        "confirmed_at": found.confirmed_at,
        "attested_on": found.attested_on,
    }


def _reached(fact: Fact, found: Who) -> Plain:
    at = found.ways.get(fact.object.id if fact.object else 0, [])
    return plain.fact(fact, {}) | {"intent": fact.lead.qualifiers.get("intent") or None, "ways": at}


def history_of(user: Any, entity: Entity, limit: int = 500) -> list[Plain]:
    """How each statement about the entity came to be."""
    found = history(user, entity, limit)
    authors = handles_in(found)
    return [plain.story(story, authors) for story in found]


def statement_of(user: Any, claim: Claim) -> Plain | None:
    """All versions of one statement that the reader may see, with what it rests on."""
    found = stories(user, Claim.objects.filter(whole_q(user), origin=claim.origin, recorded_at__lt=NEVER))
    return plain.story(found[0], handles_in(found)) if found else None


def changes_of(found: Iterable[Change]) -> list[Plain]:
    """Changes without their steps: one query for the names behind them."""
    found = list(found)
    authors = handles(pk for change in found for pk in (change.author_id, change.reviewer_id))
    return [plain.change(change, authors) for change in found]


def change_of(user: Any, change: Change) -> Plain:
    """A change with its steps."""
    found, more = steps(user, change)
    new = [{"ref": ref, "kind": ref.partition("/")[0], "name": name} for name, ref in pending_pages(user, change)]
    answer = changes_of([change])[0]
    return answer | {"steps": [plain.step(each) for each in found], "more_steps": more, "new_pages": new}


def freshness_of(user: Any, kind: str) -> dict[str, int]:
    """How many of a kind are confirmed, due, stale and never confirmed, for this reader."""
    today = timezone.now().date()
    marks = {str(mark): Count("pk", filter=mark_q(mark, today)) for mark in Mark}
    things = EntityNow.objects.filter(row_q(user), kind=kind, merged=False)
    found: dict[str, int] = things.exclude(by_part_q(user)).exclude(lifecycle__in=GONE).aggregate(**marks)
    for ids in batches(things.filter(by_part_q(user)).values_list("entity_id", flat=True), BATCH):
        for row in exact(user, ids).values():
            if row["lifecycle"] not in GONE:
                found[mark_until(row["fresh_until"], today)] += 1
    return found
