"""Light or dark and the language are a choice of this browser; no account, no script needed."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.web.preferences import theme_of, variant

from .pages import request

pytestmark = pytest.mark.django_db


def test_dark_is_kept_and_shown_by_the_server(client: Client) -> None:
    answer = client.post("/preferences/", {"theme": "dark", "next": "/style/"})
    assert (answer.status_code, answer["Location"]) == (302, "/style/")
    assert '<html lang="en" data-theme="dark">' in client.get("/style/").text


def test_as_the_device_takes_the_choice_back(client: Client) -> None:
    client.post("/preferences/", {"theme": "dark"})
    client.post("/preferences/", {"theme": ""})
    assert "data-theme=" not in client.get("/style/").text.split(">")[1]


def test_the_language_is_kept(client: Client) -> None:
    client.post("/preferences/", {"language": "de"})
    page = client.get("/style/").text
    assert '<html lang="de"' in page
    assert "Zum Inhalt" in page


def test_an_unknown_language_or_theme_changes_nothing(client: Client) -> None:
    client.post("/preferences/", {"language": "tlh", "theme": "'><script>"})
    assert '<html lang="en">' in client.get("/style/").text


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_one_comes_back_to_this_site_only(client: Client, elsewhere: str) -> None:
    assert client.post("/preferences/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_another_site_cannot_choose_for_the_reader(client: Client) -> None:
    client.post("/preferences/", {"theme": "dark"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "data-theme=" not in client.get("/style/").text.split(">")[1]


def test_a_cached_page_knows_what_it_depends_on() -> None:
    assert theme_of(request(theme="nonsense")) == ""
    assert variant(request(theme="dark")) == "en-dark"
