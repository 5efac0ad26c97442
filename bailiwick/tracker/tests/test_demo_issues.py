"""A first look shows the tracker alive."""

from __future__ import annotations

import pytest

from bailiwick.management.demo_issues import ISSUES, add_demo_issues
from bailiwick.tracker.asking import find_issues

from .cast import entity, person

pytestmark = pytest.mark.django_db


def test_issues_of_the_example_are_filed_once_on_the_services_that_are_there() -> None:
    for slug in ("pypi", "docs.python.org", "www.python.org"):
        entity(f"service/{slug}")
    assert add_demo_issues() == 5
    assert add_demo_issues() == 0
    found = find_issues(person("ada"), "is:open sort:severity").rows
    assert [row.title for row in found][:1] == [ISSUES[0][2]]
    assert {slug for row in found for slug, _colour in row.labels} == {"easy", "docs"}
