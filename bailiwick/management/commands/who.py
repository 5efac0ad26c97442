"""`bailiwick who pypi`: whom to ask, by what it is about, and who answers for it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from bailiwick.catalog.answers import Who, who, who_of
from bailiwick.catalog.queries.card import Fact
from bailiwick.management.asking import Asking, Question, Several
from bailiwick.management.paper import Paper
from bailiwick.management.sheets import column, linked, write_fact, write_head
from bailiwick.web.filters import written


class Command(Asking):
    """Contacts by intent, the people responsible, and how fresh that is."""

    help = "Say whom to ask about a thing: contacts by intent, who answers for it, how fresh that is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("thing", help="service/pypi, host:speed.python.org, or a name")
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """Who is asked, who answers."""
        row = self.row(question, options["thing"])
        if isinstance(row, Several):
            return row.plain() if options["json"] else row
        found = who(question.user, row, question.as_of, question.known_at)
        return who_of(found) if options["json"] else found

    def write(self, paper: Paper, answer: Who, question: Question) -> None:
        """Contacts first: whoever asks is in a hurry."""
        row = answer.row
        write_head(paper, row.name, f"{row.kind}/{row.slug}", answer.card, question.as_of, question.known_at)
        _write_contacts(paper, answer, question)
        paper.heading("Who answers for it")
        for fact in answer.card.responsible:
            write_fact(paper, fact, question.day, column(answer.card.responsible))
            for way in _ways(answer, fact):
                paper.text(way, column(answer.card.responsible) + 4)
        if not answer.card.responsible:
            paper.text("Nobody, as far as this desk knows.", 2)
        if answer.wanted:
            paper.text(answer.wanted, 2, "yellow")
        _write_freshness(paper, answer)


def _write_contacts(paper: Paper, answer: Who, question: Question) -> None:
    if not answer.contacts and not answer.own:
        return
    paper.heading("How to reach them" if answer.contacts else "How to reach it")
    width = max([len(str(fact.intent)) for fact in answer.contacts] + [len(fact.predicate.name) for fact in answer.own])
    for fact in answer.contacts:
        text = " ".join([linked(fact.object), *_ways(answer, fact)])
        paper.entry(str(fact.intent), text, "(uncertain)" * (fact.answer == "uncertain"), width, style="yellow")
    for fact in answer.own:
        write_fact(paper, fact, question.day, width)


def _ways(answer: Who, fact: Fact) -> list[str]:
    """Addresses under which somebody is reached, unless that is what they are called."""
    if fact.object is None:
        return []
    found = [way.removeprefix("mailto:") for way in answer.ways.get(fact.object.id, [])]
    return [way for way in found if way != fact.object.name]


def _write_freshness(paper: Paper, answer: Who) -> None:
    counted = [f"{n} {'never confirmed' if word == 'never' else word}" for word, n in answer.freshness.items() if n]
    paper.heading("How fresh that is")
    paper.text(f"{len(answer.card.facts)} facts: {', '.join(counted) or 'none'}", 2)
    if answer.confirmed_at:
        paper.text(f"last confirmed by somebody on {written(answer.confirmed_at)}", 2)
    if answer.attested_on:
        paper.text(f"last stated by a document of {written(answer.attested_on)}", 2)
