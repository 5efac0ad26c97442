"""`bailiwick diff 2014-10 2024-05 [service/pypi]`: what is not the same on two days."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from bailiwick.catalog import moments, plain
from bailiwick.catalog.models import State
from bailiwick.catalog.queries.diff import Difference, diff
from bailiwick.catalog.when import BEGINNING
from bailiwick.catalog.words import around, choice, since
from bailiwick.management.asking import Asking, Question, Several
from bailiwick.management.paper import Paper
from bailiwick.management.sheets import linked
from bailiwick.web.filters import written

SIGNS = {"began": ("+", "green"), "ended": ("-", "red"), "uncertain": ("?", "yellow")}


class Command(Asking):
    """The second day may be left out: then it is --as-of, or today."""

    help = "Compare two days: what began, what ended, what became uncertain; everywhere or about one thing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", metavar="A", help="the end of this day: 2014, 2014-10 or 2014-10-01")
        parser.add_argument("b", metavar="B", nargs="?", default="", help="the end of this day (default: today)")
        parser.add_argument("thing", metavar="THING", nargs="?", default="", help="only about this one")
        parser.add_argument("--after", default="", metavar="PLACE", help="go on where the last page ended")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The two days, and what differs."""
        a, b, thing = days_of(question, options)
        row = self.row(question, thing) if thing else None
        if isinstance(row, Several):
            return row.plain() if options["json"] else row
        entity = row.entity if row else None
        found, more = diff(question.user, a, b, entity=entity, known_at=question.known_at, after=options["after"])
        if options["json"]:
            return plain.differences(a, b, question.known_at, found, more)
        return a, b, found, more

    def write(self, paper: Paper, answer: Any, question: Question) -> None:
        """By thing: + began, - ended, ? in doubt on one of the days."""
        a, b, found, more = answer
        count = f"{len(found)} differences" if len(found) != 1 else "1 difference"
        paper.title(f"{written(a)} to {written(b)}: {count if found else 'no difference'}{' and more' if more else ''}")
        subject = None
        for each in found:
            if each.subject != subject:
                subject = each.subject
                paper.heading(linked(subject))
            _write(paper, each)
        if more:
            paper.blank()
            paper.text(f"There is more: go on with --after {more}, or choose days closer together, or one thing.")


def days_of(question: Question, options: dict[str, Any]) -> tuple[date, date, str]:
    """Two days and perhaps a thing; a second word that is no date is the thing."""
    second, thing = options["b"], options["thing"]
    if second and not thing and not second[:4].isdigit():
        second, thing = "", second
    if second and question.as_of:
        raise ValueError("say the second day once: as B or with --as-of")
    a = moments.as_of(options["a"])
    b = moments.as_of(second) or question.as_of or localdate()
    if a is None:
        raise ValueError("say the first day: 2014, 2014-10 or 2014-10-01")
    return a, b, thing


def _write(paper: Paper, each: Difference) -> None:
    sign, style = SIGNS[each.kind]
    paper.entry(sign, f"{each.predicate.label} {_other(each)}", f"({_change(each)})", column=1, style=style)


def _change(each: Difference) -> str:
    """In words, for those who don't see the sign."""
    span = each.said.span
    if each.kind == "began" and span.from_latest != BEGINNING:
        return f"began {around(span.from_earliest, span.from_latest)}"
    if each.kind == "ended" and not span.lasts:
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
