"""What runs once more on PostgreSQL is chosen by what a test asks for; nothing that uses the database is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import _get_databases_for_test

from tests.processes import environment

STORIES = """
import pytest
from django.test import SimpleTestCase, TestCase

@pytest.fixture
def shelf(db): ...

@pytest.mark.django_db
def test_uses_by_a_mark(): ...
def test_uses_by_a_fixture(db): ...
def test_uses_by_what_a_fixture_needs(shelf): ...
def test_uses_by_a_server(live_app): ...
def test_uses_by_a_process_on_it(start_process): ...
@pytest.mark.usefixtures("shelf")
def test_uses_by_name(): ...
class TestUses(TestCase):
    def test_uses_by_its_case(self): ...

def test_none(tmp_path): ...
def test_none_but_a_process_apart(desk_of_its_own): ...
class TestNone(SimpleTestCase):
    def test_none_in_a_plain_case(self): ...
"""


def test_whoever_asks_for_the_database_in_any_way_is_marked(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    (tmp_path / "test_stories.py").write_text(STORIES)
    module = pytest.Module.from_parent(request.session, path=tmp_path / "test_stories.py")
    items = list(request.session.genitems(module))
    request.config.hook.pytest_collection_modifyitems(session=request.session, config=request.config, items=items)
    marked = {item.name: item.get_closest_marker("database") is not None for item in items}
    assert len(marked) == 10
    assert marked == {name: name.startswith("test_uses") for name in marked}


def test_of_what_is_left_out_the_database_plugin_too_says_that_it_needs_none(request: pytest.FixtureRequest) -> None:
    left_out = [item for item in request.session.items if not item.get_closest_marker("database")]
    assert left_out
    assert not [item.nodeid for item in left_out if _get_databases_for_test(item)[0]]


def test_a_process_apart_is_not_on_the_suites_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BAILIWICK_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
    assert "BAILIWICK_DATABASE_URL" not in environment(tmp_path)
