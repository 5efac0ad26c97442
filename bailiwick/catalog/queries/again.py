"""What a proposed document says that the catalog says already: nobody has to decide about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bailiwick.access import viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

from ..keys import SUPPLIED
from ..models import Change, Claim, Reference
from ..when import NEVER, Span
from . import steps as seen
from .names import Named, names
from .whole import whole_q

SAID = ("pk", "value", "state", "visibility")


@dataclass(slots=True)
class Said:
    """What a line says, for the words that a page finds for it."""

    pk: int
    value: str | None
    state: int
    visibility: int
    #: When it would hold; of what is new only where it is asked for, as no page says it.
    span: Span | None = None


@dataclass(slots=True)
class Place:
    """Where the document says it."""

    number: int
    locator: str
    word: str = ""
    #: The sentence, or the line; nothing for who may not read it.
    text: str = ""
    #: Whether somebody said so, here or elsewhere in the document.
    said: bool = False


@dataclass(slots=True)
class Again:
    """A statement of the book that the document makes as well, and where it does."""

    said: Said
    predicate: str
    qualifiers: dict[str, str]
    subject: Named
    object: Named | None
    place: Place
    origin: int


def said_again(user: Any, change: Change, parts: set[int] | None) -> list[int]:
    """What the catalog says already, as far as the reader may see it; whoever answers for a part hears of that."""

    def rows(pk: int) -> QuerySet[Reference, Any]:
        # What a person called wrong stands no more, though the document says it again.
        standing = _standing(user).filter(origin=OuterRef("origin"))
        if parts is not None and change.author_id != user.pk:
            standing = standing.filter(subject__in=seen.staffed(viewer(user)))
        return Reference.objects.filter(Exists(standing), change=pk).order_by("origin").values_list("origin").distinct()

    mine = parts is None or change.author_id == user.pk
    return [origin for (origin,) in ask(("said again", viewer(user).key, mine), rows, change.pk)]


def said_elsewhere(source: int, origins: Collection[int]) -> set[int]:
    """Of what somebody said for lines of a document, what was said for another state of the page that has the line too.

    One query; none where nothing was said.
    """
    if not origins:
        return set()
    said = Reference.objects.filter(origin__in=origins, digest__startswith=SUPPLIED).order_by("pk")
    first: dict[tuple[int, str], int] = {}
    here = set()
    for origin, digest, document in said.values_list("origin", "digest", "source_id"):
        if first.setdefault((origin, digest), document) == source:
            here.add(origin)
    return set(origins) - here


def _standing(user: Any) -> QuerySet[Claim]:
    """What the book says now, as far as the reader may see it."""
    return Claim.objects.filter(whole_q(user), recorded_at__lt=NEVER, superseded_at=NEVER)


def as_known(user: Any, origins: Sequence[int], places: Mapping[int, Place]) -> list[Again]:
    """These statements as the book has them by now, in the order of the document."""
    if not origins:
        return []

    def rows(origins: Numbers) -> QuerySet[Claim, Any]:
        last = _standing(user).filter(OneOf("origin", origins, leads=True)).order_by("recorded_at")
        return last.values_list("origin", *SAID, "predicate", "qualifiers", "subject_id", "object_id")

    found = {row[0]: row[1:] for row in ask(("said before", viewer(user).key), rows, Numbers(origins))}
    named = names(user, {end for row in found.values() for end in row[-2:] if end})
    known = [
        Again(
            Said(*row[:4]),
            row[4],
            row[5],
            named[row[6]],
            named.get(row[7] or 0),
            places.get(origin, Place(0, "")),
            origin,
        )
        for origin, row in found.items()
        if row[6] in named and (row[7] is None or row[7] in named)
    ]
    return sorted(known, key=lambda each: (each.place.number, each.said.pk))
