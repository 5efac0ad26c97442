"""What matters first on the page of each kind, and the parts of a page made ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from markupsafe import Markup

from bailiwick.lib.links import safe_url

from .models import EntityNow, State
from .queries.card import Card, Fact
from .queries.freshness import Mark
from .queries.names import Named
from .queries.page import Group, Page, turning_points
from .vocabulary import INTENTS, KINDS, RESPONSIBLE
from .when import BEGINNING, Answer
from .words import FINE, Seal, fact_since, first_up, plain, seal, sentence

#: A blur longer than this is drawn as uncertain.
BLURRED = 31
#: Groups up to this long say since when.
SPOKEN = 20
#: Labels of one dot of the strip.
NAMED = 3


@dataclass(frozen=True)
class Column:
    """One part of a page: its heading, the families of facts in it, and what else belongs there."""

    title: str | Promise
    families: tuple[str, ...]
    extra: str = ""


_WHAT = Column(gettext_lazy("What and where"), ("where", "front", "made-of", "about"))
_WHO = Column(gettext_lazy("Who"), ("people",), "who")
_UP = Column(gettext_lazy("Is it up"), ("watched",), "up")
_TO_DO = Column(gettext_lazy("What needs doing"), (), "todo")
_ABOUT = Column(gettext_lazy("About it"), ("where", "front", "about", "made-of", "watched"))
_REACH = Column(gettext_lazy("How to reach them"), ("reach", "about"), "who")
_TEAMS = Column(gettext_lazy("Where they belong"), ("people", "where", "front", "made-of", "watched"))

_RUNS = (_WHAT, _WHO, _UP, _TO_DO)
_PEOPLE = (_REACH, _TEAMS)
LAYOUT: dict[str, tuple[Column, ...]] = {
    "service": _RUNS,
    "host": _RUNS,
    "tracker": _RUNS,
    "repository": (_WHAT, _WHO, _TO_DO),
    "software": (_WHAT, _WHO, _TO_DO),
    "domain": (_WHAT, _WHO, _TO_DO),
    "person": _PEOPLE,
    "team": _PEOPLE,
    "contact-point": (Column(gettext_lazy("How to reach it"), ("reach", "about", "where", "front", "made-of")), _WHO),
}
OTHERS = (_ABOUT, _WHO)
#: Kinds whose page begins with what points to them: that is what they are asked for.
HUBS = frozenset(
    {"provider", "data-centre", "person", "team", "organisation", "contact-point", "software", "agreement", "credit"}
)
#: Families whose facts say since when, even if that is only “or earlier”.
TIMED = frozenset({"where", "front", "made-of"})
#: What one wants to read before everything else, and what can wait.
FIRST, LAST = ("purpose", "url", "mail"), ("status_note", "standing", "lifecycle", "category", "terms")
#: What a thing stands on, in the line of that name.
GROUND = ("where", "front", "made-of")


@dataclass(frozen=True)
class Line:
    """One fact ready to show."""

    sentence: Markup
    since: str
    seal: Seal
    origin: int
    witnesses: int
    answer: Answer
    #: Below 0 when somebody said that it no longer counts, above when it leads.
    rank: int = 0


@dataclass(frozen=True)
class Person:
    """Somebody to talk to: for what, and how."""

    intent: str
    name: str
    url: str
    ways: tuple[str, ...]
    #: The way that its name already says: a mail address is called by itself.
    write: str
    line: Line


@dataclass(slots=True)
class Part:
    """One column of the page."""

    title: str
    extra: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Care:
    """Something that needs somebody: a tone, a sentence, and where to begin."""

    tone: str
    text: str
    href: str = ""
    label: str = ""


def line_of(fact: Fact, day: date, query: str) -> Line:
    """A fact as a page of that day says it."""
    when = fact_since(fact, day) if fact.predicate.family in TIMED or _dated(fact) else ""
    return Line(sentence(fact, query), when, seal(fact), fact.lead.origin, fact.witnesses, fact.answer, fact.lead.rank)


def _dated(fact: Fact) -> bool:
    """Whether its time says more than “for longer than anybody wrote it down” or “at some time”."""
    if fact.answer is Answer.UNCERTAIN or not fact.span.lasts:
        return True
    span = fact.span
    known = span.from_earliest > BEGINNING
    return known and (fact.predicate.family != "about" or (span.from_latest - span.from_earliest).days <= FINE)


def parts_of(card: Card, query: str, today: bool = True) -> list[Part]:
    """The columns of the page; those without anything in them stay away, except the ones that say so honestly.

    Whether it is up and what needs doing are questions of today.
    """
    parts = []
    for column in LAYOUT.get(card.entity.kind, OTHERS):
        facts = [
            fact
            for name in column.families
            for fact in card.family(name)
            if fact.predicate.name not in ("title", "contact_point")
        ]
        facts.sort(key=_weight)
        part = Part(str(column.title), column.extra, [line_of(fact, card.day, query) for fact in facts])
        if part.lines or (part.extra and (today or part.extra == "who")):
            parts.append(part)
    return parts


def _weight(fact: Fact) -> int:
    """What it is comes first, remarks come last; everything else keeps its order."""
    name = fact.predicate.name
    return -1 if name in FIRST else 1 if name in LAST else 0


def contacts(shown: Page, query: str) -> list[Person]:
    """Whom to talk to, by intent: urgent first, those without one last."""
    facts = [fact for fact in shown.card.of("contact_point") if fact.object or fact.state != State.KNOWN]
    order = list(INTENTS)
    facts.sort(key=lambda fact: order.index(_intent(fact)) if _intent(fact) else len(order))
    return [_person(fact, str(INTENTS.get(_intent(fact), _("contact"))), shown, query) for fact in facts]


def _intent(fact: Fact) -> str:
    """The most pressing thing it is for, by whoever says for what it is."""
    said = {one.qualifiers.get("intent", "") for one in fact.said}
    return next((intent for intent in INTENTS if intent in said), "")


def responsible(shown: Page, query: str) -> list[Person]:
    """Who answers for it, with the word that was used."""
    return [_person(fact, str(fact.predicate.label), shown, query) for fact in shown.card.of(*RESPONSIBLE)]


def _person(fact: Fact, intent: str, shown: Page, query: str) -> Person:
    line, other = line_of(fact, shown.card.day, query), fact.object
    if other is None:
        return Person(intent, _("not known") if fact.state == State.UNKNOWN else _("nobody"), "", (), "", line)
    all_ways = tuple(way for way in shown.ways.get(other.id, ()) if safe_url(way))
    ways = tuple(way for way in all_ways if way.removeprefix("mailto:") != other.name)
    write = next((way for way in all_ways if way not in ways), "")
    return Person(intent, other.name, f"{other.url}{query}", ways, write, line)


def ground(card: Card, query: str) -> list[tuple[Named, str, str]]:
    """What it stands on: the other ends of its impact predicates, with the word between."""
    facts = [
        fact
        for name in GROUND
        for fact in card.family(name)
        if fact.object and fact.predicate.impact == "object_to_subject"
    ]
    return [(fact.object, f"{fact.object.url}{query}", str(fact.predicate.label)) for fact in facts if fact.object]


def group_title(group: Group) -> str:
    """“Hosts”, “Is needed by”, …"""
    return first_up(group.predicate.inverse or group.predicate.label)


def cares(row: EntityNow, card: Card) -> list[Care]:
    """What needs doing, as far as the catalog knows. About the thing, never about a person."""
    if row.lifecycle == "retired":
        return []
    base = f"/{row.kind}/{row.slug}/"
    found = []
    if not card.keepers:
        found.append(
            Care("watch", _("Nobody answers for it."), f"{base}facts/add/?predicate=maintained_by", _("Name somebody"))
        )
    elif row.people == 1:
        found.append(
            Care(
                "watch",
                _("It wants a second maintainer."),
                f"{base}facts/add/?predicate=maintained_by",
                _("Offer somebody"),
            )
        )
    disputed = len({fact.predicate.identity for fact in card.facts if fact.disputed})
    if disputed:
        found.append(
            Care(
                "bad",
                ngettext("Sources disagree about %(n)s fact.", "Sources disagree about %(n)s facts.", disputed)
                % {"n": disputed},
            )
        )
    stale = sum(fact.mark is Mark.STALE for fact in card.facts)
    if stale:
        found.append(
            Care(
                "watch",
                ngettext("%(n)s confirmation has run out.", "%(n)s confirmations have run out.", stale) % {"n": stale},
            )
        )
    elif card.facts and all(fact.mark is Mark.NEVER for fact in card.facts):
        found.append(Care("unknown", _("Documents say all this; nobody has confirmed any of it yet.")))
    return found


class Dot(NamedTuple):
    """A day of the strip of time: what began or ended on it, and the page as of that day."""

    day: date
    label: str
    tone: str
    href: str


def strip(shown: Page, base: str) -> tuple[Dot, ...]:
    """The dots of the strip of time, oldest first."""
    days: dict[date, list[tuple[str, bool]]] = {}
    for day, said, began in turning_points(shown.said):
        if said.object_id and said.object_id not in shown.named:
            continue
        text = plain(said.predicate, said, shown.named)
        first = began and said.from_earliest == BEGINNING
        word = _("first stated: %(fact)s") if first else _("began: %(fact)s") if began else _("ended: %(fact)s")
        blurred = not first and _blurred(said, began)
        days.setdefault(day, []).append((word % {"fact": text}, blurred))
    return tuple([_dot(day, said, base) for day, said in sorted(days.items())])


def _blurred(said: Any, began: bool) -> bool:
    ends = (said.from_earliest, said.from_latest) if began else (said.to_earliest, said.to_latest)
    return bool((ends[1] - ends[0]).days > BLURRED)


def _dot(day: date, said: list[tuple[str, bool]], base: str) -> Dot:
    texts = list(dict.fromkeys(text for text, _blur in said))
    label = "; ".join(texts[:NAMED])
    if len(texts) > NAMED:
        rest = len(texts) - NAMED
        label += ngettext("; and %(n)s more", "; and %(n)s more", rest) % {"n": rest}
    tone = "unknown" if all(blur for _text, blur in said) else ""
    return Dot(day, label, tone, f"{base}?as_of={day.isoformat()}")


def trail(row: EntityNow, *more: str) -> list[tuple[str, str]]:
    """Where the page stands: home, the list of its kind, the entity, what is done there."""
    kind = KINDS[row.kind]
    return [
        (_("Home"), "/"),
        (first_up(kind.plural), f"/{row.kind}/"),
        (row.name, f"/{row.kind}/{row.slug}/"),
        *((each, "") for each in more),
    ]


@dataclass(slots=True)
class Block:
    """A group with its heading. What all of it has in common is said once, in `since`; else each says its own."""

    title: str
    group: Group
    since: str
    each: dict[int, str]


def blocks(groups: Iterable[Group], day: date) -> list[Block]:
    """Groups ready to show; very long ones say nothing of time."""
    return [_block(group, day) for group in groups]


def _block(group: Group, day: date) -> Block:
    title, short = group_title(group), len(group.facts) <= SPOKEN
    each = {fact.lead.origin: fact_since(fact, day) for fact in group.facts} if short else {}
    if len(each) > 1 and len(set(each.values())) == 1:
        return Block(title, group, next(iter(each.values())), {})
    return Block(title, group, "", each)


def drawn_from(points: Sequence[Dot], today: date) -> date:
    """Where the strip begins: at a new year, and long enough ago that its years differ."""
    return date(min(points[0].day.year, today.year - 4), 1, 1) if points else today
