"""`bailiwick issue …`: list, show, file, comment, change, close, reopen, assign, attach, watch, dump, load."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from bailiwick.accounts.models import User
from bailiwick.api.errors import ApiError
from bailiwick.api.responses import dumps
from bailiwick.management import issues
from bailiwick.management.asking import user_of
from bailiwick.management.paper import Paper, clean, wants_colour
from bailiwick.search.grammar import Mistake
from bailiwick.tracker.errors import Refused

#: One call of each verb, as its help shows it.
EXAMPLES = {
    "list": "service:pypi is:open sort:rising",
    "show": "12",
    "new": '"Uploads are slow" --service service/pypi --body -',
    "comment": '12 "Since noon"',
    "set": "12 priority=high labels=easy,docs",
    "close": "12 wont-fix",
    "reopen": "12",
    "assign": "12 ada",
    "take": "12 --as ada@example.org",
    "watch": "12 --as ada@example.org",
    "unwatch": "12 --as ada@example.org",
    "star": "12 --as ada@example.org",
    "unstar": "12 --as ada@example.org",
    "attach": "12 log.txt screenshot.png",
    "dump": "/var/backups/issues",
    "load": "/srv/old-tracker --source roundup --dry-run",
}


class Command(BaseCommand):
    """It reads as anybody may and writes as the desk's own “operator”, unless `--as` names an account."""

    help = "Issues: list, show, new, comment, set, close, reopen, assign, take, star, watch, attach, dump, load."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", metavar="VERB")
        self.told = dict[str, str]()

        def verb(name: str, told: str, *words: str) -> ArgumentParser:
            self.told[name] = told
            made: ArgumentParser = verbs.add_parser(name, help=told, epilog=f"Example: {_example(name)}")
            made.add_argument("--as", dest="email", default="", metavar="EMAIL", help="as this account")
            made.add_argument("--json", action="store_true", help="for programs: what the API answers")
            for word in words:
                made.add_argument(word, type=int if word == "number" else str)
            return made

        listed = verb("list", "issues that fit a query line")
        listed.add_argument(
            "line", nargs="*", help="`service:pypi is:open stars:>5 sort:rising`; `is:open` unless told"
        )
        listed.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many (50)")
        verb("show", "one issue with its thread", "number")
        new = verb("new", "file an issue; the text comes from --body, or from standard input with --body -", "title")
        for option, told in (
            ("body", "the text"),
            ("service", "what is affected: kind/slug"),
            ("kind", "bug, idea, …"),
        ):
            new.add_argument(f"--{option}", default="", help=told)
        comment = verb("comment", "say something; `-` reads standard input", "number", "body")
        comment.add_argument("--note", action="store_true", help="for staff")
        verb("set", "change fields", "number").add_argument(
            "fields", nargs="+", metavar="FIELD=VALUE", help="title=…, priority=high, labels=easy,docs, assignee=ada"
        )
        close = verb("close", "close it for a reason", "number")
        close.add_argument("resolution", nargs="?", default="fixed", help="fixed, wont-fix, … (default: fixed)")
        close.add_argument("--override", action="store_true", help="in spite of open blockers")
        verb("reopen", "open it again", "number")
        verb("assign", "give it to somebody", "number").add_argument("account", help="a handle, or `nobody`")
        for name, told in (("take", "you do it"), ("watch", "hear of it"), ("unwatch", "hear no more of it"),
                           ("star", "want it"), ("unstar", "want it no more")):  # fmt: skip
            verb(name, told, "number")
        attach = verb("attach", "attach files", "number")
        attach.add_argument("files", nargs="+", type=Path, metavar="FILE")
        attach.add_argument("--note", action="store_true", help="for staff")
        dump = verb("dump", "the whole tracker as files, notes and what is held too")
        dump.add_argument("--with-addresses", action="store_true", help="people's mail addresses as well")
        load = verb("load", "take in such files from another desk or tracker; twice is once")
        load.add_argument("--source", required=True, metavar="NAME", help="what the other is called: roundup")
        load.add_argument("--match-people", action="store_true", help="the same handle is the same person")
        load.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        for made in (dump, load):
            made.add_argument("folder", type=Path, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and tell how it stands; exit code 1 when there is no such issue, 2 when it cannot be."""
        if options["verb"] is None:
            self.stdout.write(self._overview())
            return
        try:
            answer = issues.VERBS[options["verb"]](_who(options), options)
        except issues.NoSuchIssue as error:
            raise CommandError(clean(error), returncode=1) from None
        except (Refused, Mistake, PermissionDenied, ApiError, ValueError, OSError) as error:
            raise CommandError(clean(error), returncode=2) from None
        out = getattr(self.stdout, "_out", sys.stdout)
        paper = Paper(colour=wants_colour(out))
        self.stdout.write(dumps(answer).decode() if options["json"] else issues.told(paper, answer))

    def _overview(self) -> str:
        """The verbs, each with an example, as `bailiwick` alone lists the commands."""
        lines = ["Usage: bailiwick issue VERB …     bailiwick issue VERB --help", ""]
        for name, told in self.told.items():
            lines += [f"  {name:<9} {told}", f"{'':12}{_example(name)}"]
        return "\n".join(lines)


def _example(name: str) -> str:
    return f"bailiwick issue {name} {EXAMPLES[name]}"


def _who(options: dict[str, Any]) -> Any:
    """Readers are anybody, unless an account is named; whoever writes has a name."""
    if options["email"] or options["verb"] in ("list", "show"):
        return user_of(options["email"])
    return User.objects.system("operator")
