"""How the terminal words facts: the same sentences as the pages, with the address of what they name."""

from __future__ import annotations

from datetime import date, datetime

from bailiwick.catalog.models import State
from bailiwick.catalog.queries.card import Card, Fact
from bailiwick.catalog.queries.names import Named
from bailiwick.catalog.when import Answer
from bailiwick.catalog.words import choice, details, fact_since, first_up, seal
from bailiwick.web.filters import written

from .paper import Paper

STYLES = {"confirmed": "green", "due": "yellow", "stale": "yellow", "uncertain": "yellow", "disputed": "red"}
WIDEST_LABEL = 22


def column(facts: list[Fact]) -> int:
    """The width of the labels."""
    return min(WIDEST_LABEL, max((len(first_up(fact.predicate.label)) for fact in facts), default=0))


def write_fact(paper: Paper, fact: Fact, day: date, width: int, label: str = "") -> None:
    """One fact: what is so, since when, and how well it is known."""
    mark = seal(fact)
    when = fact_since(fact, day)
    if fact.answer is Answer.UNCERTAIN:
        note = f"uncertain: {when}" if when else "uncertain"
    else:
        note = ", ".join(filter(None, [when, mark.text]))
    text = what(fact)
    paper.entry(
        label or first_up(fact.predicate.label), text, f"({note})" if note else "", width, style=_style(mark.state)
    )


def _style(state: str) -> str:
    return STYLES.get(state, "dim")


def what(fact: Fact) -> str:
    """The other end of a fact: a name with its address, or a value."""
    if fact.state == State.UNKNOWN:
        return "not known"
    if fact.state == State.NONE:
        return "none"
    more = details(fact)
    text = linked(fact.object or fact.subject) if fact.object or fact.subject else _value(fact)
    return f"{text}, {more}" if more else text


def _value(fact: Fact) -> str:
    value = fact.value or ""
    return choice(value) if fact.predicate.value_type == "choice" else value


def linked(named: Named | None) -> str:
    """`AWS [provider/aws]`; the address alone when the name is the same."""
    if named is None:
        return ""
    return f"{named.name} [{named.ref}]"


def write_head(paper: Paper, name: str, ref: str, shown: Card, asked: date | None, known: datetime | None) -> None:
    """Name, address, one sentence, and the day one looks at."""
    paper.title(name, ref)
    if title := shown.value("title"):
        paper.text(title)
    if asked:
        paper.text(f"as of {written(asked)}", 0, "dim")
    if known:
        paper.text(f"as the book stood on {known:%Y-%m-%d %H:%M} UTC", 0, "dim")
