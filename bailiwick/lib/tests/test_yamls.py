"""YAML: hostile input is one line with its place; what we write is read back the same."""

from __future__ import annotations

import string
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.lib import yamls
from bailiwick.lib.statements import BadInput

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "f:1: anchors (&name) are not read here"),
        ("a: *b\n", "f:1: aliases (*name) are not read here"),
        ("a: 1\nb: !!python/object:os.system x\n", "f:2: tags (!name) are not read here"),
        ("a: 1\na: 2\n", "f:2: “a” stands twice"),
        ("- a\n", "f:1: the file should hold one mapping (“key: value” lines)"),
        ("a: 1\n---\nb: 1\n", "f:2: a second document begins here; one file holds one"),
        ("? [a]\n: b\n", "f:1: a key must be a word"),
        ('a: 1\nb: "x\n', "f:3: not YAML: found unexpected end of stream"),
        ("a: 1\nb: \x07\n", "f:2: not YAML: unacceptable character #x0007: control characters are not allowed"),
    ],
)
def test_what_could_hurt_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        yamls.loads(text, "f")
    assert str(caught.value) == message


def test_deep_nesting_is_refused_long_before_the_stack_ends() -> None:
    with pytest.raises(BadInput, match="f:1: nested deeper than 20 levels"):
        yamls.loads("a: " + "[" * 100_000, "f")


def test_more_values_than_anybody_writes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamls, "NODES", 1000)
    with pytest.raises(BadInput, match="more than 1,000 values"):
        yamls.loads("a:\n" + "- x\n" * 1000, "f")


def test_a_file_that_was_cut_short_is_noticed(tmp_path: Path) -> None:
    whole = yamls.dumps({"kind": "service", "names": [{"value": "a"}, {"value": "b"}]})
    (tmp_path / "f").write_text(whole[: whole.index("- value: b")])
    with pytest.raises(BadInput, match=r"f:4: cut short"):
        yamls.load(tmp_path / "f")


def test_keys_and_items_know_their_lines() -> None:
    tree = yamls.loads("a: 1\nb:\n- x: 2\n  y: 2014-10-01\n- z: null\n")
    assert (tree.line_of("b"), tree["b"].lines, tree["b"][0].line_of("y")) == (2, [3, 5], 4)
    assert tree["b"][0] == {"x": 2, "y": "2014-10-01"}


texts = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(string.printable, max_size=30)
scalars = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | texts
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5), max_leaves=20
)


@given(st.dictionaries(texts, trees, min_size=1, max_size=5))
def test_what_is_written_is_read_back_and_is_yaml_for_everybody(tree: dict[str, Any]) -> None:
    text = yamls.dumps(tree)
    assert yamls.loads(text) == tree
    assert yaml.compose(text) is not None


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_understood_or_refused_and_nothing_else(text: str) -> None:
    with suppress(BadInput):
        yamls.loads(text)
