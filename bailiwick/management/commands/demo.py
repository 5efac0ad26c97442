"""`bailiwick demo`: does this installation work? And with `--serve`: the example to look at."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bailiwick.access.grants import grant_role
from bailiwick.accounts import links
from bailiwick.accounts.actions import create_account
from bailiwick.accounts.models import User
from bailiwick.management.demo_issues import add_demo_issues
from bailiwick.management.keeping import desk_is_empty
from bailiwick.management.place import begin
from bailiwick.management.preparing import EXAMPLE, add_bind, require_free
from bailiwick.management.serving import supervise
from bailiwick.settings import local_url

WAIT_SECONDS = 30
LINK_MINUTES = 12 * 60
PAGES = ("/", "/service/pypi/")


class Command(BaseCommand):
    help = "Try this installation in a folder that is thrown away; --serve: run it with the example."
    requires_system_checks = ()
    needs_desk = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--serve", action="store_true", help="keep it running on this desk's own data")
        add_bind(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["serve"]:
            self._serve(options["bind"])
        with tempfile.TemporaryDirectory(prefix="bailiwick-demo-") as data:
            self._try(data)
        self.stdout.write("OK")

    def _serve(self, bind: str) -> None:
        """Everything `make run` does; this process becomes the supervisor."""
        require_free(bind)
        begin()
        self.stdout.write("Preparing the database")
        call_command("migrate", verbosity=0, interactive=False)
        if desk_is_empty():
            self.stdout.write("Loading the example")
            call_command("import", "catalog", str(EXAMPLE), "--apply", stdout=self.stdout)
            add_demo_issues()
        self.stdout.write("Starting")
        self.stdout.flush()
        address = local_url(bind)
        greeting = f"Bailiwick answers at {address}\nSign in, once, with {address}{sign_in_link()}"
        supervise(bind, greeting)

    def _try(self, data: str) -> None:
        """Migrate, load the example, serve, read two pages: what a person would do first."""
        bind = f"127.0.0.1:{free_port()}"
        env = {name: value for name, value in os.environ.items() if not name.startswith("BAILIWICK_")}
        env |= {"BAILIWICK_DATA": data, "BAILIWICK_LOG_FORMAT": "plain", "BAILIWICK_LOG_LEVEL": "WARNING"}
        for words in (["migrate", "--verbosity", "0"], ["import", "catalog", str(EXAMPLE), "--apply"]):
            self.stdout.write(" ".join(words[:2]))
            done = subprocess.run(
                [sys.executable, "-m", "bailiwick", *words], env=env, capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise CommandError(f"{words[0]}: {done.stderr.strip()}")
        with subprocess.Popen([sys.executable, "-m", "bailiwick", "serve", "--bind", bind], env=env) as server:
            try:
                for page in PAGES:
                    self.stdout.write(f"{page}: {read(f'http://{bind}{page}')} bytes")
            finally:
                server.terminate()


def sign_in_link() -> str:
    """A fresh link for the example's coordinator."""
    by = User.objects.system("operator")
    user = create_account("coordinator@example.org", "coordinator", by=by)
    grant_role("Coordinator", user=user, by=by)
    return links.make(user, LINK_MINUTES)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def read(url: str) -> int:
    """How long the page is, once the server answers; an error page is an error."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own address
                return len(response.read())
        except urllib.error.HTTPError as error:
            raise CommandError(f"{url} answered {error.code}") from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise CommandError(f"{url} did not answer within {WAIT_SECONDS} s") from error
            time.sleep(0.1)
