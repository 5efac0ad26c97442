"""What a document no longer says in the old words it may say in others: the line that is most like it."""

from __future__ import annotations

import pytest

from bailiwick.lib.alike import Sought, most_alike

OLD = ["Wiki", "The wiki runs on heron, a machine of Red.", "Ada keeps it.", "Lists", "Lists run on crane."]


def now(page: list[str], text: str, *names: str, titles: list[tuple[int, str]] | None = None) -> tuple[int, str] | None:
    sought = Sought(text, names, frozenset(OLD))
    return most_alike(page, [sought], titles or []).get(sought)


@pytest.mark.parametrize(
    "line",
    [
        "The wiki runs on heron, one of the machines of Red.",
        "The wiki is on heron.",
        "On **heron** there is the [wiki](https://wiki.example.org), and much else that nobody knows of.",
        "The wiki runs on crane, a machine of Red.",
    ],
)
def test_a_line_that_says_it_in_other_words_is_found(line: str) -> None:
    page = ["Services", "Lists run on crane.", line, "Ask Ada.", "The forum runs on ibis, a machine of Red."]
    found = now(page, "The wiki runs on heron, a machine of Red.", "wiki", "heron")
    assert found is not None
    assert found[0] == 3


@pytest.mark.parametrize(
    "page",
    [
        [],
        ["Nothing is said here."],
        ["The forum runs on ibis, a machine of Red.", "Lists run on crane.", "Ada keeps it."],
        ["The wiki", "It is for everybody who wants to write something down."],
    ],
)
def test_where_nothing_is_clearly_like_it_nothing_is_answered(page: list[str]) -> None:
    assert now(page, "The wiki runs on heron, a machine of Red.", "wiki", "heron") is None


def test_what_was_said_of_two_is_not_found_where_it_is_said_of_the_other() -> None:
    page, old = ["Services", "The wiki is on a machine of Red."], "The wiki and the forum run on a machine of Red."
    assert now(page, old, "wiki", "Red") == (2, page[1])
    assert now(page, old, "forum", "Red") is None


def test_of_several_sentences_on_a_line_it_is_the_one_that_says_it() -> None:
    page = ["Ask Ada about lists. The wiki is on heron, which belongs to Red. Nobody pays for it."]
    assert now(page, "The wiki runs on heron, a machine of Red.", "wiki", "heron") == (
        1, "The wiki is on heron, which belongs to Red.",
    )  # fmt: skip


def test_a_line_below_a_heading_is_about_what_that_names() -> None:
    page = ["Lists", "It runs on crane.", "Wiki", "It runs on heron."]
    titles = [(1, "Lists"), (3, "Wiki")]
    assert now(page, "It runs on ibis.", "wiki", "ibis", titles=titles) == (4, "It runs on heron.")
    assert now(page, "It runs on ibis.", "wiki", "ibis") is None


def test_what_stood_there_before_is_not_taken_for_it_unless_it_names_both() -> None:
    page = ["Lists run on crane.", "The wiki is kept by Ada."]
    assert now(page, "Lists run on heron.", "lists", "heron") is None
    assert now([*page, "Lists run on ibis."], "Lists run on heron.", "lists", "heron") == (3, "Lists run on ibis.")
    assert now(page, "Mailing lists are on crane.", "lists", "crane") == (1, "Lists run on crane.")


def test_without_the_old_words_a_line_that_names_both_is_found() -> None:
    page = ["The wiki is for all.", "Heron is ours; it has the wiki."]
    assert now(page, "", "wiki", "heron") == (2, "Heron is ours; it has the wiki.")
    assert now(page[:1], "", "wiki", "heron") is None


def test_in_a_page_of_twenty_thousand_lines_the_one_is_found() -> None:
    page = [f"Service number {n} runs on machine {n % 997} of the provider" for n in range(20_000)]
    page[777] = "Number 4242 has moved to machine mole."
    sought = [Sought(f"Service number {n} runs on machine mole", (f"number {n}", "mole")) for n in range(4_200, 4_260)]
    found = most_alike(page, sought)
    assert found[sought[42]] == (778, "Number 4242 has moved to machine mole.")
