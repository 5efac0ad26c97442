"""Who looks after what in one sentence with a list, and what of such a sentence must not be believed."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Example Infrastructure / People"


def test_each_of_a_list_is_looked_after() -> None:
    assert facts(UNDER, "Ada Byron looks after the wiki, the mailing lists and the machine heron.") == [
        "service wiki maintained_by person Ada Byron",
        "service mailing lists maintained_by person Ada Byron",
        "host heron maintained_by person Ada Byron",
    ]


def test_what_is_not_named_in_a_list_is_left_out() -> None:
    assert facts(UNDER, "Luke Fane manages RT, Patchwork and various other things.") == [
        "service RT run_by person Luke Fane",
        "service Patchwork run_by person Luke Fane",
    ]


def test_one_service_is_not_the_whole_community() -> None:
    assert facts(UNDER, "Ada Byron is responsible for the forum.") == ["service forum maintained_by person Ada Byron"]


def test_who_helps_is_no_service() -> None:
    said = facts(UNDER, "Chris Lund takes good care of the wiki and Pootle along with Rafael Oros.")
    assert not [one for one in said if one.startswith("service Rafael")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Note that ns2.example.org is not under our control and does not serve all our domains.",
        "Our team tracks requests using GitLab categories.",
        "The logo uses the Planet Kranz font from Larkspur Fonts.",
        "In the unusual event of a dispute they should contact the Board.",
    ],
)
def test_words_that_only_look_like_a_relation_say_nothing(sentence: str) -> None:
    assert facts("Example Infrastructure / Overview", sentence) == []


def test_behind_its_name_a_list_says_that_something_is_a_machine() -> None:
    heron, wren = "* heron - a server hosted by Hetzner", "* wren - a virtual server that is located on heron"
    said = facts("Example Infrastructure / What there is", heron, wren)
    assert said == ["host heron located_at provider Hetzner", "host wren runs_on host heron"]


def test_which_behind_a_verb_that_nobody_knows_is_not_the_subject() -> None:
    under = "Services / Data archive"
    assert (
        facts(under, "Simulations are carried out on the Borealis cluster, which is operated by Harbour University.")
        == []
    )
    assert facts(under, "Packages are mirrored to pkg.example.org, which sits behind Cloudflare.") == [
        "service Data archive fronted_by provider Cloudflare",
        "service pkg.example.org fronted_by provider Cloudflare",
    ]


def test_what_kind_of_work_it_is_names_no_machine() -> None:
    said = facts("Services / Data archive", "Day-to-day operation is in the hands of Bert Berg.")
    assert said == ["service Data archive maintained_by person Bert Berg"]


def test_the_machine_in_the_parentheses_of_another_is_the_others() -> None:
    sentence = "The wiki (MediaWiki) is maintained by Ada Byron, the mailing lists (Mailman 3 on crane) by Bert Berg."
    assert not [one for one in facts("Example / Services", sentence) if one.startswith("service wiki runs_on")]


def test_an_adverb_is_no_machine() -> None:
    said = facts("Services / Translations", "Translations happen on Weblate, kindly provided by friends.")
    assert not [one for one in said if "host" in one]


def test_an_office_with_a_noun_before_it_is_people() -> None:
    assert facts("Services / Archive", "The archive is maintained by the press office.") == [
        "service Archive maintained_by team press office"
    ]
    assert facts("Services / Archive", "The archive is maintained by the main office.") == []


def test_what_stands_in_parentheses_behind_the_subject_is_said_of_it() -> None:
    assert facts("Example Infrastructure / Services", "The wiki (MediaWiki on heron) is maintained by Ada Byron.") == [
        "service wiki maintained_by person Ada Byron",
        "service wiki runs_on host heron",
        "service wiki uses_software software MediaWiki",
    ]


def test_a_team_without_a_name_has_an_address() -> None:
    assert facts("Services / Forum", "It is run by the moderators (mods@example.org).") == [
        "service Forum run_by team moderators",
        "team moderators contact_point contact-point mods@example.org",
    ]
    assert facts("Services / Forum", "It is run by the moderators.") == []


def test_a_system_is_a_service_when_a_noun_says_which() -> None:
    under = "Example Infrastructure / Services"
    assert facts(under, "The ticket system is maintained by Ada Byron.") == [
        "service ticket system maintained_by person Ada Byron"
    ]
    assert facts(under, "The operating system is maintained by Ada Byron.") == []


def test_what_the_clause_before_did_not_say_is_not_carried_on() -> None:
    assert facts("Example Infrastructure / Services", "It runs PostgreSQL and is looked after by Wu Lan.") == []


def test_who_hosts_and_maintains_hosts() -> None:
    assert facts("Services / Forum", "It is hosted and maintained by Lumen.") == [
        "service Forum hosted_by provider Lumen"
    ]


def test_who_houses_something_on_the_page_is_not_somebody() -> None:
    said = facts("Example / Services", "The wiki is hosted at Larkspur.", "The forum is run by Larkspur.")
    assert said == ["service wiki hosted_by provider Larkspur", "service forum run_by organisation Larkspur"]


def test_services_called_by_their_nouns_begin_a_sentence() -> None:
    assert facts("Example Infrastructure / Services", "Wiki, forum and blog run on heron.") == [
        "service Wiki runs_on host heron",
        "service forum runs_on host heron",
        "service blog runs_on host heron",
    ]


def test_what_runs_a_program_is_looked_after_too() -> None:
    said = facts(
        "Example Infrastructure / Services", "lists.example.org runs Mailman and is looked after by Ada Byron."
    )
    assert said == [
        "service lists.example.org uses_software software Mailman",
        "service lists.example.org maintained_by person Ada Byron",
    ]
