"""Who belongs to a group, whatever words stand between its name and the names of people."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts


def members(team: str, *names: str) -> list[str]:
    """Everybody as a member of a team."""
    return [f"person {name} member_of team {team}" for name in names]


@pytest.mark.parametrize(
    ("team", "sentence"),
    [
        ("web team", "Our web team has two employees, Ada Byron and Tom Reed, and one volunteer, Wu Lan."),
        ("web team", "The web team is made up of myself, Ada Byron (employed since May), Tom Reed and Wu Lan."),
        ("Admin team", "Admin team as of this spring: Ada Byron, Tom Reed, Wu Lan."),
        ("Admins", "Admins at present: Ada Byron, Tom Reed, Wu Lan."),
        ("tide panel", "Ada Byron (G1), Tom Reed (G2) and Wu Lan form the tide panel."),
        ("quay circle", "The quay circle goes on. It consists of Ada Byron, Tom Reed and Wu Lan, and you reach them."),
        ("web group", "Ask the web group, web@quay.example, of which Ada Byron, Tom Reed and Wu Lan are members."),
        ("packages team", "The wiki is kept by the packages team: Ada Byron, Tom Reed, Wu Lan."),
        ("press group", "Texts are up to the press group (Ada Byron, Tom Reed, Wu Lan)."),
    ],
)
def test_who_is_listed_beside_a_group_belongs_to_it(team: str, sentence: str) -> None:
    said = facts("Quay infrastructure", sentence)

    assert [one for one in said if "member_of" in one] == members(team, "Ada Byron", "Tom Reed", "Wu Lan")


def test_a_committee_is_the_one_of_the_title() -> None:
    said = facts(
        "Quay infrastructure / Tide committee", "The committee has two members, namely Ada Byron (chair) and Tom Reed."
    )

    assert said == [
        "person Ada Byron member_of team Tide committee (role=chair)",
        "person Tom Reed member_of team Tide committee",
    ]


def test_who_is_asked_for_in_a_title_is_the_group() -> None:
    assert facts("Quay infrastructure / Who is “infra”?", "Two people: Ada Byron and Tom Reed.") == members(
        "infra", "Ada Byron", "Tom Reed"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The web team was Ada Byron and Tom Reed.",
        "The web team thanks Ada Byron and Tom Reed.",
        "The web team will be Ada Byron and Tom Reed.",
        "Ada Byron and Tom Reed are not members of the web team.",
        "The web team is helped by Ada Byron and Tom Reed.",
    ],
)
def test_other_words_between_say_nothing_of_membership(sentence: str) -> None:
    assert not any("member_of" in one for one in facts("Quay infrastructure", sentence))


def test_a_group_that_there_is_is_meant_by_it() -> None:
    said = facts("Quay infrastructure", "There is an ops group. It consists of Ada Byron and Tom Reed.")

    assert said == members("ops group", "Ada Byron", "Tom Reed")


def test_a_list_below_a_sentence_about_a_group_gives_its_members() -> None:
    said = facts("Quay infrastructure / Root circle", "In it are at present:", "* Ada Byron", "* Tom Reed, who is away")

    assert said == members("Root circle", "Ada Byron", "Tom Reed")


def test_a_short_name_of_a_group_may_have_a_hyphen() -> None:
    lines = (
        "Kept by the network group (Quay-AG).",
        "The Quay-AG. This term it consists of",
        "* Ada Byron",
        "* Tom Reed",
    )

    said = facts("Quay infrastructure / Who are you?", *lines)

    assert [one for one in said if "member_of" in one] == members("Quay-AG", "Ada Byron", "Tom Reed")
