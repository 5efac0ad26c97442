"""`bailiwick export catalog FOLDER`: what you may see, as files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bailiwick.adapters import ADAPTERS
from bailiwick.exchange.catalog_files import export_catalog
from bailiwick.lib.statements import BadInput


class Command(BaseCommand):
    """Writes a folder that `bailiwick import catalog` reads; running it again replaces only what differs."""

    help = "Write the catalog into a folder: one file per entity, with references and history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be said on the command line; docs/formats/catalog-yaml.md explains the files."""
        parser.add_argument("format", choices=sorted(ADAPTERS["export"]))
        parser.add_argument("folder")
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="for whose eyes (default: a coordinator's)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the folder, say what is in it."""
        by = import_module("bailiwick.management.commands.import").user_of(options["email"])
        try:
            counts = export_catalog(Path(options["folder"]), by=by, beat=_tell)
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from None
        self.stdout.write(
            f"{counts['entities']:,} entities, {counts['changes']:,} changes, {counts['lineages']:,} lists; "
            f"{counts['written']:,} files written."
        )


def _tell(done: int, total: int, message: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{message if done < total else ''}")
        sys.stderr.flush()
