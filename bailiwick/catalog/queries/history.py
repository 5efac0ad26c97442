"""How we came to know: the versions of each statement with who changed them and why, and what they rest on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bailiwick.access import visible_q

from ..models import Change, Claim, Entity, Observation, Reference, Source
from ..vocabulary import PREDICATES, Predicate
from ..when import NEVER, Span
from .names import Named, names


@dataclass(frozen=True, slots=True)
class Quote:
    """One reference: where it stands, in which word, how old the document is."""

    source: str
    title: str
    uri: str
    dated: date
    kind: str
    locator: str
    word: str
    digest: str
    lineage: str
    retelling: bool
    #: Digest of the document, and its line where this reader may see it (`quotes.quoted`).
    document: str = ""
    text: str = ""


@dataclass(slots=True)
class Version:
    """One version of a statement: what it said, from when to when in the book, by which change."""

    claim: Claim
    recorded_at: datetime
    superseded_at: datetime | None
    change: Change | None

    @property
    def span(self) -> Span:
        return self.claim.span


@dataclass(slots=True)
class Story:
    """All versions of one statement, oldest first, with its references and what was observed."""

    origin: int
    predicate: Predicate
    subject: Named | None
    object: Named | None
    versions: list[Version] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    @property
    def latest(self) -> Claim:
        return self.versions[-1].claim

    @property
    def standing(self) -> bool:
        """Whether the book still says it."""
        return self.versions[-1].superseded_at is None


def history(user: Any, entity: Entity, limit: int = 500) -> list[Story]:
    """Every statement about the entity this reader may see, the most recently recorded first."""
    claims = list(
        Claim.objects.filter(visible_q(user), subject=entity, recorded_at__lt=NEVER).order_by("-recorded_at", "-pk")[
            :limit
        ]
    )
    return stories(user, claims)


def stories(user: Any, claims: Iterable[Claim]) -> list[Story]:
    """Group versions by statement and attach changes, references and observations: five queries, whatever there is."""
    claims = list(claims)
    named = names(user, (end for claim in claims for end in (claim.subject_id, claim.object_id)))
    changes = visible_changes(user, {claim.change_id for claim in claims})
    found: dict[int, Story] = {}
    for claim in sorted(claims, key=lambda c: (c.recorded_at, c.pk)):
        if claim.object_id and claim.object_id not in named:
            continue
        ends = named.get(claim.subject_id), named.get(claim.object_id or 0)
        story = found.setdefault(claim.origin, Story(claim.origin, PREDICATES[claim.predicate], *ends))
        ended = None if claim.superseded_at == NEVER else claim.superseded_at
        story.versions.append(Version(claim, claim.recorded_at, ended, changes.get(claim.change_id)))
    _attach(found)
    return sorted(found.values(), key=lambda s: s.versions[-1].recorded_at, reverse=True)


def visible_changes(user: Any, ids: Iterable[int]) -> dict[int, Change]:
    """The changes among `ids` whose message this reader may read."""
    rows = Change.objects.filter(visible_q(user, scope="scope_id"), pk__in=set(ids))
    return {change.pk: change for change in rows}


def _attach(found: dict[int, Story]) -> None:
    quotes = references(found)
    seen: dict[int, list[Observation]] = defaultdict(list)
    for observation in Observation.objects.filter(origin__in=found).order_by("first_seen"):
        seen[observation.origin].append(observation)
    for origin, story in found.items():
        story.quotes, story.observations = quotes[origin], seen[origin]


def references(origins: Iterable[int], days: Iterable[date] | None = None) -> dict[int, list[Quote]]:
    """What each statement rests on, oldest document first; `days` names those of the documents to look at."""
    found: dict[int, list[Quote]] = defaultdict(list)
    rows = Reference.objects.filter(origin__in=list(origins), recorded_at__lt=NEVER)
    if days is not None:
        rows = rows.filter(source__dated__in=set(days))
    for row in rows.select_related("source__lineage").order_by("source__dated", "source__order", "pk"):
        found[row.origin].append(quote_of(row.source, row))
    return found


def last_of_day(quotes: Sequence[Quote]) -> list[Quote]:
    """Of several revisions of one list on one day only the last, which says how the day ended."""
    last = {(quote.lineage, quote.dated): quote.source for quote in quotes if quote.kind != "person"}
    return [q for q in quotes if q.kind == "person" or last[q.lineage, q.dated] == q.source]


def quote_of(source: Source, place: Reference | None = None) -> Quote:
    """A document, and the place of it where something stands, if it does."""
    lineage = source.lineage
    return Quote(
        source.slug,
        source.title,
        source.uri,
        source.dated,
        source.kind,
        place.locator if place else "",
        place.word if place else "",
        place.digest if place else "",
        lineage.title or lineage.name,
        lineage.derived_from_id is not None,
        source.digest,
    )
