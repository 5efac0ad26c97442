"""The gate that every relation passes: what is no name, what a note takes back, what is not the community's."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.rules.statements.over import is_over
from bailiwick.adapters.prose.rules.statements.plausible import is_plausible
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement, Thing


def facts(*lines: str) -> list[str]:
    """The relations that a Markdown page states."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.object is not None]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("service", "note says"),
        ("service", "sheets"),
        ("service", "file"),
        ("service", "results appear"),
        ("service", "Not urgent"),
        ("service", "bandwidth"),
        ("service", "Debian 12"),
        ("service", "Ada Byron's"),
        ("host", "power"),
        ("host", "heron to crane"),
        ("host", "2024-01"),
        ("person", "nothing any more"),
        ("person", "Rehearsals"),
        ("team", "two administrators"),
        ("team", "Former members"),
        ("provider", "Apart"),
        ("provider", "Besides"),
        ("service", "sites above"),
        ("service", "services below"),
        ("service", "machines of ours"),
        ("team", "Its maintainers"),
        ("person", "retired"),
        ("service", "it together"),
        ("service", "Ada's job"),
        ("provider", "It"),
        ("organisation", "Every project"),
        ("organisation", "Translators"),
    ],
)
def test_what_is_no_name_is_refused_whatever_rule_found_it(kind: str, name: str) -> None:
    assert not is_plausible(Thing(kind, name))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("service", "Mailing lists"),
        ("service", "Debian wiki"),
        ("host", "db-1"),
        ("person", "Ana von der Heide"),
        ("person", "@tom"),
        ("team", "site reliability team"),
    ],
)
def test_a_name_is_one(kind: str, name: str) -> None:
    assert is_plausible(Thing(kind, name))


@pytest.mark.parametrize(
    "text",
    ["Ada Byron (until 2020)", "Ada Byron (emerita)", "formerly Ada Byron", "Ada Byron, who has left", "Ada Byron?"],
)
def test_what_stands_beside_a_name_takes_it_back(text: str) -> None:
    assert is_over(Thing("person", "Ada Byron"), text, text.index("Ada"))


@pytest.mark.parametrize("text", ["Ada Byron (lead)", "Ada Byron – on leave until spring", "Ada Byron, Bert Berg"])
def test_anything_else_beside_it_does_not(text: str) -> None:
    assert not is_over(Thing("person", "Ada Byron"), text, 0)


def test_an_offer_is_no_fact() -> None:
    assert not facts("# Wiki", "", "Hetzner offered to host the wiki, which we declined.")


def test_who_left_is_no_member_and_a_key_is_nobody() -> None:
    assert facts("# Web team", "", "* Meets: on Thursdays", "* Ada Byron – former admin") == []


def test_only_the_last_of_several_moves_counts() -> None:
    said = facts("# Services", "", "The wiki was moved from Linode to OVH in 2019 and to Scaleway in 2023.")

    assert said == ["service wiki hosted_by provider Scaleway"]


def test_an_address_at_somebody_elses_domain_is_theirs() -> None:
    page = (
        "# Infrastructure of Acme",
        "",
        "www.acme.example, git.acme.example, lists.acme.example",
        "",
        "## Odds and ends",
        "",
    )

    assert "contact-point noc@uni.example" not in " ".join(facts(*page, "Their contact is noc@uni.example."))


def test_who_keeps_the_whole_is_said_of_the_whole() -> None:
    page = ("# Infrastructure of Acme", "", "## Odds and ends", "")

    assert not facts(*page, "Ada Byron has taken it over.")
    assert facts(*page, "Acme is run by Ada Byron.")


def test_what_is_said_of_the_old_one_is_not_said_of_this_one() -> None:
    said = facts("# Services", "", "## Website", "", "It runs on heron.", "", "The old website is on crane.")

    assert said == ["service Website runs_on host heron"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Finished packages are pushed to mirrors and announced to users.",
        "Videos are delivered to viewers, and the archive is old. They are stored on archive.",
        "It is bridged to IRC on Libera.",
        "Database is old.",
    ],
)
def test_a_word_of_the_language_is_no_machine_and_a_bridge_no_house(sentence: str) -> None:
    assert facts("# Services", "", "## Builds", "", sentence) == []


def test_what_serves_readers_stands_in_front() -> None:
    assert facts("# Services", "", "## Tiles", "", "They are delivered to readers by Fastly.") == [
        "service Tiles fronted_by provider Fastly"
    ]


def test_the_database_of_a_service_is_not_another_one() -> None:
    assert facts("# Services", "", "## Forum", "", "Database is PostgreSQL on heron.") == [
        "service Forum runs_on host heron",
        "service Forum uses_software software PostgreSQL",
    ]


def test_whom_one_asks_to_join_is_not_whom_one_asks_about_machines() -> None:
    page = ("# Infrastructure of Acme", "")

    assert not facts(*page, "If you want to join, talk to Ada Byron.")
    assert facts(*page, "If something breaks, talk to Ada Byron.")


def test_name_servers_do_not_stand_at_the_registrar() -> None:
    page = ("# Hosts", "", "* heron – a VM", "", "# DNS", "")

    assert facts(*page, "Our domain acme.example is registered with Gandi. The primary name server is heron.") == [
        "domain acme.example registrar provider Gandi"
    ]


def test_whom_one_asks_for_a_new_one_answers_for_them_wherever_that_is_said() -> None:
    page = ("# Services", "", "## Lists", "", "They run on heron.", "", "## Providers", "", "### Bluepine", "")

    said = facts(*page, "If you need a new list, ask Ada Byron.")

    assert "service Lists contact person Ada Byron" in said
    assert not [one for one in said if one.startswith("provider")]


@pytest.mark.parametrize(
    ("title", "sentence", "said"),
    [
        ("Website", "It is built by GitHub Actions and hosted by Netlify.", ["provider Netlify"]),
        ("Nightly builds", "They run on GitHub Actions.", ["provider GitHub Actions"]),
        ("Website", "It is deployed by CircleCI.", []),
    ],
)
def test_what_builds_a_thing_does_not_house_it(title: str, sentence: str, said: list[str]) -> None:
    assert facts("# Services", "", f"## {title}", "", sentence) == [f"service {title} hosted_by {one}" for one in said]


def test_who_keeps_an_account_at_a_provider_looks_after_it_and_does_not_run_the_provider() -> None:
    page = ("# Sponsors of Acme", "", "## Scaleway", "")

    assert facts(*page, "Ada Byron is its only user and admin.") == ["provider Scaleway maintained_by person Ada Byron"]
    assert facts(*page, "Bert Berg is the contact.") == ["provider Scaleway contact person Bert Berg"]


def test_what_servers_are_for_is_neither_their_name_nor_the_gift() -> None:
    page = ("# Sponsors of Acme", "", "## Lumen Networks", "")

    assert facts(*page, "They provide two virtual servers (mail, DNS, monitoring).") == []
    assert facts(*page, "DNS for acme.example.") == ["domain acme.example dns_hosted_by provider Lumen Networks"]


def test_a_catalogue_of_services_is_a_page_and_no_service() -> None:
    page = ("# Service catalogue", "", "This catalogue is kept by the Platform team.", "", "## Wiki", "")

    assert facts(*page, "It runs on heron.") == ["service Wiki runs_on host heron"]


def test_everything_up_to_a_part_is_no_name() -> None:
    said = facts("# Services", "", "## Shop", "", "Ada Byron looks after everything up to and including the database.")

    assert not [fact for fact in said if "including" in fact]


def test_somebody_at_a_company_is_not_called_by_its_name() -> None:
    assert facts("# Services", "", "## Shop", "", "Contact at Pixelhof: Herr Lindner.") == [
        "service Shop contact person Herr Lindner"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "She is reimbursed through Open Collective.",
        "Mail from the forum goes out through Mailgun.",
        "Built by Hare Design on Umbraco, and they host it as well.",
    ],
)
def test_what_goes_through_somebody_need_not_be_there(sentence: str) -> None:
    assert facts("# Services", "", "## Website", "", sentence) == []


def test_a_title_with_a_slash_is_a_pages_and_central_machines_are_machines() -> None:
    page = ("# Infrastructure/Inventory", "", "Maintained by the Tooling team.", "", "## Central machines", "")

    assert facts(*page, "### smithy", "", "* Where: Hetzner", "* Root: Ada Byron") == [
        "host smithy located_at provider Hetzner",
        "host smithy run_by person Ada Byron",
    ]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ada Byron looks after the theme.", []),
        ("Ada Byron looks after the shop.", ["service Shop maintained_by person Ada Byron"]),
        ("Its archive is on GitHub Pages.", []),
        (
            "Requests for refunds go to till@acme.example.",
            ["service Shop contact_point contact-point till@acme.example"],
        ),
        ("The system on heron is Ada Byron's job.", ["service Shop maintained_by person Ada Byron"]),
    ],
)
def test_what_is_said_of_a_part_is_not_said_of_the_whole(sentence: str, said: list[str]) -> None:
    assert facts("# Services", "", "## Shop", "", sentence) == said


@pytest.mark.parametrize("lead", [", except for", ", apart from", " (other than"])
def test_what_is_excepted_is_said_nothing_of(lead: str) -> None:
    said = facts(
        "# Domains of Acme", "", f"DNS for acme.example is at Cloudflare{lead} acme.test, which follows in March."
    )

    assert not [one for one in said if "acme.test" in one]


def test_nobody_is_on_call() -> None:
    assert facts("# Infrastructure of Acme", "", "## On call", "", "Nobody is.") == []


def test_a_firm_and_its_partner_are_one_and_a_form_of_firms_may_end_a_sentence() -> None:
    said = facts("# Machines", "", "## heron", "", "The machine was donated by Kessel & Partner.")
    assert said == ["host heron funded_by organisation Kessel & Partner"]

    said = facts("# Names", "", "foo.example is registered at INWX for Harbour e.V. Mail is hosted by Migadu.")
    assert said == ["domain foo.example registrar provider INWX", "service Mail hosted_by provider Migadu"]


def test_providers_keep_the_names_that_a_page_gives_them() -> None:
    said = facts("# Services", "", "## Chat", "", "It is hosted by Etke.cc.", "", "## Wiki", "", "It is at OVHcloud.")
    assert said == ["service Chat hosted_by provider Etke.cc", "service Wiki hosted_by provider OVHcloud"]
