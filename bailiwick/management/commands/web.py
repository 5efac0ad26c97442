"""`bailiwick web`: the web server alone."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bailiwick.management.place import announce
from bailiwick.management.preparing import add_bind, require_free, require_migrations
from bailiwick.management.serving import environment, server


class Command(BaseCommand):
    help = "Run the web server alone."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_bind(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_free(options["bind"])
        require_migrations()
        announce(options["bind"])
        # The server takes this process's place; its master needs no Django, only its workers do.
        os.execve(sys.executable, server(options["bind"]), environment(options["bind"]))
