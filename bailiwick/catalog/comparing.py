"""How the catalog tells what differs between two days: lines with what was and what is, under what they are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from .queries.compare import Compared, Comparison
from .queries.diff import Difference
from .queries.history import Quote
from .queries.names import Named
from .when import Answer
from .words import linked, possibly, since, what

CLASS_WORDS: dict[str, str | Promise] = {
    "began": gettext_lazy("began"),
    "ended": gettext_lazy("ended"),
    "began_and_ended": gettext_lazy("began and ended"),
    "changed": gettext_lazy("changed"),
    "corrected": gettext_lazy("corrected"),
    "uncertain": gettext_lazy("uncertain"),
}

#: What each section of a year is called. Of people it says what documents say, never what to make of it.
YEAR_TITLES: dict[str, str | Promise] = {
    "new_services": gettext_lazy("New services"),
    "gone_services": gettext_lazy("Services that went"),
    "moved": gettext_lazy("Moved"),
    "handed_over": gettext_lazy("Changed hands"),
    "named": gettext_lazy("Named to answer for something"),
    "no_longer_named": gettext_lazy("No longer named"),
    "changed": gettext_lazy("Changed otherwise"),
    "began": gettext_lazy("Began"),
    "ended": gettext_lazy("Ended"),
    "began_and_ended": gettext_lazy("Began and ended within the year"),
    "corrected": gettext_lazy("Corrected since"),
    "uncertain": gettext_lazy("Uncertain"),
}


@dataclass(frozen=True)
class Side:
    """What was so on one of the days, as HTML, and what is known of its time."""

    text: Markup
    note: str = ""
    perhaps: bool = False


@dataclass(frozen=True)
class Line:
    """One difference ready to show."""

    shown: str
    word: str
    subject: Named
    before: Side | None
    after: Side | None
    quote: Quote | None
    href: str
    not_in: Quote | None = None


@dataclass(slots=True)
class Group:
    """All that differs about one thing, and about what is its own."""

    about: Named
    lines: list[Line] = field(default_factory=list)


def groups(found: Comparison) -> list[Group]:
    """The lines of a comparison under what they are about."""
    made: dict[int, Group] = {}
    for each in found.lines:
        made.setdefault(each.under.id, Group(each.under)).lines.append(line(each, found.a, found.b))
    return list(made.values())


def line(each: Compared, a: date, b: date) -> Line:
    """One line in words."""
    lead = each.lead
    href = f"{lead.subject.url}facts/{lead.said.origin}/"
    if each.shown in ("corrected", "began_and_ended"):  # neither is told of one of the days
        before, after = (_said(side) if side else None for side in (each.before, each.after))
    else:
        before = _side(each.before, each.before.before, a) if each.before else None
        after = _side(each.after, each.after.after, b) if each.after else None
    return Line(each.shown, word(each), lead.subject, before, after, each.quote, href, each.not_in)


def word(each: Compared) -> str:
    """The class in a word, a little more exact where it can be."""
    if each.shown == "corrected":
        return str(CLASS_WORDS["corrected"]) if each.after else _("never so")
    return _turned(each.lead) if each.shown == "uncertain" else str(CLASS_WORDS[each.shown])


def _turned(each: Difference) -> str:
    if each.after is Answer.UNCERTAIN:
        return _("uncertain since") if each.before is Answer.YES else _("perhaps began")
    return _("certain now") if each.after is Answer.YES else _("surely over")


def _said(each: Difference) -> Side:
    return Side(_text(each, ""), since(each.said.span))


def _side(each: Difference, answer: Answer, day: date) -> Side | None:
    if answer is Answer.NO:
        return None
    perhaps = answer is Answer.UNCERTAIN
    note = possibly(each.said.span, day) if each.kind == "uncertain" and perhaps else since(each.said.span)
    return Side(_text(each, f"?as_of={day.isoformat()}"), note, perhaps)


def _text(each: Difference, query: str) -> Markup:
    return what(each.predicate, each.value, each.said.state, linked(each.object, query))
