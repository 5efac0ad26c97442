"""How the web server is started, and who keeps it alive."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command

from bailiwick.lib.supervise import GREETING
from bailiwick.management.place import announce
from bailiwick.management.preparing import split_address


def supervise(bind: str, greeting: str = "") -> NoReturn:
    """The supervisor takes this process's place, so that Django does not stay in memory for nothing.

    It is told how to start the server: to load Django once more for that would be half a second of every start.
    """
    announce(bind)
    words = [sys.executable, "-m", "bailiwick.lib.supervise", "--bind", bind, *server(bind)]
    os.execve(sys.executable, words, environment(bind) | {GREETING: greeting})


def environment(bind: str) -> dict[str, str]:
    """For the children: where they listen, which is also the address of mails and feeds unless one is configured."""
    return os.environ | {"BAILIWICK_BIND": bind}


def server(bind: str) -> list[str]:
    """The server as a command, with its files in place."""
    host, port = split_address(bind)
    call_command("collectstatic", interactive=False, verbosity=0)
    return [sys.executable, "-m", "granian", *server_options(host, port), "bailiwick.wsgi:application"]


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
