"""How the catalog says things: dates with blurred ends, facts as sentences, marks with their words.

Pure wording: rows in, words out. Dates are written in the reader's language; an interval
of which only the month is known says the month.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from bailiwick.access import LEVELS, Level
from bailiwick.lib.languages import once_per_language
from bailiwick.lib.relative import relative
from bailiwick.web.filters import outlink, written

from .models import State
from .queries.card import Fact, Said
from .queries.freshness import Mark
from .vocabulary import PREDICATES, Predicate
from .when import BEGINNING, FOREVER, Answer, Span

#: Above this many days between the two ends of a blur, months are exact enough.
FINE = 62


def first_up(text: object) -> str:
    """With a capital at its start, the rest as it is."""
    word = str(text)
    return word[:1].upper() + word[1:]


@once_per_language
def around(earliest: date, latest: date) -> str:
    """A day known to lie in (earliest, latest], in words: a day, a month, a year, or between two days."""
    if earliest == latest:
        return written(latest, short=True)
    if earliest == BEGINNING:
        return _("%(month)s or earlier") % {"month": _month(latest)}
    if whole := _whole(earliest + timedelta(days=1), latest):
        return whole
    say = _month if (latest - earliest).days > FINE else _short
    return _("between %(first)s and %(last)s") % {"first": say(earliest), "last": say(latest)}


def _between(earliest: date, latest: date) -> bool:
    """Whether a day is told as lying between two others."""
    return earliest not in (BEGINNING, latest) and not _whole(earliest + timedelta(days=1), latest)


def _whole(first: date, last: date) -> str:
    """The name of the year or the month that the interval is, if it is just one."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    one_month = (first.year, first.month) == (last.year, last.month)
    if one_month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _month(first)
    return ""


def _month(day: date) -> str:
    # Translators: Django's date format of a month, as in “Oct 2014”.
    return date_format(day, _("M Y"))


def _short(day: date) -> str:
    return written(day, short=True)


def since(span: Span) -> str:
    """When something held: “since 2016”, “began between Oct 2014 and May 2024, until 3 Jun 2025”; '' = no dates."""
    parts = []
    if span.from_latest != BEGINNING:
        text = _("began %(when)s") if _between(span.from_earliest, span.from_latest) else _("since %(when)s")
        parts.append(text % {"when": around(span.from_earliest, span.from_latest)})
    if span.to_latest != FOREVER:
        parts.append(_end(span))
    return ", ".join(parts)


def _end(span: Span) -> str:
    """“until 3 Jun 2025”, “ended 2025”; what may still be to come has not ended: “until 2031”."""
    whole = bool(_whole(span.to_earliest + timedelta(days=1), span.to_latest))
    to_come = whole and span.to_latest >= timezone.localdate()
    blurred = span.to_earliest != span.to_latest
    text = _("ended %(when)s") if blurred and not to_come else _("until %(when)s")
    return text % {"when": around(span.to_earliest, span.to_latest)}


def possibly(span: Span, day: date) -> str:
    """Why it is uncertain on a day: in which interval it began, or ended."""
    if day < span.from_latest:
        return _("began %(when)s") % {"when": around(span.from_earliest, span.from_latest)}
    return _("ended %(when)s") % {"when": around(span.to_earliest, span.to_latest)}


def fact_since(fact: Fact, day: date) -> str:
    """The end of a fact's sentence."""
    return possibly(fact.span, day) if fact.answer is Answer.UNCERTAIN else since(fact.span)


def what(predicate: Predicate, value: str | None, state: int, link: Markup | str = "") -> Markup:
    """The statement as a sentence without its subject: “Hosted by AWS”, “Purpose: …”, “Owned by: not known”."""
    label = escape(_label(predicate.name))
    if state == State.UNKNOWN:
        return label + ": " + _("not known")
    if state == State.NONE:
        return label + ": " + _("none")
    if predicate.is_relation:
        return label + " " + link
    return label + ": " + shown_value(predicate, value or "")


@once_per_language
def _label(predicate: str) -> str:
    return first_up(PREDICATES[predicate].label)


def shown_value(predicate: Predicate, value: str) -> Markup:
    """A value as it is shown: addresses are links, dates are written out."""
    if predicate.value_type == "url":
        return outlink(value)
    if predicate.value_type == "mail":
        return outlink(f"mailto:{value}", value)
    if predicate.value_type == "choice":
        return escape(choice(value))
    return escape(value)


#: The words for the values that predicates and their details can take.
_CHOICES: dict[str, Any] = {
    "donated": gettext_lazy("donated"),
    "paid": gettext_lazy("paid"),
    "own": gettext_lazy("our own"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
    "official": gettext_lazy("official"),
    "community": gettext_lazy("run by the community"),
    "planned": gettext_lazy("planned"),
    "active": gettext_lazy("active"),
    "legacy": gettext_lazy("legacy"),
    "retired": gettext_lazy("retired"),
    "vm": gettext_lazy("virtual machine"),
    "server": gettext_lazy("server"),
    "bucket": gettext_lazy("bucket"),
    "app": gettext_lazy("app"),
    "physical": gettext_lazy("machine of its own"),
}


def choice(value: str) -> str:
    """The word for one of the values a predicate can take."""
    return str(_CHOICES.get(value, value))


def details(fact: Fact) -> str:
    """What the statement adds in passing: the form of hosting, a role in a team."""
    said = fact.lead.qualifiers
    return ", ".join(choice(said[name]) for name in fact.predicate.qualifiers if name != "intent" and name in said)


def sentence(fact: Fact, query: str = "") -> Markup:
    """The fact as HTML, with the other end as a link that keeps the day one looks at."""
    text = what(fact.predicate, fact.value, fact.state, linked(fact.object, query))
    more = details(fact)
    return text + Markup(" ({})").format(more) if more else text


def linked(named: Any, query: str = "") -> Markup:
    """The name as a link that keeps the day one looks at; nothing for nothing."""
    if named is None:
        return Markup("")
    return Markup('<a href="%s%s">%s</a>') % (named.url, query, named.name)


def plain(predicate: str, said: Said | Any, named: dict[int, Any]) -> str:
    """The statement as text, for lists of changes and the strip of time."""
    other = named.get(said.object_id or 0)
    return _plain(predicate, said.value, said.state, other.name if other else "")


@once_per_language
def _plain(predicate: str, value: str | None, state: int, other: str) -> str:
    if state == State.KNOWN and PREDICATES[predicate].is_relation:
        return f"{_label(predicate)} {other or _('something')}"
    return what(PREDICATES[predicate], value, state).striptags()


@dataclass(frozen=True)
class Seal:
    """The small mark beside a fact: the name of its shape and what it says."""

    state: str
    text: str


_CONFIRMED: dict[Mark, Any] = {
    Mark.CONFIRMED: gettext_lazy("confirmed"),
    Mark.DUE: gettext_lazy("due, confirmed"),
    Mark.STALE: gettext_lazy("stale, confirmed"),
}


def seal(fact: Fact) -> Seal:
    """How well a fact is known, as people see it on a page of that day."""
    if fact.answer is Answer.UNCERTAIN:
        return Seal("uncertain", _("uncertain"))
    if fact.disputed:
        return Seal("disputed", _("disputed"))
    if fact.mark is Mark.NEVER:
        return _stated(max((said.attested_on for said in fact.said if said.attested_on), default=None))
    confirmed = max(said.confirmed_at for said in fact.said if said.confirmed_at)
    return Seal(fact.mark.value, f"{_CONFIRMED[fact.mark]} {relative(confirmed)}")


@once_per_language
def _stated(day: date | None) -> Seal:
    if day is None:
        return Seal("never", _("never confirmed"))
    return Seal("attested", _("stated %(month)s") % {"month": _month(day)})


def level_words(level: int) -> str:
    """Who sees it: the public, members, …"""
    return str(LEVELS[Level(level)])
