"""What every adapter yields, whatever it reads: neutral statements, with the place they stand at.

Words of the catalog's vocabulary are plain strings here; whoever takes the
statements in checks them and answers for the ones it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a document names. `slug` only when the document gives an identity of its own."""

    kind: str
    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject predicate object-or-value`, where it stands and in which word.

    `state` is known, unknown or none. `locator` is the place for people (“line 12”);
    `digest` the SHA-256 of the line. `span` only when the document itself dates the
    fact: (from_earliest, from_latest, to_earliest, to_latest), None = not said.
    """

    subject: Thing
    predicate: str
    object: Thing | None = None
    value: str | None = None
    state: str = "known"
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    visibility: int = 0
    inferred_by: str = ""
    word: str = ""
    locator: str = ""
    digest: str = ""
    span: tuple[date | None, date | None, date | None, date | None] | None = None
    #: What the adapter did to the words, for whoever reviews it: “repaired a garbled name”.
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A place that yielded nothing, and why. Silence would be the only inexcusable error."""

    locator: str
    text: str
    why: str


class BadInput(ValueError):
    """The input cannot be read at all. The message is one line that names file and line."""

    def __init__(self, message: str, *, path: str = "", line: int | None = None) -> None:
        #: File and line; empty when the message stands alone.
        self.place = f"{path}:{line}" if path and line is not None else path
        super().__init__(f"{self.place}: {message}" if path else message)
