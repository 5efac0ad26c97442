"""The form of each answer and of each body, for the description of the API; values are made in `plain.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from bailiwick.api.toolkit import Body
from bailiwick.catalog.api.shapes import Link, Listed

Slug = Annotated[str, Field(max_length=50)]
Handle = Annotated[str, Field(min_length=1, max_length=40, description="A handle.")]
Ref = Annotated[str, Field(min_length=3, max_length=240, description="`kind/slug`.")]
VersionRef = Annotated[str, Field(min_length=3, max_length=330, description="`kind/slug@name`.")]
State = Literal["affected", "fixed", "not-affected"]
Seen = Literal["public", "members", "staff", "coordinators"]
Number = Annotated[int, Field(strict=True, ge=1, le=2**63 - 1)]


class IssueRow(Schema):
    """An issue in a list. Words are slugs, people handles; empty where nothing was chosen."""

    number: int
    title: str
    kind: str
    status: str
    resolution: str
    closed: bool
    priority: str
    severity: str
    service: Link | None
    labels: list[str]
    milestone: str
    author: str
    assignee: str
    reviewer: str
    stars: int
    starred: bool
    comments: int
    held: bool
    visibility: str
    created_at: datetime
    activity_at: datetime
    closed_at: datetime | None
    url: str


class IssueList(Listed):
    """By activity, unless the line says otherwise."""

    items: list[IssueRow]


class FileOut(Schema):
    """A file; `content` is where its bytes are, `touches` the paths that a patch changes.

    `with_tests`, `with_docs`: whether tests and documentation are among them; null of what is no patch.
    """

    id: int
    name: str
    size: int
    media_type: str
    digest: str
    comment: int | None
    author: str | None
    visibility: str
    created_at: datetime
    touches: list[str]
    with_tests: bool | None
    with_docs: bool | None
    content: str
    url: str


class CommentOut(Schema):
    """Something said. A note is for staff."""

    id: int
    issue: int
    author: str | None
    body: str
    visibility: str
    held: bool
    created_at: datetime
    edited_at: datetime | None
    files: list[FileOut]
    url: str


class CommentList(Listed):
    """The oldest first."""

    items: list[CommentOut]


class MilestoneName(Schema):
    """A milestone by its number."""

    id: Number
    name: str


class LinkOut(Schema):
    """`issue` blocks (duplicates, relates to, is part of) `to`."""

    id: int
    kind: str
    issue: int
    to: int


class ReferenceOut(Schema):
    """Where else it is spoken of, with the state last seen there.

    `trouble` is a word for what went wrong when it was asked for, and what belongs to it: `status 404`. With `files`
    before it only the list of files is concerned; `files first 3000`: there are more.
    """

    id: int
    kind: str
    url: str
    title: str
    state: str
    state_at: datetime | None
    fixes: bool
    changes: list[str]
    trouble: str


class IssueOut(Schema):
    """One issue with its thread (its first 100 comments; `comments_next` is where more are)."""

    number: int
    title: str
    body: str
    kind: str
    status: str
    resolution: str
    closed: bool
    priority: str
    severity: str
    services: dict[str, str]
    versions: list[str]
    labels: list[str]
    milestone: MilestoneName | None
    belongs_to: str | None
    author: str | None
    assignee: str | None
    assigned_until: date | None
    reviewer: str | None
    visibility: str
    held: bool
    stars: int
    starred: bool
    watched: bool
    merged_into: int | None
    merged_into_closed: bool | None
    created_at: datetime
    activity_at: datetime
    status_at: datetime
    closed_at: datetime | None
    next_statuses: list[str]
    links: list[LinkOut]
    references: list[ReferenceOut]
    files: list[FileOut]
    comments: list[CommentOut]
    comments_next: str | None
    url: str


class EditOut(Schema):
    """One field that changed."""

    id: int
    field: str
    before: str | bool | int | list[str] | dict[str, str | int] | None
    after: str | bool | int | list[str] | dict[str, str | int] | None
    by: str | None
    at: datetime


class EditList(Listed):
    """The oldest first."""

    items: list[EditOut]


class Fields(Body):
    """What can be said of an issue; a field that is left out stays as it is, null empties it."""

    title: str | None = Field(None, max_length=1_000)
    body: str | None = Field(None, max_length=1_000_000)
    kind: Slug | None = None
    services: dict[Ref, State] | list[Ref] | None = Field(None, description="What is affected.")
    versions: list[VersionRef] | None = Field(None, max_length=200)
    severity: Slug | None = None
    priority: Slug | None = None
    status: Slug | None = None
    resolution: Slug | None = None
    labels: list[Slug] | None = Field(None, max_length=200)
    assignee: Handle | None = None
    assigned_until: date | None = None
    reviewer: Handle | None = None
    milestone: Number | MilestoneName | None = None
    belongs_to: Ref | None = None
    visibility: Seen | None = None


class IssueIn(Fields):
    """A new issue: a title at least."""

    title: str = Field(max_length=1_000)


class ChangeIn(Fields):
    """Fields to change. `seen`: what they were when you looked; what somebody else changed meanwhile is a 409."""

    seen: Fields | None = None
    override: bool = Field(False, description="Close it in spite of open blockers; the history says so.")


class CloseIn(Body):
    """Why it is closed."""

    resolution: Slug
    override: bool = False


class AssignIn(Body):
    """Who does it; null: nobody."""

    account: Handle | None
    until: date | None = None


class SayIn(Body):
    """Markdown; a `note` is for staff."""

    body: str = Field(max_length=1_000_000)
    note: bool = False


class EditIn(Body):
    """What it says now. `seen`: what it said when you looked."""

    body: str = Field(max_length=1_000_000)
    seen: str | None = None
