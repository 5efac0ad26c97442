"""The section of a service mentions programs and machines by the way; plans, tests and others are not meant."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Services / Tiles"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("The nightly run takes hours and is queued by Slurm.", ["service Tiles uses_software software Slurm"]),
        ("Styles are edited by means of JupyterHub.", ["service Tiles uses_software software JupyterHub"]),
        (
            "It has a PostgreSQL database on fen-db1 and an array attached to fen-store2.",
            [
                "service Tiles uses_software software PostgreSQL",
                "service Tiles runs_on host fen-db1",
                "service Tiles runs_on host fen-store2",
            ],
        ),
        ("Tiles are drawn nightly by Ada on fen-db1.", ["service Tiles runs_on host fen-db1"]),
        ("Tiles are drawn nightly by Varnish on fen-db1.", ["service Tiles uses_software software Varnish"]),
        ("Its friends meet in a Slack workspace.", ["service Tiles hosted_by provider Slack"]),
    ],
)
def test_what_is_mentioned_is_said_of_the_section(sentence: str, said: list[str]) -> None:
    assert sorted(facts(UNDER, sentence)) == sorted(said)


@pytest.mark.parametrize(
    "sentence",
    [
        "We plan to put it behind Varnish by using Nomad.",
        "It does not work with Slurm.",
        "Until 2019 jobs were queued by Slurm.",
        "The new renderer was tested with Slurm on fen-db1.",
        "It listens on port8080 and on ipv6.",
        "Foo hands its mail to fen-mx1 for delivery.",
        "The forum, docs.fen.example, is drawn with Hugo.",
    ],
)
def test_what_is_another_matter_is_not(sentence: str) -> None:
    mentioned = ("service Tiles uses_software", "service Tiles runs_on")
    assert not [fact for fact in facts(UNDER, sentence) if fact.startswith(mentioned)]
