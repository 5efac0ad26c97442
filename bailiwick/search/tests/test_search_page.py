"""The page, the suggestions and the browser's own search box."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from ..documents import Doc, index
from .desk import thing

pytestmark = pytest.mark.django_db


def test_the_page_shows_hits_with_marks_and_links(client: Client) -> None:
    thing("service/pypi", "PyPI", "The package index")
    page = client.get("/search/", {"q": "package"}).text
    assert '<a href="/service/pypi/">PyPI</a>' in page
    assert "The <mark>package</mark> index" in page
    assert "1 result" in page


def test_an_empty_answer_offers_first_steps(client: Client) -> None:
    page = client.get("/search/", {"q": "<nothing>"}).text
    assert "Nothing found" in page
    assert escape("<nothing>") in page
    assert "monit*" in page
    assert "What are you looking for?" in client.get("/search/").text


def test_more_continues_where_the_page_ends(client: Client) -> None:
    index("catalog", {n: [Doc("host", f"host/web{n:02}", f"web{n:02}", body="nginx")] for n in range(1, 26)})
    first = client.get("/search/", {"q": "nginx", "kind": "host"})
    assert "host/web20" in first.text
    assert "host/web21" not in first.text
    after = first.text.split("after=")[1].split('"')[0]
    second = client.get("/search/", {"q": "nginx", "kind": "host", "after": after}).text
    assert "host/web21" in second
    assert "host/web20" not in second


def test_a_mistake_is_said_on_the_page(client: Client) -> None:
    page = client.get("/search/", {"q": "kind:ship"}).text
    assert "not “ship”." in page
    assert "at character 6" in page


def test_suggestions_come_as_html_json_and_for_browsers(client: Client) -> None:
    thing("service/pypi", "PyPI")
    html = client.get("/search/suggest/", {"q": "py"}, headers={"accept": "text/html"})
    assert '<a href="/service/pypi/">PyPI</a>' in html.text
    data = client.get("/search/suggest/", {"q": "py"}, headers={"accept": "application/json"})
    assert data.json() == {
        "items": [{"label": "PyPI", "kind": "services", "ref": "service/pypi", "url": "/service/pypi/"}]
    }
    browser = client.get("/search/suggest/", {"q": "py", "as": "opensearch"})
    assert browser.json() == ["py", ["PyPI"], ["services"], ["http://testserver/service/pypi/"]]
    assert browser["Content-Type"] == "application/x-suggestions+json"


def test_a_browser_can_add_this_search(client: Client) -> None:
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    assert 'template="http://testserver/search/?q={searchTerms}"' in answer.text
    assert "as=opensearch&amp;q={searchTerms}" in answer.text
