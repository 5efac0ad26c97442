"""The page that lists issues."""

from __future__ import annotations

from typing import Any

import pytest

from .cast import issue, system

pytestmark = pytest.mark.django_db


def test_what_is_open_stands_there_and_a_line_narrows_it(client: Any) -> None:
    bug = issue("Uploads fail")
    page = client.get("/issues/").text
    assert f'href="/issues/{bug.pk}/"' in page
    assert "Nothing fits" in client.get("/issues/", {"q": "is:closed"}).text
    assert client.get("/issues/", {"q": f"#{bug.pk}"})["Location"] == f"/issues/{bug.pk}/"


def test_a_mistake_is_shown_at_its_place(client: Any) -> None:
    page = client.get("/issues/", {"q": "is:open kind:ship"})
    assert page.status_code == 400
    assert "<code>is:open kind:<mark>ship</mark></code>" in page.text


def test_groups_columns_and_pages_stay_in_the_address(client: Any) -> None:
    for n in range(52):
        issue(f"Issue {n}", by=system(), kind="idea" if n % 2 else "bug")
    page = client.get("/issues/", {"q": "is:open", "group": "kind", "column": ["kind", "stars"]})
    assert 'class="group"' in page.text
    following = page.text.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "group=kind" in following
    assert client.get(following).text.count('class="issue"') == 2
