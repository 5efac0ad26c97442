"""What is no name, what a title does not name, and what two names together do not say."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.rules.statements.plausible import is_pieced_together, is_plausible
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement, Thing


def facts(*lines: str) -> list[str]:
    """The relations that a Markdown page states."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.object is not None]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("organisation", "Portugal"),
        ("provider", "the Netherlands"),
        ("person", "Helpful"),
        ("person", "SSH Codeberg"),
        ("team", "additional editors"),
        ("team", "members of staff"),
        ("provider", "Root Server"),
        ("provider", "Database Servers"),
        ("provider", "Secondary Account"),
        ("provider", "Netlify for the handbook"),
        ("service", "hello@acme.example"),
        ("service", "build VM configured"),
        ("service", "Harrow Maritime Museum"),
        ("host", "high-end"),
        ("host", "self-hosted"),
        ("host", "benchmarking"),
        ("host", "eu-west-1"),
        ("host", "fsn1-dc14"),
        ("host", "along"),
        ("provider", "Supermicro"),
        ("service", "eighteen languages"),
        ("service", "Ada's two days"),
        ("service", "TLS certificates"),
        ("service", "lot"),
    ],
)
def test_what_describes_names_nothing(kind: str, name: str) -> None:
    assert not is_plausible(Thing(kind, name))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("provider", "Object Harbour"),
        ("provider", "IBM Cloud"),
        ("provider", "University of Harrow"),
        ("organisation", "Friends of Germany"),
        ("service", "Museum archive"),
        ("service", "lists.acme.example"),
        ("host", "low-3"),
        ("host", "lapwing"),
        ("host", "west-1"),
        ("service", "Crash reports"),
        ("service", "Code"),
        ("host", "web-2"),
        ("person", "Open Ola"),
        ("team", "Backup team"),
    ],
)
def test_what_only_looks_like_a_description_is_a_name(kind: str, name: str) -> None:
    assert is_plausible(Thing(kind, name))


@pytest.mark.parametrize(
    "sentence",
    [
        "We use Jenkins, of course.",
        "The workers are configured by Jenkins.",
        "It is powered by Jenkins.",
    ],
)
def test_a_service_named_like_its_program_says_nothing_of_itself(sentence: str) -> None:
    assert facts("# Services", "", "## Jenkins", "", sentence) == []


def test_a_room_at_the_network_it_is_named_after_is_there() -> None:
    page = ("# Services", "", "| Name | Hosted at |", "|---|---|", "| Zulip | Zulip |", "| Wiki | Netlify |")

    assert facts(*page) == ["service Zulip hosted_by provider Zulip", "service Wiki hosted_by provider Netlify"]


def test_what_one_sponsor_gives_is_not_given_to_the_one_above() -> None:
    page = ("# Infrastructure providers of Acme", "", "## Netlify", "", "### Vultr", "")

    assert not [one for one in facts(*page, "Tern Software donates the build hardware.") if "Vultr" in one]
    assert facts(*page, "Thanks to Vultr we have enough of it.") == []


def test_who_pays_for_an_account_is_said() -> None:
    page = ("# Hosting of Acme", "", "## Hetzner", "", "Hetzner is paid by the Harbour Foundation.")

    assert facts(*page) == ["provider Hetzner funded_by organisation Harbour Foundation"]


def test_a_house_is_said_once_by_its_fuller_name() -> None:
    page = ("# Services", "", "## Status page", "", "The status page is hosted on GitHub Pages for free.")

    assert facts(*page) == ["service Status page hosted_by provider GitHub Pages"]


@pytest.mark.parametrize("word", ["administered", "managed", "maintained"])
def test_who_administers_something_is_no_machine(word: str) -> None:
    said = facts("# Machines", "", "* heron – a VM", "", "## Builds", "", f"All of them are {word} by *tern-admin*.")

    assert not [one for one in said if "host tern-admin" in one]


@pytest.mark.parametrize("title", ["Adding a worker", "Build/Edit log", "Managing Jenkins jobs", "Known trouble"])
def test_a_title_below_a_service_is_not_another_one(title: str) -> None:
    page = (
        "# Jenkins",
        "",
        "It runs on heron.",
        "",
        f"## {title}",
        "",
        "The jobs are managed with Ansible, via Gerrit.",
    )

    assert not [one for one in facts(*page) if one.startswith(f"service {title}")]


def test_a_title_below_a_machine_is_one_when_it_is_a_machines_name() -> None:
    page = (
        "# Machines",
        "",
        "## heron",
        "",
        "### tern",
        "",
        "### Copied files",
        "",
        "* /etc/hosts",
    )

    assert facts(*page) == ["host tern runs_on host heron"]


def test_operators_of_something_unclear_are_no_team() -> None:
    page = ("# Assets", "", "* Password (in the safe) for `root` of the old thing", "    * Operators: Ada, Bert")

    assert not [one for one in facts(*page) if "member_of" in one]


def test_firms_in_a_list_are_nobodys_members() -> None:
    page = ("# Infrastructure of Acme", "", "## Access", "", "The staff of these organisations have access:", "")

    assert facts(*page, "* [Harbour Partners](https://harbour.example)", "* [Tern Labs](https://tern.example)") == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Posts are kept in PostgreSQL, with Redis for the queue of acme.example.", []),
        ("Copies are kept at Wasabi.", ["service Backups hosted_by provider Wasabi"]),
        ("Databases are copied to Wasabi.", ["service Backups hosted_by provider Wasabi"]),
    ],
)
def test_where_data_is_is_not_where_its_copies_are(sentence: str, said: list[str]) -> None:
    assert [one for one in facts("# Backups", "", sentence) if "Backups" in one] == said


@pytest.mark.parametrize(
    "sentence",
    ["The projects in GitLab are tagged accordingly.", "When a change is merged via Gerrit, it starts again."],
)
def test_what_is_mentioned_by_the_way_of_others_is_not_of_the_service(sentence: str) -> None:
    assert facts("# Services", "", "## Build farm", "", sentence) == []


def test_a_mirror_in_a_list_is_asked_about_by_itself() -> None:
    page = ("# Services", "", "## Downloads", "", "* mirror.tern.example – contact Ada Byron")

    assert facts(*page) == ["service mirror.tern.example contact person Ada Byron"]


def test_a_program_with_its_version_is_what_the_service_is_made_of() -> None:
    page = ("# Services", "", "## Mailing lists", "", "* Mailman 2.1 (still). Trouble -> lists@acme.example.")

    assert facts(*page) == [
        "service Mailing lists uses_software software Mailman",
        "service Mailing lists contact_point contact-point lists@acme.example",
    ]


def test_a_title_with_machines_in_it_makes_none_of_the_word_in_another_type_below() -> None:
    page = ("# Services", "", "## Tracking servers", "", "Runs the `trackd` instances that serve announcements.")

    assert not [one for one in facts(*page) if "host trackd" in one]


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("First tracker (Mar 2004 - Nov 2009):", []),
        ("Retired machines:", []),
        ("Machines:", ["host tern located_at provider Hetzner"]),
    ],
)
def test_a_line_above_a_list_says_that_it_is_over_as_a_title_does(lead: str, said: list[str]) -> None:
    assert facts("# Machines", "", lead, "", "* tern – at Hetzner") == said


def test_a_role_as_a_title_is_no_machine() -> None:
    page = ("# Machines", "", "## Load Balancer (nginx)", "", "* Odin", "", "## heron", "", "* wiki")

    assert facts(*page) == ["service wiki runs_on host heron"]


def test_names_that_stand_apart_are_not_one_persons() -> None:
    assert not is_pieced_together(Thing("person", "Ada Byron"), "Ada and Bert Byron")
    assert not is_pieced_together(Thing("person", "Ada Maria Byron"), "ask Ada  Maria Byron")
    assert is_pieced_together(Thing("person", "Ada Bert Cleo"), 'Ada ("ada") Bert ("bert") Cleo ("cleo")')


def test_initials_of_a_name_beside_it_are_the_same_name() -> None:
    page = ("# Infrastructure of Acme", "", "## Administrators", "", "* Harbour Data Services (HDS)", "")

    assert not [one for one in facts(*page) if "HDS" in one]


@pytest.mark.parametrize("team", ["Developers", "Volunteers", "Members"])
def test_whoever_meets_somewhere_is_not_whom_one_asks(team: str) -> None:
    said = facts("# Services", "", "## IRC", "", f"{team} meet in #acme-dev on OFTC.")

    assert "contact-point #acme-dev on_network provider OFTC" in said
    assert not [one for one in said if f"team {team}" in one]


def test_this_site_is_the_one_that_one_reads() -> None:
    page = ("# Other sites", "", "The status site is hosted on Netlify. This site is hosted on Vercel.")

    assert not [one for one in facts(*page) if "Vercel" in one]
    assert facts("# Services", "", "## Wiki", "", "This site is hosted on Vercel.") == [
        "service Wiki hosted_by provider Vercel"
    ]


@pytest.mark.parametrize("title", ["Backups", "Monitoring & backups"])
def test_what_watches_machines_does_not_copy_them(title: str) -> None:
    page = ("# Machines", "", "* fulmar1 – a VM", "", f"# {title}", "", "* Icinga checks fulmar1 and auk2, at night")

    assert not [one for one in facts(*page) if title != "Backups" and "Backups" in one]
    assert "service Backups uses_software software restic" in facts(f"# {title}", "", "* Backups: with restic, nightly")


def test_one_writes_to_the_address_and_not_to_where_it_goes_on_to() -> None:
    page = ("# Infrastructure of Acme", "", "* Email root@acme.example, redirecting to ada@tern.example")

    assert not [one for one in facts(*page) if "ada@tern.example" in one]


@pytest.mark.parametrize(
    "sentence",
    [
        "The forum runs on heron, with replicas run by Lumen Labs.",
        "The forum runs on heron, with spares kept by Ada Byron.",
    ],
)
def test_who_keeps_something_beside_a_thing_does_not_keep_the_thing(sentence: str) -> None:
    said = facts("# Services", "", "## Lists", "", "* Forum: " + sentence)

    assert not [one for one in said if "Labs" in one or "Ada" in one]
