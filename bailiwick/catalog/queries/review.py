"""A proposed document as its reviewers see it: what stands there beside what it was taken for, and what is decided.

Who is staff everywhere sees every line that they may see at all; whoever answers for a part, the lines about
that part. The skeleton of a review (which lines, in which section, decided or not) is read whole, what the
lines say only for those that a page shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.access import Level, can, viewer, visible_q
from bailiwick.access.models import ScopePath
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

from ..keys import SUPPLIED
from ..lines import COLUMNS, Line, Sort
from ..models import Alias, Change, Claim, Reference, Ruling, Source
from ..when import NEVER, Span
from . import steps as seen
from .again import SAID, Again, Place, Said, as_known, said_again, said_elsewhere
from .ended import Ended, Former, Perhaps, recalled
from .names import Named, names
from .quotes import Spoken, hints, sentences_at, spoken_of
from .sources import titled
from .whole import whole_q
from .wordable import NUMBER, may_supply

#: So many lines stand on one page of a review, and those that their section still has, up to twice as many.
PAGE = 60
#: The key of the section of what ended, which is none of the document.
ENDED = -1
SHOWS = ("all", "undecided", "rejected", "inferred", "new")
_DAYS = ("pk", "from_earliest", "from_latest", "to_earliest", "to_latest")


@dataclass(slots=True)
class Item:
    """One line of a review: what it would do, where it stands, and what was decided."""

    line: Line
    verdict: str = ""
    by_id: int | None = None
    at: datetime | None = None
    #: It was rejected before this document came: nobody has to decide again.
    before: bool = False
    #: The statement that it is to be read as.
    instead: int | None = None
    mine: bool = True
    place: Place = field(default_factory=lambda: Place(0, ""))
    said: Said | None = None
    subject: Named | None = None
    object: Named | None = None
    #: Of what ended: where it was said last, and the line that perhaps says it in other words.
    former: Former | None = None
    perhaps: Perhaps | None = None
    #: Things that the catalog does not have yet, and those of them that no line above it names.
    fresh: tuple[int, ...] = ()
    first: tuple[int, ...] = ()

    @property
    def origin(self) -> int:
        return self.line.origin


@dataclass(slots=True)
class Section:
    """A heading of the document with its lines; `key` is its first line, 0 before any heading, `ENDED` what ended."""

    key: int
    title: str
    items: list[Item] = field(default_factory=list)

    @property
    def asked(self) -> list[Item]:
        return [item for item in self.items if not item.before]

    @property
    def undecided(self) -> list[Item]:
        return [item for item in self.items if not item.verdict]


@dataclass(slots=True)
class Review:
    """The whole of it; `shown` are the sections of one page, filled."""

    change: Change
    source: Source
    #: What the document is called; "" where this reader may not know.
    title: str
    sections: list[Section]
    shown: list[Section]
    before: list[Item]
    #: How much of it the catalog says already, and the first of that.
    again: int
    known: list[Again]
    #: Of that, what somebody said for a line, where this reader may take it back; and the first of it.
    supplied: set[int]
    said_here: list[Again]
    #: Of what was supplied, what was said for another state of the page, of which the line stands here still.
    said_elsewhere: set[int]
    handles: dict[int, str]
    remarks: dict[str, list[str]] = field(default_factory=dict)
    #: Whether this reader may say what other lines say.
    may_supply: bool = False
    first: int = 0
    more: int = 0
    #: The page ends with a section, so that the next one can be put below it.
    whole: bool = True

    @property
    def asked(self) -> list[Item]:
        """What there is to decide."""
        return [item for section in self.sections for item in section.asked]

    @property
    def decided(self) -> int:
        return sum(1 for item in self.asked if item.verdict)

    @property
    def accepted(self) -> int:
        return sum(1 for item in self.asked if item.verdict == Ruling.Verdict.ACCEPTED)


def reviewable(user: Any, pk: int) -> Change | None:
    """A document that this reader may judge, or see judged: one they may see, or one that speaks of their part."""
    found = Change.objects.filter(pk=pk, lineage__isnull=False).select_related("lineage")
    reader = viewer(user)
    on_part = Claim.objects.filter(
        whole_q(user), change=OuterRef("pk"), recorded_at=NEVER, subject__in=seen.staffed(reader)
    )
    shown = Q(pk__in=seen.changes(user).filter(pk=pk).values("pk"))
    if reader.scoped:
        shown |= Q(Exists(on_part), status=Change.Status.PROPOSED)
    return found.filter(shown).first()


def review(
    user: Any,
    change: Change,
    *,
    show: str = "all",
    first: int = 0,
    only: Collection[int] | None = None,
    days: bool = False,
    recall: bool = True,
) -> Review:
    """One page of the review, from the line numbered `first` of those that `show` leaves; or `only` some lines.

    `only` none tells what there is to decide and what is decided. Without `recall` nothing is told of how it was said
    before what ended, for that is looked for in documents.
    """
    source = _source(user, change.report["source"])
    places, parts = _places(change), _parts(user, change)
    items = _items(user, change, places, parts)
    asked = [item for item in items if not item.before]
    wanted = [item for item in asked if (_matches(item, show) if only is None else item.origin in only)]
    titles = _titles(user, change)
    page = wanted[first : _end_of_page(wanted, first, titles)]
    before = [item for item in items if item.before][:PAGE]
    _fill(user, source, [*page, *before], _first_named(asked), days=days)
    supply = may_supply(user, change)
    if recall:
        _recall(user, source, page, titles, supply)
    told = [item for item in page if item.subject and (item.object or not item.line.object_id)]
    after = first + len(page)
    again = said_again(user, change, parts)
    supplied = _supplied(again, places, items) if supply else set()
    said_here = [origin for origin in again if origin in supplied and (only is None or origin in only)]
    return Review(
        change,
        source,
        (source.title or source.slug) if source.may_be_named else "",
        _sections(asked, titles),
        _sections(told, titles),
        [item for item in before if item.subject],
        again=len(again),
        known=as_known(user, again[:PAGE], places) if only is None else [],
        supplied=supplied,
        said_here=as_known(user, said_here[:PAGE], places),
        said_elsewhere=said_elsewhere(source.pk, supplied),
        handles=seen.handles(item.by_id for item in [*page, *before]),
        remarks=_remarks(change),
        may_supply=supply,
        first=first,
        more=after if len(wanted) > after else 0,
        whole=len(wanted) <= after or _key(wanted[after], titles) != _key(wanted[after - 1], titles),
    )


def _source(user: Any, pk: int) -> Any:
    """The document, and whether this reader may know what it is called."""
    return Source.objects.annotate(may_be_named=Exists(titled(user, [pk]))).get(pk=pk)


def _end_of_page(items: Sequence[Item], first: int, titles: Sequence[tuple[int, str]]) -> int:
    """Where a page ends: with its section, unless that is very long."""
    end = min(first + PAGE, len(items))
    while end < min(first + 2 * PAGE, len(items)) and _key(items[end], titles) == _key(items[end - 1], titles):
        end += 1
    return end


def _items(user: Any, change: Change, places: Mapping[int, Place], parts: set[int] | None) -> list[Item]:
    """The lines that this reader may see, in the order of the document; what ended comes last."""
    ruled = _rulings(change)
    items = []
    for line in _lines(user, change):
        mine = parts is None or line.subject_id in parts
        if line.ruled_by is None or not (mine or change.author_id == user.pk):
            continue
        verdict, by, at, instead = ruled.get(line.ruled_by, ("", None, None, None))
        before = verdict == Ruling.Verdict.REJECTED and at is not None and at < change.created_at
        items.append(Item(line, verdict, by, at, before, instead, mine, places.get(line.origin, Place(0, ""))))
    return sorted(items, key=lambda item: (item.line.sort is Sort.END, item.place.number, item.line.pk))


def _lines(user: Any, change: Change) -> list[Line]:
    def rows(pk: int) -> QuerySet[Claim, Any]:
        return Claim.objects.filter(whole_q(user), change=pk, recorded_at=NEVER).order_by("pk").values_list(*COLUMNS)

    return [Line(*row) for row in ask(("review lines", viewer(user).key), rows, change.pk)]


def _places(change: Change) -> dict[int, Place]:
    """Where each statement stands first."""

    def rows(pk: int) -> QuerySet[Reference, Any]:
        return Reference.objects.filter(change=pk).order_by("pk").values_list("origin", "locator", "word", "digest")

    places: dict[int, Place] = {}
    for origin, locator, word, digest in ask("review places", rows, change.pk):
        number = int(found[1]) if (found := NUMBER.search(locator)) else 0
        before = places.get(origin)
        if before is None or number < before.number:
            places[origin] = Place(number, locator, word, said=before is not None and before.said)
        places[origin].said |= digest.startswith(SUPPLIED)
    return places


def _supplied(again: Iterable[int], places: Mapping[int, Place], items: Iterable[Item]) -> set[int]:
    """Of what the book has, what rests on a line because somebody said so, and is nothing to decide."""
    asked = {item.origin for item in items}
    return {origin for origin in again if origin in places and places[origin].said} - asked


def _rulings(change: Change) -> dict[int, tuple[str, int | None, datetime | None, int | None]]:
    def rows(witness: int) -> QuerySet[Ruling, Any]:
        return Ruling.objects.filter(witness=witness).values_list("key", "verdict", "by_id", "at", "instead")

    return {row[0]: row[1:] for row in ask("review rulings", rows, _witness(change))}


def _witness(change: Change) -> int:
    return (change.lineage and change.lineage.derived_from_id) or change.lineage_id or 0


def _parts(user: Any, change: Change) -> set[int] | None:
    """Of the subjects, those on parts where the reader is staff; None: everywhere."""
    reader = viewer(user)
    if reader.base >= Level.STAFF:
        return None
    tops = {scope for level, scopes in reader.scoped if level >= Level.STAFF for scope in scopes}
    said = Claim.objects.filter(change=change, recorded_at=NEVER).values("subject")
    below = ScopePath.objects.filter(ancestor__in=tops, descendant__in=said)
    return tops | set(below.values_list("descendant", flat=True))


def _matches(item: Item, show: str) -> bool:
    if show == "undecided":
        return not item.verdict
    if show == "rejected":
        return item.verdict == Ruling.Verdict.REJECTED
    if show == "inferred":
        return bool(item.line.inferred_by)
    return show != "new" or item.line.sort is Sort.NEW


def _titles(user: Any, change: Change) -> list[tuple[int, str]]:
    """Headings are words of the document: whoever may not read those sees the places only."""
    if not (can(user, "evidence.read") or viewer(user).scoped):
        return []
    return [(int(number), str(title)) for number, title in change.report.get("sections", ())]


def _remarks(change: Change) -> dict[str, list[str]]:
    """Place → what the reading did to its words."""
    found: dict[str, list[str]] = {}
    for place, remark in change.report.get("remarks", ()):
        found.setdefault(place, []).append(remark)
    return found


def _sections(items: Iterable[Item], titles: Sequence[tuple[int, str]]) -> list[Section]:
    """The items under the headings they stand under; a heading without any is left out."""
    named, found = dict(titles), dict[int, Section]()
    for item in items:
        key = _key(item, titles)
        if key not in found:
            found[key] = Section(key, named.get(key, ""))
        found[key].items.append(item)
    return list(found.values())


def _key(item: Item, titles: Sequence[tuple[int, str]]) -> int:
    """The first line of the section that it stands in."""
    if item.line.sort is Sort.END:
        return ENDED
    at = bisect_right(titles, item.place.number, key=itemgetter(0)) - 1
    return titles[at][0] if at >= 0 else 0


def _first_named(items: Iterable[Item]) -> dict[int, int]:
    """Thing → the line that names it first."""
    found: dict[int, int] = {}
    for item in items:
        for end in (item.line.subject_id, item.line.object_id):
            if end:
                found.setdefault(end, item.line.pk)
    return found


def _fill(user: Any, source: Source, items: Sequence[Item], first: Mapping[int, int], *, days: bool) -> None:
    """What the lines say, of whom, and in which words of the document."""
    if not items:
        return
    said = _said([item.line.pk for item in items])
    spans = _spans([item.line.pk for item in items if days or item.line.sort is not Sort.NEW])
    ends = {end for item in items for end in (item.line.subject_id, item.line.object_id) if end}
    named = names(user, ends)
    fresh = _pending_names(user, ends - set(named))
    named |= fresh
    places = [_spoken(item, named, said.get(item.line.pk)) for item in items]
    texts = sentences_at(user, source, places)
    for item, place in zip(items, places, strict=True):
        line = item.line
        item.said = said.get(line.pk)
        if item.said is not None:
            item.said.span = spans.get(line.pk)
        item.subject, item.object = named.get(line.subject_id), named.get(line.object_id or 0)
        item.fresh = tuple(pk for pk in (line.subject_id, line.object_id) if pk in fresh)
        item.first = tuple(pk for pk in item.fresh if first.get(pk) == line.pk)
        item.place.text = texts.get(place, "")


def _spoken(item: Item, named: Mapping[int, Named], said: Said | None) -> Spoken:
    """Its place: several sentences may stand on one line, and the names in them tell which it is."""
    line = item.line
    ends = spoken_of(named.get(line.subject_id), named.get(line.object_id or 0), said.value if said else None)
    return Spoken(item.place.number, line.subject_id, hints(item.place.word, ends))


def _recall(
    user: Any, source: Source, items: Iterable[Item], titles: Sequence[tuple[int, str]], may_supply: bool
) -> None:
    """For what ended, as the document is silent about it: how it was said before, and perhaps is now."""
    ends = [item for item in items if item.line.sort is Sort.END and not item.place.number and item.subject]
    found = recalled(user, source, [_ended(item) for item in ends], titles, may_supply=may_supply)
    for item in ends:
        item.former, item.perhaps = found[item.origin]


def _ended(item: Item) -> Ended:
    said = item.said
    names = spoken_of(item.subject, item.object, said.value if said else None)
    return Ended(item.origin, item.line.subject_id, names, said.span.to_earliest if said and said.span else None)


def _said(pks: Sequence[int]) -> dict[int, Said]:
    def rows(pks: Numbers) -> QuerySet[Claim, Any]:
        return Claim.objects.filter(OneOf("pk", pks, leads=True)).values_list(*SAID)

    return {row[0]: Said(*row) for row in ask("review said", rows, Numbers(pks))}


def _spans(pks: Sequence[int]) -> dict[int, Span]:
    def rows(pks: Numbers) -> QuerySet[Claim, Any]:
        return Claim.objects.filter(OneOf("pk", pks, leads=True)).values_list(*_DAYS)

    return {row[0]: Span(*row[1:]) for row in (ask("review days", rows, Numbers(pks)) if pks else ())}


def _pending_names(user: Any, ids: Collection[int]) -> dict[int, Named]:
    """Things that no page exists of yet, by the name that the document calls them."""
    if not ids:
        return {}

    def rows(pks: Numbers) -> QuerySet[Alias, Any]:
        mine = visible_q(user, scope="entity_id") & Q(OneOf("entity_id", pks, leads=True))
        pending = Alias.objects.filter(mine, scheme="name", entity__recorded_at=NEVER)
        return pending.order_by("-pk").values_list("entity_id", "entity__kind", "entity__slug", "value")

    return {row[0]: Named(*row) for row in ask(("pending names", viewer(user).key), rows, Numbers(sorted(ids)))}
