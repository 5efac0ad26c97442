"""`docs/roles.md` shows the table of permissions as it is, with words for each line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.access.words import WORDS
from bailiwick.permissions import PERMISSIONS, RELATIONS, ROLES

DOC = Path(__file__).parents[1] / "docs" / "roles.md"
COLUMNS = (*ROLES, *RELATIONS)


def line(action: str) -> str:
    """A row of the table; a role's mark stands under the roles that include it, too."""
    cells = PERMISSIONS[action]
    lowest = min((ROLES.index(who) for who in cells if who in ROLES), default=len(ROLES))
    marks = ["●" if who in cells or who in ROLES[lowest:] else "" for who in COLUMNS]
    return f"| `{action}` | {WORDS[action]} | " + " | ".join(marks) + " |"


@pytest.mark.parametrize("action", PERMISSIONS)
def test_the_document_shows_who_may(action: str) -> None:
    assert line(action) in DOC.read_text().splitlines(), f"docs/roles.md lacks this line:\n{line(action)}"


def test_the_document_shows_nothing_else() -> None:
    shown = [row.split("`")[1] for row in DOC.read_text().splitlines() if row.startswith("| `")]
    assert shown == list(PERMISSIONS)
    assert set(WORDS) == set(PERMISSIONS)
