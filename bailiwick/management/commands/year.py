"""`bailiwick year 2019`: what a year brought."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from bailiwick.catalog import plain
from bailiwick.catalog.comparing import YEAR_TITLES
from bailiwick.catalog.queries.year import Year, year_of
from bailiwick.management.asking import Asking, Question
from bailiwick.management.differences import write_line
from bailiwick.management.paper import Paper
from bailiwick.management.sheets import linked
from bailiwick.web.filters import written


class Command(Asking):
    """From the end of the year before to the end of this one, or to today."""

    help = "Tell what a year brought: new services, what moved, changed hands, began and ended."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, metavar="YEAR", help="2019")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The year in its sections."""
        if question.as_of:
            raise ValueError("a year has its own days; leave --as-of away")
        found = year_of(question.user, options["year"], question.known_at)
        if found is None:
            raise ValueError(f"{options['year']} has not begun, or is no year of the calendar")
        return plain.year(found) if options["json"] else found

    def write(self, paper: Paper, answer: Year, question: Question) -> None:
        """The counts, then section by section."""
        days = answer.comparison
        paper.title(answer.year, f"{written(days.a)} to {written(days.b)}{', cut short' if answer.more else ''}")
        counts = {name: count for name, count in answer.counts.items() if count}
        for name, count in counts.items():
            paper.entry(str(count), YEAR_TITLES[name], column=4)
        if not counts:
            paper.text("Nothing that the catalog knows of.")
        for name, services in (("new_services", answer.new), ("gone_services", answer.gone)):
            if services:
                paper.heading(YEAR_TITLES[name])
                paper.text(", ".join(map(linked, services)), 2)
        for name, lines in answer.sections.items():
            if name != "uncertain" and lines:
                paper.heading(YEAR_TITLES[name])
                for line in lines:
                    write_line(paper, line, about=True)
        if answer.sections["uncertain"]:
            paper.blank()
            paper.text(f"What may have begun or ended: bailiwick diff {days.a} {days.b} --class uncertain")
