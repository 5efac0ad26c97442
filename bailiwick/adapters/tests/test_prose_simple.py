"""A sentence cut into simple clauses, and what must not be cut."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.rules.clauses.simple import simple
from bailiwick.adapters.prose.rules.english.words import words_of
from bailiwick.adapters.tests.prose import facts

UNDER = "Example Infrastructure / Services"


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Heron, a small VM, runs the wiki", ["Heron is a small VM", "Heron runs the wiki"]),
        ("It is on heron, because crane is full", ["It is on heron", "crane is full"]),
        ("Since crane is full, it is on heron", ["crane is full", "it is on heron"]),
        ("Heron is a box that runs the wiki", ["Heron is a box", "Heron runs the wiki"]),
        ("It is by wren, which is on heron, which is old", ["It is by wren", "wren is on heron", "heron is old"]),
        (
            "It is on wren, heron and crane, which are old",
            ["It is on wren, heron and crane", "wren, heron and crane are old"],
        ),
        (
            "It is on two machines, wren and crane, which are old",
            ["It is on two machines, wren and crane", "wren and crane are old"],
        ),
        ("It is on heron and crane, which is old", ["It is on heron and crane", "crane is old"]),
        ("It is kept by Ada, and backups, which are old", ["It is kept by Ada, and backups", "backups are old"]),
        (
            "It links to the jobs board, a small app, which is old",
            ["It links to the jobs board, a small app", "the jobs board is old"],
        ),
        (
            "It is on heron, and the jobs board, a small app, which is old, is on crane",
            ["It is on heron,", "the jobs board is old", "the jobs board is a small app", "the jobs board is on crane"],
        ),
        ("When heron is down, it is on crane", ["When heron is down, it is on crane"]),
        ("Should heron be full, it is on crane, as wren is", ["Should heron be full, it is on crane, as wren is"]),
    ],
)
def test_each_clause_has_its_own_subject(sentence: str, clauses: list[str]) -> None:
    said = [" ".join(word.text for word in clause).replace(" ,", ",") for clause in simple(list(words_of(sentence)))]

    assert said == clauses


@pytest.mark.parametrize("case", ["When heron is down", "If heron is down", "Should heron fail"])
def test_what_is_so_in_a_case_is_not_so_now(case: str) -> None:
    assert facts(UNDER, f"{case}, the wiki is hosted on crane.") == []


def test_of_several_machines_each_is_rented() -> None:
    said = facts(UNDER, "The wiki runs on heron and crane, which are rented from Hetzner.")

    assert said[2:] == ["host heron located_at provider Hetzner", "host crane located_at provider Hetzner"]


def test_a_small_word_in_the_middle_of_a_sentence_is_no_machine_because_a_clause_is_said_of_it() -> None:
    assert facts(UNDER, "Builds are done by luck, which is rented from Hetzner.") == []
