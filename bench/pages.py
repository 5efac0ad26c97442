"""What a page costs the server on the example's data: `python -m bench.pages`.

CPU time of the server's processes, from /proc, over many requests of one client on loopback; and as a ratio to
`bare.py`: granian and sqlite3 with the same rows, on the same machine in the same run.
"""

from __future__ import annotations

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count

from .ground import FULL, ROOT, Figure, cpu_seconds, example_desk, note, running, tell

REQUESTS = 2000 if FULL else 500
SERVICE = "pypi"


def main() -> None:
    """Ours and the bare server in turn, so that both see the same machine."""
    env = example_desk()
    cookie = sign_in(env)
    slugs = services(env["BAILIWICK_DATA"])
    review, reviewer = script(PROPOSE, env), script(SIGN_IN.replace("bench", "reviewer"), env)
    with server(env) as ours, bare(env) as least:
        numbers = count()
        page, list_ = f"/service/{SERVICE}/", "/service/"
        some = [f"/service/{slug}/" for slug in slugs]
        bare_page = cost(least, [f"/card/service/{SERVICE}/"])
        bare_list = cost(least, ["/list/service/"])
        bare_empty = cost(least, ["/nothing/"])
        figures = [
            ("service page, signed in", 8, cost(ours, [page], cookie), bare_page),
            ("service page, every service in turn, signed in", 8, cost(ours, some, cookie), bare_page),
            ("service page, nobody asked before", None, cost(ours, fresh(page, numbers)), bare_page),
            ("service page, from the anonymous cache", 0.5, cost(ours, [page]), bare_page),
            ("list of 50, signed in", 5, cost(ours, [list_], cookie), bare_list),
            ("list of 50, nobody asked before", None, cost(ours, fresh(list_, numbers)), bare_list),
            ("list of 50, from the anonymous cache", 0.5, cost(ours, [list_]), bare_list),
            ("home, signed in", None, cost(ours, ["/"], cookie), None),
            ("search, signed in", None, cost(ours, ["/search/?q=python"], cookie), None),
            ("review of 300 statements", 20, cost(ours, [review], reviewer), None),
            ("/healthz", None, cost(ours, ["/healthz"]), bare_empty),
        ]
    for what, target, ms, of in figures:
        tell([Figure("Page, CPU", what, target, ms, how=f"{ms / of:.1f} × bare ({of:.2f} ms)" if of else "")])


def fresh(address: str, numbers: Iterator[int]) -> Iterator[str]:
    """Addresses that no cache has seen."""
    return (f"{address}?n={number}" for number in numbers)


def services(data: str) -> list[str]:
    with closing(sqlite3.connect(f"{data}/bailiwick.sqlite3")) as database:
        sql = (
            "SELECT slug FROM catalog_entitynow WHERE kind = 'service' AND class_from = 0 AND NOT merged ORDER BY slug"
        )
        return [row[0] for row in database.execute(sql)]


def cost(port: int, addresses: Iterator[str] | list[str], cookie: str = "") -> float:
    """Milliseconds of the server's CPU for one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": cookie, "Host": "127.0.0.1"} if cookie else {"Host": "127.0.0.1"}
    asked = iter(addresses * (REQUESTS + 50)) if isinstance(addresses, list) else addresses
    for _ in range(50):
        ask(connection, next(asked), headers)
    before = cpu_seconds(SERVERS[port])
    for _ in range(REQUESTS):
        ask(connection, next(asked), headers)
    used = cpu_seconds(SERVERS[port]) - before
    connection.close()
    return used * 1000 / REQUESTS


def ask(connection: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> None:
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        sys.exit(f"{address} answered {answer.status}")


SERVERS: dict[int, int] = {}


@contextmanager
def server(env: dict[str, str]) -> Iterator[int]:
    """`bailiwick web` as it is shipped; the port it answers on."""
    port = free_port()
    with running([sys.executable, "-m", "bailiwick", "web", "--bind", f"127.0.0.1:{port}"], env) as process:
        SERVERS[port] = process.pid
        wait_for(port, "/healthz")
        yield port


@contextmanager
def bare(env: dict[str, str], queries: str = "") -> Iterator[int]:
    """The bare server; `queries` is a file of those that `/same/` asks."""
    port = free_port()
    words = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "warning"]
    env = env | {"BARE_DATABASE": f"{env['BAILIWICK_DATA']}/bailiwick.sqlite3", "PYTHONPATH": str(ROOT)}
    env |= {"BARE_QUERIES": queries} if queries else {}
    words = [
        sys.executable,
        "-m",
        "granian",
        *words,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "bench.bare:application",
    ]
    with running(words, env) as process:
        SERVERS[port] = process.pid
        wait_for(port, "/nothing/")
        yield port


def wait_for(port: int, address: str, seconds: float = 60) -> None:
    """Until the server answers."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            ask(connection, address, {"Host": "127.0.0.1"})
            connection.close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


SIGN_IN = """
import django; django.setup()
from django.test import Client
from bailiwick.accounts.models import User
user = User.objects.filter(handle="bench").first() or User.objects.create_user("bench@example.org", "bench")
client = Client()
client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
print("; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()))
"""


#: A page of 300 sentences that waits, and somebody who may judge it; prints the address of its review.
PROPOSE = """
import django; django.setup()
from datetime import date
from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.lib.statements import Statement, Thing
by, lines = User.objects.system("importer"), [f"Depot {n} stands with Yard {n % 40}." for n in range(300)]
user = User.objects.filter(handle="reviewer").first() or User.objects.create_user("reviewer@example.org", "reviewer")
grant_role("Developer", user=user, by=by)
kept = keep_evidence(chr(10).join(lines).encode(), media_type="text/plain", by=by)
told = {"sections": [[n, f"Row {n}"] for n in range(1, 300, 15)]}
info = SourceInfo("depots", "Depots", date(2024, 1, 1), digest=kept.digest)
change = open_source(lineage="depots", source=info, by=by, told=told)
said = [Statement(Thing("service", f"Depot {n}"), "hosted_by", Thing("provider", f"Yard {n % 40}"), word="stands with",
                  locator=f"line {n + 1}") for n in range(300)]
stage_statements(change, said, by=by)
print(f"/changes/{finish_source(change, by=by).pk}/review/")
"""


def sign_in(env: dict[str, str]) -> str:
    """The cookie of somebody who is signed in on this desk."""
    return script(SIGN_IN, env)


def script(text: str, env: dict[str, str]) -> str:
    """What a few lines of our own print on this desk."""
    done = subprocess.run(
        [sys.executable, "-c", text], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    note(f"{REQUESTS} requests of each; load {os.getloadavg()[0]:.1f}")
    main()
