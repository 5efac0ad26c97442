"""Pages for everybody are kept until something changes, and never meet a signed-in reader's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from bailiwick.catalog.actions.claims import add_claim, confirm_claim
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.tests.cast import entity, person, system

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loom() -> Iterator[Entity]:
    caches["pages"].clear()
    yield entity("service/loom", "Loom")
    caches["pages"].clear()


def test_the_second_reader_costs_one_query(client: Client, loom: Entity, django_assert_num_queries: Any) -> None:
    for address in ("/", "/service/", "/service/loom/", "/changes/", "/service/loom/history/"):
        first = client.get(address)
        with django_assert_num_queries(1):
            assert Client().get(address).content == first.content


def test_nothing_stale_is_served_after_any_change(client: Client, loom: Entity) -> None:
    client.get("/service/loom/")
    add_claim(loom, "purpose", value="it weaves", by=system())
    assert b"it weaves" in client.get("/service/loom/").content
    claim = Claim.objects.get(value="it weaves")
    confirm_claim(claim, by=system())
    assert b"confirmed just now" in client.get("/service/loom/").content


def test_a_signed_in_readers_page_is_neither_kept_nor_found(client: Client, loom: Entity) -> None:
    add_claim(loom, "status_note", value="for staff only", by=system(), visibility=2)
    signed_in = Client()
    signed_in.force_login(person("keeper", "Developer"))
    assert b"for staff only" in signed_in.get("/service/loom/").content
    anonymous = client.get("/service/loom/")
    assert b"for staff only" not in anonymous.content
    assert b"Sign in" in anonymous.content
    assert b"for staff only" in signed_in.get("/service/loom/").content
    assert "Cookie" in anonymous["Vary"]


def test_languages_parts_and_queries_are_kept_apart(client: Client, loom: Entity) -> None:
    english = client.get("/service/").content
    german = Client().get("/service/", headers={"Accept-Language": "de"}).content
    assert b'lang="de"' in german
    assert b'lang="en"' in english
    assert client.get("/service/?q=nothing").content != english
    claim = add_claim(loom, "purpose", value="it weaves", by=system())
    origin = Claim.objects.get(change=claim).origin
    whole = client.get(f"/service/loom/facts/{origin}/").content
    assert client.get(f"/service/loom/facts/{origin}/", headers={"HX-Request": "true"}).content != whole


def test_whoever_has_the_page_already_gets_an_empty_answer(client: Client, loom: Entity) -> None:
    etag = client.get("/service/loom/")["ETag"]
    again = client.get("/service/loom/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    add_claim(loom, "purpose", value="it weaves", by=system())
    assert client.get("/service/loom/", headers={"If-None-Match": etag}).status_code == 200


def test_what_is_not_there_and_what_is_refused_is_not_kept(client: Client, loom: Entity) -> None:
    assert client.get("/service/spindle/").status_code == 404
    assert client.get("/service/loom/?as_of=x").status_code == 400
    entity("service/spindle", "Spindle")
    assert client.get("/service/spindle/").status_code == 200
