"""`bailiwick review [CHANGE]`: proposed documents, and one of them line by line; accept, reject, apply."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bailiwick.accounts.models import User
from bailiwick.api.responses import dumps
from bailiwick.catalog import resolve, reviewing
from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.actions.supplying import supply_statement
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.queries.changes import Summary, Wanted, changes
from bailiwick.catalog.queries.review import SHOWS, Review, review, reviewable
from bailiwick.catalog.telling import headline
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import number
from bailiwick.management.asking import user_of
from bailiwick.management.paper import Paper, clean, wants_colour

#: So many documents that wait are told.
MOST = 50
#: Before a thing that the catalog does not have.
NEW = "new:"
VERDICTS = {"accept": "accepted", "reject": "rejected", "undo": "undecided"}
DECISIONS = (*VERDICTS, "say", "reword", "apply", "accept_all")


class Command(BaseCommand):
    """Whoever may run commands on this machine may do what a coordinator may; `--as` acts for an account instead."""

    help = "Review a proposed document: list its lines, accept or reject them, apply what was accepted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("change", nargs="?", type=int, metavar="CHANGE", help="without it: which documents wait")
        parser.add_argument("--show", choices=SHOWS, default="all", help="which lines (default: %(default)s)")
        parser.add_argument("--accept", nargs="+", type=int, default=[], metavar="N", help="accept these lines")
        parser.add_argument("--reject", nargs="+", type=int, default=[], metavar="N", help="reject these lines")
        parser.add_argument("--undo", nargs="+", type=int, default=[], metavar="N", help="leave these undecided again")
        parser.add_argument("--say", nargs="+", metavar="WORD", help="LINE SUBJECT PREDICATE [OBJECT]: what it says")
        parser.add_argument(
            "--reword", nargs="+", metavar="WORD", help="N SUBJECT PREDICATE [OBJECT]: what N really says"
        )
        parser.add_argument("--state", choices=("known", "unknown", "none"), help="with --say, --reword")
        parser.add_argument("--detail", nargs="+", default=[], metavar="NAME=VALUE", help="with --say, --reword")
        parser.add_argument("--apply", action="store_true", help="apply what is accepted; the rest stays proposed")
        parser.add_argument("--accept-all", action="store_true", help="accept all that nobody rejected, and apply")
        parser.add_argument("--json", action="store_true", help="for programs: what the API answers")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="act as this account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Decide what is asked for, apply, tell how it stands."""
        try:
            by = user_of(options["email"]) if options["email"] else User.objects.system("operator")
        except ValueError as error:
            raise CommandError(clean(error), returncode=2) from None
        _refuse_idle(options)
        if options["change"] is None:
            self.stdout.write(_waiting(by, options["json"]))
            return
        try:
            with transaction.atomic():
                _decide(by, options)
        except Refused as error:
            raise CommandError(str(error), returncode=2) from None
        found = _found(by, options)
        out = getattr(self.stdout, "_out", sys.stdout)
        told = dumps(reviewing.as_plain(found)).decode() if options["json"] else _told(found, wants_colour(out))
        self.stdout.write(told)


def _refuse_idle(options: dict[str, Any]) -> None:
    """What would do nothing without that it was asked for: decisions without a change, details of nothing said."""
    if options["change"] is None and (idle := [name for name in DECISIONS if options[name]]):
        raise CommandError(f"--{idle[0].replace('_', '-')} needs the number of a change before it", returncode=2)
    if (options["state"] or options["detail"]) and not (options["say"] or options["reword"]):
        raise CommandError("--state and --detail go with --say or --reword", returncode=2)


def _found(by: Any, options: dict[str, Any]) -> Review:
    change = reviewable(by, options["change"])
    if change is None:
        raise CommandError(f"there is no document to review under change {options['change']}", returncode=1)
    return review(by, change, show=options["show"], days=options["json"])


def _decide(by: Any, options: dict[str, Any]) -> None:
    change = _found(by, options).change
    for name, verdict in VERDICTS.items():
        if options[name]:
            judge_statements(change, options[name], verdict, by=by)
    for name, act in (("say", supply_statement), ("reword", reword_statement)):
        if options[name]:
            number, said = _said(by, options[name], options["state"] or "known", options["detail"])
            act(change, number, said, by=by)
    if options["accept_all"]:
        apply_change(change, by=by)
    elif options["apply"]:
        apply_judged(change, by=by)


def _said(by: Any, words: list[str], state: str, details: list[str]) -> tuple[int, Statement]:
    """`14 service/wiki hosted_by provider/red`: the number, and the statement."""
    if not 3 <= len(words) <= 4 or (at := number(words[0])) is None:
        raise Refused("say it as: NUMBER SUBJECT PREDICATE [OBJECT]")
    if bare := [detail for detail in details if "=" not in detail]:
        raise Refused(f"a detail is written NAME=VALUE, not {bare[0]}")
    subject, predicate, what = _thing(by, words[1]), words[2], words[3] if len(words) == 4 else None
    qualifiers = dict(detail.partition("=")[::2] for detail in details)
    if what is not None and predicate in PREDICATES and PREDICATES[predicate].is_relation:
        return at, Statement(subject, predicate, _thing(by, what), None, state, qualifiers)
    return at, Statement(subject, predicate, None, what, state, qualifiers)


def _thing(by: Any, word: str) -> Thing:
    """`service/wiki`, which is there or comes with the document; `new:service/The Wiki`, which is neither."""
    if word.startswith(NEW):
        kind, _slash, name = word.removeprefix(NEW).partition("/")
        return Thing(kind, name.strip())
    if found := resolve.thing_at(by, word):
        return found
    raise Refused(f"there is no {word}; what is new is written {NEW}{word}")


def _waiting(by: Any, as_json: bool) -> str:
    """Proposed documents, the oldest first."""
    found, more = changes(by, Wanted(status="proposed", via="import"), limit=MOST)
    if as_json:
        return dumps({"items": [_plain(each) for each in found], "more": bool(more)}).decode()
    lines = [f"{each.id:>6}  {clean(headline(each))}{_figures(each)}" for each in found] or ["No document waits."]
    if more:
        lines.append(f"These are the first {len(found)}; more wait.")
    return "\n".join(lines)


def _plain(each: Summary) -> dict[str, Any]:
    counts = each.figures
    return {
        "change": each.id,
        "title": headline(each),
        "new": counts.new if counts else None,
        "gone": counts.ended if counts else None,
        "undecided": counts.undecided if counts else None,
    }


def _figures(each: Summary) -> str:
    counts = each.figures
    return f": {counts.new} new, {counts.ended} no longer stated, {counts.undecided} undecided" if counts else ""


def _told(found: Review, colour: bool) -> str:
    """The document section by section, each line with its number."""
    paper = Paper(colour=colour)
    paper.title(found.title or "a document", f"change {found.change.pk}, {found.change.status}")
    for chapter in reviewing.chapters(found):
        paper.heading(chapter.title or "Before the first heading")
        for passage in chapter.passages:
            paper.text(_place(passage), 2, "dim")
            for line in passage.lines:
                marks = ", ".join(filter(None, [line.state, *(word for _tone, word, _why in line.marks)]))
                paper.entry(str(line.origin), line.sentence.striptags(), f"({marks})" * bool(marks), 8)
                if now := line.perhaps:
                    paper.text(f"Perhaps now, line {now.line}: {now.text}", 10, "dim")
    paper.blank()
    paper.text(f"{found.decided} of {len(found.asked)} decided; {found.again} said already.")
    if found.said_here:
        paper.text("Said for lines, and in the catalog already (--undo takes it back):")
        for origin, place, sentence in reviewing.said_here(found):
            paper.entry(str(origin), sentence.striptags(), f"({place})", 8)
    if found.before:
        paper.text(f"{len(found.before)} were rejected before: {', '.join(str(item.origin) for item in found.before)}")
    return str(paper)


def _place(passage: reviewing.Passage) -> str:
    """Where it stands and in which words; of what is over, where it stood last."""
    if (former := passage.former) is None:
        return f"{passage.place}  {passage.text}"
    return f"{former.title}, {former.dated}, {passage.place}: {passage.text}"
