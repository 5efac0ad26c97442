"""What the tracker costs the server on many issues: `python -m bench.issues`; BENCH_FULL=1 takes 100,000.

CPU of the server's processes for a request, as in `pages.py`, and as a ratio to `bare.py` with the same rows; what is
found, see `known_items.py`. Then four processes file issues at once, on each database.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

from .ground import (
    FULL,
    PLACE,
    ROOT,
    SERVER,
    Figure,
    bailiwick,
    beside,
    cpu_seconds,
    environment,
    example_desk,
    family,
    note,
    postgres_answers,
    tell,
    version,
)
from .issue_data import COMMON, RARE
from .pages import REQUESTS, SERVERS, ask, bare, cost, fresh, script, server, sign_in

ISSUES = int(os.environ.get("BENCH_ISSUES", "100000" if FULL else "20000"))
LARGE = ISSUES >= 100_000
LIST = "/issues/?q=is:open+status:confirmed"
API_LIST = "/api/v1/issues?q=is:open+status:confirmed&limit=50"
#: Writers at once, and for how many seconds.
WRITERS, SECONDS = 4, 8


def main() -> None:
    """The pages on SQLite; writing on each database."""
    env = issue_desk()
    pages(env)
    subprocess.run([sys.executable, "-m", "bench.known_items"], env=env, cwd=ROOT, check=True)
    writing("SQLite", env)
    if postgres_answers():
        writing("PostgreSQL", postgres_desk())


def issue_desk() -> dict[str, str]:
    """The example with so many issues on it, made once."""
    place = PLACE / f"issues-{ISSUES}-{version()}"
    if not place.exists():
        making = place.with_suffix(".making")
        subprocess.run(["rm", "-rf", str(making)], check=True)
        subprocess.run(["cp", "-r", example_desk()["BAILIWICK_DATA"], str(making)], check=True)
        _load(environment(making), ISSUES)
        making.rename(place)
    return environment(place)


def postgres_desk() -> dict[str, str]:
    """A small one for the writers, made anew each time."""
    import psycopg

    with psycopg.connect(SERVER, autocommit=True) as database:
        database.execute("DROP DATABASE IF EXISTS bailiwick_bench_issues")
        database.execute("CREATE DATABASE bailiwick_bench_issues")
    env = environment(PLACE / "issues-postgres", beside(SERVER, "bailiwick_bench_issues"))
    bailiwick("migrate", "-v", "0", env=env)
    _load(env, 2_000)
    return env


def _load(env: dict[str, str], issues: int) -> None:
    note(f"Loading {issues:,} issues")
    words = [sys.executable, "-m", "bench.issue_data"]
    subprocess.run(words, env=env | {"BENCH_ISSUES": str(issues)}, cwd=ROOT, check=True)


# --- pages


def pages(env: dict[str, str]) -> None:
    """Ours and the bare server in turn."""
    cookie = sign_in(env)
    key = script(KEY_SCRIPT, env)
    # In this order: the server puts the static files in place, without which no page is made.
    with server(env) as ours, bare(env, queries_of(env, LIST)) as least:
        numbers, known = count(), issues_with_five(env)
        bare_list, bare_page = cost(least, ["/issues/confirmed/"]), cost(least, [f"/issue/{known[0]}/"])
        deep, some = deepest(ours, cookie), [f"/issues/{pk}/" for pk in known]
        cases: list[tuple[str, float | None, Callable[[], float], float | None]] = [
            ("list of 50, filtered, signed in", 5, lambda: cost(ours, [LIST], cookie), bare_list),
            ("the same, unchanged: 304", 1.5, lambda: unchanged(ours, LIST, cookie), None),
            ("the same, from the anonymous cache", 0.5, lambda: cost(ours, [LIST]), bare_list),
            ("the same, nobody asked before", None, lambda: cost(ours, fresh_list(numbers)), bare_list),
            ("a page far down the list, signed in", 5, lambda: cost(ours, [deep], cookie), bare_list),
            ("issue page, 5 comments, signed in", 5, lambda: cost(ours, some, cookie), bare_page),
            ("API, list of 50", 4, lambda: api_cost(ours, API_LIST, key), None),
            ("search, common word", 30 if LARGE else 20, lambda: cost(ours, [f"/issues/?q={COMMON}"], cookie), None),
            ("search, rare word", 6 if LARGE else 5, lambda: cost(ours, [f"/issues/?q={RARE}"], cookie), None),
            ("global search, common word", None, lambda: cost(ours, [f"/search/?q={COMMON}"], cookie), None),
            ("triage dashboard, signed in", None, lambda: cost(ours, ["/issues/triage/"], cookie), None),
            ("figures, nobody asked before", None, lambda: cost(ours, fresh("/issues/statistics/", numbers)), None),
        ]
        for what, target, measure, of in cases:
            ms = measure()
            told = f"{ms / of:.1f} × bare ({of:.2f} ms)" if of else ""
            tell([Figure(f"Issues {ISSUES // 1000}k", what, target, ms, how=told)])
        tell([same_queries(ours, least, cookie)])
        workers = [rss_megabytes(pid) for pid in family(SERVERS[ours])[1:]]
    tell([Figure(f"Issues {ISSUES // 1000}k", "RSS of a web worker afterwards", 170, max(workers), "MB")])


#: A token for the API, printed.
KEY_SCRIPT = """
import django; django.setup()
from bailiwick.accounts.models import User
from bailiwick.accounts.tokens import create_token
print(create_token(User.objects.get(handle="bench"), "bench", ["write"], 5)[1])
"""


#: What one page asks the database, as JSON: `[[sql, parameters], …]`.
QUERIES_SCRIPT = """
import json, sys, django; django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from bailiwick.accounts.models import User
settings.ALLOWED_HOSTS, client, asked = ["*"], Client(), []
client.force_login(User.objects.get(handle="bench"))
def note(execute, sql, parameters, many, context):
    asked.append([sql.replace("%s", "?").replace("%%", "%"), [str(each) if not isinstance(each, int | float | str |
                  None) else each for each in parameters or ()]])
    return execute(sql, parameters, many, context)
client.get(ADDRESS)
with connection.execute_wrapper(note):
    assert client.get(ADDRESS).status_code == 200
print(json.dumps([each for each in asked if each[0].startswith("SELECT")]))
"""


def queries_of(env: dict[str, str], address: str) -> str:
    """A file of what a page asks, once its queries are compiled."""
    path = PLACE / "queries.json"
    path.write_text(script(QUERIES_SCRIPT.replace("ADDRESS", repr(address)), env))
    return str(path)


def same_queries(ours: int, least: int, cookie: str) -> Figure:
    """What the list costs, as a multiple of the bare server that asks what it asks."""
    list_ms, bare_ms = cost(ours, [LIST], cookie), cost(least, ["/same/"])
    how = f"{list_ms:.2f} and {bare_ms:.2f} ms"
    return Figure(f"Issues {ISSUES // 1000}k", "the list, against a bare page with its queries", 3,
                  list_ms / bare_ms, "×", how=how)  # fmt: skip


def issues_with_five(env: dict[str, str]) -> list[int]:
    """Numbers of issues with five comments."""
    import sqlite3

    with sqlite3.connect(f"{env['BAILIWICK_DATA']}/bailiwick.sqlite3") as database:
        sql = "SELECT id FROM tracker_issue WHERE comments = 5 ORDER BY id LIMIT 20"
        return [row[0] for row in database.execute(sql)]


def fresh_list(numbers: Iterator[int]) -> Iterator[str]:
    """Addresses that no cache has seen."""
    return (f"{LIST}&n={number}" for number in numbers)


def deepest(port: int, cookie: str) -> str:
    """The address of a page after twenty others."""
    import html
    import re

    connection, address = http.client.HTTPConnection("127.0.0.1", port), LIST
    for _ in range(20):
        connection.request("GET", address, headers={"Cookie": cookie, "Host": "127.0.0.1"})
        text = connection.getresponse().read().decode()
        found = re.search(r'href="([^"]+)" rel="next"', text)
        if not found:
            break
        address = html.unescape(found[1])
    connection.close()
    return address


def unchanged(port: int, address: str, cookie: str) -> float:
    """CPU of a request whose answer the browser has already."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": cookie, "Host": "127.0.0.1"}
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    answer.read()
    headers["If-None-Match"] = answer.headers.get("ETag") or '"none"'
    before, statuses = cpu_seconds(SERVERS[port]), set()
    for _ in range(REQUESTS):
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        answer.read()
        statuses.add(answer.status)
    connection.close()
    if statuses != {304}:
        note(f"unchanged, and answered with {statuses}")
    return (cpu_seconds(SERVERS[port]) - before) * 1000 / REQUESTS


def api_cost(port: int, address: str, token: str) -> float:
    """CPU of a request with a token."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {token}", "Host": "127.0.0.1"}
    ask(connection, address, headers)
    before = cpu_seconds(SERVERS[port])
    for _ in range(REQUESTS):
        ask(connection, address, headers)
    connection.close()
    return (cpu_seconds(SERVERS[port]) - before) * 1000 / REQUESTS


def rss_megabytes(pid: int) -> float:
    """Memory of one process that is its own or shared."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS"))


# --- writing


def writing(name: str, env: dict[str, str]) -> None:
    """Four processes file issues at once; each says how many it filed and what went wrong."""
    words = [sys.executable, "-m", "bench.issues", "write"]
    began = time.monotonic()
    writers = [
        subprocess.Popen([*words, str(at)], env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for at in range(WRITERS)
    ]
    told = [writer.communicate()[0].split() for writer in writers]
    filed, wrong = sum(int(one[0]) for one in told), sum(int(one[1]) for one in told)
    rate = filed / SECONDS
    how = f"{wrong} errors, {filed} in {SECONDS} s of four writers; {time.monotonic() - began:.0f} s with their start"
    tell([Figure(name, "issues filed a second, 4 writers", 200, rate, "", at_least=True, how=how)])


def write(number: int) -> None:
    """One writer: issues with their events and search documents, for a while."""
    import django

    django.setup()
    from django.db import DatabaseError

    from bailiwick.accounts.models import User
    from bailiwick.tracker.actions.issues import create_issue
    from bailiwick.tracker.models import Issue

    by = User.objects.filter(handle__startswith="user").order_by("pk")[number]
    # Connected before the clock runs.
    Issue.objects.filter(reporter_id=by.pk).exists()
    filed = wrong = 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            create_issue({"title": f"Filed by {number}: {filed}", "body": "Something does not work.\n" * 8}, by=by)
            filed += 1
        except DatabaseError:
            wrong += 1
    print(filed, wrong)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(int(sys.argv[2]))
    else:
        note(f"{ISSUES:,} issues, {REQUESTS} requests of each; load {os.getloadavg()[0]:.1f}")
        main()
