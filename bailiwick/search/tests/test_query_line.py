"""The grammar of the query line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..grammar import Filter, Mistake, Query, Word, parse

KINDS = ("service", "host", "data-centre")
FIELDS = {"state": None, "label": ("red", "green")}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("mail list", [Word("mail"), Word("list")]),
        ('"exact words" -not', [Word("exact words", exact=True), Word("not", without=True)]),
        ('a -"b c"', [Word("a"), Word("b c", exact=True, without=True)]),
        ("mon* x", [Word("mon", begins=True), Word("x")]),
        ("kind:host a", [Filter("kind", "host"), Word("a")]),
        ("host:speed.python.org", [Filter("kind", "host"), Word("speed.python.org")]),
        ("Host:Speed", [Filter("kind", "host"), Word("Speed")]),
        ('data-centre:"new york"', [Filter("kind", "data-centre"), Word("new york", exact=True)]),
        ("host/speed.python.org", [Filter("kind", "host"), Word("speed.python.org")]),
        ('state:"in progress" label:RED', [Filter("state", "in progress"), Filter("label", "red")]),
        ("https://pypi.org/a:b", [Word("https://pypi.org/a:b")]),
        ("infra@x.org - & *", [Word("infra@x.org")]),
    ],
)
def test_what_is_understood(text: str, terms: list[Word | Filter]) -> None:
    assert parse(text, FIELDS, KINDS) == Query(tuple(terms))


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ('mail "list', 6, "quotation mark"),
        ('label:"red', 7, "quotation mark"),
        ("a kind:", 8, "follow"),
        ("kind:ship", 6, "kind: takes data-centre, host, service; not “ship”."),
        ("label:blue", 7, "green, red"),
        ("-mail", 1, "look for"),
        ("a" * 1001, 1001, "1000 characters"),
        ("a " * 40, 80, "32 words"),
    ],
)
def test_a_mistake_has_one_message_and_its_place(text: str, position: int, part: str) -> None:
    with pytest.raises(Mistake) as caught:
        parse(text, FIELDS, KINDS)
    assert caught.value.position == position
    assert part in caught.value.message


PIECES = st.lists(
    st.sampled_from(
        [*'"-*:/ .a1é', "kind:", "host:", "host/", "state:", 'state:"', "label:red", "word", "https://x", "x@y.z"]
    ),
    max_size=12,
)


@given(PIECES.map("".join) | st.text(max_size=40))
def test_printing_and_reading_again_changes_nothing(text: str) -> None:
    with suppress(Mistake):
        query = parse(text, FIELDS, KINDS)
        printed = str(query)
        assert Query(tuple(reread(printed))) == query


def reread(text: str) -> tuple[Word | Filter, ...]:
    """What is printed can always be read: a mistake here is a failure."""
    try:
        return parse(text, FIELDS, KINDS).terms
    except Mistake as mistake:
        raise AssertionError(f"{text!r}: {mistake}") from mistake


@given(PIECES.map("".join) | st.text(max_size=40))
def test_the_place_of_a_mistake_is_in_the_text(text: str) -> None:
    try:
        parse(text, FIELDS, KINDS)
    except Mistake as mistake:
        position = mistake.position
    else:
        position = 1
    assert 1 <= position <= len(text) + 1
