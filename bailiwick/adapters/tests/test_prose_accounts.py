"""What a community has with firms: whose the account is, and what a firm or a program is there for."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.test_prose_lists import facts as all_facts
from bailiwick.adapters.tests.test_prose_lists import puzzles

_PAGE = "# Ferry infrastructure"


def facts(*lines: str) -> list[str]:
    """What a page says, without addresses spelled out once more."""
    return [one for one in all_facts(*lines) if " mail = " not in one]


@pytest.mark.parametrize(
    ("below", "fact"),
    [
        ("owner: Ada Byron", "service Google Play owned_by person Ada Byron"),
        ("owned by Ada Byron", "service Google Play owned_by person Ada Byron"),
        ("Developer account owned by @ada", "service Google Play owned_by person ada"),
        ("admins: @ada @bert", "service Google Play run_by person ada; service Google Play run_by person bert"),
        ("access: Ada Byron", "service Google Play run_by person Ada Byron"),
    ],
)
def test_who_has_the_account_with_a_firm_does_not_run_the_firm(below: str, fact: str) -> None:
    assert facts(_PAGE, "", "* Google Play", f"  * {below}") == fact.split("; ")


def test_below_a_firms_title_who_answers_has_the_account_unless_machines_stand_there() -> None:
    assert facts(_PAGE, "## Hetzner", "Owner: Ada Byron") == ["service Hetzner owned_by person Ada Byron"]
    assert facts(_PAGE, "## Hetzner", "Admin: Ada Byron", "", "* heron – wiki", "* crane") == [
        "host heron located_at provider Hetzner",
        "host heron run_by person Ada Byron",
        "service wiki runs_on host heron",
        "host crane located_at provider Hetzner",
        "host crane run_by person Ada Byron",
    ]


def test_what_hangs_below_a_firm_and_is_a_machine_stands_there() -> None:
    assert facts(_PAGE, "", "* Hetzner", "  * heron", "  * admin: Ada Byron")[0] == (
        "host heron located_at provider Hetzner"
    )


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        ("Vultr for the wiki", "service wiki hosted_by provider Vultr"),
        ("Mailjet: used for newsletters", "service newsletters hosted_by provider Mailjet"),
        ("Netlify – for website and conference website",
         "service website hosted_by provider Netlify; service conference website hosted_by provider Netlify"),
        ("Discord for chat", "service chat hosted_by provider Discord"),
        ("Backblaze B2 for encrypted nightly backups", "service Backups hosted_by provider Backblaze"),
        ("Jenkins for builds", "service builds uses_software software Jenkins"),
        ("Google Analytics for the website", "service website uses_software software Google Analytics"),
        ("Fastly for downloads", "service downloads fronted_by provider Fastly"),
        ("Pingdom for the website", "service website monitored_by provider Pingdom"),
        ("Ansible for configuration management", "organisation Ferry configured_with software Ansible"),
        ("SonarCloud for code scanning", "service code scanning hosted_by provider SonarCloud"),
    ],
)  # fmt: skip
def test_an_entry_says_what_a_firm_or_a_program_is_there_for(entry: str, fact: str) -> None:
    assert facts(_PAGE, "## What we use", f"* {entry}") == fact.split("; ")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("SourceForge: ferry project with admins Ada, Bert",
         ["service SourceForge run_by person Ada", "service SourceForge run_by person Bert"]),
        ("Open Collective: ferry project with Ada and Bert as admins",
         ["service Open Collective run_by person Ada", "service Open Collective run_by person Bert"]),
        ("Mastodon: @ferry@social.example registered to Ada", ["service Mastodon owned_by person Ada"]),
        ("Discord: https://discord.example/x owned by Ada, admins Ada and Bert",
         ["service Discord owned_by person Ada", "service Discord run_by person Ada",
          "service Discord run_by person Bert"]),
        ("domains: ferry.example, quay.example registered through Gandi to Ada",
         ["domain ferry.example owned_by person Ada", "domain ferry.example registrar provider Gandi",
          "domain quay.example owned_by person Ada", "domain quay.example registrar provider Gandi"]),
        ("backup server: Hetzner Storage Box, managed by Ada",
         ["service backup server hosted_by provider Hetzner Storage Box (form=server)",
          "service backup server run_by person Ada"]),
        ("Hetzner: 2 servers, paid by card", []),
        ("GitHub: ferry organisation with several members", []),
    ],
)  # fmt: skip
def test_behind_a_firm_stands_who_has_what_is_there(entry: str, said: list[str]) -> None:
    assert facts("# Accounts of the Ferry project", "", f"* {entry}", "* Lunch: on Fridays", "* Note: be kind") == said


@pytest.mark.parametrize(
    "entry",
    [
        "GitHub for more information",
        "Linode for testing",
        "Vultr for historical reasons",
        "Hetzner will be used for the wiki",
        "DigitalOcean for now",
        "Debian for servers",
        "Rackspace, for those who ask",
        "Slack for us",
    ],
)
def test_what_it_is_good_for_is_no_thing(entry: str) -> None:
    assert facts(_PAGE, "## What we use", f"* {entry}") == []


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("@ada @bert", ["ada", "bert"]),
        ("@ada / @bert", ["ada", "bert"]),
        ("Ada Byron (also: Bert Berg)", ["Ada Byron", "Bert Berg"]),
        ("@ada, @bert", ["ada", "bert"]),
        ("Ada Byron", ["Ada Byron"]),
    ],
)
def test_how_people_are_written_in_a_cell(cell: str, people: list[str]) -> None:
    table = ("| Service | Managed by |", "|---|---|", f"| Forum | {cell} |", "| Wiki | Wu Lan |")

    assert facts(_PAGE, *table)[:-1] == [f"service Forum run_by person {name}" for name in people]


def test_two_columns_may_be_keys_and_values_whatever_stands_above_them() -> None:
    keys = ("| Host | heron |", "| Admin | Ada Byron |")
    said = ["service Forum runs_on host heron", "service Forum run_by person Ada Byron"]

    assert facts(_PAGE, "## Forum", "", "| Field | Value |", "|---|---|", *keys) == said
    assert facts(_PAGE, "## Forum", "", "| | |", "|---|---|", *keys) == said
    assert facts(_PAGE, "## Forum", "", keys[0], "|---|---|", *keys[1:], "| Software | Discourse |")[:2] == said


def test_a_title_below_hosting_that_is_no_name_is_no_firms() -> None:
    assert facts(_PAGE, "## Hosting", "### Dedicated servers", "They host the wiki.") == []
    assert facts(_PAGE, "## Hosting", "### Quayside Networks", "They host the wiki.") == [
        "service wiki hosted_by provider Quayside Networks"
    ]


def test_organisations_whose_staff_has_rights_are_nobody() -> None:
    lead = "The staff of the following organisations have had administrative access:"

    assert facts(_PAGE, "## Partners", lead, "", "* Quayside Contracting", "* Datlab") == []


def test_the_initials_behind_a_name_keep_nothing() -> None:
    said = facts(
        _PAGE, "## Who", "The Open Harbour Partnership (OHP) runs the wiki.", "", "* Open Harbour Partnership (OHP)"
    )

    assert not [one for one in said if one.startswith("service Open Harbour")]


def test_a_company_keeps_its_suffix() -> None:
    assert facts(_PAGE, "## Wiki", "The wiki is paid by Quayside, Inc.") == [
        "service Wiki funded_by organisation Quayside Inc."
    ]


def test_an_adjective_that_begins_a_sentence_is_nobody() -> None:
    page = (_PAGE, "## Web server", "* It is small.  Important so we can always find help.")

    assert facts(*page) == []
    assert "Important so we can always find help." in [text for text, _ in puzzles(*page)]


def test_what_a_firm_hosts_includes_what_is_named() -> None:
    entries = ("* Hetzner for hardware servers, including Kestrel and Registry", "* Heroku for the Ferry Library")

    assert facts(_PAGE, "## Where", "Servers are hosted by:", "", *entries) == [
        "service Kestrel hosted_by provider Hetzner",
        "service Registry hosted_by provider Hetzner",
        "service Ferry Library hosted_by provider Heroku",
    ]


def test_whom_one_contacts_behind_a_name_is_asked_about_that() -> None:
    said = facts(_PAGE, "## Services", "### Packages", "* mirror.quay.example -- contact Ada Byron")

    assert said == ["service mirror.quay.example contact person Ada Byron"]


@pytest.mark.parametrize("entry", ["a@ferry.example: directly email the committee", "GitHub: issues and suggestions"])
def test_what_one_does_there_is_nobody(entry: str) -> None:
    assert not [one for one in facts(_PAGE, "### Contact", f"* {entry}") if " person " in one or " team " in one]


def test_a_title_of_a_committees_that_is_no_name_is_no_member() -> None:
    said = facts(_PAGE, "## Ferry Committee", "### Committee Membership", "It consists of seven people.")

    assert not [one for one in said if "Membership" in one]


def test_the_admins_whom_a_title_names_are_those_it_lists() -> None:
    page = (
        "## Ferry-admin",
        "The machines are administered by *ferry-admin*:",
        "",
        "* Ada Byron (`ada`)",
        "* Bert Berg",
    )

    assert facts(_PAGE, *page) == [
        "person Ada Byron member_of team Ferry-admin (role=ada)",
        "person Bert Berg member_of team Ferry-admin",
    ]


def test_how_people_sign_behind_a_role_and_a_firm() -> None:
    page = (
        "* **Forum**: Discourse on a DigitalOcean droplet, admins @ada and @bert",
        "* Docker Hub – @ada, @bert have access",
    )

    assert facts(_PAGE, "", *page)[2:] == [
        "service Forum run_by person ada",
        "service Forum run_by person bert",
        "service Docker Hub maintained_by person ada",
        "service Docker Hub maintained_by person bert",
    ]


def test_offices_are_held_in_the_team_that_was_named() -> None:
    said = facts(
        _PAGE, "## Who is who", "Service desk: desk@ferry.example", "", "Lead: Ada Byron", "", "Deputy: Bert Berg"
    )

    assert said[1:] == [
        "person Ada Byron member_of team Service desk (role=lead)",
        "team Service desk run_by person Ada Byron",
        "person Bert Berg member_of team Service desk (role=deputy)",
    ]


def test_a_program_that_opens_a_services_section_is_what_it_is_made_of() -> None:
    page = (
        "## Services",
        "### Mailing lists",
        "* Mailman 2.1 (yes). Trouble: lists@ferry.example",
        "",
        "### This wiki",
        "* MoinMoin 1.9.",
    )

    assert facts(_PAGE, *page) == [
        "service Mailing lists uses_software software Mailman",
        "service Mailing lists contact_point contact-point lists@ferry.example",
        "service wiki uses_software software MoinMoin",
    ]


def test_a_title_of_monitoring_and_backups_is_not_of_backups_only() -> None:
    page = ("## Monitoring & backup", "* Icinga on heron checks crane", "* Backups: restic, nightly")

    assert [one for one in facts(_PAGE, *page) if one.startswith("service Backups")] == [
        "service Backups uses_software software restic"
    ]
