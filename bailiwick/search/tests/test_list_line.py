"""The query line of a list: what is understood, what is a mistake and where, and that printing loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tries import tries

from ..grammar import Mistake, Word
from ..lines import AnyOf, Line, Not, Several, Term, Test, all_of, leaves, parse_line

FIELDS = ("is", "label", "stars", "author", "updated")
ORDERED = ("stars", "updated")
A, B, C = Word("a"), Word("b"), Word("c")


def read(text: str) -> Line:
    return parse_line(text, FIELDS, ORDERED)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", Line()),
        ("  a  ", Line(A)),
        ("a b", Line(Several((A, B)))),
        ("a OR b c", Line(AnyOf((A, Several((B, C)))))),
        ("(a OR b) c", Line(Several((AnyOf((A, B)), C)))),
        ("(a b) c", Line(Several((A, B, C)))),
        ("-(a OR -b)", Line(Not(AnyOf((A, Not(B)))))),
        ("--a", Line(A)),
        ("--OR", Line(Word("OR", exact=True))),
        ("a or b", Line(Several((A, Word("or"), B)))),
        ('"two words" beg*', Line(Several((Word("two words", exact=True), Word("beg", begins=True))))),
        ("is:open LABEL:easy,hard", Line(Several((Test("is", ("open",)), Test("label", ("easy", "hard")))))),
        ('-label:"a b","c,d"', Line(Not(Test("label", ("a b", "c,d"))))),
        ("stars:>5 stars:2..9", Line(Several((Test("stars", ("5",), ">"), Test("stars", ("2", "9"), ".."))))),
        ("updated:<=2026-01-01", Line(Test("updated", ("2026-01-01",), "<="))),
        ("label:>5", Line(Test("label", (">5",)))),
        ("a sort:Stars,-created", Line(A, ("stars", "-created"))),
        ("https://x.org/a:b 12:30", Line(Several((Word("https://x.org/a:b"), Word("12:30"))))),
        ("print(a)", Line(Several((Word("print"), A)))),
        ("& - *", Line()),
    ],
)
def test_what_is_understood(text: str, line: Line) -> None:
    assert read(text) == line
    assert read(str(line)) == line


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ('mail "list', 6, "quotation mark"),
        ("a (b", 3, "no partner"),
        ("a) b", 2, "closes nothing"),
        ("a ()", 3, "nothing to look for"),
        ("OR a", 1, "both sides"),
        ("a OR & OR b", 3, "both sides"),
        ("label:", 7, "follow"),
        ("label:a,", 9, "follow"),
        ("stars:>", 8, "follow"),
        ("stars:..5", 7, "both ends"),
        ("lable:easy", 1, "“label:” is one"),
        ("sort:a sort:b", 8, "once"),
        ("(a sort:b)", 4, "outside of brackets"),
        ("-sort:a", 2, "once"),
        ("sort:a,b,c", 10, "two keys"),
        ("(" * 11 + "a", 11, "deep"),
        ("a " * 40, 65, "32 words"),
        ("is:open " * 41, 321, "40 terms"),
        ("a" * 1001, 1001, "1000 characters"),
    ],
)
def test_a_mistake_has_one_message_and_its_place(text: str, position: int, part: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(text)
    assert caught.value.position == position
    assert part in caught.value.message


def test_fields_and_values_know_where_they_stand() -> None:
    test = read('a label:x,"y z"').terms[1]
    assert isinstance(test, Test)
    assert (test.at, test.places, test.place(1)) == (3, (9, 11), 11)
    low_high = read("stars:10..20").where
    assert isinstance(low_high, Test)
    assert low_high.places == (7, 11)


def test_leaves_are_all_words_and_fields() -> None:
    assert [str(each) for each in leaves(read("a (b OR -label:c) -(is:x y)").where)] == [
        "a",
        "b",
        "label:c",
        "is:x",
        "y",
    ]


WORDS = st.builds(Word, st.sampled_from(["a", "b-c", "x.y", "12", "é"]), exact=st.booleans(), begins=st.booleans())
VALUES = st.text(st.sampled_from("ab ,()<>=.:-*é#"), min_size=1, max_size=6).filter(str.strip)
TESTS = st.one_of(
    st.builds(Test, st.sampled_from(FIELDS), st.lists(VALUES, min_size=1, max_size=3).map(tuple)),
    st.builds(Test, st.sampled_from(ORDERED), st.tuples(VALUES), st.sampled_from([">", ">=", "<", "<="])),
    st.builds(Test, st.sampled_from(ORDERED), st.tuples(*[st.sampled_from("0159")] * 2), st.just("..")),
)


def _inner(children: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    many = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        children.filter(lambda each: not isinstance(each, Not)).map(Not),
        many.map(all_of),  # type: ignore[arg-type]  # two at least
        many.map(lambda each: AnyOf(tuple(x for t in each for x in (t.terms if isinstance(t, AnyOf) else (t,))))),
    )


TERMS: st.SearchStrategy[Term] = st.recursive(st.one_of(WORDS, TESTS), _inner, max_leaves=8)
LINES = st.builds(Line, st.none() | TERMS, st.lists(st.sampled_from(["stars", "-a"]), max_size=2).map(tuple))


@settings(max_examples=tries(100), deadline=None)
@given(LINES)
def test_whatever_is_printed_reads_the_same(line: Line) -> None:
    assert read(str(line)) == line


PIECES = st.lists(
    st.sampled_from(
        [*'"-*:/ .,()<>=a1é', " OR ", "is:", "label:", "stars:>", "sort:", "..", "word", "https://x", "\x00"]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=tries(100), deadline=None)
@given(PIECES | st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_typed_is_understood_or_a_mistake_within_it(text: str) -> None:
    try:
        line = read(text)
    except Mistake as mistake:
        line, place = Line(), mistake.position
    else:
        place = 1
    assert 1 <= place <= len(text) + 1
    assert read(str(line)) == line
