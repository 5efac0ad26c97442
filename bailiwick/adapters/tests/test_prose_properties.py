"""What holds for every page: read twice is read once, parts say what the whole says, no text is a trap."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.prose.rules import read, sections
from bailiwick.adapters.prose.rules.patterns.table import PATTERNS
from bailiwick.adapters.prose.tree import Page, Section
from bailiwick.adapters.tests.prose import page_of, told
from bailiwick.lib.statements import NotUnderstood, Statement

EXAMPLES = [(pattern.under, pattern.example) for pattern in PATTERNS]


def page_with(chosen: list[tuple[str, str]]) -> Page:
    """One page with the examples, each below its own headings."""
    root, lines = Section(None, 0), []
    for under, example in chosen:
        page = page_of(under, example)
        root.parts += page.root.parts
        lines += page.lines
    return Page(root, tuple(lines))


def parts_of(page: Page) -> list[Page]:
    """The page split by headings: each section alone, below the titles above it."""
    parts = []
    for above, section in page.root.walk():
        inner = Section(section.title, section.level, section.blocks)
        for one in reversed(above):
            inner = Section(one.title, one.level, parts=[inner])
        parts.append(Page(inner, page.lines, page.about))
    return parts


def relations(page: Page) -> list[str]:
    return sorted(told(one).lower() for one in read(page) if isinstance(one, Statement))


# Each once: made by hand, two of one example would stand on the same lines, and no page has that.
@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=8, unique=True))
def test_parts_say_what_the_whole_says(chosen: list[tuple[str, str]]) -> None:
    page = page_with(chosen)
    split = [relation for part in parts_of(page) for relation in relations(part)]
    assert sorted(split) == relations(page)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=8))
def test_a_page_read_twice_says_the_same(chosen: list[tuple[str, str]]) -> None:
    page = page_with(chosen)
    assert list(read(page)) == list(read(page))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["", "Services / Wiki", "Providers / Lumen", "Admin team"]))
def test_any_text_is_read_or_listed(text: str, under: str) -> None:
    folded = " ".join(text.split())
    for one in read(page_of(under, folded)) if folded else ():
        assert isinstance(one, Statement | NotUnderstood)
        assert one.locator.startswith("line ")


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work executes: a measure that does not depend on the machine."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # it counts lines only
    try:
        work()
    finally:
        sys.settrace(before)
    return count


TRAPS = {
    "open parentheses": "( ",
    "closing parentheses": ") ",
    "by by by": "by ",
    "adverbs": "currently also now ",
    "is is is": "is hosted on ",
    "capitals": "Ada ",
    "commas": "Ada Byron, ",
    "addresses": "a.b.c.d.e.f.g.h ",
    "nested notes": "Foo (bar (baz ",
    "colons": "host: server: ",
    "ands": "and and ",
    "hashes": "# #a #b on ",
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_the_time_for_a_text_grows_with_its_length_and_no_faster(trap: str) -> None:
    def work(times: int) -> int:
        page = page_of("Services / Wiki", "It is hosted on " + (trap * times).strip())
        return steps(lambda: list(read(page)))

    assert work(400) < 2.6 * work(200)


def test_one_endless_word_is_no_trap() -> None:
    for word in ("a" * 100_000, "." * 100_000, ")" * 100_000, "a." * 50_000, "a@" * 50_000, "-" * 100_000):
        assert list(read(page_of("Services / Wiki", word))) or True


def test_sections_are_listed_with_their_titles_and_lines() -> None:
    assert sections(page_of("Services / Wiki", "It is hosted on Hetzner.")) == [(1, "Services"), (2, "Services › Wiki")]
