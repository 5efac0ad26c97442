"""`bailiwick web`: the web server alone."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from bailiwick.management.preparing import add_bind, require_free, require_migrations, split_address


class Command(BaseCommand):
    help = "Run the web server alone."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_bind(parser)
        # Said by `serve`, which has looked itself: what is left of a killed server must not stop the next one.
        parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = split_address(options["bind"])
        require_migrations()
        if not options["supervised"]:
            require_free(options["bind"])
        call_command("collectstatic", interactive=False, verbosity=0)
        # The server takes this process's place; its master needs no Django, only its workers do.
        words = [sys.executable, "-m", "granian", *server_options(host, port), "bailiwick.wsgi:application"]
        os.execv(sys.executable, words)


def server_options(host: str, port: int) -> list[str]:
    """How the server is started; `docs/run.md` explains what can be set."""
    workers, threads = settings.WEB_WORKERS, settings.WEB_THREADS
    given: dict[str, object] = {
        "interface": "wsgi",
        "host": host,
        "port": port,
        "workers": workers,
        "blocking-threads": threads,
        # Waiting requests beyond this wait in the kernel, where they cost nothing.
        "backpressure": threads * 8,
        "backlog": 1024,
        "respawn-interval": 1,
        "workers-kill-timeout": 15,
        "log-level": settings.LOG_LEVEL.lower(),
    }
    if settings.LOG_FORMAT == "json":
        given["log-config"] = files("bailiwick.lib") / "server-logging.json"
    pairs = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    return [*pairs, "--respawn-failed-workers", "--no-ws"]
