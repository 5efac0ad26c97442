"""`bailiwick restore FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bailiwick.management.keeping import restore


class Command(BaseCommand):
    needs_desk = False
    help = "Put a backup in place; refuses a desk that is not empty without --replace."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--replace", action="store_true", help="even if there is a desk here already")

    def handle(self, *args: Any, **options: Any) -> None:
        manifest = restore(options["file"].absolute(), replace=options["replace"])
        self.stdout.write(
            f"Restored what version {manifest['version']} backed up at {manifest['made_at']}. "
            "Run `bailiwick migrate` if this version is newer."
        )
