"""What the reading commands share: whose eyes, which day, which thing, and how they end.

They read as anybody on the street would, unless `--as EMAIL` names an account: who may
run commands on this machine may read its database anyhow, so no password is asked.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from bailiwick.access import row_q
from bailiwick.accounts.models import User
from bailiwick.api.responses import dumps
from bailiwick.catalog import answers, moments, resolve
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.vocabulary import KINDS
from bailiwick.search.queries import suggest

from .paper import Paper, clean, wants_colour


@dataclass(frozen=True)
class Question:
    """Whose eyes, and which moment."""

    user: Any
    as_of: date | None
    known_at: datetime | None

    @property
    def day(self) -> date:
        return self.as_of or localdate()

    @property
    def dates(self) -> dict[str, Any]:
        """The two dates as arguments of a query."""
        return {"as_of": self.as_of, "known_at": self.known_at}

    @property
    def now(self) -> bool:
        return self.as_of is None and self.known_at is None


class Asking(BaseCommand):
    """A command that reads. Exit codes: 0 answered, 1 nothing of that name, 2 the question makes no sense."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of every reading command."""
        parser.add_argument(
            "--as-of", default="", metavar="DATE", help="as of the end of that day: 2014, 2014-10 or 2014-10-01"
        )
        parser.add_argument(
            "--known-at", default="", metavar="DATE", help="as the book stood at the end of that day, or at that moment"
        )
        parser.add_argument("--json", action="store_true", help="for programs: what the API answers")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="read as this account (default: as anybody may)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Understand the question, answer it, print the answer."""
        try:
            question = question_of(options)
            answer = self.answer(question, options)
        except ValueError as error:
            raise CommandError(clean(error), returncode=2) from None
        self.stdout.write(dumps(answer).decode() if options["json"] else self.told(answer, question, options))

    def answer(self, question: Question, options: dict[str, Any]) -> Any:
        """The answer: plain values with --json, whatever `write` takes without."""
        raise NotImplementedError

    def write(self, paper: Paper, answer: Any, question: Question) -> None:
        """Put the answer on paper."""
        raise NotImplementedError

    def told(self, answer: Any, question: Question, options: dict[str, Any]) -> str:
        """The answer for a person."""
        out = getattr(self.stdout, "_out", sys.stdout)
        never, always = options.get("no_color", False), options.get("force_color", False)
        paper = Paper(colour=wants_colour(out, never=never, always=always))
        if isinstance(answer, Several):
            _write_several(paper, answer)
        else:
            self.write(paper, answer, question)
        return str(paper)

    def not_found(self, message: str) -> NoReturn:
        """End with one line and exit code 1."""
        self.stderr.write(f"bailiwick: {clean(message)}")
        raise SystemExit(1)

    def row(self, question: Question, text: str) -> EntityNow | Several:
        """The one thing that is meant, or the several that are called so; ends when there is none."""
        found = find(question.user, text)
        if not found:
            self.not_found(_nothing(question.user, text))
        return found[0] if len(found) == 1 else Several(text, found)


@dataclass(frozen=True)
class Several:
    """One name, several things."""

    text: str
    rows: list[EntityNow]

    def plain(self) -> dict[str, Any]:
        """For `--json`."""
        names = [{"ref": f"{row.kind}/{row.slug}", "kind": row.kind, "name": row.name} for row in self.rows]
        return {"candidates": names}


def question_of(options: dict[str, Any]) -> Question:
    """The common options understood; ValueError for a date that is none."""
    return Question(user_of(options["email"]), moments.as_of(options["as_of"]), moments.known_at(options["known_at"]))


def user_of(email: str) -> Any:
    """Anybody, or the account with this address."""
    if not email:
        return AnonymousUser()
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise ValueError(f"no active account has the address {email}")
    return user


def find(user: Any, text: str) -> list[EntityNow]:
    """What `text` means: `kind/slug` or `kind:slug` decide, a name may mean several."""
    if "\x00" in text or not text.strip():
        raise ValueError("say what you look for, as kind/slug or by name")
    kind, separator, rest = text.strip().replace(":", "/", 1).partition("/")
    if not separator or kind not in KINDS:
        return resolve.candidates(user, text.strip())
    row = answers.row_for(user, kind, rest)
    if row is not None and row.merged:
        into = EntityNow.objects.filter(row_q(user), entity__merged_from=row.entity)
        row = into.select_related("entity").first()
    return [row] if row else [each for each in resolve.candidates(user, rest) if each.kind == kind]


def _nothing(user: Any, text: str) -> str:
    close = [each.ref for each in suggest(user, text, limit=3)]
    hint = f"; did you mean {' or '.join(close)}?" if close else "; `bailiwick search` looks into the texts"
    return f"nothing here is called {text}{hint}"


def _write_several(paper: Paper, several: Several) -> None:
    paper.text(f"{len(several.rows)} things are called {several.text}:")
    column = max(len(f"{row.kind}/{row.slug}") for row in several.rows)
    for row in several.rows:
        paper.entry(f"{row.kind}/{row.slug}", row.name, row.title, min(column, 40), style="dim")
    paper.text(f"Say which one: {several.rows[0].kind}:{several.rows[0].slug}")
