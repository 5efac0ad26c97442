"""The page that lists issues."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.tracker.asking.fields import ASKED

from .cast import entity, issue, system

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


def sent(client: Any, **asked: Any) -> str:
    """The line that the filter controls make."""
    return str(client.get("/issues/", {"set": "1", **asked}).headers["Location"].partition("q=")[2])


def test_the_filter_controls_write_the_line_and_leave_the_rest_of_it(client: Any) -> None:
    line = "is:open -label:old (upload OR fail) kind:idea sort:stars"
    made = sent(client, q=line, kind="bug", stars="5", sort1="created", sort2="", **{"is": ["open", "unassigned"]})
    assert made == (
        "is%3Aopen+is%3Aunassigned+kind%3Abug+stars%3A%3E%3D5+-label%3Aold+%28upload+OR+fail%29+sort%3Acreated"
    )
    assert sent(client, q="is:open") == ""


def test_a_line_goes_on_with_what_fits(client: Any) -> None:
    pypi = entity("service/pypi", "The index")
    entity("service/pyhidden", "Hidden", visibility=2)
    issue("Slow", service=pypi)

    def offered(line: str) -> list[str]:
        page = client.get("/issues/complete/", {"q": line}).text
        return [part.partition('"')[0] for part in page.split('data-line="')[1:]]

    assert offered("is:open service:py") == ["is:open service:pypi "]
    assert offered("is:open -kind:i") == ["is:open -kind:idea "]
    assert offered("a (se") == ["a (service:", "a (severity:"]
    assert offered("label:a,") == []
    assert "is:open sort:stars " in offered("is:open sort:st")


def test_the_page_that_says_how_to_ask_knows_every_field(client: Any) -> None:
    page = client.get("/issues/how-to-ask/").text
    assert all(f"<code>{name}:</code>" in page for name in ASKED)
