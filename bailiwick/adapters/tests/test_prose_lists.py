"""Lists below a line or a title that says what is said of their entries."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import NotUnderstood, Statement

_BESIDE = frozenset({"purpose", "url"})


def facts(*lines: str) -> list[str]:
    """What a Markdown page says, without what machines are for."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.predicate not in _BESIDE]


def puzzles(*lines: str) -> list[tuple[str, str]]:
    """What of it was not understood, and why."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [(one.text, one.why) for one in said if isinstance(one, NotUnderstood)]


@pytest.mark.parametrize(
    ("lead", "entry", "fact"),
    [
        ("Three machines at Hetzner:", "heron", "host heron located_at provider Hetzner"),
        ("Our servers at Quayside College:", "heron", "host heron located_at provider Quayside College"),
        ("Hosted at Hetzner:", "www.ferry.example", "service www.ferry.example hosted_by provider Hetzner"),
        ("On heron we run:", "the forum", "service forum runs_on host heron"),
        ("The following services run on heron:", "wiki", "service wiki runs_on host heron"),
        ("These domains are hosted at Gandi:", "ferry.example", "domain ferry.example hosted_by provider Gandi"),
        ("These sites are kept by Wu Lan:", "w.ferry.example", "service w.ferry.example maintained_by person Wu Lan"),
        ("Ada Byron looks after:", "wiki", "service wiki maintained_by person Ada Byron"),
    ],
)  # fmt: skip
def test_a_line_says_of_each_entry_what_it_says(lead: str, entry: str, fact: str) -> None:
    assert facts("# Ferry infrastructure", "", lead, "", f"* {entry}") == [fact]


def test_the_line_itself_says_nothing_but_is_told() -> None:
    page = ("# Ferry infrastructure", "", "Ada Byron looks after:", "", "* wiki")

    assert puzzles(*page) == [("Ada Byron looks after:", "introduces the list below it")]


@pytest.mark.parametrize(
    "lead",
    ["The following services will move to Hetzner:", "Not at Hetzner:", "She looks after:", "Things we like:"],
)
def test_plans_pronouns_and_plain_lists_say_nothing(lead: str) -> None:
    assert facts("# Ferry infrastructure", "", lead, "", "* wiki", "* the forum") == []


def test_what_stands_behind_a_name_in_such_a_list_is_said_of_it() -> None:
    said = facts(
        "# Ferry infrastructure", "", "Hosted at Hetzner:", "", "* wiki (MoinMoin)", "* forum – kept by Ada Byron"
    )

    assert said == [
        "service wiki hosted_by provider Hetzner",
        "service wiki uses_software software MoinMoin",
        "service forum hosted_by provider Hetzner",
        "service forum maintained_by person Ada Byron",
    ]


def test_a_machine_that_runs_something_is_nobody_who_runs_it() -> None:
    assert facts("# Servers", "## heron", "Heron runs:", "", "* the forum", "* three cron jobs") == [
        "service forum runs_on host heron"
    ]


def test_a_title_may_say_where_machines_are() -> None:
    said = facts(
        "# Ferry infrastructure", "## Servers at Hetzner", "* egret", "* ibis – mail, lists", "",
        "## Machines at Quayside College", "### plum", "It runs the forum.",
    )  # fmt: skip

    assert said == [
        "host egret located_at provider Hetzner",
        "host ibis located_at provider Hetzner",
        "service mail runs_on host ibis",
        "service lists runs_on host ibis",
        "host plum located_at provider Quayside College",
        "service forum runs_on host plum",
    ]


def test_below_a_provider_stands_what_is_there() -> None:
    said = facts(
        "# Ferry infrastructure", "## Hetzner", "### finch", "* wiki (MoinMoin)", "", "### Mailing lists", "Mailman.",
        "", "## SourceForge", "* Issue tracker", "* Invoices in March", "* files.ferry.example",
    )  # fmt: skip

    assert said == [
        "host finch located_at provider Hetzner",
        "service wiki runs_on host finch",
        "service wiki uses_software software MoinMoin",
        "service Mailing lists hosted_by provider Hetzner",
        "service Mailing lists uses_software software Mailman",
        "service Issue tracker hosted_by provider SourceForge",
        "service files.ferry.example hosted_by provider SourceForge",
    ]


def test_a_list_of_keys_names_nothing_before_its_colons() -> None:
    said = facts(
        "# Server inventory", "## HERON (home & spare)", "* Hostname: heron", "* OS: Debian 12", "* Containers: 27",
        "* Role: web server", "* Services: wiki, forum",
    )  # fmt: skip

    assert said == [
        "host HERON distribution = Debian 12",
        "service wiki runs_on host HERON",
        "service forum runs_on host HERON",
    ]
