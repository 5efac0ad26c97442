"""What a reader finds, and what they are offered while they type.

Every query is filtered by `access.row_q` in SQL and before anything is cut off, so a
document that a reader may not see shows in no hit, count, suggestion or place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Left
from markupsafe import Markup

from bailiwick.access import row_q, viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.panels import contributors
from bailiwick.lib.prepared import ask

from .fulltext import expression, matching
from .grammar import Mistake, Query, Word, parse
from .marking import marked, snippet
from .models import Document, Name
from .ranking import Found, Tier, order
from .words import key, stem, words

#: So many hits are looked at and put in order; who needs more needs another word.
CAP = 200
_LOOKED_AT = 4000
_KIND = re.compile(r"[a-z0-9_-]{1,32}")
_TOP = "\U0010ffff"


@dataclass(frozen=True)
class Hit:
    """One document as a reader sees it in the results; texts are safe HTML with `<mark>`."""

    room: str
    object_id: int
    kind: str
    ref: str
    title: str
    marked_title: Markup
    also: Markup
    text: Markup

    @property
    def url(self) -> str:
        """Where it lives."""
        return f"/{self.ref}/"


@dataclass(frozen=True)
class Results:
    """A page of hits. `total_capped` never exceeds CAP; `after` continues where this page ends."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    total_capped: int = 0
    after: str = ""
    kinds: dict[str, int] = field(default_factory=dict)
    query: Query = field(default_factory=Query)
    mistake: Mistake | None = None

    @property
    def capped(self) -> bool:
        """Whether there may be more than `total_capped`."""
        return self.total_capped >= CAP


@dataclass(frozen=True)
class Suggestion:
    """One thing whose name begins as typed."""

    kind: str
    ref: str
    title: str

    @property
    def url(self) -> str:
        """Where it lives."""
        return f"/{self.ref}/"


def known_kinds() -> dict[str, str]:
    """The kinds that may be asked for, and their names for people, from the rooms that have documents."""
    return {name: label for contribute in contributors("search_kinds") for name, label in contribute().items()}


def find(user: Any, text: str, kinds: Collection[str] = (), limit: int = 20, after: str | None = None) -> Results:
    """The documents that fit the query line, best first; a query that makes no sense comes back with its mistake."""
    try:
        query = parse(text, kinds=known_kinds())
    except Mistake as mistake:
        return Results(mistake=mistake)
    chosen = _chosen(query.values("kind"), kinds)
    if chosen is None or not (query.terms or chosen):
        return Results(query=query)
    stems = [stem(each) for word in query.wanted for each in words(word.text)]
    found = sorted(_candidates(user, query, chosen).values(), key=lambda each: order(each, stems))[:CAP]
    return _page(found, query, limit=max(1, min(limit, CAP)), start=_start(found, after))


def suggest(user: Any, prefix: str, limit: int = 8) -> list[Suggestion]:
    """Things with a name, or a part of one, that begins as typed; the best fit first."""
    prefix = prefix[:200].lstrip()
    head, colon, rest = prefix.partition(":")
    kinds = {head.lower()} if colon and head.lower() in known_kinds() else set()
    begin = key(words(rest if kinds else prefix))
    if not begin:
        return []
    found = _named(user, begin, kinds, at_most=100, enough=limit)
    best = sorted(found.values(), key=lambda each: order(each, ()))[:limit]
    return [Suggestion(each.kind, each.ref, each.title) for each in best]


def _chosen(asked: set[str], kinds: Collection[str]) -> set[str] | None:
    """The kinds in the query line and beside it, together; none at all = nothing can fit, an empty set = any kind."""
    given = {kind for kind in kinds if _KIND.fullmatch(kind)}
    if not kinds:
        return asked
    return (asked & given if asked else given) or None


def _readable(user: Any, kinds: Collection[str], path: str = "") -> Q:
    seen = row_q(user, scope=f"{path}scope_id", low=f"{path}class_from", high=f"{path}class_to")
    return seen & Q(**{f"{path}kind__in": sorted(kinds)}) if kinds else seen


def _candidates(user: Any, query: Query, kinds: Collection[str]) -> dict[int, Found]:
    """At most CAP of each tier; a document keeps its best one."""
    if not query.wanted:
        return _listed(user, kinds)
    found = _named(user, key([each for word in query.wanted for each in words(word.text)]), kinds)
    if query.unwanted and found:
        named = Document.objects.filter(pk__in=list(found))
        for word in query.unwanted:
            for pk in matching(named, expression([word])).values_list("pk", flat=True):
                found.pop(pk, None)
    if any(word.exact for word in query.wanted):
        found = {pk: each for pk, each in found.items() if each.tier in (Tier.NAME, Tier.PART)}
    if len(found) < CAP:
        found = _texts(user, query, kinds) | found
    return found


def _listed(user: Any, kinds: Collection[str]) -> dict[int, Found]:
    """Without a word: what there is of these kinds, by name."""
    rows = Document.objects.filter(_readable(user, kinds)).order_by("kind", "title")
    return {row[0]: Found(*row, Tier.NAME) for row in rows.values_list("pk", "kind", "ref", "title", "weight")[:CAP]}


def _named(user: Any, begin: str, kinds: Collection[str], at_most: int = CAP, enough: int = CAP) -> dict[int, Found]:
    """Whole names that begin so, then parts of names: two ranges of one index."""
    found: dict[int, Found] = {}
    if not begin:
        return found
    for place in (0, 1):
        if len(found) >= enough:
            break
        shape = ("names", place, at_most, *sorted(kinds), viewer(user).key)
        rows = ask(shape, partial(_keys, user, kinds, place, at_most), begin, begin + _TOP)
        for pk, kind, ref, title, weight, name in rows:
            tier = Tier(2 * place + (name != begin))
            if pk not in found or tier < found[pk].tier:
                found[pk] = Found(pk, kind, ref, title, weight, tier)
    return found


def _keys(user: Any, kinds: Collection[str], place: int, at_most: int, begin: str, top: str) -> QuerySet[Name, Any]:
    rows = Name.objects.filter(_readable(user, kinds, "document__"), place=place, key__gte=begin, key__lt=top)
    columns = ("document_id", "document__kind", "document__ref", "document__title", "document__weight", "key")
    return rows.order_by("key").values_list(*columns)[:at_most]


def _texts(user: Any, query: Query, kinds: Collection[str]) -> dict[int, Found]:
    """Documents with all the words; if that is few, also with words that begin like the last one."""
    found = _matching(user, query.wanted, query.unwanted, kinds, Tier.TEXT)
    last = query.wanted[-1]
    if len(found) < CAP and not last.exact and not last.begins and len(words(last.text)[-1]) > 1:
        begins = (*query.wanted[:-1], replace(last, begins=True))
        found = _matching(user, begins, query.unwanted, kinds, Tier.TEXT_BEGINS) | found
    return found


def _matching(
    user: Any, wanted: Iterable[Word], unwanted: Iterable[Word], kinds: Collection[str], tier: Tier
) -> dict[int, Found]:
    def documents(text: str) -> QuerySet[Document, Any]:
        rows = matching(Document.objects.filter(_readable(user, ())), text)
        if kinds:
            # As an expression, so that SQLite begins with the words, not with all things of this kind: 40 times dearer.
            rows = rows.alias(of_kind=Coalesce("kind", Value(""))).filter(of_kind__in=sorted(kinds))
        return rows.values_list("pk", "kind", "ref", "title", "weight", Left("tokens", _LOOKED_AT))[:CAP]

    rows = ask(("texts", *sorted(kinds), viewer(user).key), documents, expression(wanted, unwanted))
    return {pk: Found(pk, kind, ref, title, weight, tier, tokens) for pk, kind, ref, title, weight, tokens in rows}


def _start(found: list[Found], after: str | None) -> int:
    """The place behind the hit named by `after`; from the start when it is no longer there."""
    places = {str(each.pk): place for place, each in enumerate(found, 1)}
    return places.get(after or "", 0)


def _page(found: list[Found], query: Query, limit: int, start: int) -> Results:
    shown = found[start : start + limit]
    more = len(found) > start + limit
    return Results(
        hits=tuple(_hits(shown, query)),
        more=more,
        total_capped=len(found),
        after=str(shown[-1].pk) if more else "",
        kinds=dict(Counter(each.kind for each in found).most_common()),
        query=query,
    )


def _hits(shown: list[Found], query: Query) -> Iterator[Hit]:
    asked = tuple(each for word in query.wanted for each in words(word.text))
    ids = Numbers(each.pk for each in shown)
    rows = {row[0]: row[1:] for row in ask("hits", _shown, ids)} if ids else {}
    for room, object_id, kind, ref, title, names, start in (rows[each.pk] for each in shown if each.pk in rows):
        also = " · ".join(name for name in names.split("\n") if name and name != title)
        marks = (marked(title, asked), marked(also, asked), snippet(start, asked))
        yield Hit(room, object_id, kind, ref, title, *marks)


def _shown(ids: Numbers) -> QuerySet[Document, Any]:
    columns = ("pk", "room", "object_id", "kind", "ref", "title", "names", Left("body", _LOOKED_AT))
    return Document.objects.filter(OneOf("pk", ids, leads=True)).values_list(*columns)
