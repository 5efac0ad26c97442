"""`bailiwick diff 2014-10 2024-05 [service/pypi]`: what is not the same on two days."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from bailiwick.catalog import moments, plain
from bailiwick.catalog.queries.compare import CLASSES, Comparison, Wanted, compare
from bailiwick.catalog.vocabulary import FAMILIES, KINDS
from bailiwick.management.asking import Asking, Question, Several
from bailiwick.management.differences import write_differences
from bailiwick.management.paper import Paper
from bailiwick.web.filters import written


class Command(Asking):
    """The second day may be left out: then it is --as-of, or today."""

    help = "Compare two days: what began, ended, changed, was corrected, is uncertain; everywhere or about one thing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("a", metavar="A", help="the end of this day: 2014, 2014-10 or 2014-10-01")
        parser.add_argument("b", metavar="B", nargs="?", default="", help="the end of this day (default: today)")
        parser.add_argument("thing", metavar="THING", nargs="?", default="", help="only about this one")
        parser.add_argument("--class", dest="shown", default="", choices=CLASSES, help="only these differences")
        parser.add_argument("--family", default="", choices=FAMILIES, help="only facts of this family")
        parser.add_argument("--kind", default="", choices=KINDS, help="only about things of this kind")
        parser.add_argument("--after", default="", metavar="PLACE", help="go on where the last page ended")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The two days, and what differs."""
        a, b, thing = days_of(question, options)
        row = self.row(question, thing) if thing else None
        if isinstance(row, Several):
            return row.plain() if options["json"] else row
        entity = row.entity if row else None
        wanted = Wanted(options["shown"], options["family"], options["kind"])
        more = {"entity": entity, "known_at": question.known_at, "wanted": wanted, "after": options["after"]}
        found = compare(question.user, a, b, **more)
        return plain.comparison(found) if options["json"] else found

    def write(self, paper: Paper, answer: Comparison, question: Question) -> None:
        """By service: + began, - ended, ~ changed, ! corrected, ? in doubt on one of the days."""
        count = f"{len(answer.lines)} differences" if len(answer.lines) != 1 else "1 difference"
        told = f"{count if answer.lines else 'no difference'}{' and more' if answer.more else ''}"
        paper.title(f"{written(answer.a)} to {written(answer.b)}: {told}")
        write_differences(paper, answer)
        if answer.more:
            paper.blank()
            paper.text(f"There is more: go on with --after {answer.more}, or choose days closer together.")


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
