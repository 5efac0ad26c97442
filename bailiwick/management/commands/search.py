"""`bailiwick search WORDS`: what fits, best first."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from bailiwick.catalog import answers
from bailiwick.catalog.queries.card import Card, card
from bailiwick.management.asking import Asking, Question
from bailiwick.management.paper import Paper
from bailiwick.management.sheets import what
from bailiwick.search.queries import Hit, find

MOST = 20
#: What is told of a hit when a day is asked for.
TOLD = ("hosted_by", "runs_on", "located_at", "owned_by", "maintained_by", "run_by", "lifecycle")


class Command(Asking):
    """Names are looked up as they are called today; with --as-of each line says what was so on that day."""

    help = "Find things by name or by what is said of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", nargs="+", help='`kind:host "exact words" -without begin*`')
        parser.add_argument(
            "--limit", type=int, default=MOST, metavar="N", help="at most so many (default: %(default)s)"
        )
        super().add_arguments(parser)

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The hits; exit code 1 when there is none."""
        if not 1 <= options["limit"] <= 200:
            raise ValueError("--limit is 1 to 200")
        results = find(question.user, " ".join(options["words"]).replace("\x00", ""), limit=options["limit"])
        if results.mistake:
            raise ValueError(str(results.mistake))
        if not results.hits and not options["json"]:
            self.not_found(f"nothing fits {' '.join(options['words'])}")
        found = [(hit, _card(question, hit)) for hit in results.hits]
        if options["json"]:
            return {"items": [_plain(hit, shown) for hit, shown in found], "more": results.more}
        return found, results

    def write(self, paper: Paper, answer: Any, question: Question) -> None:
        """One entry a hit."""
        found, results = answer
        for hit, shown in found:
            paper.title(hit.title, hit.ref)
            text = hit.text.striptags() if shown is None else _told(shown)
            if text:
                paper.text(text, 2)
        if results.more:
            paper.blank()
            paper.text(f"{results.total_capped}{'+' * results.capped} things fit; these are the first {len(found)}.")


def _card(question: Question, hit: Hit) -> Card | None:
    """What was so of the hit on the day that was asked for."""
    row = None if question.now or hit.room != "catalog" else answers.row_for(question.user, *hit.ref.split("/", 1))
    return card(question.user, row.entity, **question.dates) if row else None


def _told(shown: Card) -> str:
    facts = [
        f"{fact.predicate.label} {what(fact)}{' (uncertain)' * (fact.answer == 'uncertain')}"
        for fact in shown.of(*TOLD)
    ]
    return "; ".join(facts) or "nothing of that is known on that day"


def _plain(hit: Hit, shown: Card | None) -> dict[str, Any]:
    answer: dict[str, Any] = {"ref": hit.ref, "kind": hit.kind, "name": hit.title, "url": hit.url}
    if shown is not None:
        from bailiwick.catalog.plain import fact

        answer["facts"] = [fact(each, {}) for each in shown.of(*TOLD)]
    return answer
