"""Of what a sentence is said that does not name it, or names something beside it."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import facts, puzzles, told
from bailiwick.lib.statements import Statement

PAGE = "Corrin infrastructure / Notes"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("The wiki is on Linode. Please ask Ada Byron for an account.", "service wiki contact person Ada Byron"),
        (
            "The mirrors are coordinated by Ada Byron. For a new one, mail mirrors@corrin.example.",
            "service mirrors contact_point contact-point mirrors@corrin.example",
        ),
        (
            "The wiki is on Linode. For everything else write to help@corrin.example.",
            "organisation Corrin contact_point contact-point help@corrin.example",
        ),
    ],
)
def test_whom_one_asks_in_an_entry_is_asked_about_what_it_is_about(entry: str, said: str) -> None:
    assert said in facts(PAGE, f"* {entry}")


def test_whom_one_asks_behind_what_was_not_understood_is_not_clear() -> None:
    entry = "* The calendar is a bit of a mess. Ask Bert Berg."

    assert facts(PAGE, entry) == []
    assert "not clear what one asks about" in puzzles(PAGE, entry)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("A Flask application that runs on heron.", ["runs_on host heron", "uses_software software Flask"]),
        (
            "A Radicale which lives on heron and is kept by Dora Eck.",
            ["runs_on host heron", "uses_software software Radicale", "maintained_by person Dora Eck"],
        ),
        ("It runs on heron, with Fastly in front.", ["runs_on host heron", "fronted_by provider Fastly"]),
        ("It is on a machine of ours, tiles.corrin.example.", ["runs_on host tiles.corrin.example"]),
    ],
)
def test_what_is_described_is_what_the_section_is_about(sentence: str, said: list[str]) -> None:
    found = facts("Services / Portal", "What everybody begins with.", sentence)

    assert sorted(found) == sorted(f"service Portal {one}" for one in said)


@pytest.mark.parametrize(
    "sentence",
    [
        "A bot that posts the news runs on crane.",
        "A script somebody wrote lives on crane.",
        "The Debian packaging is maintained by Aurelio Banfi.",
        "The Fedora packages are maintained by Bea Ott.",
        "The VisualEditor plugin is maintained by Bea Ott.",
    ],
)
def test_what_stands_beside_a_service_is_not_the_service(sentence: str) -> None:
    assert facts("Services / Portal", sentence) == []


def test_an_address_behind_a_comma_is_no_machine() -> None:
    said = facts("Services / Videos", "Recordings are on a PeerTube instance, video.corrin.example.")

    assert said == ["service Videos uses_software software PeerTube"]


def test_a_server_of_a_chat_network_is_ones_own() -> None:
    assert facts("Services / Chat", "It runs on heron.", "A Matrix server on heron.") == [
        "service Chat runs_on host heron",
        "service Chat runs_on host heron",
    ]


def test_whoever_gives_a_virtual_machine_has_it() -> None:
    assert "host heron located_at provider Bytemark (form=vm)" in facts(
        "Servers / heron", "A virtual server donated by Bytemark."
    )
    assert facts("Servers / heron", "A machine donated by Bytemark.") == ["host heron funded_by organisation Bytemark"]


def test_what_somebody_did_is_no_note_on_a_machine() -> None:
    assert facts("Servers / heron", "* Yes, I put them on the Internet Archive.") == []


def test_what_is_said_of_an_old_one_in_an_entry_is_not_said_of_the_new() -> None:
    entry = "Website: WordPress at OVH. The old one, made with Drupal, is still to be seen. Our former forum is closed."
    page = f"# Corrin infrastructure\n\n## Services\n\n- {entry}\n"
    said = [told(one) for one in read(read_as("markdown", page)) if isinstance(one, Statement)]

    assert sorted(said) == [
        "service Website hosted_by provider OVH",
        "service Website uses_software software WordPress",
    ]
