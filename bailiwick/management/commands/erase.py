"""`bailiwick erase EMAIL|person/slug`: remove a person from every room. It cannot be taken back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.people import erase_person
from bailiwick.catalog.errors import Refused
from bailiwick.management.erasing import Whom, whom
from bailiwick.management.paper import clean


class Command(BaseCommand):
    """The account and the person go together when they are linked; `docs/privacy.md` says what is left."""

    help = "Erase a person, their account, or both, in every room; asks first unless --yes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "whom", metavar="EMAIL|person/slug", help="an account's address, or a person of the catalog"
        )
        parser.add_argument("--yes", action="store_true", help="don't ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find, ask, erase, tell what each room did."""
        meant = whom(options["whom"])
        if meant is None:
            self.stderr.write(f"bailiwick: nobody here is {clean(options['whom'])}")
            raise SystemExit(1)
        if not options["yes"]:
            _ask(meant)
        try:
            done = erase_person(meant.person, by=User.objects.system("operator"), user=meant.user)
        except Refused as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write("erased " + meant.text)
        for room, what in done.items():
            self.stdout.write(f"  {room}: {what}")


def _ask(meant: Whom) -> None:
    """A person types the word; a program says --yes."""
    if not sys.stdin.isatty():
        raise CommandError("nobody is there to ask; say --yes if you mean it", returncode=2)
    answer = input(f"Erase {meant.text} for good? Type “erase” to go on: ")
    if answer.strip() != "erase":
        raise CommandError("nothing was erased", returncode=2)
