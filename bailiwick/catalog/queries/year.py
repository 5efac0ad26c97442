"""A year in review: two days compared, sorted by what a reader asks of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from ..models import Claim
from ..when import Answer
from .card import FIELDS, Said, in_book
from .compare import Compared, Comparison, compare
from .names import Named
from .whole import whole_q

#: More than this is told by comparing its months.
MOST = 1_000
#: In the order of the page. Each line stands in the first section that takes it.
SECTIONS = (
    "moved",
    "handed_over",
    "named",
    "no_longer_named",
    "changed",
    "began",
    "ended",
    "began_and_ended",
    "corrected",
    "uncertain",
)


@dataclass(slots=True)
class Year:
    """What a year brought, as far as this reader may see it and this book knows."""

    year: int
    comparison: Comparison
    new: list[Named]
    gone: list[Named]
    sections: dict[str, list[Compared]]

    @property
    def more(self) -> bool:
        """Whether the year brought more than stands here."""
        return bool(self.comparison.more) or self.comparison.cut

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each, services first."""
        services = {"new_services": len(self.new), "gone_services": len(self.gone)}
        return services | {name: len(lines) for name, lines in self.sections.items()}


def year_of(user: Any, year: int, known_at: datetime | None = None) -> Year | None:
    """From the end of the year before to the end of this one, or to today; None for a year that has not begun."""
    today = timezone.now().date()
    if not 2 <= year <= today.year:
        return None
    a, b = date(year - 1, 12, 31), min(date(year, 12, 31), today)
    found = compare(user, a, b, known_at=known_at, limit=MOST, in_between=True)
    sections: dict[str, list[Compared]] = {name: [] for name in SECTIONS}
    for line in found.lines:
        sections[_section(line)].append(line)
    new, gone = _came_and_went(user, found)
    return Year(year, found, new, gone, sections)


def _section(line: Compared) -> str:
    predicate, people = line.lead.predicate, _about_people(line)
    if line.shown == "changed" and predicate.family == "where":
        return "moved"
    if line.shown == "changed" and predicate.family == "responsible":
        return "handed_over"
    if people and line.shown in ("began", "ended"):
        return "named" if line.shown == "began" else "no_longer_named"
    return line.shown


def _about_people(line: Compared) -> bool:
    """Whether it says who answers for something, or who belongs to a team."""
    return line.lead.predicate.family == "responsible" or line.lead.predicate.name == "member_of"


def _came_and_went(user: Any, found: Comparison) -> tuple[list[Named], list[Named]]:
    """Services of which nothing was said at the beginning, and of which nothing is so at the end: one query.

    What was perhaps so is not nothing: a service that stands in the first list there is, is not new. One that came
    and went within the year did both.
    Nor did one go in this year of which everything may have ended in the year before.
    """
    services = {line.lead.subject.id: line.lead.subject for line in found.lines if line.lead.subject.kind == "service"}
    claims = in_book(Claim.objects.filter(whole_q(user), subject__in=list(services)), found.known_at)
    said = [Said(*row) for row in claims.values_list(*FIELDS)]
    at_a = {one.subject_id for one in said if one.at(found.a) is not Answer.NO}
    ended_since = {one.subject_id for one in said if one.subject_id in at_a and one.to_earliest >= found.a}
    at_b = {one.subject_id for one in said if one.at(found.b) is not Answer.NO}
    surely = {one.subject_id for one in said if one.at(found.b) is Answer.YES}
    retired = {line.lead.subject.id for line in found.lines if _retires(line)}
    passed = {line.lead.subject.id for line in found.lines if line.shown == "began_and_ended" and not _retires(line)}
    passed &= services.keys()
    came, was_there = ((surely - retired) | passed) - at_a, at_a | passed
    return _named(services, came), _named(services, ((ended_since | passed) - at_b) | (retired & was_there))


def _retired(said: Said) -> bool:
    return said.predicate == "lifecycle" and said.value == "retired"


def _retires(line: Compared) -> bool:
    """Whether a life ended in this time."""
    begins = ("began", "changed", "began_and_ended")
    return line.shown in begins and line.after is not None and _retired(line.after.said)


def _named(services: dict[int, Named], ids: set[int]) -> list[Named]:
    return sorted((services[pk] for pk in ids), key=lambda each: each.name.casefold())
