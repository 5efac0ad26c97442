"""`bailiwick backup FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bailiwick.management.keeping import back_up


class Command(BaseCommand):
    help = "Write database, files and key into one file, while everything runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["file"].absolute()
        manifest = back_up(target)
        size = target.stat().st_size / 1_000_000
        self.stdout.write(f"{target}: {len(manifest['digests'])} files, {size:.1f} MB. It holds secrets; keep it safe.")
