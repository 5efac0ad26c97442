"""`kill -9` in the middle of a history: what was applied stays whole, and running it again completes it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.processes import bailiwick, running, until

from .plain_pages import folder_of
from .test_killed_import import PENDING, VISIBLE, ask

REVISIONS = 30
APPLIED = "SELECT count(*) FROM catalog_change WHERE status = 'applied'"
SOURCES = "SELECT count(*) FROM catalog_source WHERE recorded_at NOT LIKE '9999%'"


def page(number: int) -> str:
    """A list of services in which one more stands with each revision."""
    return "# Services\n\n" + "".join(
        f"## s{n}.example.org\n\nIt is hosted by Rackspace.\n\n" for n in range(number + 1)
    )


def test_what_was_applied_stays_and_a_second_run_completes_it(desk_of_its_own: Path) -> None:
    desk = desk_of_its_own
    (desk / "pages").mkdir()
    moments = [f"2020-01-{day:02}T00:00:00Z" for day in range(1, REVISIONS + 1)]
    folder = folder_of(desk / "pages", *((moment, page(n)) for n, moment in enumerate(moments)), ending=".md")
    words = ("import", "overview", str(folder), "--lineage", "list", "--apply", "--json")
    with running(*words, data=desk) as doomed:
        until(lambda: ask(desk, APPLIED) >= 3)
        doomed.kill()
    applied = ask(desk, APPLIED)
    assert 3 <= applied < REVISIONS
    assert ask(desk, SOURCES) == applied
    seen = ask(desk, VISIBLE)
    again = json.loads(bailiwick(*words, data=desk).stdout)
    assert [row[2] for row in again["revisions"][: applied - 1]] == [0] * (applied - 1)
    assert ask(desk, APPLIED) == ask(desk, SOURCES) == REVISIONS
    assert (ask(desk, PENDING), again["new"]) == (0, ask(desk, VISIBLE) - seen)
