"""The form of each answer, for the description of the API; the values are made in `plain.py`."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Field, Schema


class Link(Schema):
    """Another entity."""

    ref: str
    kind: str
    name: str


class Span(Schema):
    """When it held: began in (from_earliest, from_latest], ended in (to_earliest, to_latest]; null is open."""

    from_earliest: date | None
    from_latest: date | None
    to_earliest: date | None
    to_latest: date | None


class Witness(Span):
    """One list's statement. `id` names this version, `statement` all of its versions."""

    id: int
    statement: int
    lineage: str
    rank: str
    inferred_by: str | None


class Fact(Span):
    """What one or several witnesses say alike. `answer` is yes or uncertain."""

    predicate: str
    label: str
    family: str
    object: Link | None
    subject: Link | None
    value: str | None
    state: str
    answer: str
    disputed: bool
    freshness: str
    confirmed_at: datetime | None
    attested_on: date | None
    qualifiers: dict[str, str]
    visibility: str
    claims: list[Witness]


class CardOut(Schema):
    """One entity with all that is said of it on a day. `incoming` counts what points here today."""

    ref: str
    kind: str
    slug: str
    name: str
    url: str
    visibility: str
    merged_into: Link | None
    as_of: date
    known_at: datetime | None
    facts: list[Fact]
    incoming: dict[str, int] | None


class Reached(Fact):
    """Somebody, and how to reach them."""

    intent: str | None
    ways: list[str]


class WhoOut(Schema):
    """Whom to ask. `people` counts persons who answer for it; `wanted` says what is missing."""

    ref: str
    name: str
    as_of: date
    contacts: list[Reached]
    responsible: list[Reached]
    people: int
    wanted: str | None
    freshness: dict[str, int]
    confirmed_at: datetime | None
    attested_on: date | None


class EntityOut(Schema):
    """One entity in a list."""

    ref: str
    kind: str
    slug: str
    name: str
    url: str
    title: str
    lifecycle: str | None
    standing: str | None
    group: str | None
    responsible: list[Link]
    people: int
    hosts: list[Link]
    contacts: list[Link]
    addresses: list[str]
    incoming: dict[str, int]
    facts: int
    freshness: str
    confirmed_at: datetime | None
    attested_on: date | None
    changed_at: datetime | None


class Listed(Schema):
    """What every list answers: where the next page begins, or null."""

    next: str | None
    next_after: str | None


class EntityThen(Schema):
    """One entity in a list as of a day: who answered for it, where it was, what it was."""

    ref: str
    kind: str
    slug: str
    name: str
    url: str
    as_of: date
    known_at: datetime | None
    facts: list[Fact]


class EntityList(Listed):
    """Entities in the order of their names. As of a day, items are of the second shape."""

    items: list[EntityOut | EntityThen]


class FactList(Listed):
    """Facts about an entity as others state them; `subject` is who states it of themselves."""

    items: list[Fact]


class QuoteOut(Schema):
    """Where a statement stands."""

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


class Supported(Fact):
    """A fact with what it rests on."""

    references: list[QuoteOut]


class SupportedList(Schema):
    """Facts with their references."""

    items: list[Supported]


class Blame(Schema):
    """The change that made a version."""

    id: int
    author: str | None
    message: str
    via: str


class VersionOut(Span):
    """One version of a statement."""

    claim: int
    recorded_at: datetime
    superseded_at: datetime | None
    qualifiers: dict[str, str]
    visibility: str
    change: Blame | None


class ObservationOut(Schema):
    """What a probe or a person saw."""

    probe: str
    verdict: str
    value: str
    by: str | None
    first_seen: datetime
    last_seen: datetime
    times: int


class StoryOut(Schema):
    """All versions of a statement, oldest first."""

    statement: int
    predicate: str
    label: str
    object: Link | None
    value: str | None
    state: str
    standing: bool
    versions: list[VersionOut]
    references: list[QuoteOut]
    observations: list[ObservationOut]


class StoryList(Schema):
    """Statements, the most recently recorded first."""

    items: list[StoryOut]


class StrandOut(Span):
    """A statement through time, of all who make it alike; `statement` is that of the first of them."""

    subject: Link
    predicate: str
    label: str
    object: Link | None
    value: str | None
    state: str
    statement: int


class TimelineOut(Listed):
    """What is drawn as bands; `from` and `to` are the window that was asked for."""

    from_: str | None = Field(alias="from")
    to: str | None
    items: list[StrandOut]


class StatementOnTwoDays(Span):
    """A statement and its answers on two days. `kind` is began, ended or uncertain; in a year also began_and_ended."""

    subject: Link
    predicate: str
    label: str
    object: Link | None
    value: str | None
    state: str
    kind: str
    before: str
    after: str
    claim: int


class ComparedOut(StatementOnTwoDays):
    """`service` is the one that it is about, when the subject is none itself; `reference` where it stands.

    `not_in` is the first document of the list without it, where its silence is what ended it.
    """

    class_: str = Field(alias="class")
    service: Link | None
    reference: QuoteOut | None
    not_in: QuoteOut | None


class DifferenceOut(ComparedOut):
    """A statement that is not the same on both days. Of class `changed`, `other_claim` is the other half."""

    other_claim: int | None


class CorrectionOut(ComparedOut):
    """What the book said of these days and has taken back since, and what it says instead."""

    instead: StatementOnTwoDays | None


class DiffOut(Listed):
    """What differs between two days, a page of it. `counts` by class is null when there is more than a page."""

    from_: date = Field(alias="from")
    to: date
    known_at: datetime | None
    items: list[DifferenceOut]
    corrections: list[CorrectionOut]
    counts: dict[str, int] | None
    more: bool


class YearOut(Schema):
    """What a year brought. Each line stands in one section; `counts` says how many lines each has."""

    year: int
    from_: date = Field(alias="from")
    to: date
    known_at: datetime | None
    counts: dict[str, int]
    new_services: list[Link]
    gone_services: list[Link]
    moved: list[DifferenceOut]
    handed_over: list[DifferenceOut]
    named: list[DifferenceOut]
    no_longer_named: list[DifferenceOut]
    changed: list[DifferenceOut]
    began: list[DifferenceOut]
    ended: list[DifferenceOut]
    began_and_ended: list[DifferenceOut]
    corrected: list[CorrectionOut]
    uncertain: list[DifferenceOut]
    more: bool


class Freshness(Schema):
    """How many things of a kind are confirmed, due soon, stale, or were never confirmed."""

    kind: str
    confirmed: int
    due: int
    stale: int
    never: int
