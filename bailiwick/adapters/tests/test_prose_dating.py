"""A page that says when it was last changed is of that day; whatever else has a date says nothing of the page."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dating import day_said
from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.tests.prose import facts


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Last updated: 3 March 2025", "2025-03-03"),
        ("*Last edited by Ada on March 3rd, 2025.*", "2025-03-03"),
        ("This page was last modified on 2025-03-03, 14:02.", "2025-03-03"),
        ("**Last reviewed:** 1 Sep 2024", "2024-09-01"),
        ("Page last changed 12 December 2023", "2023-12-12"),
        ("The wiki was last updated by nobody knows whom.", ""),
        ("Moved to heron on 3 March 2025.", ""),
        ("Last updated: 31 February 2025", ""),
    ],
)
def test_a_day_is_read_as_people_write_it(line: str, day: str) -> None:
    assert day_said(["# Services", "", line]) == day


@pytest.mark.parametrize("dialect", ["markdown", "moin", "rst", "html"])
def test_the_page_is_of_that_day_in_every_dialect(dialect: str) -> None:
    page = read_as(dialect, "The wiki runs on heron.\n\nLast updated: 3 March 2025\n")
    assert page.about["date"] == "2025-03-03"


def test_the_sentence_is_understood() -> None:
    assert facts("Services / Wiki", "Last updated: 3 March 2025.") == []
