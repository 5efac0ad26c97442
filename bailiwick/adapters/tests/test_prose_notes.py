"""Notes in few words: who stands behind a comma, an alias or a team's name."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement

_BESIDE = frozenset({"purpose", "url", "mail"})


def facts(*lines: str) -> list[str]:
    """What a Markdown page says, without attributes that stand beside."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.predicate not in _BESIDE]


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        ("wiki – MoinMoin on heron, Ada Byron", "service wiki maintained_by person Ada Byron"),
        ("forum: Discourse on heron, Wu Lan and Tom Reed", "service forum maintained_by person Wu Lan"),
        ("blog – WordPress @ heron (Ines)", "service blog maintained_by person Ines Roth"),
        ("Etherpad (Ines Roth)", "service Etherpad maintained_by person Ines Roth"),
        ("lists: Mailman, Ines", "service lists maintained_by person Ines Roth"),
    ],
)
def test_somebody_behind_what_a_service_is_keeps_it(entry: str, fact: str) -> None:
    assert fact in facts("# Services", "", f"* {entry}", "* calendar – kept by Ines Roth")


@pytest.mark.parametrize(
    "entry",
    [
        "wiki – MoinMoin at Hetzner, Falkenstein",
        "forum – Discourse, Enterprise Edition",
        "git – Gitea on heron, New York",
        "blog (Semantic Notes)",
        "wiki – MoinMoin on heron, Debian",
    ],
)
def test_a_place_or_an_edition_keeps_nothing(entry: str) -> None:
    assert not [fact for fact in facts("# Services", "", f"* {entry}") if "maintained_by" in fact]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("admin@ → Ada Byron, Tom Reed", ["admin@ contact person Ada Byron", "admin@ contact person Tom Reed"]),
        ("press@ferry.example: the press team", ["press@ferry.example contact team press team"]),
        ("root -> tom, wu", ["root contact person tom", "root contact person wu"]),
        ("board → Ines Roth", ["board contact person Ines Roth"]),
        ("webmaster → root", []),
        ("hostmaster@ferry.example: domains and certificates", []),
    ],
)
def test_who_reads_an_alias(entry: str, said: list[str]) -> None:
    assert facts("# Ferry infrastructure", "", "## Mail aliases", "", f"* {entry}") == [
        f"contact-point {one}" for one in said
    ]


def test_a_table_of_aliases_and_one_of_lists() -> None:
    said = facts(
        "# Ferry infrastructure", "", "| Alias | Goes to |", "|---|---|", "| security@ferry.example | Ada Byron |", "",
        "| Mailing list | Owner |", "|---|---|", "| ferry-dev | Tom Reed |",
    )  # fmt: skip

    assert said == [
        "contact-point security@ferry.example contact person Ada Byron",
        "contact-point ferry-dev owned_by person Tom Reed",
    ]


def test_a_team_by_whatever_name_has_members_and_services() -> None:
    said = facts(
        "# Teams", "", "## Operations", "", "Ada Byron (lead), Wu Lan", "", "Responsible for:", "", "* wiki",
        "* the forum", "", "## Releases", "", "People: Tom Reed", "", "Services: build farm, download mirror",
    )  # fmt: skip

    assert said == [
        "person Ada Byron member_of team Operations (role=lead)",
        "person Wu Lan member_of team Operations",
        "service wiki maintained_by team Operations",
        "service forum maintained_by team Operations",
        "person Tom Reed member_of team Releases",
        "service build farm maintained_by team Releases",
        "service download mirror maintained_by team Releases",
    ]


def test_a_role_in_parentheses_leads_nothing_elsewhere() -> None:
    assert facts("# Ferry infrastructure", "", "## Backups", "", "Ada Byron (lead), Wu Lan") == []
