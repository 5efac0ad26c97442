"""`kill -9` in the middle of an import: nothing is to be seen of it, and running it again works."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from tests.processes import bailiwick, running, until

ROWS = 1500


def ask(data: Path, sql: str) -> int:
    with sqlite3.connect(data / "bailiwick.sqlite3", timeout=20) as database:
        return int(database.execute(sql).fetchone()[0])


PENDING = "SELECT count(*) FROM catalog_claim WHERE recorded_at LIKE '9999%'"
VISIBLE = "SELECT count(*) FROM catalog_claim WHERE recorded_at NOT LIKE '9999%'"


def test_a_killed_import_leaves_nothing_to_see_and_runs_again(desk_of_its_own: Path) -> None:
    desk = desk_of_its_own
    table = desk / "machines.csv"
    rows = "".join(f"h{n}.example,does {n},person{n % 50},dc{n % 5}\n" for n in range(ROWS))
    table.write_text("Host,Purpose,Contact,Datacenter\n" + rows)
    words = ("import", "table", str(table), "--dated", "2024", "--apply", "--json")
    with running(*words, data=desk) as doomed:
        until(lambda: ask(desk, PENDING))
        doomed.kill()
    assert 0 < ask(desk, PENDING) < ROWS * 3
    assert ask(desk, VISIBLE) == 0
    assert ask(desk, "SELECT count(*) FROM catalog_entitynow") == 0
    again = bailiwick(*words, data=desk)
    assert json.loads(again.stdout)["new"] == ROWS * 3
    assert (ask(desk, PENDING), ask(desk, VISIBLE)) == (0, ROWS * 3)
