"""What a person or a program wants to do to the catalog, before it is staged as a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from .models import Claim, Entity, Rank, State
from .when import Span


@dataclass(frozen=True)
class New:
    """Something that the catalog does not have: a page is made for it by the same change."""

    kind: str
    name: str
    pk: None = None


@dataclass(frozen=True)
class Add:
    """Say something new. Exactly one of `object`, `value` or a `state` other than known."""

    subject: Entity
    predicate: str
    object: Entity | New | None = None
    value: str | None = None
    state: State = State.KNOWN
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    visibility: int | None = None
    rank: Rank = Rank.NORMAL
    span: Span = field(default_factory=Span)


@dataclass(frozen=True)
class End:
    """It was so, and is no longer: it ended in (earliest, latest]."""

    claim: Claim
    earliest: date
    latest: date


@dataclass(frozen=True)
class Correct:
    """It was never so. `instead` says what is right, when that is known."""

    claim: Claim
    instead: Add | None = None


@dataclass(frozen=True)
class Create:
    """A new entity with its name."""

    kind: str
    slug: str
    name: str
    visibility: int = 0


@dataclass(frozen=True)
class Rename:
    """It is called `name` from `on` (always, when None); the old name stays findable."""

    entity: Entity
    name: str
    on: date | None = None


@dataclass(frozen=True)
class SetAlias:
    """Also known as `value` under `scheme` (aka, account, mail, former-name)."""

    entity: Entity
    scheme: str
    value: str
    visibility: int = 0


@dataclass(frozen=True)
class Merge:
    """Two pages are one thing: everything said of `entity` is said of `into`."""

    entity: Entity
    into: Entity


@dataclass(frozen=True)
class Split:
    """One page was two things: `claims` belong to a new entity."""

    entity: Entity
    kind: str
    slug: str
    name: str
    claims: Sequence[Claim]


@dataclass(frozen=True)
class Show:
    """Who may see the entity at all."""

    entity: Entity
    visibility: int


@dataclass(frozen=True)
class SetRank:
    """Of several statements this one leads, or it no longer counts; what it says stays as it is."""

    claim: Claim
    rank: Rank


Draft = Add | End | Correct | Create | Rename | SetAlias | Merge | Split | Show | SetRank
