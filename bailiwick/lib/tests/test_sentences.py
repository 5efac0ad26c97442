"""What stands beside a claim is the sentence of its line that it was read from."""

from __future__ import annotations

import pytest

from bailiwick.lib.sentences import LONGEST, sentence_at

PAGE = [
    "The wiki runs on heron, a machine",
    "at Lumen Hosting. Ask Ada, e.g. on Sundays. The forum is",
    "",
    "hosted by Fjord.",
]


def test_it_never_goes_on_to_the_lines_beside_it_which_may_be_hidden() -> None:
    assert sentence_at(PAGE, 1, ["runs on"]) == "The wiki runs on heron, a machine"
    assert sentence_at(PAGE, 2, ["Ada"]) == "Ask Ada, e.g. on Sundays."


def test_of_several_on_a_line_it_is_the_one_that_names_what_the_claim_names() -> None:
    line = "The status site is hosted on Lumen. This site is hosted on Fjord and built by Ada."
    assert sentence_at([line], 1, ("hosted on", "Fjord")) == "This site is hosted on Fjord and built by Ada."
    assert sentence_at([line], 1) == line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('Hosted by [Lumen](https://lumen.example/ "the firm").', "Hosted by Lumen."),
        ("Hosted by `Lumen <https://lumen.example>`__ for **free**.", "Hosted by Lumen for free."),
        ("Hosted by [[https://lumen.example|Lumen]], ask ''Ada''.", "Hosted by Lumen, ask Ada."),
        ('<li>Hosted by <a href="https://lumen.example">Lumen</a></li>', "Hosted by Lumen"),
        ("Write to Ada <ada@example.org> or see <https://example.org>.",) * 2,
        ("2 < 3 and 4 > 3, __init__ and snake_case_names.",) * 2,
        ("= Wiki =", "Wiki"),
        ("wiki.example.org ===", "wiki.example.org"),
    ],
)
def test_it_is_told_without_the_marks_of_a_markup(written: str, read: str) -> None:
    assert sentence_at([written], 1) == read


def test_a_line_that_is_not_there_says_nothing() -> None:
    assert [sentence_at(PAGE, number) for number in (0, -1, 99, 3)] == [""] * 4


@pytest.mark.parametrize("trap", ["[", "[[", "`", "<", "** ", '"', "A. ", "x =", "`a <", "''"])
def test_an_endless_line_is_looked_at_up_to_a_bound(trap: str) -> None:
    assert len(sentence_at([trap * 1_000_000] * 3, 2)) <= LONGEST
