"""Backups: where the copies are and what makes them, however it is said; it says nothing of what is copied."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Example Infrastructure / Backups"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It is backed up to BorgBase with Borg.", ["hosted_by provider BorgBase", "uses_software software Borg"]),
        ("Copies are kept on crane.example.org.", ["runs_on host crane.example.org"]),
        ("The database is dumped every night to crane.example.org.", ["runs_on host crane.example.org"]),
        ("Every night restic copies everything to Backblaze.", ["hosted_by provider Backblaze"]),
        (
            "The wiki goes to heron1 every night, the forum to crane3.",
            ["runs_on host heron1", "runs_on host crane3"],
        ),
        ("Drupal is backed up with Borg to crane3.", ["uses_software software Borg", "runs_on host crane3"]),
        ("Borg, every night, to crane3.", ["uses_software software Borg", "runs_on host crane3"]),
        ("Everything is copied to the storage box at Hetzner.", ["hosted_by provider Hetzner"]),
    ],
)  # fmt: skip
def test_where_copies_go_is_said_of_the_backups(sentence: str, said: list[str]) -> None:
    assert facts(UNDER, sentence) == [f"service Backups {one}" for one in said]


def test_without_a_title_the_sentence_has_to_speak_of_backups() -> None:
    assert facts("Example Infrastructure / Machines", "All machines are backed up to rsync.net.") == [
        "service Backups hosted_by provider rsync.net"
    ]
    assert facts("Example Infrastructure / Machines", "Logs are copied to rsync.net.") == []


def test_where_the_things_are_that_are_copied_is_not_where_copies_are() -> None:
    said = facts(UNDER, "Everything on crane.example.org is backed up to heron.example.org.")
    assert said == ["service Backups runs_on host heron.example.org"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing on crane.example.org is backed up to rsync.net.",
        "The wiki will be backed up to rsync.net.",
        "In 2021 we restored the wiki to crane.example.org.",
        "The wiki used to be backed up to rsync.net.",
    ],
)
def test_plans_the_past_and_what_is_not_copied_say_nothing(sentence: str) -> None:
    assert facts(UNDER, sentence) == []


def test_what_is_copied_of_one_service_says_nothing_of_all() -> None:
    assert facts("Services / Wiki", "It is backed up nightly to rsync.net.") == []
