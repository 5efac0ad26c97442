"""What a list of a kind shows: its filters, its columns, and what to say when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bailiwick.lib.languages import once_per_language
from bailiwick.lib.text import number

from .queries.freshness import Mark
from .queries.lists import Filters
from .vocabulary import KINDS, PREDICATES
from .words import choice

#: Kinds that somebody answers for, so that their list says who.
ANSWERED = frozenset({"service", "host", "repository", "tracker", "software", "domain", "page"})
#: The largest number of people one can ask for.
MOST_PEOPLE = 100


def filters_of(query: Mapping[str, str], kind: str) -> tuple[Filters, str]:
    """The filters that stand in the address, and a sentence about what makes no sense in them."""
    mark, people = query.get("mark", ""), query.get("people_below", "")
    if mark and mark not in {each.value for each in Mark}:
        return Filters(kind), _("“%(value)s” is no mark; choose one of the list.") % {"value": mark[:40]}
    few = number(people)
    if people and (few is None or few > MOST_PEOPLE):
        return Filters(kind), _("“%(value)s” is not a number of people.") % {"value": people[:40]}
    chosen = {name: query.get(name, "").replace("\x00", "")[:100] for name in ("standing", "lifecycle", "group")}
    text = query.get("q", "").replace("\x00", "").strip()[:200]
    return Filters(kind, Mark(mark) if mark else None, people_below=few, text=text, **chosen), ""


@once_per_language
def selects(kind: str, filters: Filters) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The choices above the list. A group that was followed by a link stays chosen."""
    found = [("mark", _("Freshness"), [("", _("any")), *_marks()])]
    if kind in ANSWERED:
        people = [("", _("any number")), ("1", _("no person")), ("2", _("fewer than two"))]
        if filters.people_below not in (None, 1, 2):
            people.append((str(filters.people_below), _("fewer than %(n)s") % {"n": filters.people_below}))
        found.append(("people_below", _("People"), people))
        for name, label in (("standing", _("Standing")), ("lifecycle", _("Life"))):
            found.append((name, label, [("", _("any")), *((each, choice(each)) for each in PREDICATES[name].choices)]))
    if filters.group:
        found.append(("group", _("Group"), [("", _("any")), (filters.group, filters.group)]))
    return found


def _marks() -> list[tuple[str, str]]:
    words = {
        Mark.CONFIRMED: _("confirmed"),
        Mark.DUE: _("due"),
        Mark.STALE: _("stale"),
        Mark.NEVER: _("never confirmed"),
    }
    return [(mark.value, words[mark]) for mark in Mark]


@once_per_language
def columns(kind: str) -> list[dict[str, Any]]:
    """The headings of the table."""
    if kind in ANSWERED:
        names = [_("Name"), _("Who answers for it"), _("Where"), _("Known")]
    else:
        names = [_("Name"), _("What it is"), _("Facts"), _("Known")]
    wide = {1: "wide", 2: "wide"} if kind in ANSWERED else {2: "wide"}
    return [
        {"label": name, "class": wide[index]} if index in wide else {"label": name} for index, name in enumerate(names)
    ]


def columns_then(kind: str) -> list[dict[str, Any]]:
    """The headings of the table as of a day: what counts and marks say is said of today only."""
    if kind in ANSWERED:
        return [{"label": _("Name")}, {"label": _("Who answers for it"), "class": "wide"}, {"label": _("Where")}]
    return [{"label": _("Name")}, {"label": _("What it is")}]


@once_per_language
def first_step(kind: str) -> dict[str, str]:
    """What belongs here, and how to begin, for a list that has nothing yet."""
    plural = str(KINDS[kind].plural)
    texts = {
        "service": _(
            "A service is what people use: a web site, an index, a list. Its page says where it runs and whom to ask."
        ),
        "person": _("People are named where they answer for something; each has a page that says for what."),
        "provider": _("A provider is somebody else's machine, network or service that ours stand on."),
        "host": _("A host is a machine with a name: what runs on it, and where it stands."),
    }
    text = texts.get(kind, _("What the catalog knows of this kind stands here, one line each."))
    return {
        "title": _("No %(kinds)s yet") % {"kinds": plural},
        "text": text,
        "href": f"/new/?kind={kind}",
        "label": _("Add the first one"),
    }
