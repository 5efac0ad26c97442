"""Memory of everything at rest, and how soon the first page comes: `python -m bench.memory`.

Memory is PSS: what a process shares with others counts by its share. The second start is that of `make run`: the
environment and the data are there.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from .ground import ROOT, Figure, bailiwick, environment, family, pss_megabytes, running, tell
from .pages import free_port, wait_for

REST = 6


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder) / "desk")
        bailiwick("migrate", "-v", "0", env=env)
        bailiwick("import", "catalog", str(ROOT / "bailiwick" / "example"), "--apply", "--json", env=env)
        at_rest(env)
        second_start(env)


def at_rest(env: dict[str, str]) -> None:
    """`bailiwick serve` after each of its web workers has answered some pages, and then nothing for a while."""
    port = free_port()
    with running([sys.executable, "-m", "bailiwick", "serve", "--bind", f"127.0.0.1:{port}"], env) as process:
        wait_for(port, "/readyz")
        time.sleep(REST)
        still = {pid: pss_megabytes(pid) for pid in family(process.pid)}
        for _ in range(20):
            for page in ("/", "/service/", "/service/pypi/"):
                wait_for(port, page)
        time.sleep(REST)
        used = {pid: pss_megabytes(pid) for pid in family(process.pid)}
    tell(
        [
            Figure(
                "At rest", "memory of web (2 workers) and worker, PSS", 240, sum(still.values()), "MB", how=told(still)
            ),
            Figure("At rest", "the same after some pages", 240, sum(used.values()), "MB", how=told(used)),
        ]
    )


def told(parts: dict[int, float]) -> str:
    return f"{len(parts)} processes: " + ", ".join(f"{part:.0f}" for part in parts.values())


def second_start(env: dict[str, str]) -> None:
    """What `make run` does once everything is there, until the first page has come."""
    port, start = free_port(), time.perf_counter()
    words = ["make", "-s", "run", f"ADDRESS=127.0.0.1:{port}"]
    before = os.times()
    with running(words, env):
        wait_for(port, "/", seconds=120)
        passed = time.perf_counter() - start
    used = os.times()
    cpu = used.children_user + used.children_system - before.children_user - before.children_system
    tell([Figure("Start", "second start of `make run` to the first page", 6, passed, "s", how=f"CPU {cpu:.1f} s")])


if __name__ == "__main__":
    main()
