"""The form of words, labels, versions and milestones, for the description of the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Path, Schema
from pydantic import Field

from bailiwick.api.toolkit import Body

from .shapes import Ref, Slug

SlugPath = Annotated[str, Path(max_length=50)]
Of = Literal["kind", "status", "resolution", "priority", "severity"]


class WordOut(Schema):
    """A word that a field can take; `rank` is its place."""

    of: str
    slug: str
    name: str
    description: str
    rank: int
    closes: bool
    retired: bool


class WayOut(Schema):
    """From one status to another; without a kind, for those kinds that have no ways of their own."""

    kind: str
    before: str
    after: list[str]


class WordsOut(Schema):
    """All words, by field and place, and the ways between statuses."""

    words: list[WordOut]
    transitions: list[WayOut]


class WordIn(Body):
    """A new word. What its slug, its rank and `closes` mean for issues stays."""

    of: Of
    slug: Slug
    name: str = Field(max_length=80)
    description: str = Field("", max_length=300)
    closes: bool = False
    rank: int | None = Field(None, ge=1, le=32_000)


class WordChange(Body):
    """What is left out stays."""

    name: str | None = Field(None, max_length=80)
    description: str | None = Field(None, max_length=300)
    retired: bool | None = None


class WaysIn(Body):
    """Where an issue may go from `before`."""

    kind: str = Field("", max_length=32)
    before: Slug
    after: list[Slug] = Field(max_length=100)


class LabelOut(Schema):
    """A label; of a group an issue has one at most."""

    slug: str
    colour: str
    description: str
    group: str
    service: str | None
    retired: bool


class LabelList(Schema):
    """By slug."""

    items: list[LabelOut]


class LabelChange(Body):
    """What is left out stays."""

    colour: str | None = Field(None, max_length=7)
    description: str | None = Field(None, max_length=300)
    group: str | None = Field(None, max_length=50)
    retired: bool | None = None


class LabelIn(LabelChange):
    """A new label; everybody's, or of one service."""

    slug: Slug
    service: Ref | None = None


class VersionOut(Schema):
    """A version; issues name it `ref`."""

    id: int
    ref: str
    service: str
    name: str
    released_on: date | None
    retired: bool


class VersionList(Schema):
    """By service and name."""

    items: list[VersionOut]


class VersionChange(Body):
    """What is left out stays."""

    name: str | None = Field(None, max_length=80)
    released_on: date | None = None
    retired: bool | None = None


class VersionIn(VersionChange):
    """A new version of a service."""

    service: Ref
    name: str = Field(max_length=80)


class MilestoneOut(Schema):
    """Something that several issues work towards."""

    id: int
    service: str | None
    name: str
    description: str
    due_on: date | None
    closed_at: datetime | None


class MilestoneList(Schema):
    """Those that are open first, by day."""

    items: list[MilestoneOut]


class MilestoneChange(Body):
    """What is left out stays."""

    name: str | None = Field(None, max_length=120)
    description: str | None = Field(None, max_length=10_000)
    due_on: date | None = None
    closed: bool | None = None


class MilestoneIn(MilestoneChange):
    """A new one, of a service or of the whole desk."""

    service: Ref | None = None
    name: str = Field(max_length=120)


class OfWhat(Schema):
    """Of which thing."""

    service: str = Field("", max_length=240, description="`kind/slug`; empty: of all.")
