"""Before anything is known, pages say what belongs there, and a feed is a feed."""

from __future__ import annotations

import pytest
from django.test import Client

from .cast import entity, person
from .test_feeds import one, parsed

pytestmark = pytest.mark.django_db


def test_an_empty_desk_says_what_belongs_there_and_how_to_begin(client: Client) -> None:
    assert 'href="/new/?kind=service"' in client.get("/").text
    assert 'class="button primary" href="/import/"' not in client.get("/").text
    assert "Everything has somebody" not in client.get("/").text
    page = client.get("/provider/").text
    assert "No providers yet" in page
    assert 'href="/new/?kind=provider"' in page


def test_who_may_import_begins_with_a_list(client: Client) -> None:
    client.force_login(person("boss", "Coordinator"))
    text = client.get("/").text
    assert 'class="button primary" href="/import/"' in text
    assert 'href="/new/?kind=service"' in text
    entity("service/wiki")
    assert 'class="button primary" href="/import/"' not in client.get("/").text


def test_an_empty_feed_is_a_feed() -> None:
    assert one(parsed("/changes.atom"), "updated") == "1970-01-01T00:00:00Z"
