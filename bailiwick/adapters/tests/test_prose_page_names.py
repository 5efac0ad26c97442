"""Prose: what a page tells of names in its tables and appositions holds for its sentences, too."""

from __future__ import annotations

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement


def said_of(*lines: str) -> list[str]:
    """What a page says."""
    return [told(one) for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, Statement)]


def test_handles_of_a_table_are_people_everywhere() -> None:
    crew = [
        "| Handle | Who that is | Does |",
        "|---|---|---|",
        "| moss | Ada Byron | wiki |",
        "| t_ern | Bert Berg | |",
    ]
    said = said_of(
        "# Quay", "", "## Crew", "", *crew, "", "## Wiki", "", "The wiki runs on heron. moss looks after it."
    )

    assert "service Wiki maintained_by person Ada Byron" in said
    assert not any("moss" in one or "team Crew" in one for one in said)


def test_below_nick_and_alias_services_and_machines_are_nobody() -> None:
    names = ["|---|---|", "| gallery | heron |", "| osprey | crane |", "| pad.quay.example | crane |"]
    for head in ("| Alias | Machine |", "| Nick | Machine |", "| Login | Machine |"):
        said = said_of("# Quay", "", "## Names", "", head, *names, "", "## Other", "", "The gallery runs on osprey.")

        assert "service gallery runs_on host osprey" in said


def test_where_people_are_listed_handles_are_theirs_without_names_too() -> None:
    crew = ["| Nick | Since |", "|---|---|", "| moss | 2019 |", "| tern | 2021 |", "| wiki | 2022 |"]
    said = said_of(
        "# Quay", "", "## Crew", "", *crew, "", "## Wiki", "", "The wiki runs on heron. moss looks after it."
    )

    assert "service Wiki runs_on host heron" in said
    assert "service Wiki maintained_by person moss" in said


def test_a_name_between_commas_behind_a_machine_is_the_machines() -> None:
    text = "The search has a small machine to itself, spindle, which is at Hetzner. The tile server, too, is slow."
    said = said_of("# Quay", "", "## Overview", "", text, "", "The archive lives on spindle.")

    assert "service archive runs_on host spindle" in said
    assert not any("host too" in one for one in said)


def test_an_address_with_the_communitys_name_says_nothing_of_the_community() -> None:
    text = "One VM is managed with Ansible. Its notes are at https://quay.example/notes. The roles are in quay/roles."
    said = said_of("# Quay infrastructure", "", "## Hosting", "", "The wiki runs on heron.", "", text)

    assert "service wiki runs_on host heron" in said
    assert not any(one.startswith("organisation Quay") for one in said)
