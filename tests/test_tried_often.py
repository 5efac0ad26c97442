"""`make proof` tries more often whatever can be tried more often, and nothing of it is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.source import ROOT

#: Files that take their number of examples from `tests/tries.py`.
TRYING = [
    path
    for folder in ("tests", "bailiwick")
    for path in sorted((ROOT / folder).rglob("test_*.py"))
    if re.search(r"\btries\(\w+\)", path.read_text())
]
STORIES = {"imports": ("from tests.tries import tries", True), "namesake": ("tries = 3", False), "plain": ("", False)}


def marked(request: pytest.FixtureRequest, path: Path) -> set[bool]:
    """Whether the tests of this file are marked, as pytest collects them."""
    items = list(request.session.genitems(pytest.Module.from_parent(request.session, path=path)))
    request.config.hook.pytest_collection_modifyitems(session=request.session, config=request.config, items=items)
    return {item.get_closest_marker("tries") is not None for item in items}


@pytest.mark.parametrize("name", STORIES)
def test_a_file_that_imports_it_is_marked(request: pytest.FixtureRequest, tmp_path: Path, name: str) -> None:
    line, wanted = STORIES[name]
    story = tmp_path / f"test_{name}.py"
    story.write_text(f"{line}\ndef test_it(): ...\n")
    assert marked(request, story) == {wanted}


def test_strange_text_is_collected_for_the_proof(request: pytest.FixtureRequest) -> None:
    assert marked(request, ROOT / "tests" / "test_attacks_text.py") == {True}


def test_the_proof_chooses_all_that_take_their_number_from_there() -> None:
    lines = (ROOT / "Makefile").read_text().splitlines()
    [proof] = [line for line in lines if "BAILIWICK_TEST_TRIES=" in line]
    assert proof.endswith(' -m "tries and not proof"')
    assert len(TRYING) > 2
    for path in TRYING:
        assert "\nfrom tests.tries import tries\n" in path.read_text(), path
