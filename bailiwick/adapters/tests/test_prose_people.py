"""Whole names that stand in a page's text: whoever has one is meant by the first name elsewhere."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.rules.names.named_people import people_in
from bailiwick.adapters.tests.prose import facts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Byron leads the web group.", ["Ada Byron"]),
        ("The archive is something that **Bert Berg** wrote in a week; Bert Berg wrote the rest, too.", ["Bert Berg"]),
        ("The keyholders are Ana O'Neil (chair), Wu Lan and Élise Šimon.", ["Ana O'Neil", "Wu Lan", "Élise Šimon"]),
        ("Jan van der Meer still looks after the mirrors.", ["Jan van der Meer"]),
        ("It is for <em>Ada Byron</em> and Bert Berg.", ["Ada Byron", "Bert Berg"]),
    ],
)
def test_a_whole_name_is_known_by_what_only_people_do_or_by_a_list_of_them(line: str, names: list[str]) -> None:
    assert list(dict.fromkeys(people_in([line]))) == names


@pytest.mark.parametrize(
    "line",
    [
        "The Web Team looks after the mirrors.",
        "Amazon Web and Google Cloud are too dear.",
        "Uptime Kuma helps us to see it.",
        "Heron Foundation and Crane Society pay for it.",
        "On Monday Ada joined.",
        "Read the Docs and GitHub Pages serve the rest.",
    ],
)
def test_what_is_no_person_is_no_name(line: str) -> None:
    assert list(people_in([line])) == []


def test_a_first_name_is_somebody_whom_the_page_names_in_passing_elsewhere() -> None:
    said = facts("Services / Wiki", "It is maintained by Maud.", "", "Maud Fenner leads the choir.")
    assert said == ["service Wiki maintained_by person Maud Fenner"]


@pytest.mark.parametrize(
    "line",
    [
        "Heron is a small server at Lumen, paid for by a member.",
        "It stands on a server at Hetzner, lent to us by a firm.",
        "We have one machine at OVH, bought in spring.",
    ],
)
def test_what_a_server_was_is_not_its_name(line: str) -> None:
    assert not [one for one in facts("Machines", line) if one.startswith(("host paid", "host lent", "host bought"))]


NAMES = "Ada Byron, Bert Berg and Wu Lan wrote this page."


@pytest.mark.parametrize(
    ("line", "team", "names"),
    [
        (
            "The gardeners are Ada Byron (chair), Bert Berg and Wu Lan.",
            "gardeners",
            ["Ada Byron", "Bert Berg", "Wu Lan"],
        ),
        ("The web editors, Ada Byron and Bert Berg, check what comes in.", "web editors", ["Ada Byron", "Bert Berg"]),
        ("Ada Byron joined the mirror team in spring.", "mirror team", ["Ada Byron"]),
        ("Wu Lan is also a member of the archive group.", "archive group", ["Wu Lan"]),
        ("Bert Berg leads the packaging team.", "packaging team", ["Bert Berg"]),
    ],
)
def test_a_sentence_says_who_is_in_a_team(line: str, team: str, names: list[str]) -> None:
    said = facts("People", NAMES, line)
    assert [one.partition(" (")[0] for one in said] == [f"person {name} member_of team {team}" for name in names]


@pytest.mark.parametrize(
    "line",
    [
        "The speakers are Ada Byron and Bert Berg.",
        "Ada Byron left the mirror team.",
        "Wu Lan is no longer in the web team.",
        "Bert Berg would like to join the packaging team.",
        "Ada Byron leads the walk to the lake.",
        "The servers, Heron Hill and Crane Lane, are old.",
    ],
)
def test_who_only_stands_there_is_no_member(line: str) -> None:
    assert not [one for one in facts("People", NAMES, line) if "member_of" in one]


@pytest.mark.parametrize(
    "line", ["Tell the mirror team at help@oak.example.", "You reach the mirror team by mail at help@oak.example."]
)
def test_a_team_that_is_named_has_the_address(line: str) -> None:
    assert facts("Oak Society infrastructure / Mirrors", line) == [
        "team mirror team contact_point contact-point help@oak.example"
    ]


@pytest.mark.parametrize("title", ["Who looks after all this", "Who keeps it going", "Who does what here"])
def test_a_title_that_asks_for_people_names_no_service(title: str) -> None:
    said = facts(f"Services of the Oak Society / {title}", "Write to help@oak.example.")
    assert said == ["organisation Oak Society contact_point contact-point help@oak.example"]


def test_a_title_of_two_providers_is_about_both() -> None:
    said = facts("Oak Society infrastructure / Gandi and deSEC", "All our domains are registered with Gandi.")
    assert said == ["organisation Oak Society registrar provider Gandi"]


@pytest.mark.parametrize(
    "line",
    [
        "* plots.oak.example shows what users sent in. It runs on a machine called medusa.",
        "* planet.oak.example collects our blogs. It runs on a machine called medusa.",
    ],
)
def test_it_is_the_address_that_an_entry_begins_with(line: str) -> None:
    said = facts("Oak Society infrastructure / Mail", "Write to us.", line)
    assert f"service {line.split()[1]} runs_on host medusa" in said


def test_a_machine_has_a_capital_where_a_sentence_begins() -> None:
    said = facts(
        "Oak Society infrastructure / Machines", "The wiki runs on the server ochre.", "Ochre stands at Hetzner."
    )
    assert "host ochre located_at provider Hetzner" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("The texts are kept in the website repository on Codeberg.", []),
        ("It is kept in the wiki repo on GitHub.", []),
        ("It is kept on Codeberg.", ["service Wiki hosted_by provider Codeberg"]),
        ("Its editors are Ada Byron and Bert Berg.", ["Ada Byron", "Bert Berg"]),
    ],
)
def test_a_forge_that_has_the_code_does_not_host_the_site(line: str, says: list[str]) -> None:
    named = [
        one if " " not in one or one.startswith("service") else f"service Wiki maintained_by person {one}"
        for one in says
    ]
    assert facts("Services / Wiki", line) == named


def test_a_list_below_who_does_what_is_one_of_people_by_their_first_names() -> None:
    said = facts(
        "Example infrastructure / Who does what",
        "* Ada: the wiki",
        "* Bert: WordPress, mail",
        "Ada takes care of the wiki. Bert takes care of mail. Ask Ada, or when Ada is away Bert; Bert reads it daily.",
    )

    assert "service WordPress maintained_by person Bert" in said
    assert not [fact for fact in said if fact.startswith(("service Ada", "service Bert"))]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Byron checks every day that it still runs.",
        "Tom Reed says that the board runs it.",
        "Certificates are from Lumen, Ada Byron does it.",
    ],
)
def test_who_stands_far_from_the_verb_need_not_do_it(line: str) -> None:
    assert facts("Services / Wiki", line) == []
