"""Lists, and what stands beside them: sentences without a subject, names above keys, services below machines."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.test_prose_lists import facts

_PAGE = "# Ferry infrastructure"
_DOMAINS = ("", "* ferry.example", "* quay.example")


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Registered with Gandi.", "registrar provider Gandi"),
        ("All registered at Gandi.", "registrar provider Gandi"),
        ("They are registered with Gandi.", "registrar provider Gandi"),
        ("All of them are registered with Gandi.", "registrar provider Gandi"),
        ("Managed by Ada Byron.", "run_by person Ada Byron"),
        ("Owned by Ada Byron.", "owned_by person Ada Byron"),
    ],
)
def test_a_sentence_without_a_subject_is_said_of_all_that_the_list_beside_it_names(sentence: str, says: str) -> None:
    said = [f"domain ferry.example {says}", f"domain quay.example {says}"]

    assert facts(_PAGE, "## Domains", sentence, *_DOMAINS) == said
    assert sorted(facts(_PAGE, "## Domains", *_DOMAINS, "", sentence)) == said


def test_so_is_one_of_sites() -> None:
    sites = ("", "* ferry.example", "* apt.ferry.example (Debian packages)")

    assert facts(_PAGE, "## Websites", "Static HTML, served by Caddy.", *sites) == [
        "service ferry.example uses_software software Caddy",
        "service apt.ferry.example uses_software software Caddy",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Byron registered with Gandi.",
        "The forum is hosted at Hetzner.",
        "There are more. These are registered with Gandi.",
        "Registered users may ask for more.",
        "They will be registered with Gandi.",
    ],
)
def test_a_sentence_with_a_subject_of_its_own_is_not(sentence: str) -> None:
    assert not [one for one in facts(_PAGE, "## Domains", sentence, *_DOMAINS) if one.startswith("domain")]


def test_a_list_that_names_other_things_lends_no_subject() -> None:
    assert facts(_PAGE, "## Domains", "Managed by Ada Byron.", "", "* ferry.example", "* see the wiki") == []


@pytest.mark.parametrize(
    ("lead", "fact"),
    [
        (
            "These are the domains, which are paid by Ada Byron.",
            "domain ferry.example funded_by organisation Ada Byron",
        ),
        ("Below are the domains that are registered with Gandi.", "domain ferry.example registrar provider Gandi"),
        ("Here are the sites which are hosted at Hetzner.", "service ferry.example hosted_by provider Hetzner"),
    ],
)
def test_a_line_presents_the_entries_without_a_colon(lead: str, fact: str) -> None:
    assert fact in facts(_PAGE, "## What we have", lead, "", "* ferry.example", "* quay.example")


def test_a_line_that_is_only_a_name_is_the_title_of_the_keys_below_it() -> None:
    keys = ("  * Location: Ulm, Germany", "  * Provider: OVH", "  * Contact: heron@ferry.example")
    said = facts("# Nodes", "", "[heron.ferry.example](https://heron.ferry.example)", "", *keys)

    assert "host heron.ferry.example located_at provider OVH" in said
    assert "host heron.ferry.example contact_point contact-point heron@ferry.example" in said
    assert facts(_PAGE, "", "Please read this first", "", *keys) != said


def test_below_services_of_a_machine_each_entry_runs_there() -> None:
    entries = ("* repos/sync (repos.ferry.example)", "* patchwork", "* wiki (wiki.ferry.example)", "* no longer used")

    assert facts(_PAGE, "## Servers", "### heron", "#### Services", *entries) == [
        "service repos/sync runs_on host heron",
        "service patchwork runs_on host heron",
        "service wiki runs_on host heron",
    ]


def test_elsewhere_below_a_machine_a_word_is_not_yet_a_service() -> None:
    assert facts(_PAGE, "## Servers", "### heron", "* noisy", "* two disks", "* wiki (wiki.ferry.example)") == [
        "service wiki runs_on host heron"
    ]


def test_an_entry_that_is_only_a_link_says_where_the_code_is() -> None:
    links = (
        "  * [Source Code](https://github.com/ferry/wiki)",
        "  * [Issues](https://github.com/ferry/wiki/issues)",
        "  * [Manual](https://github.com/ferry/manual)",
    )

    assert facts(_PAGE, "", "* Wiki - https://wiki.ferry.example", *links) == [
        "service Wiki source_repo repository ferry/wiki",
        "service Wiki tracker tracker ferry/wiki issues",
    ]


def test_values_of_a_key_may_stand_below_it() -> None:
    page = (
        "## Forum",
        "Software: Discourse",
        "",
        "* admin: Ada Byron",
        "* further moderators:",
        "  * Bert Berg",
        "  * Wu Lan",
    )

    assert facts(_PAGE, *page)[1:4] == [
        f"service Forum run_by person {name}" for name in ("Ada Byron", "Bert Berg", "Wu Lan")
    ]


def test_a_title_names_a_service_before_a_dash_and_a_machine_behind_it() -> None:
    page = ("## Machines", "* heron", "* crane", "", "## `box.ferry.example` - `heron`", "* Provider: Hetzner")

    assert facts(_PAGE, *page)[-2:] == [
        "service box.ferry.example runs_on host heron",
        "service box.ferry.example hosted_by provider Hetzner",
    ]


def test_machines_that_a_line_counts_are_machines_in_their_sentences() -> None:
    lead = "It is configured with the following VMs:"

    assert facts(
        _PAGE, lead, "", "* mx.ferry.example relays mail. It runs Postfix.", "* www.ferry.example is a web server."
    ) == ["host mx.ferry.example uses_software software Postfix"]
