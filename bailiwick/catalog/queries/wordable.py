"""Which lines of a document under review a reader may say the meaning of, and what is known of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef

from bailiwick.access import can

from ..lines import rejected
from ..models import Change, Claim, Reference, Source
from ..when import NEVER
from .quotes import Spoken, Words
from .whole import whole_q

NUMBER = re.compile(r"line (\d{1,7})", re.IGNORECASE)
#: So many of the statements above a line are asked what they are about.
LOOKED_AT = 50
#: A sentence reaches over so many lines before and after the one that it is known by, at most.
REACH = 12


def may_supply(user: Any, change: Change) -> bool:
    """Whether this reader may say what lines of the document say: it is open, and they may read all of it."""
    everywhere = can(user, "evidence.read") and can(user, "statement.judge")
    return everywhere and change.status == Change.Status.PROPOSED


def proposed_line(user: Any, change: Change, number: int) -> str:
    """What stands on a line of a document that is open for judging, for who may read it and say what it means."""
    if not may_supply(user, change):
        return ""
    source, place = Source.objects.get(pk=change.report["source"]), Spoken(number, 0, ())
    words = Words(user, {source.digest}, {place.subject_id})
    if number in hidden_lines(user, source, words.lines.get(source.digest, [])):
        return ""
    return words.at(source.digest, place)


def hidden_lines(user: Any, source: Source, document: Sequence[str]) -> set[int]:
    """The lines of a document from which something was read that this reader may not see.

    A place names one line, that of the verb perhaps, while a sentence is written over several: so all that stands
    around it without an empty line between is hidden with it.
    """
    seen_by = Claim.objects.filter(whole_q(user), origin=OuterRef("origin"))
    hiding = Reference.objects.filter(~Exists(seen_by), source=source)
    places = map(NUMBER.search, hiding.values_list("locator", flat=True))
    return {line for place in places if place for line in _around(document, int(place[1]))}


def _around(document: Sequence[str], number: int) -> Iterator[int]:
    """A line, and those before and after it up to an empty one, as far as a sentence may reach."""
    yield number
    for way in (range(number - 1, number - REACH - 1, -1), range(number + 1, number + REACH + 1)):
        for line in way:
            if not (1 <= line <= len(document) and document[line - 1].strip()):
                break
            yield line


def nearest_subject(user: Any, change: Change, number: int) -> str:
    """What a line of a document is probably about: what was last said on it, or above it in the same section.

    As `kind/slug`; "" where nothing was, or only what this reader may not see or somebody rejected.
    """
    source = Source.objects.select_related("lineage").get(pk=change.report["source"])
    near = _near(source, number, change.report.get("sections", ()))
    claims = Claim.objects.filter(whole_q(user), origin__in=near, superseded_at=NEVER).select_related("subject")
    ruled = rejected(source.lineage.derived_from_id or source.lineage_id)
    about = {claim.origin: claim.subject.ref for claim in claims if claim.key not in ruled}
    return next((about[origin] for origin in near if origin in about), "")


def _near(source: Source, number: int, titles: Iterable[tuple[int, str]]) -> list[int]:
    """What was read from this line and those above it in its section, the nearest first."""
    begin = max((line for line, _title in titles if line <= number), default=1)
    places = Reference.objects.filter(source=source).values_list("locator", "origin")
    said = [(int(at[1]), origin) for locator, origin in places if (at := NUMBER.fullmatch(locator))]
    return [origin for line, origin in sorted(said, reverse=True) if begin <= line <= number][:LOOKED_AT]
