"""`bailiwick findings`: what does not fit together, by kind."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bailiwick.accounts.models import User
from bailiwick.api.responses import dumps
from bailiwick.findings.actions import look_for_findings
from bailiwick.findings.api import finding_plain
from bailiwick.findings.kinds import KINDS
from bailiwick.findings.queries import STATUSES, Wanted, page
from bailiwick.findings.words import headline
from bailiwick.management.asking import user_of
from bailiwick.management.paper import clean


class Command(BaseCommand):
    help = "List where lists disagree, or something is missing or twice; --look compares first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--look", action="store_true", help="compare everything now, as the worker does")
        parser.add_argument("--kind", default="", choices=["", *KINDS], help="only those of this kind")
        parser.add_argument("--status", default="open", choices=STATUSES)
        parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many (50)")
        parser.add_argument("--json", action="store_true", help="for programs: what the API answers")
        parser.add_argument("--as", dest="email", default="", metavar="EMAIL", help="read as this account")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = user_of(options["email"])
        except ValueError as error:
            raise CommandError(clean(error), returncode=2) from None
        if options["look"]:
            self._look()
        wanted = Wanted(kind=options["kind"], status=options["status"])
        rows, more = page(user, wanted, limit=max(1, min(options["limit"], 10_000)))
        if options["json"]:
            self.stdout.write(dumps({"items": [finding_plain(row) for row in rows], "more": bool(more)}).decode())
            return
        for row in rows:
            self.stdout.write(f"{row.finding.pk:>6}  {row.finding.kind:<10} {clean(headline(row))}")
        if not rows:
            self.stdout.write("Nothing that anybody may see." if not options["email"] else "Nothing.")
        elif more:
            self.stdout.write("There are more; see /findings/ or raise --limit.")

    def _look(self) -> None:
        counts = look_for_findings(by=User.objects.system("keeper"))
        told = ", ".join(f"{n} {word}" for word, n in counts.items())
        self.stderr.write(f"Compared: {told}.")
