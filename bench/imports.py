"""Taking in a large table while somebody reads: `python -m bench.imports`.

Rows a second (staging, the flip, lists and search), memory at several sizes, and how long another person's page takes
meanwhile. Each row states five facts. BENCH_FULL=1: 100,000 rows, so the flip turns 500,000 claims.
BENCH_NICE=0: the import does not step back for the reader, to see what that is worth.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from .ground import FULL, ROOT, SERVER, Figure, bailiwick, beside, environment, postgres_answers, tell
from .pages import ask, server

ROWS = int(os.environ.get("BENCH_ROWS", "100000" if FULL else "10000"))
MARKS = (ROWS // 10, ROWS // 2, ROWS)
FACTS = 5
#: What is read meanwhile.
PAGE = "/service/pypi/?n="
NAME = "bailiwick_bench_import"
TOWNS = ("nyc1", "nyc3", "ams3", "fra1", "sfo2", "lon1", "blr1", "sgp1")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "hosts.csv"
        table.write_text("\n".join(lines()))
        run("SQLite", environment(Path(folder) / "lite"), table)
        if postgres_answers():
            import psycopg

            with psycopg.connect(SERVER, autocommit=True) as database:
                database.execute(f"DROP DATABASE IF EXISTS {NAME}")
                database.execute(f"CREATE DATABASE {NAME}")
                try:
                    run("PostgreSQL", environment(Path(folder) / "pg", beside(SERVER, NAME)), table)
                finally:
                    database.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def lines() -> Iterator[str]:
    """A list of hosts such as people keep: five facts in each row, some of them shared by many."""
    yield "Name,Purpose,Contact,Distro,Datacenter,Category"
    for n in range(ROWS):
        town = TOWNS[n % 8]
        purpose = f"serves part {n % 5000} of the mirror"
        yield f"web{n:06}.{town}.example.org,{purpose},Keeper {n % 900},System {n % 6},{town},group {n % 40}"


def run(name: str, env: dict[str, str], table: Path) -> None:
    """One import in a process of its own, and a reader beside it."""
    bailiwick("migrate", "-v", "0", env=env)
    bailiwick("import", "catalog", str(ROOT / "bailiwick" / "example"), "--apply", "--json", env=env)
    with server(env) as port:
        warm(port)
        still = list(reading(port, PAGE, seconds=3))
        words = [sys.executable, "-m", "bench.imports", "run", str(table)]
        with subprocess.Popen(words, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) as importing:
            waits = list(reading(port, PAGE, until=importing))
            told = [json.loads(line) for line in importing.stdout or ()]
    report(name, told, still, waits)


def report(name: str, told: list[dict[str, float]], still: list[float], waits: list[float]) -> None:
    part = f"Import, {name}"[:11]
    marks, end = told[:-1], told[-1]
    tell(
        [
            Figure(part, f"{ROWS:,} rows staged, a second", 2000, ROWS / end["staged"], "rows", at_least=True,
                   how=f"CPU {ROWS / end['staged_cpu']:,.0f} a second of this process"),
            Figure(part, "rows until all see them, a second", None, ROWS / end["flipped"], "rows"),
            Figure(part, f"the flip of {end['claims']:,.0f} claims", None, end["flipped"] - end["staged"], "s",
                   how=f"CPU of this process {end['flip_cpu']:.1f} s"),
            Figure(part, "lists and search of all of them", None, end["listed"] - end["flipped"], "s"),
            *(Figure(part, f"memory (RSS) after {mark['rows']:,.0f} rows", None, mark["rss"], "MB") for mark in marks),
            Figure(part, "memory at its highest", None, end["peak"], "MB"),
            Figure(part, "another person's page meanwhile, 99 %", 100, quantiles(waits, n=100)[98], "ms",
                   how=f"median {median(waits):.0f}, worst {max(waits):.0f}, {len(waits)} pages; "
                       f"without an import median {median(still):.0f}, worst {max(still):.0f}"),
        ]
    )  # fmt: skip


def warm(port: int) -> None:
    """Any connection may go to either process; what the first page of each costs is not the import's."""
    for number in range(20):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            ask(connection, f"/service/pypi/?warm={number}", {"Host": "127.0.0.1"})


def reading(port: int, address: str, until: subprocess.Popen[str] | None = None, seconds: float = 0) -> Iterator[float]:
    """Milliseconds of a page that no cache has (a number follows its address), asked twenty times a second at most."""
    deadline = time.monotonic() + seconds
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for number in count():
            if until.poll() is not None if until else time.monotonic() > deadline:
                return
            start = time.perf_counter()
            ask(connection, f"{address}{number}", {"Host": "127.0.0.1"})
            yield (time.perf_counter() - start) * 1000
            time.sleep(0.05)


# --- The import's own process -----------------------------------------------------------------------------------------
def take_in(path: str) -> None:
    """What the job does, with a clock between its steps; one JSON line for each mark, and one at the end."""
    import django

    django.setup()
    from bailiwick.accounts.models import User
    from bailiwick.catalog import due
    from bailiwick.catalog.actions.changes import apply_change
    from bailiwick.catalog.models import Change
    from bailiwick.exchange.requests import ImportRequest
    from bailiwick.exchange.tables import take_in_table
    from bailiwick.lib.priority import give_way

    if os.environ.get("BENCH_NICE", "1") != "0":
        give_way()
    by, clock, marks = User.objects.system("importer"), Clock(), list(MARKS)

    def beat(done: int, total: int, message: str) -> None:
        while marks and done >= marks[0] * FACTS:
            say(rows=marks.pop(0), rss=memory("VmRSS"))

    request = ImportRequest("table", path, lineage="bench-hosts", dated="2026-01-01")
    done = take_in_table(request, by=by, beat=beat)
    if done.not_understood or done.rows != ROWS:
        sys.exit(f"not understood: {done.as_json()}")
    staged, staged_cpu = clock.so_far()
    change = apply_change(Change.objects.get(pk=done.change), by=by)
    flipped, flipped_cpu = clock.so_far()
    claims = change.claims.count()
    if change.lists_behind:
        due.finish_flips()
    listed, _ = clock.so_far()
    say(
        staged=staged, staged_cpu=staged_cpu, flipped=flipped, flip_cpu=flipped_cpu - staged_cpu, listed=listed,
        claims=claims, peak=memory("VmHWM"),
    )  # fmt: skip


class Clock:
    """Time that passed and CPU time, from now on."""

    def __init__(self) -> None:
        self.began = time.perf_counter(), time.process_time()

    def so_far(self) -> tuple[float, float]:
        return time.perf_counter() - self.began[0], time.process_time() - self.began[1]


def memory(what: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


def say(**told: float) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        take_in(sys.argv[2])
    else:
        main()
