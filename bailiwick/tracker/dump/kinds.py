"""The format as a table: which files there are, in the order in which they are loaded, and what their lines hold.

Whatever a line refers to stands in a file before its own. Each type of a field is written by `writing.py`, checked by
`reading.py` and taken in by `actions/loading.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from bailiwick.accounts.models import User
from bailiwick.subscriptions.models import Subscription

from ..linking import FIELD as LINKS
from ..models import (
    Comment,
    CommentVersion,
    Complaint,
    Edit,
    File,
    Issue,
    IssueLink,
    Label,
    Milestone,
    Reference,
    Star,
    Transition,
    Version,
    Word,
)

FORMAT, VERSION = "bailiwick-tracker", 1
#: The file that says what the others are; written last, so a dump that was cut short has none.
HEAD, FILES = "dump.json", "files"
#: Types that name a line of another file, with its kind.
REFERS = {"person": "people", "issue": "issues", "topic": "issues", "comment": "comments", "milestone": "milestones"}


@dataclass(frozen=True)
class Field:
    """A field of a line. `type` is `value` where the column itself says what it may hold."""

    name: str
    type: str = "value"
    column: str = ""
    needed: bool = False

    @property
    def on(self) -> str:
        """The column that it is kept in."""
        return self.column or self.name


@dataclass(frozen=True)
class Kind:
    """A file. `key`: the fields that tell one line from another; `same`: the columns by which a row is here already."""

    name: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    same: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)

    @property
    def file(self) -> str:
        return f"{self.name}.jsonl"

    @property
    def numbered(self) -> bool:
        """Whether a row keeps the number it has in the file when nothing else is there."""
        return self.key == ("id",) and self.model is not User

    def key_of(self, line: Mapping[str, Any]) -> str:
        """What other lines call this one."""
        return "@".join(str(line.get(name) or "") for name in self.key)


def _f(names: str, type: str = "value", column: str = "", *, needed: bool = False) -> tuple[Field, ...]:
    return tuple(Field(name, type, column, needed) for name in names.split())


_ISSUE = _f("issue", "issue", "issue_id", needed=True)
_BY = _f("by", "person", "by_id", needed=True) + _f("at", "time", needed=True)
_AUTHOR = _f("author", "person", "author_id", needed=True) + _f("created_at", "time", needed=True)
_ID = _f("id", "id", needed=True)
_SEEN = _f("visibility wanted_visibility", "level") + _f("held")
_SERVICE = _f("service", "scope", "scope_id")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("people", User, _f("id", "id", "handle", needed=True) + _f("system", "flag") + _f("address", "text"),
             order=("handle",)),
        Kind("words", Word, _f("of slug name rank", needed=True) + _f("description closes retired"),
             key=("of", "slug"), same=("of", "slug"), order=("of", "rank")),
        Kind("ways", Transition, _f("kind") + _f("before after", needed=True), key=("kind", "before", "after"),
             same=("kind", "before", "after"), order=("kind", "before", "after")),
        Kind("labels", Label, _f("slug", needed=True) + _f("colour description group retired") + _SERVICE,
             key=("slug",), same=("slug",), order=("slug",)),
        Kind("versions", Version, _f("service", "scope", "scope_id", needed=True) + _f("name", needed=True)
             + _f("released_on", "day") + _f("retired"), key=("service", "name"), same=("scope_id", "name")),
        Kind("milestones", Milestone, _ID + _SERVICE + _f("name", needed=True) + _f("description")
             + _f("due_on", "day") + _f("closed_at", "time")),
        Kind("issues", Issue, _ID + _f("title", "prose", needed=True) + _f("body", "prose")
             + _f("kind", "word", needed=True) + _f("status", "word", needed=True) + _f("resolution", "word")
             + _f("priority severity", "rank") + _f("belongs_to", "scope", "scope_id") + _f("services", "services")
             + _f("versions", "versions") + _f("labels", "labels") + _f("milestone", "milestone", "milestone_id")
             + _f("author", "person", "reporter_id", needed=True) + _f("assignee", "person", "assignee_id")
             + _f("assigned_until", "day") + _f("reviewer", "person", "reviewer_id") + _SEEN
             + _f("created_at", "time", needed=True) + _f("activity_at status_at closed_at", "time")),
        Kind("merges", Issue, _f("issue", "issue", "pk", needed=True)
             + _f("into", "issue", "merged_into_id", needed=True), key=("issue",)),
        Kind("links", IssueLink, _ID + _f("kind", needed=True) + _f("issue", "issue", "source_id", needed=True)
             + _f("to", "issue", "target_id", needed=True) + _BY, same=("source_id", "target_id", "kind")),
        Kind("comments", Comment, _ID + _ISSUE + _AUTHOR + _f("body", "prose", needed=True) + _f("note via") + _SEEN
             + _f("edited_at", "time")),
        Kind("earlier", CommentVersion, _ID + _f("comment", "comment", "comment_id", needed=True) + _BY
             + _f("body", "prose", needed=True)),
        Kind("files", File, _ID + _ISSUE + _f("comment", "comment", "comment_id") + _AUTHOR + _f("name", needed=True)
             + _f("digest", "bytes", "blob_id", needed=True) + _f("note") + _SEEN),
        Kind("references", Reference, _ID + _ISSUE + _f("kind", needed=True) + _f("url", "url", needed=True)
             + _f("title", "prose") + _f("state trouble fixes") + _f("changes", "paths") + _f("state_at", "time") + _BY,
             same=("issue_id", "url")),
        Kind("stars", Star, _ISSUE + _f("person", "person", "user_id", needed=True) + _f("at", "time", needed=True),
             key=("issue", "person"), same=("user_id", "issue_id"), order=("issue_id", "at", "pk")),
        Kind("watchers", Subscription, _f("issue", "topic", "topic", needed=True)
             + _f("person", "person", "user_id", needed=True) + _f("mode", needed=True),
             key=("issue", "person"), same=("user_id", "topic")),
        Kind("history", Edit, _ID + _ISSUE + _f("field", "edited", needed=True) + _f("before after", "said") + _BY
             + _f("visibility", "level")),
        Kind("complaints", Complaint, _ID + _ISSUE + _f("comment", "comment", "comment_id")
             + _f("reason", "prose") + _BY + _f("settled_at", "time") + _f("settled_by", "person", "settled_by_id")),
    )
}  # fmt: skip


#: Values of the history that name lines of other files.
SAID = {
    "assignee": "people",
    "reviewer": "people",
    "milestone": "milestones",
    "labels": "labels",
    "versions": "versions",
}


def referred(kind: Kind, line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, key) of the lines that a line refers to."""
    for field in kind.fields:
        value = line.get(field.name)
        if value is None:
            continue
        if field.type in REFERS:
            yield REFERS[field.type], str(value)
        elif field.type in ("labels", "versions"):
            yield from ((field.type, str(each)) for each in value)
        elif field.type == "said":
            yield from _referred_by(line["field"], value)


def _referred_by(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if field == LINKS:
        yield "issues", str(value["issue"])
    elif field in SAID:
        yield from ((SAID[field], str(each)) for each in (value if isinstance(value, list) else [value]))


def places(kind: Kind, line: Mapping[str, Any]) -> Iterator[str]:
    """What a line names of the catalog, as `kind/slug`."""
    for field in kind.fields:
        value = line.get(field.name)
        if value is None:
            continue
        if field.type == "scope" or (field.type == "said" and line["field"] == "belongs_to"):
            yield value
        elif field.type == "services" or (field.type == "said" and line["field"] == "services"):
            yield from value
