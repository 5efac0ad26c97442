"""Two days compared: what began, ended, changed, was corrected or is uncertain, each with its source and its service.

It stands on `diff`, which maps statement by statement and so composes. Here what belongs together is put
together: a value that took another's place is *changed*, what the book once said of these days and has taken
back is *corrected*, and the lines of a machine hang under the one service that runs on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from ..models import Entity
from ..vocabulary import PREDICATES
from ..when import Answer
from .card import FIELDS, Said
from .concern import services_of
from .corrections import corrections
from .diff import MOST, OPPOSITE, Difference, diff, differing, place, position, surely, told, turn
from .history import Quote, references
from .names import Named
from .passing import passing
from .quotes import quoted, spoken_of
from .silences import first_silent

#: In the order in which they are offered.
CLASSES = ("began", "ended", "changed", "corrected", "uncertain")
#: The lines that tell of an end.
OVER = ("ended", "began_and_ended")


@dataclass(frozen=True)
class Wanted:
    """What a comparison is narrowed by: one class of lines, one family of facts, one kind of thing."""

    shown: str = ""
    family: str = ""
    kind: str = ""

    @property
    def turned(self) -> Wanted:
        """The same, looked at from the other day."""
        return replace(self, shown=OPPOSITE.get(self.shown, self.shown))

    @property
    def q(self) -> Q:
        """Family and kind as a condition on claims."""
        found = Q(subject__kind=self.kind) if self.kind else Q()
        if self.family:
            found &= Q(predicate__in=[each.name for each in PREDICATES.values() if each.family == self.family])
        return found


@dataclass(slots=True)
class Compared:
    """One line: what was, and what is. Of a correction: what the book used to say, and what it says now."""

    shown: str
    #: The side to speak of: the later one that there is; of a correction, what was said.
    lead: Difference
    before: Difference | None
    after: Difference | None
    #: The one service that it is about, when the thing is none itself.
    service: Named | None = None
    #: Where it stands.
    quote: Quote | None = None
    #: The first document of its list in which it no longer stands, where that is what ended it.
    not_in: Quote | None = None

    @property
    def under(self) -> Named:
        """What it hangs under."""
        return self.service or self.lead.subject


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, for the steps of the answer; `a` is never after `b`."""

    user: Any
    a: date
    b: date
    entity: Entity | None
    known_at: datetime | None
    wanted: Wanted
    after: str
    limit: int

    def class_q(self, shown: str) -> Q:
        """What may be of a class, among what differs; a correction is no difference of these days."""
        if shown == "corrected":
            return Q(pk__in=[])
        if shown == "changed":
            return surely("began", self.a, self.b) | surely("ended", self.a, self.b)
        return surely(shown, self.a, self.b)

    def page(self, only: Q) -> tuple[list[Difference], str]:
        """A page of the statements that differ."""
        return diff(
            self.user,
            self.a,
            self.b,
            entity=self.entity,
            known_at=self.known_at,
            limit=self.limit,
            after=self.after,
            only=only,
        )


@dataclass(slots=True)
class Comparison:
    """What differs between the ends of two days, a page of it, in the order of what it is about."""

    a: date
    b: date
    known_at: datetime | None
    lines: list[Compared]
    #: Where the next page begins, or ''.
    more: str = ""
    #: Whether more began and ended in between than there are lines for.
    cut: bool = False
    #: How many lines there are of each class; empty when they don't fit on one page.
    counts: dict[str, int] = field(default_factory=dict)


def compare(
    user: Any,
    a: date,
    b: date,
    *,
    entity: Entity | None = None,
    known_at: datetime | None = None,
    wanted: Wanted | None = None,
    after: str = "",
    limit: int = MOST,
    in_between: bool = False,
) -> Comparison:
    """Compare two days, everywhere or about one thing. Raises ValueError for an `after` that no page gave out.

    `in_between` adds what began and ended between the days, everywhere; `b` is not before `a` then.
    At most twenty queries, however much differs, and two for what was in between.
    """
    wanted = wanted or Wanted()
    if b < a:
        found = compare(user, b, a, entity=entity, known_at=known_at, wanted=wanted.turned, after=after, limit=limit)
        counts = {OPPOSITE.get(shown, shown): count for shown, count in found.counts.items()}
        return replace(found, a=a, b=b, lines=[_turned(line) for line in found.lines], counts=counts)
    question = _Question(user, a, b, entity, known_at, wanted, after, limit)
    lines, more = _differences(question)
    if not after:
        found_then = corrections(user, a, b, entity=entity, known_at=known_at, only=wanted.q, limit=limit)
        lines += [Compared("corrected", said, said, now) for said, now in found_then]
    cut = False
    if in_between:
        passed, cut = passing(user, a, b, known_at=known_at, limit=limit)
        lines += [Compared(each.kind, each, None, each) for each in passed]
    counts = {} if more or after else dict(Counter(line.shown for line in lines))
    lines = [line for line in lines if wanted.shown in ("", line.shown)]
    _say_service(question, lines)
    _say_source(question, lines)
    return Comparison(a, b, known_at, sorted(lines, key=_order), more, cut, counts)


def _turned(line: Compared) -> Compared:
    """Seen from the other day; what was taken back was taken back from either."""
    if line.shown == "corrected":
        return line
    before, after = (turn(each) if each else None for each in (line.after, line.before))
    shown, lead = OPPOSITE.get(line.shown, line.shown), after or before or line.lead
    return replace(line, shown=shown, lead=lead, before=before, after=after)


def _differences(question: _Question) -> tuple[list[Compared], str]:
    """Lines of a page: of all classes while they fit on one, else of what may be of the class that is wanted."""
    wanted = question.wanted
    found, more = question.page(wanted.q)
    if (more or question.after) and wanted.shown:
        found, more = question.page(wanted.q & question.class_q(wanted.shown))
    whole = not (more or question.after)
    pairs = changed(found if whole else _with_partners(question, found))
    start = place(question.after) if question.after else None
    return list(_lines(question, found, pairs, start)), more


def _with_partners(question: _Question, found: list[Difference]) -> list[Difference]:
    """What is on the page, and what of the same things and predicates stands on other pages."""
    claims = differing(question.user, question.a, question.b, question.entity, question.known_at)
    same = {each.predicate.identity for each in found}
    predicates = [each.name for each in PREDICATES.values() if each.identity in same]
    rows = claims.filter(
        question.class_q("changed"), subject__in={each.subject.id for each in found}, predicate__in=predicates
    ).values_list(*FIELDS)[: 4 * question.limit]
    return told(question.user, (Said(*row) for row in rows), question.a, question.b)


def _lines(
    question: _Question,
    found: list[Difference],
    pairs: list[tuple[Difference, Difference]],
    start: tuple[int, date, int] | None,
) -> Iterator[Compared]:
    """Each difference once; a pair stands on the page where its first one stands."""
    partner = {one.said.id: pair for pair in pairs for one in pair}
    done: set[int] = set()
    for each in found:
        pair = partner.get(each.said.id)
        if pair is None:
            yield _line(each)
        elif each.said.id not in done:
            done |= {one.said.id for one in pair}
            first = min(position(one.said, question.a, question.b) for one in pair)
            if start is None or first > start:
                yield Compared("changed", pair[1], *pair)


def _line(each: Difference) -> Compared:
    before, after = (each if answer is not Answer.NO else None for answer in (each.before, each.after))
    return Compared(each.kind, each, before, after)


def changed(found: Iterable[Difference]) -> list[tuple[Difference, Difference]]:
    """(what ended, what took its place): one of each in the same interval, or the only two that are left."""
    groups: dict[tuple[int, str], list[Difference]] = {}
    for each in found:
        if each.kind in OPPOSITE:
            groups.setdefault((each.subject.id, each.predicate.identity), []).append(each)
    return [pair for group in groups.values() for pair in _paired(group)]


def _paired(group: list[Difference]) -> Iterator[tuple[Difference, Difference]]:
    """Those of one word in one interval, of the rest those of one interval, and then the only two."""
    for alike in (lambda each: (_interval(each), each.predicate.name), _interval, lambda each: None):
        some: dict[Any, list[Difference]] = {}
        for each in group:
            some.setdefault(alike(each), []).append(each)
        pairs = [pair for pair in map(_pair, some.values()) if pair]
        yield from pairs
        done = {one.said.id for pair in pairs for one in pair}
        group = [each for each in group if each.said.id not in done]


def _interval(each: Difference) -> tuple[date, date]:
    """In which it began, or ended."""
    said = each.said
    return (said.from_earliest, said.from_latest) if each.kind == "began" else (said.to_earliest, said.to_latest)


def _pair(some: list[Difference]) -> tuple[Difference, Difference] | None:
    old, new = ([each for each in some if each.kind == kind] for kind in ("ended", "began"))
    return (old[0], new[0]) if len(old) == len(new) == 1 else None


def _say_service(question: _Question, lines: list[Compared]) -> None:
    subjects = {line.lead.subject.id: line.lead.subject for line in lines}.values()
    found = services_of(question.user, subjects, question.a, question.b, question.known_at)
    for line in lines:
        line.service = found.get(line.lead.subject.id)


def _say_source(question: _Question, lines: list[Compared]) -> None:
    """The document that shows it: two queries, two more for those who may read what documents say, three for ends."""
    days = {line.lead.said.origin: _shown_on(line.lead, question.a) for line in lines}
    found = references(days, days.values())
    found |= references([origin for origin in days if origin not in found])
    nearest = {
        origin: min(quotes, key=lambda quote: abs(quote.dated - days[origin])) for origin, quotes in found.items()
    }
    names = {line.lead.said.origin: _names(line.lead) for line in lines}
    told = [(quote, names[origin]) for origin, quote in nearest.items()]
    with_words = dict(zip(nearest, quoted(question.user, question.entity, told), strict=True))
    silent = first_silent(question.user, (line.lead.said for line in lines if line.shown in OVER))
    for line in lines:
        line.quote = with_words.get(line.lead.said.origin)
        if line.shown in OVER:
            line.not_in = silent.get(line.lead.said.origin)


def _names(each: Difference) -> tuple[str, ...]:
    return spoken_of(each.subject, each.object, each.value)


def _shown_on(each: Difference, a: date) -> date:
    """The day of the document to look for: the first that states it, or the last that did."""
    return each.said.from_latest if each.said.from_latest > a else each.said.to_earliest


def _order(line: Compared) -> tuple[Any, ...]:
    under, subject = line.under, line.lead.subject
    return (under.kind != "service", under.kind, under.name.casefold(), under.id, subject.id != under.id, subject.ref)
