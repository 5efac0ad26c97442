"""What a sentence named is what the next one points to, whether or not it was understood."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Corrin infrastructure / Odds and ends"


def test_it_is_what_a_sentence_began_with_that_says_nothing_itself() -> None:
    said = facts(UNDER, "stats.corrin.example counts the visitors in an old way. It runs on Linode.")
    assert any(one.startswith("service stats.corrin.example hosted_by provider Linode") for one in said)


def test_it_is_not_what_a_plan_began_with() -> None:
    said = facts(UNDER, "stats.corrin.example will be thrown out. It runs on Linode.")
    assert not [one for one in said if one.startswith("service stats.corrin.example")]


def test_the_other_two_are_the_machines_that_were_not_named() -> None:
    said = facts(
        "Corrin infrastructure / Machines",
        "Redis runs on heron, Postfix on crane and Icinga on plover. heron is a spare box. "
        "The other two are rented from Hetzner.",
    )
    assert "host crane located_at provider Hetzner" in said
    assert "host plover located_at provider Hetzner" in said
    assert "host heron located_at provider Hetzner" not in said


def test_the_other_two_of_four_machines_are_not_clear() -> None:
    said = facts(
        "Corrin infrastructure / Machines",
        "Redis runs on heron, Postfix on crane, Icinga on plover and Bind on wren. heron is a spare box. "
        "The other two are rented from Hetzner.",
    )
    assert not [one for one in said if "Hetzner" in one]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("The other service", []),
        ("The other", []),
        ("The other machine", ["host crane maintained_by person Ada Byron"]),
    ],
)
def test_the_other_is_a_machine_where_only_machines_can_be_meant(other: str, said: list[str]) -> None:
    text = f"Our machines are called heron and crane. The forum runs on heron. {other} is kept by Ada Byron."

    assert [one for one in facts(UNDER, text) if "Ada" in one] == said
