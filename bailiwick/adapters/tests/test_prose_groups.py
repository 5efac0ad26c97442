"""Groups with long names: one thing under its name and its initials, with its members and its address."""

from __future__ import annotations

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import facts, told
from bailiwick.lib.statements import Statement


def test_a_name_with_and_inside_is_one_group() -> None:
    assert facts("Organisation", "The Storage and Backup Working Group runs login.example.org.") == [
        "service login.example.org run_by team Storage and Backup Working Group"
    ]


def test_two_groups_joined_by_and_stay_two() -> None:
    assert facts("Services / Wiki", "It is maintained by the Web Team and the Docs Team.") == [
        "service Wiki maintained_by team Web Team",
        "service Wiki maintained_by team Docs Team",
    ]


def test_initials_in_parentheses_are_a_name_of_the_group_elsewhere() -> None:
    said = facts(
        "Organisation",
        "The Network and Identity Working Group (NIWG, niwg@example.org) runs login.example.org.",
        "The NIWG also maintains the directory.",
    )
    assert said == [
        "service login.example.org run_by team Network and Identity Working Group",
        "team Network and Identity Working Group contact_point contact-point niwg@example.org",
        "service directory maintained_by team Network and Identity Working Group",
    ]


def test_a_group_is_not_to_be_asked_about_itself() -> None:
    said = facts(
        "Organisation",
        "The Tiered Storage Working Group (TSWG) looks after the archive.",
        "Questions about storage go to the TSWG.",
    )
    assert said == ["service archive maintained_by team Tiered Storage Working Group"]


def test_letters_that_are_no_initials_name_nothing_else() -> None:
    said = facts("Sites", "The Harbour Computing Centre (XQ) has two rooms.", "heron is at XQ.")
    assert said == ["host heron located_at provider XQ"]


def test_a_place_introduced_with_its_initials_is_one_place() -> None:
    said = facts("Sites", "The Harbour Computing Centre (HCC) has two rooms.", "heron is at HCC.")
    assert said == ["host heron located_at provider Harbour Computing Centre"]


def test_members_have_academic_titles_and_affiliations() -> None:
    said = facts(
        "Organisation",
        "The Computing Board (CB) consists of Dr. Ada Byron (Harbour University), Prof. Bert Berg and Tom Reed.",
    )
    assert said == [
        "person Ada Byron member_of team Computing Board (role=Harbour University)",
        "person Bert Berg member_of team Computing Board",
        "person Tom Reed member_of team Computing Board",
    ]


def test_who_leads_a_group_is_in_it() -> None:
    said = facts("Organisation", "The Working Group on Data and Software (WGDS) is chaired by Dr. Ada Byron.")
    assert said == [
        "team Working Group on Data and Software run_by person Ada Byron",
        "person Ada Byron member_of team Working Group on Data and Software (role=chair)",
    ]


def test_an_address_behind_a_comma_is_that_of_who_stands_before_it() -> None:
    assert facts("Services / Wiki", "It is maintained by the docs team, docs@example.org.") == [
        "service Wiki maintained_by team docs team",
        "team docs team contact_point contact-point docs@example.org",
    ]
    assert facts("Services / Wiki", "It is maintained by Ada Byron and docs@example.org.") == [
        "service Wiki maintained_by person Ada Byron",
        "service Wiki maintained_by contact-point docs@example.org",
    ]


def test_an_address_in_parentheses_is_that_of_the_office_before_it() -> None:
    assert facts("Services / Wiki", "Please contact the Press Office (press@example.org).") == [
        "service Wiki contact_point contact-point press@example.org",
        "service Wiki contact team Press Office",
        "team Press Office contact_point contact-point press@example.org",
    ]


def test_somebody_introduced_by_what_they_are() -> None:
    assert facts("Organisation", "Our secretary, Ada Byron, can be reached at office@example.org.") == [
        "person Ada Byron contact_point contact-point office@example.org"
    ]


def test_a_group_that_was_named_is_spoken_of_afterwards() -> None:
    said = facts(
        "Corrin infrastructure / About",
        "This list is edited by the docs team: Ada Byron and Bert Berg. You find the team in #docs.",
    )
    assert said[-1] == "team docs team contact_point contact-point #docs (intent=discussion)"

    said = facts(
        "Corrin infrastructure / About",
        "The ops group keeps it all alive. It is led by Ada Byron. The group's mailing list is ops@corrin.example.",
    )
    assert said == [
        "team ops group run_by person Ada Byron",
        "person Ada Byron member_of team ops group (role=lead)",
        "team ops group contact_point contact-point ops@corrin.example",
    ]


def test_the_name_of_a_group_may_go_on_in_the_next_line() -> None:
    page = "This list is edited by the docs\nteam: Ada Byron and Bert Berg.\n"
    said = [told(one) for one in read(read_as("markdown", page)) if isinstance(one, Statement)]

    assert said == ["person Ada Byron member_of team docs team", "person Bert Berg member_of team docs team"]
