"""`kill -9` in the middle of a history: what was applied stays whole, and running it again completes it."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from .plain_pages import folder_of
from .test_killed_import import PENDING, VISIBLE, ask, bailiwick, surroundings

REVISIONS = 30
APPLIED = "SELECT count(*) FROM catalog_change WHERE status = 'applied'"
SOURCES = "SELECT count(*) FROM catalog_source WHERE recorded_at NOT LIKE '9999%'"


def page(number: int) -> str:
    """A list of services in which one more stands with each revision."""
    return "# Services\n\n" + "".join(
        f"## s{n}.example.org\n\nIt is hosted by Rackspace.\n\n" for n in range(number + 1)
    )


def test_what_was_applied_stays_and_a_second_run_completes_it(tmp_path: Path) -> None:
    env = surroundings(tmp_path)
    (tmp_path / "pages").mkdir()
    moments = [f"2020-01-{day:02}T00:00:00Z" for day in range(1, REVISIONS + 1)]
    folder = folder_of(tmp_path / "pages", *((moment, page(n)) for n, moment in enumerate(moments)), ending=".md")
    subprocess.run(bailiwick("migrate", "--verbosity", "0"), env=env, check=True)
    words = bailiwick("import", "overview", str(folder), "--lineage", "list", "--apply", "--json")
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as doomed:
        deadline = time.monotonic() + 60
        while ask(tmp_path, APPLIED) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        doomed.send_signal(signal.SIGKILL)
    applied = ask(tmp_path, APPLIED)
    assert 3 <= applied < REVISIONS
    assert ask(tmp_path, SOURCES) == applied
    seen = ask(tmp_path, VISIBLE)
    again = json.loads(subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout)
    assert [row[2] for row in again["revisions"][: applied - 1]] == [0] * (applied - 1)
    assert ask(tmp_path, APPLIED) == ask(tmp_path, SOURCES) == REVISIONS
    assert (ask(tmp_path, PENDING), again["new"]) == (0, ask(tmp_path, VISIBLE) - seen)
