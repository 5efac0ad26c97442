"""`bailiwick timeline [service/pypi]`: what was so through the years."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.utils.timezone import localdate

from bailiwick.catalog import plain
from bailiwick.catalog.chart import Chart, chart
from bailiwick.catalog.drawing import around
from bailiwick.catalog.queries.timeline import ROWS, meant, of_all, of_entity
from bailiwick.catalog.vocabulary import KINDS
from bailiwick.catalog.windows import asked_of, window_of
from bailiwick.management.asking import Asking, Question, Several
from bailiwick.management.paper import Paper
from bailiwick.web.filters import written


class Command(Asking):
    """Of one thing all that is drawn of it; without one, one kind of statement about all things of a kind."""

    #: Where the next page would begin, of all things of a kind.
    more = ""
    help = "Tell what was so through the years, of one thing or of all of a kind: what, since when, until when."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("thing", metavar="THING", nargs="?", default="", help="only of this one")
        parser.add_argument("--from", dest="first", default="", metavar="DATE", help="from the first day of this")
        parser.add_argument("--to", dest="last", default="", metavar="DATE", help="to the last day of this")
        parser.add_argument("--predicate", default="", metavar="WORD", help="only this, or a family of facts")
        parser.add_argument("--kind", default="service", choices=KINDS, help="things of this kind")
        parser.add_argument("--group", default="", help="only things of this group")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The bands, as the pages draw them."""
        if question.as_of:
            raise ValueError("a timeline shows all days; narrow it with --from and --to")
        word = options["predicate"]
        if word and not meant(word):
            raise ValueError(f"“{word}” is not a word of the catalog that can be drawn")
        window, today = window_of(options["first"], options["last"]), localdate()
        row = self.row(question, options["thing"]) if options["thing"] else None
        if isinstance(row, Several):
            return row.plain() if options["json"] else row
        if row is not None:
            rows = of_entity(question.user, row, word, question.known_at)
        else:
            asked = asked_of(options["kind"], word, options["group"])
            rows, self.more = of_all(question.user, asked, question.known_at)
        if options["json"]:
            return plain.timeline(rows, window, today) | {"more": bool(self.more)}
        days = (day for each in rows for one in each.strands for day in (one.span.from_latest, one.span.to_latest))
        return chart(rows, window or around(days, today), today)

    def write(self, paper: Paper, answer: Chart, question: Question) -> None:
        """A line for each band: what, since when, until when."""
        paper.title(f"{written(answer.window.first)} to {written(answer.window.last)}")
        subject = ""
        for line in answer.lines:
            if line.subject != subject:
                subject = line.subject
                paper.heading(subject)
            paper.entry("-", line.sentence.striptags(), f"{line.began} – {line.ended}", column=1)
        if not answer.lines:
            paper.text("Nothing to draw.")
        if self.more:
            paper.blank()
            paper.text(f"These are the first {ROWS}; narrow it with --group, or ask for one thing.")
