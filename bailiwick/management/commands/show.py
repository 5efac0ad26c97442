"""`bailiwick show service/pypi`: all that is said of one thing, now or on a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from bailiwick.catalog import answers
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.queries.card import Card, card
from bailiwick.catalog.queries.names import names
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.management.asking import Asking, Question, Several
from bailiwick.management.paper import Paper
from bailiwick.management.sheets import column, write_fact, write_head


class Command(Asking):
    """A name that is two things lists both; `host:speed.python.org` decides."""

    help = "Show what is said of a thing: where it runs, who answers for it, says who, since when."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("thing", help="service/pypi, host:speed.python.org, or a name")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The row and its card."""
        row = self.row(question, options["thing"])
        if isinstance(row, Several):
            return row.plain() if options["json"] else row
        if options["json"]:
            return answers.card_of(question.user, row, question.as_of, question.known_at)
        return row, card(question.user, row.entity, **question.dates)

    def write(self, paper: Paper, answer: Any, question: Question) -> None:
        """Families of facts with their headings, then what points here."""
        row, shown = answer
        write_head(paper, row.name, f"{row.kind}/{row.slug}", shown, question.as_of, question.known_at)
        facts = [fact for fact in shown.facts if fact.predicate.name != "title"]
        width = column(facts)
        for label, family in shown.families:
            told = [fact for fact in family if fact in facts]
            if told:
                paper.heading(label)
            for fact in told:
                write_fact(paper, fact, question.day, width)
        if not facts:
            paper.blank()
            paper.text("Nothing is said of it." if question.now else "Nothing is known of it on that day.")
        if question.now:
            _write_incoming(paper, row)
        _write_dispute(paper, shown, question)


def _write_incoming(paper: Paper, row: EntityNow) -> None:
    if row.incoming:
        paper.heading("What points here")
    for name, count in sorted(row.incoming.items(), key=lambda each: -each[1]):
        predicate = PREDICATES[name]
        paper.entry(str(count), f"{predicate.inverse or predicate.label} ({predicate.name})", column=5)


def _write_dispute(paper: Paper, shown: Card, question: Question) -> None:
    """Where sources disagree, who says what."""
    disputed = [fact for fact in shown.facts if fact.disputed]
    if not disputed:
        return
    paper.heading("Sources disagree")
    named = names(question.user, [fact.lead.object_id for fact in disputed])
    lists = answers.lineages_of(question.user, disputed)
    for fact in disputed:
        who = ", ".join(dict.fromkeys(lists.get(said.witness_id, "another list") for said in fact.said))
        other = named.get(fact.lead.object_id or 0)
        paper.entry(who, f"{fact.predicate.label}: {other.name if other else fact.value}", column=16)
