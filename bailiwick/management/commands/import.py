"""`bailiwick import <format> <file or folder>`: take in what stands elsewhere."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bailiwick.accounts.models import User
from bailiwick.adapters import ADAPTERS
from bailiwick.adapters.columns import parse_wishes
from bailiwick.exchange.actions import start_import
from bailiwick.exchange.models import ImportRun
from bailiwick.exchange.reports import Report, as_text
from bailiwick.exchange.requests import ImportRequest, predicates_of
from bailiwick.jobs.lease import State, claim_next
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_job
from bailiwick.lib.guarded import LIMIT, MEGABYTE
from bailiwick.management.place import address


class Command(BaseCommand):
    """Runs its own job, shows progress on stderr, ends with a report."""

    gives_way = True
    help = "Take in a page, a table or a catalog folder as a proposed change (--apply makes it part of the book)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line; docs/use/importing.md explains it."""
        parser.add_argument("format", choices=sorted(ADAPTERS["import"]))
        parser.add_argument("path", metavar="file or folder")
        parser.add_argument(
            "--lineage", default="", help="the list that this is a revision of (default: the file's name)"
        )
        parser.add_argument(
            "--dated", default="", help="the day it speaks of: 2014, 2014-10 (their last day) or 2014-10-01"
        )
        parser.add_argument(
            "--complete-for",
            metavar="PREDICATES",
            help="what the list says completely: hosted_by,contact; a family (where,front), or overview",
        )
        parser.add_argument("--derived-from", default="", metavar="LINEAGE", help="the list that this one retells")
        parser.add_argument("--title", default="", help="what the document is called")
        parser.add_argument("--uri", default="", help="where the document stands")
        parser.add_argument("--kind", default="", help="table: what each row is about")
        parser.add_argument(
            "--map", action="append", default=[], metavar="'Header=predicate:kind'", help="table: what a column means"
        )
        parser.add_argument("--dialect", default="", help="overview: moin, markdown, rst or html (default: found out)")
        parser.add_argument(
            "--git",
            default="",
            metavar="REPO",
            help="overview: the repository whose main line holds the file's history; the path is the file in it",
        )
        parser.add_argument(
            "--limit-mb", type=int, default=LIMIT // MEGABYTE, help="refuse larger files (default: %(default)s)"
        )
        parser.add_argument("--apply", action="store_true", help="make it part of the book at once")
        parser.add_argument("--json", action="store_true", help="the report as JSON")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="whose import it is (default: the importer)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for the import, run it, tell what came of it."""
        try:
            request = request_of(options)
            by = user_of(options["email"])
            with transaction.atomic():
                run = start_import(request, by=by)
                # Taken in the transaction that makes it, so that no worker gets there first.
                job = claim_next(Job.objects.filter(pk=run.job_id or 0))
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from None
        if job is None:
            raise CommandError("another worker has taken the import", returncode=2)
        run_job(job, tell=None if options["json"] else _tell)
        self._end(run, job, options["json"])

    def _end(self, run: ImportRun, job: Job, as_json: bool) -> None:
        if not as_json:
            _tell(0, 0, "")
        job.refresh_from_db()
        run.refresh_from_db()
        if job.state != State.DONE:
            raise CommandError(job.last_error or f"the import was {job.get_state_display()}", returncode=2)
        if as_json:
            self.stdout.write(json.dumps(run.report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(Report.from_json(run.report), address()))


def request_of(options: dict[str, Any]) -> ImportRequest:
    """The request that the command line states; raises ValueError with one line."""
    complete, git = options["complete_for"], options["git"]
    words = None if complete is None else complete.replace(" ", "").split(",")
    return ImportRequest(
        format=options["format"],
        path=options["path"] if git else str(Path(options["path"]).absolute()),
        git=str(Path(git).absolute()) if git else "",
        lineage=options["lineage"],
        dated=options["dated"],
        complete_for=None if words is None else predicates_of(filter(None, words)),
        derived_from=options["derived_from"],
        title=options["title"],
        uri=options["uri"],
        kind=options["kind"],
        columns=parse_wishes(options["map"]),
        dialect=options["dialect"],
        apply=options["apply"],
        limit=options["limit_mb"] * MEGABYTE,
    )


def user_of(email: str) -> User:
    """Who acts: a person by address, or the system's importer."""
    if not email:
        return User.objects.system("importer")
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        raise CommandError(f"nobody here has the address {email}", returncode=2) from None


def _tell(done: int, total: int, message: str) -> None:
    """Progress on one line of a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message}")
        sys.stderr.flush()
