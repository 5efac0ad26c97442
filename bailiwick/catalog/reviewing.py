"""How a review tells its lines: sentences with their marks, passage by passage, section by section."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from bailiwick.lib.languages import once_per_language

from . import plain
from .lines import Sort
from .models import Ruling, State
from .queries.again import Again
from .queries.ended import Former, Perhaps
from .queries.names import Named
from .queries.review import ENDED, Item, Review, Section
from .vocabulary import PREDICATES
from .when import Span
from .words import choice, level_words, linked, since, what

#: Between the titles that a section stands below and its own.
BELOW = " › "


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words. `marks` are (tone, word, explanation); `state` says what was decided."""

    origin: int
    sentence: Markup
    since: str
    marks: tuple[tuple[str, str, str], ...]
    state: str
    verdict: str
    who: str
    mine: bool
    may_word: bool
    #: The line that perhaps says in other words what is over.
    perhaps: Perhaps | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of the document with what it was taken for."""

    place: str
    #: The line of the document, where this reader may say more of it; 0 where not.
    line: int
    text: str
    word: str
    remarks: tuple[str, ...]
    lines: tuple[Told, ...]
    #: The document that said it last, where this one is silent: place, text and word are that one's.
    former: Former | None = None


@dataclass(slots=True)
class Chapter:
    """A section of the document as the page shows it, and how much of it is undecided in all."""

    key: int
    title: str
    undecided: int
    count: int
    passages: list[Passage]


def chapters(found: Review) -> list[Chapter]:
    """What one page of a review shows."""
    whole, titles = {section.key: section for section in found.sections}, _titles(found.sections)
    return [_chapter(found, section, whole[section.key], titles[section.key]) for section in found.shown]


def _titles(sections: Iterable[Section]) -> dict[int, str]:
    """What the sections are called, without the titles that all of them stand below: mostly that of the page."""
    titles = {section.key: section_title(section) for section in sections}
    paths = {key: title.split(BELOW) for key, title in titles.items() if title and key != ENDED}
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*paths.values(), strict=False)))
    return titles | {key: BELOW.join(path[shared:] or path[-1:]) for key, path in paths.items()}


def _chapter(found: Review, section: Section, whole: Section, title: str) -> Chapter:
    mine = [item for item in whole.undecided if item.mine]
    return Chapter(section.key, title, len(mine), len(whole.items), passages(found, section.items))


def section_title(section: Section) -> str:
    """What a section is called; what ended has none in the document."""
    return _("No longer stated") if section.key == ENDED else section.title


def passages(found: Review, items: Iterable[Item]) -> list[Passage]:
    """Lines that rest on one sentence of the document stand together; what is over, on one of an earlier document."""
    together: dict[Any, list[Item]] = {}
    for item in items:
        place, old = item.place, item.former
        where = (old.source, old.locator, old.text) if old else (place.locator or item.line.pk, place.text)
        together.setdefault(where, []).append(item)
    return [_passage(found, some) for some in together.values()]


def _passage(found: Review, items: list[Item]) -> Passage:
    told = tuple(line_told(found, item) for item in items)
    if former := items[0].former:
        return Passage(former.locator, 0, former.text, former.word, (), told, former)
    place = items[0].place
    remarks = tuple(found.remarks.get(place.locator, ()))
    line = place.number if place.text and found.may_supply else 0
    return Passage(place.locator, line, place.text, place.word, remarks, told)


def line_told(found: Review, item: Item) -> Told:
    """One line in words."""
    line, said = item.line, item.said
    verdict = (item.verdict, item.instead is not None, found.handles.get(item.by_id or 0, ""), item.mine)
    if said is None or item.subject is None:
        return _told(line.origin, line.sort, line.inferred_by, None, (), verdict, None)
    about = (line.predicate, said.value, said.state, item.subject, item.object, tuple(line.qualifiers.items()))
    beside = (item.fresh, item.first, said.visibility, None if line.sort is Sort.NEW else said.span)
    return _told(line.origin, line.sort, line.inferred_by, about, beside, verdict, item.perhaps)


@once_per_language
def _told(
    origin: int,
    sort: Sort,
    inferred_by: str,
    about: tuple[Any, ...] | None,
    beside: tuple[Any, ...],
    verdict: Any,
    perhaps: Perhaps | None,
) -> Told:
    """Everything a line shows, by what it is made of: most lines of a review are as they were a moment ago."""
    said, instead, who, mine = verdict
    marks, text, when = list(_marks(sort, inferred_by)), Markup(""), ""
    if about is not None:
        predicate, value, state, subject, other, qualifiers = about
        fresh, first, visibility, span = beside
        text = _sentence(predicate, value, state, subject, other, dict(qualifiers), fresh)
        marks += _marks_of_things([each for each in (subject, other) if each and each.id in first], visibility)
        when = since(span) if span else ""
    return Told(origin, text, when, tuple(marks), state_word(said, instead), said, who, mine, sort is Sort.NEW, perhaps)


def _sentence(
    predicate: str, value: str | None, state: int, subject: Named, other: Named | None, details: Any, fresh: Any
) -> Markup:
    text = what(PREDICATES[predicate], value, state, _name(other, fresh) if other else "")
    shown = ", ".join(choice(str(details[name])) for name in PREDICATES[predicate].qualifiers if name in details)
    return Markup("{}: {}{}").format(_name(subject, fresh), text, f" ({shown})" if shown else "")


def _name(named: Named, fresh: Collection[int]) -> Markup:
    if named.id in fresh:
        return Markup("<strong>{}</strong>").format(named.name)
    return linked(named)


def _marks(sort: Sort, inferred_by: str) -> Iterable[tuple[str, str, str]]:
    if sort is Sort.END:
        yield "watch", _("ends"), _("The document no longer says it.")
    if sort is Sort.DETAILS:
        yield "unknown", _("more detail"), _("The catalog says it already, without these details.")
    if inferred_by == "review":
        yield "ok", _("worded here"), _("A reviewer said that the line is to be read so.")
    elif inferred_by:
        why = _("No line says it in so many words; the rule is “%(rule)s”.") % {"rule": inferred_by}
        yield "unknown", _("inferred"), why


def _marks_of_things(new: Iterable[Named], visibility: int) -> Iterable[tuple[str, str, str]]:
    for named in new:
        text = _("new: %(kind)s %(name)s") % {"kind": named.kind_label, "name": named.name}
        yield "ok", text, _("The catalog has no such page yet.")
    if visibility:
        yield "unknown", level_words(visibility), _("Who will see it.")


def said_again(found: Review) -> list[tuple[str, Markup]]:
    """(place, sentence) of what the catalog says already."""
    return [(each.place.locator, _known(each)) for each in found.known]


def said_here(found: Review) -> list[tuple[int, str, Markup]]:
    """(statement, place, sentence) of what somebody said for a line, and the catalog says already.

    The place tells apart what was said for this state of the page and what for another one.
    """
    return [(each.origin, _where_said(found, each), _known(each)) for each in found.said_here]


def _where_said(found: Review, each: Again) -> str:
    if each.origin not in found.said_elsewhere:
        return each.place.locator
    return _("%(place)s, said for another state of the page: the line stands here too") % {"place": each.place.locator}


def sentence_of(found: Review, origin: int) -> str:
    """A statement in words, be it a line of the page or in the catalog already; "" where this reader sees neither."""
    items = (item for section in found.shown for item in section.items)
    lines = {item.origin: line_told(found, item).sentence for item in items}
    lines |= {each.origin: _known(each) for each in found.said_here}
    return lines[origin].striptags() if origin in lines else ""


def _known(each: Again) -> Markup:
    return _sentence(each.predicate, each.said.value, each.said.state, each.subject, each.object, each.qualifiers, ())


def state_word(verdict: str, instead: bool) -> str:
    """What was decided, in a word."""
    if verdict == Ruling.Verdict.REJECTED and instead:
        return _("read otherwise")
    words = {Ruling.Verdict.ACCEPTED.value: _("accepted"), Ruling.Verdict.REJECTED.value: _("rejected")}
    return words.get(verdict, "")


def as_plain(found: Review) -> dict[str, Any]:
    """One page of a review as plain values: what the API and `--json` answer."""
    titles = {item.origin: section_title(section) for section in found.shown for item in section.items}
    items = [*(item for section in found.shown for item in section.items), *found.before]
    return {
        "change": found.change.pk,
        "source": found.source.slug if found.title else "",
        "asked": len(found.asked),
        "decided": found.decided,
        "accepted": found.accepted,
        "said_again": found.again,
        "said_here": sorted(found.supplied),
        "said_elsewhere": sorted(found.said_elsewhere),
        "items": [_plain(found, item, titles.get(item.origin, "")) for item in items if item.said],
        "next": found.more or None,
    }


def _plain(found: Review, item: Item, section: str) -> dict[str, Any]:
    line, said = item.line, item.said
    days = {name: plain.day(day) for name, day in vars(said.span if said and said.span else Span()).items()}
    return {
        "statement": item.origin,
        "sort": str(line.sort),
        "subject": plain.link(item.subject),
        "predicate": line.predicate,
        "object": plain.link(item.object),
        "value": said.value if said else None,
        "state": plain.STATES[State(said.state if said else 0)],
        "qualifiers": line.qualifiers,
        "inferred_by": line.inferred_by or None,
        "new_things": [each.ref for each in (item.subject, item.object) if each and each.id in item.fresh],
        "section": section,
        "locator": item.place.locator,
        "text": item.place.text or None,
        "formerly": _formerly(item.former),
        "perhaps_now": item.perhaps and {"line": item.perhaps.line, "text": item.perhaps.text},
        "verdict": item.verdict or None,
        "by": found.handles.get(item.by_id or 0),
        "at": item.at,
        "before": item.before,
        **days,
    }


def _formerly(former: Former | None) -> dict[str, Any] | None:
    if former is None:
        return None
    place = {"source": former.source, "title": former.title, "dated": former.dated}
    return place | {"locator": former.locator, "text": former.text or None}
