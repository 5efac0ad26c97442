"""Our own format, as records: what stands in the files, without any database.

Names are references that read the same everywhere: an entity is `kind/slug`, a claim
`kind/slug#3` (the third claim of that file) and one version of it `kind/slug#3.2`, another
name `kind/slug@2`; a change is its number in book time. Ids never appear.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

FORMAT = 1

#: (earliest, latest); None is “since before anybody looked” or “it lasts”.
Pair = tuple[date | None, date | None]
OPEN: Pair = (None, None)


@dataclass
class Name:
    """What an entity is called, was called, or is known by elsewhere."""

    scheme: str
    value: str
    visibility: str = "public"
    valid: Pair = OPEN
    recorded: datetime | None = None
    superseded: datetime | None = None
    change: int | None = None


@dataclass
class Version:
    """One version of a claim. `subject` only when it is not the file's entity; `key_of` after a split."""

    object: str = ""
    value: str | None = None
    state: str = "known"
    subject: str = ""
    rank: str = "normal"
    qualifiers: dict[str, str] = field(default_factory=dict)
    visibility: str = "public"
    inferred_by: str = ""
    began: Pair = OPEN
    ended: Pair = OPEN
    pinned: bool = False
    attested: date | None = None
    confirmed: datetime | None = None
    recorded: datetime | None = None
    superseded: datetime | None = None
    change: int = 0
    replaces: int | None = None
    key_of: int | None = None


@dataclass
class Reference:
    """Where a claim stands. `details`: those that the place gives, where they are not those of the last version."""

    source: str
    locator: str = ""
    word: str = ""
    digest: str = ""
    details: dict[str, str] | None = None
    recorded: datetime | None = None
    change: int = 0


@dataclass
class Observation:
    """What a probe or a person saw."""

    probe: str
    verdict: str
    value: str = ""
    by: str = ""
    first: datetime | None = None
    last: datetime | None = None
    n: int = 1


@dataclass
class Claim:
    """One statement of one witness with its versions, oldest first."""

    claim: int
    predicate: str
    witness: str
    versions: list[Version] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)


@dataclass
class Entity:
    """One file `<kind>/<slug>.yaml`."""

    kind: str
    slug: str
    visibility: str = "public"
    merged_into: str = ""
    recorded: datetime | None = None
    superseded: datetime | None = None
    change: int | None = None
    names: list[Name] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """`kind/slug`."""
        return f"{self.kind}/{self.slug}"


@dataclass
class Source:
    """One document of a lineage."""

    slug: str
    dated: date
    order: int = 0
    kind: str = "document"
    title: str = ""
    uri: str = ""
    revision: str = ""
    retrieved: datetime | None = None
    digest: str = ""
    recorded: datetime | None = None
    change: int | None = None


@dataclass
class Ruling:
    """What a reviewer said of a statement of the list: `about` itself (empty), its `end`, or its `details`."""

    claim: str
    verdict: str
    about: str = ""
    details: dict[str, str] = field(default_factory=dict)
    instead: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass
class Lineage:
    """One file `lineages/<name>.yaml`."""

    lineage: str
    title: str = ""
    derived_from: str = ""
    complete_for: list[str] = field(default_factory=list)
    by_hand: bool = False
    revision: int = 0
    sources: list[Source] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)


@dataclass
class Edit:
    """One step of a change."""

    op: str
    claim: str = ""
    entity: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    refused: str = ""


@dataclass
class Change:
    """One file `changes/<number>.yaml`. `withheld`: the reader of the export may not see more of it."""

    change: int
    status: str
    via: str = "web"
    author: str = ""
    reviewer: str = ""
    message: str = ""
    lineage: str = ""
    base: int = 0
    reverts: int | None = None
    visibility: str = "public"
    scope: str = ""
    created: datetime | None = None
    decided: datetime | None = None
    withheld: bool = False
    report: dict[str, Any] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)


@dataclass
class Header:
    """The file `catalog.yaml`: written last, so that a folder without it is no whole export."""

    bailiwick: int
    visible_to: str
    lineages: int = 0
    changes: int = 0
    entities: int = 0
