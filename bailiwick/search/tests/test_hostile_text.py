"""Nothing that anybody types or stores makes a search fail."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tries import tries

from ..documents import Doc, index
from ..queries import find, suggest
from .desk import thing

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
ANY = st.text(st.characters(exclude_categories=()), max_size=60)
SIGNS = [
    *("-", "*", ":", "kind:", "host:", "host", "a.b", "(", ")", "NEAR", "AND", "NOT", "OR", "^", "+", "{", "}", "'"),
    *("\\", "&", "|", "!", "<->", "%", "_", "𐀀", "ß", "½", "﷽", "é", "中文", "👩‍🚀"),
]
OPERATORS = st.lists(st.sampled_from([*SIGNS, '"', "\x00", " ", "\ud800"]), max_size=12).map("".join)
RELAXED = settings(max_examples=tries(40))


@RELAXED
@given(text=st.one_of(ANY, OPERATORS))
def test_any_query_has_an_answer(text: str) -> None:
    find(NOBODY, text, kinds=[text] if len(text) % 2 else ())
    suggest(NOBODY, text)


@RELAXED
@given(text=ANY)
def test_any_text_can_be_stored_and_taken_out_again(text: str) -> None:
    index("catalog", {1: [Doc("page", "page/a" + text, text, names=[text, "n"], body=text * 3)]})
    index("catalog", {1: [Doc("page", "page/a", "harbour")]})
    assert find(NOBODY, "harbour").total_capped == 1


@pytest.mark.parametrize(
    "text",
    [
        "-x",
        '"',
        '""',
        "a.b",
        "\x00",
        "a\x00b",
        "x" * 10_000,
        "word " * 2_000,
        "-" * 10_000,
        '"' * 999,
        "*",
        "a" * 70,
        "'; DROP TABLE x; --",
    ],
)
def test_known_bad_queries(text: str, client: Client) -> None:
    thing("service/a", "A", "b")
    find(NOBODY, text)
    assert client.get("/search/", {"q": text}).status_code == 200
    assert client.get("/search/suggest/", {"q": text}).status_code == 200


def test_words_beyond_all_measure_are_cut_on_both_sides() -> None:
    thing("service/a", "A", "x" * 5_000 + " " + "word " * 50_000)
    assert find(NOBODY, "x" * 300).total_capped == 1


def test_a_mistake_is_told_with_its_place() -> None:
    mistake = find(NOBODY, 'mail "python').mistake
    assert mistake is not None
    assert mistake.position == 6
    assert "quotation mark" in mistake.message
