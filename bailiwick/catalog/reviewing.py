"""How a review tells its lines: sentences with their marks, passage by passage, section by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from . import plain
from .lines import Sort
from .models import Ruling, State
from .queries.names import Named
from .queries.review import Item, Review, Section
from .vocabulary import PREDICATES
from .when import Span
from .words import choice, level_words, since, what


@dataclass(slots=True)
class Told:
    """One line in words. `marks` are (tone, word, explanation); `state` says what was decided."""

    origin: int
    sentence: Markup
    since: str
    marks: list[tuple[str, str, str]]
    state: str
    verdict: str
    who: str
    mine: bool
    may_word: bool


@dataclass(slots=True)
class Passage:
    """A place of the document with what it was taken for."""

    place: str
    text: str
    word: str
    remarks: list[str]
    lines: list[Told] = field(default_factory=list)


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
    whole = {section.key: section for section in found.sections}
    return [_chapter(found, section, whole[section.key]) for section in found.shown]


def _chapter(found: Review, section: Section, whole: Section) -> Chapter:
    mine = [item for item in whole.undecided if item.mine]
    return Chapter(section.key, section_title(section), len(mine), len(whole.items), passages(found, section.items))


def section_title(section: Section) -> str:
    """What a section is called; what ended has none in the document."""
    return _("No longer stated") if section.key == -1 else section.title


def passages(found: Review, items: Iterable[Item]) -> list[Passage]:
    """Lines that rest on one place of the document stand together."""
    told: dict[str, Passage] = {}
    for item in items:
        place = item.place
        key = place.locator or f"#{item.line.pk}"
        if key not in told:
            told[key] = Passage(place.locator, place.text, place.word, found.remarks.get(place.locator, []))
        told[key].lines.append(line_told(found, item))
    return list(told.values())


def line_told(found: Review, item: Item) -> Told:
    """One line in words."""
    line, said = item.line, item.said
    text = Markup("")
    if said is not None:
        link = _name(item.object, item) if item.object else ""
        text = what(PREDICATES[line.predicate], said.value, said.state, link)
        if more := _details(item):
            text += Markup(" ({})").format(more)
        if item.subject:
            text = Markup("{}: {}").format(_name(item.subject, item), text)
    return Told(
        line.origin,
        text,
        since(said.span) if said and line.sort is not Sort.NEW else "",
        list(_marks(item)),
        state_word(item),
        item.verdict,
        found.handles.get(item.by_id or 0, ""),
        item.mine,
        line.sort is Sort.NEW,
    )


def _name(named: Named, item: Item) -> Markup:
    if named.id in item.fresh:
        return Markup("<strong>{}</strong>").format(named.name)
    return Markup('<a href="{}">{}</a>').format(named.url, named.name)


def _details(item: Item) -> str:
    details = item.said.qualifiers if item.said else {}
    shown = (choice(str(details[name])) for name in PREDICATES[item.line.predicate].qualifiers if name in details)
    return ", ".join(shown)


def _marks(item: Item) -> Iterable[tuple[str, str, str]]:
    if item.line.sort is Sort.END:
        yield "watch", _("ends"), _("The document no longer says it.")
    if item.line.sort is Sort.DETAILS:
        yield "unknown", _("more detail"), _("The catalog says it already, without these details.")
    if item.line.inferred_by == "review":
        yield "ok", _("worded here"), _("A reviewer said that the line is to be read so.")
    elif item.line.inferred_by:
        yield (
            "unknown",
            _("inferred"),
            _("No line says it in so many words; the rule is “%(rule)s”.") % {"rule": item.line.inferred_by},
        )
    for named in (item.subject, item.object):
        if named and named.id in item.first:
            text = _("new: %(kind)s %(name)s") % {"kind": named.kind_label, "name": named.name}
            yield "ok", text, _("The catalog has no such page yet.")
    if item.said and item.said.visibility:
        yield "unknown", level_words(item.said.visibility), _("Who will see it.")


def state_word(item: Item) -> str:
    """What was decided, in a word."""
    if item.verdict == Ruling.Verdict.REJECTED and item.instead:
        return _("read otherwise")
    return {Ruling.Verdict.ACCEPTED.value: _("accepted"), Ruling.Verdict.REJECTED.value: _("rejected")}.get(
        item.verdict, ""
    )


def as_plain(found: Review) -> dict[str, Any]:
    """One page of a review as plain values: what the API and `--json` answer."""
    titles = {item.origin: section_title(section) for section in found.shown for item in section.items}
    items = [*(item for section in found.shown for item in section.items), *found.before]
    return {
        "change": found.change.pk,
        "source": found.source.slug,
        "asked": len(found.asked),
        "decided": found.decided,
        "accepted": found.accepted,
        "said_again": found.again,
        "items": [_plain(found, item, titles.get(item.origin, "")) for item in items if item.said],
        "next": found.more or None,
    }


def _plain(found: Review, item: Item, section: str) -> dict[str, Any]:
    line, said = item.line, item.said
    days = {name: plain.day(getattr(said, name)) for name in vars(Span())}
    return {
        "statement": item.origin,
        "sort": str(line.sort),
        "subject": plain.link(item.subject),
        "predicate": line.predicate,
        "object": plain.link(item.object),
        "value": said.value if said else None,
        "state": plain.STATES[State(said.state if said else 0)],
        "qualifiers": said.qualifiers if said else {},
        "inferred_by": line.inferred_by or None,
        "new_things": [each.ref for each in (item.subject, item.object) if each and each.id in item.fresh],
        "section": section,
        "locator": item.place.locator,
        "text": item.place.text or None,
        "verdict": item.verdict or None,
        "by": found.handles.get(item.by_id or 0),
        "at": item.at,
        "before": item.before,
        **days,
    }
