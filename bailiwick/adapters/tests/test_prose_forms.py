"""What is not whole sentences: odd tables, keys of small sections, machines by the dozen, gifts."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement

_BESIDE = frozenset({"purpose", "url", "mail", "distribution"})


def facts(*lines: str, dialect: str = "markdown") -> list[str]:
    """What a page says, without attributes that stand beside."""
    said = read(read_as(dialect, "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.predicate not in _BESIDE]


def table(*rows: str) -> list[str]:
    """Lines of a table below its heading."""
    return [
        "# Ferry infrastructure",
        "",
        "## Where things are",
        "",
        rows[0],
        f"|{'---|' * (rows[0].count('|') - 1)}",
        *rows[1:],
    ]


def test_a_table_without_headings_is_told_by_its_cells() -> None:
    said = facts(
        *table(
            "| | | |",
            "| Web site | Netlify | Vera Roth |",
            "| Documentation | Read the Docs | Tom Reed |",
            "| Mailing lists | Google Groups | whoever asks first |",
        )
    )

    assert said == [
        "service Web site hosted_by provider Netlify",
        "service Web site maintained_by person Vera Roth",
        "service Documentation hosted_by provider Read the Docs",
        "service Documentation maintained_by person Tom Reed",
        "service Mailing lists hosted_by provider Google Groups",
    ]


def test_a_table_without_headings_of_anything_says_nothing() -> None:
    assert facts(*table("| | | |", "| Monday | nine | Tom Reed |", "| Tuesday | ten | Vera Roth |")) == []


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("Service | Before | Now", "Wiki | Rackspace | OVH", ["service Wiki hosted_by provider OVH"]),
        ("Service | From | To", "Blog | Heroku | Netlify", ["service Blog hosted_by provider Netlify"]),
        ("Service | Responsible adults", "Forum | Ada Byron", ["service Forum maintained_by person Ada Byron"]),
        ("Service | Technical owner", "Forum | Ada Byron", ["service Forum owned_by person Ada Byron"]),
        ("Service | Moved by", "Forum | Ada Byron", []),
        ("Service | Backup host", "Forum | heron2", []),
        ("Service | Old server", "Forum | heron2", []),
    ],
)
def test_headings_are_told_by_their_noun_and_of_a_move_by_where_things_are_now(
    head: str, row: str, said: list[str]
) -> None:
    assert facts(*table(f"| {head} |", f"| {row} |")) == said


def test_agents_are_machines_and_their_system_is_no_name() -> None:
    said = facts(
        *table("| Agent | Runs at | System |", "| cone1 | Scaleway | Debian 12 |", "| cone2 | Hetzner | macOS |")
    )

    assert said == ["host cone1 located_at provider Scaleway", "host cone2 located_at provider Hetzner"]


def test_what_a_provider_is_for() -> None:
    said = facts(
        *table(
            "| Provider | What for |",
            "| AWS | package archive (S3 bucket), test runners |",
            "| Fastmail | mailboxes |",
            "| DNSimple | DNS (ferry.example) |",
            "| Namecheap | domains (ferry.example, getferry.example) |",
        )
    )

    assert said == [
        "service package archive hosted_by provider AWS",
        "service test runners hosted_by provider AWS",
        "service mailboxes hosted_by provider Fastmail",
        "domain ferry.example dns_hosted_by provider DNSimple",
        "domain ferry.example registrar provider Namecheap",
        "domain getferry.example registrar provider Namecheap",
    ]


def test_keys_make_a_service_of_what_is_none_by_its_title() -> None:
    said = facts(
        "# Ferry infrastructure", "", "## Monitoring", "", "- Owner: Ada Byron", "- Servers: watch01, watch02, hub"
    )

    assert said == [
        "service Monitoring owned_by person Ada Byron",
        "service Monitoring runs_on host watch01",
        "service Monitoring runs_on host watch02",
        "service Monitoring runs_on host hub",
    ]


def test_definitions_of_a_service_and_of_the_community() -> None:
    said = facts(
        "<html><body><h1>Infrastructure of the Ferry Project</h1><h2>Small things</h2><dl>",
        "<dt>Registrar</dt><dd>Gandi</dd>",
        "<dt>Accounts</dt><dd>Keycloak, hosted by Cloud-IAM</dd>",
        "<dt>Opening hours</dt><dd>Nine to five</dd></dl></body></html>",
        dialect="html",
    )

    assert said == [
        "organisation Ferry registrar provider Gandi",
        "service Accounts hosted_by provider Cloud-IAM",
        "service Accounts uses_software software Keycloak",
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("ferry.example – registrar Gandi, DNS deSEC", ["registrar provider Gandi", "dns_hosted_by provider deSEC"]),
        ("ferry.example – registrar: Gandi", ["registrar provider Gandi"]),
        ("ferry.example – DNS and mail", []),
    ],
)
def test_keys_need_no_colon_before_a_name(entry: str, said: list[str]) -> None:
    assert facts("# Ferry infrastructure", "", "## Domains", "", f"- {entry}") == [
        f"domain ferry.example {one}" for one in said
    ]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("node01 to node03 – at Hetzner", ["node01", "node02", "node03"]),
        ("mirror1, mirror2: at Hetzner", ["mirror1", "mirror2"]),
        ("heron – at Hetzner", ["heron"]),
    ],
)
def test_several_machines_before_a_dash(entry: str, said: list[str]) -> None:
    located = facts("# Ferry infrastructure", "", "## Machines", "", f"- {entry}")

    assert located == [f"host {name} located_at provider Hetzner" for name in said]


def test_what_stands_in_a_section_of_backups_is_said_of_the_copies() -> None:
    said = facts(
        "# Ferry infrastructure", "", "## Backups", "",
        "| What | Where to | Tool |", "|---|---|---|", "| wiki | heron | restic |", "| blog | none | theirs |", "",
        "- databases → rsync.net (hourly)",
    )  # fmt: skip

    assert said == [
        "service Backups runs_on host heron",
        "service Backups uses_software software restic",
        "service Backups hosted_by provider rsync.net",
    ]


def test_a_machine_with_what_runs_there_behind_a_colon_or_in_parentheses() -> None:
    said = facts(
        "# Ferry infrastructure", "", "## Machines", "", "- heron – server at Rackhouse: wiki, git",
        "- crane: VM at Rackhouse (forum)",
    )  # fmt: skip

    assert [fact for fact in said if "runs_on" in fact] == [
        "service wiki runs_on host heron",
        "service git runs_on host heron",
        "service forum runs_on host crane",
    ]


def test_a_section_per_provider_where_most_are_known() -> None:
    said = facts(
        "# Ferry infrastructure", "", "## Hetzner", "", "Two servers:", "", "- heron", "- crane", "", "## Fastly", "",
        "## Kestrel Cloud", "", "- basil (wiki)", "- thyme (CI)", "", "## Things to do", "", "- heron",
    )  # fmt: skip

    assert said == [
        "host heron located_at provider Hetzner",
        "host crane located_at provider Hetzner",
        "host basil located_at provider Kestrel Cloud",
        "service wiki runs_on host basil",
        "host thyme located_at provider Kestrel Cloud",
        "service CI runs_on host thyme",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("**Hetzner** – dedicated servers for the build farm", ["service build farm hosted_by provider Hetzner"]),
        ("**Fastly**: CDN for dl.ferry.example", ["service dl.ferry.example fronted_by provider Fastly"]),
        ("**Linode** provides the VM for our chat", ["service chat hosted_by provider Linode"]),
        ("**DigitalOcean**: credits for CI", ["service CI funded_by provider DigitalOcean"]),
        ("**Skylark CDN** – delivers dl.ferry.example", ["service dl.ferry.example fronted_by provider Skylark CDN"]),
        ("**Gandi** – plans hosting for the wiki", []),
        ("**Lumen** – stickers for everybody", []),
    ],
)
def test_what_sponsors_give(line: str, said: list[str]) -> None:
    assert facts("# Ferry infrastructure", "", "## Sponsors", "", f"- {line}") == said
