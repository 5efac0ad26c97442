"""What somebody typed into a plain question is shown as they typed it, whatever Markdown would make of it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.lib.markdown import literal, talk_to_html, to_html

#: What Markdown reads, and a few letters.
SIGNS = st.text(alphabet="#-+*>=_`~|:. 1)\n<[]()!&;a\\\t", max_size=40)


def lines(text: str) -> list[str]:
    """What a reader sees in each line that is not empty."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@given(SIGNS)
def test_each_line_is_shown_as_it_was_typed_and_is_nothing_but_a_paragraph(typed: str) -> None:
    html = to_html(literal(typed))
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}
    assert lines(unescape(re.sub("<[^>]+>", "", html))) == lines(typed)


def test_words_stay_as_they_are_and_addresses_are_links() -> None:
    typed = "10.5 of them, see https://x.example/~ada/a_b?x=1&y=2#z and #12: a_b, C:\\new"
    assert literal(typed) == typed
    assert 'href="https://x.example/~ada/a_b?x=1&amp;y=2#z"' in talk_to_html(literal(typed), {})


@pytest.mark.parametrize("typed", ["[buy](//x.example/)", r"[buy](/\/x.example/)", "[buy][1]\n\n[1]: //x.example/"])
def test_what_looks_like_a_page_of_ours_and_leads_away_is_no_link(typed: str) -> None:
    assert "href" not in talk_to_html(typed, {})
    assert 'href="/issues/1/"' in talk_to_html("[ours](/issues/1/)", {})
