"""How the terminal tells what differs between two days: by service, a sign for each line, and its source."""

from __future__ import annotations

from bailiwick.catalog.models import State
from bailiwick.catalog.queries.compare import Compared, Comparison
from bailiwick.catalog.queries.diff import Difference
from bailiwick.catalog.queries.history import Quote
from bailiwick.catalog.when import BEGINNING, Answer
from bailiwick.catalog.words import around, choice, possibly, since
from bailiwick.web.filters import written

from .paper import Paper
from .sheets import linked

SIGNS = {
    "began": ("+", "green"),
    "ended": ("-", "red"),
    "began_and_ended": ("*", "yellow"),
    "changed": ("~", "yellow"),
    "corrected": ("!", "yellow"),
    "uncertain": ("?", "yellow"),
}


def write_differences(paper: Paper, found: Comparison) -> None:
    """All lines, under the service or the thing that they are about."""
    under = None
    for line in found.lines:
        if line.under != under:
            under = line.under
            paper.heading(linked(under))
        write_line(paper, line)


def write_line(paper: Paper, line: Compared, *, about: bool = False) -> None:
    """One line and, below it, where it stands; `about` says what it is about where no heading does."""
    sign, style = SIGNS[line.shown]
    before = f"{linked(line.lead.subject)}: " if about or line.service else ""
    paper.entry(sign, f"{before}{_what(line)}", f"({_change(line)})", column=1, style=style)
    if line.quote:
        paper.text(_source(line.quote), 6, "dim")
    if line.not_in:
        paper.text(f"not in {_source(line.not_in)}", 6, "dim")


def _what(line: Compared) -> str:
    if line.shown == "changed" and line.before and line.after:
        new = _other(line.after)
        if line.before.predicate is not line.after.predicate:
            new = f"{line.after.predicate.label} {new}"
        return f"{line.before.predicate.label} {_other(line.before)} -> {new}"
    return f"{line.lead.predicate.label} {_other(line.lead)}"


def _change(line: Compared) -> str:
    """In words, for those who don't see the sign."""
    if line.shown == "corrected":
        now = line.after
        return f"corrected: now {now.predicate.label} {_other(now)}" if now else "corrected: it was never so"
    each = line.lead
    span = each.said.span
    if line.shown == "began_and_ended":
        return since(span)
    if line.shown in ("began", "changed") and span.from_latest != BEGINNING:
        began = f"{line.shown} {around(span.from_earliest, span.from_latest)}"
        return began if each.after is not Answer.UNCERTAIN else f"{began}, {possibly(span, span.from_latest)}"
    if line.shown == "ended" and not span.lasts:
        return f"ended {around(span.to_earliest, span.to_latest)}"
    words = {"yes": "so", "no": "not so", "uncertain": "uncertain"}
    turned = f"was {words[each.before]}, then {words[each.after]}"
    return "; ".join(filter(None, [turned, since(span)]))


def _other(each: Difference) -> str:
    if each.said.state != State.KNOWN:
        return "not known" if each.said.state == State.UNKNOWN else "none"
    if each.object:
        return linked(each.object)
    return choice(each.value or "") if each.predicate.value_type == "choice" else each.value or ""


def _source(quote: Quote) -> str:
    title = "stated here by a person" if quote.kind == "person" else quote.title or quote.source
    return ", ".join(filter(None, [title, written(quote.dated, short=True), quote.locator]))
