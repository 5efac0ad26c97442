"""`kill -9` in the middle of an import: nothing is to be seen of it, and running it again works."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROWS = 1500


def bailiwick(*words: str) -> list[str]:
    return [sys.executable, "-m", "bailiwick", *words]


def surroundings(data: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("BAILIWICK_")}
    return env | {"BAILIWICK_DATA": str(data), "BAILIWICK_SECRET_KEY": "only-for-tests-" + "x" * 50}


def ask(data: Path, sql: str) -> int:
    with sqlite3.connect(data / "bailiwick.sqlite3", timeout=20) as database:
        return int(database.execute(sql).fetchone()[0])


PENDING = "SELECT count(*) FROM catalog_claim WHERE recorded_at LIKE '9999%'"
VISIBLE = "SELECT count(*) FROM catalog_claim WHERE recorded_at NOT LIKE '9999%'"


def test_a_killed_import_leaves_nothing_to_see_and_runs_again(tmp_path: Path) -> None:
    env = surroundings(tmp_path)
    table = tmp_path / "machines.csv"
    rows = "".join(f"h{n}.example,does {n},person{n % 50},dc{n % 5}\n" for n in range(ROWS))
    table.write_text("Host,Purpose,Contact,Datacenter\n" + rows)
    subprocess.run(bailiwick("migrate", "--verbosity", "0"), env=env, check=True)
    words = bailiwick("import", "table", str(table), "--dated", "2024", "--apply", "--json")
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as doomed:
        deadline = time.monotonic() + 60
        while ask(tmp_path, PENDING) == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        doomed.send_signal(signal.SIGKILL)
    assert 0 < ask(tmp_path, PENDING) < ROWS * 3
    assert ask(tmp_path, VISIBLE) == 0
    assert ask(tmp_path, "SELECT count(*) FROM catalog_entitynow") == 0
    again = subprocess.run(words, env=env, check=True, capture_output=True, text=True)
    assert json.loads(again.stdout)["new"] == ROWS * 3
    assert (ask(tmp_path, PENDING), ask(tmp_path, VISIBLE)) == (0, ROWS * 3)
