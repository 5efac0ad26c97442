"""Pages for everybody are kept until something changes, and never meet a signed-in reader's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from bailiwick.catalog import middleware
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


def headers_of(answer: HttpResponse) -> dict[str, str]:
    """All but the id, which is each request's own."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


def test_a_kept_page_goes_out_with_all_that_a_new_one_has(client: Client, loom: Entity) -> None:
    for address in ("/", "/service/", "/service/loom/", "/changes.atom"):
        new, kept = client.get(address), Client().get(address)
        assert headers_of(kept) == headers_of(new)
        assert {"Content-Security-Policy", "Content-Length", "Content-Language", "ETag"} <= kept.headers.keys()
        assert kept["X-Request-ID"] != new["X-Request-ID"]
    etag = client.get("/")["ETag"]
    again = Client().get("/", headers={"If-None-Match": etag})
    whole = headers_of(client.get("/"))
    assert headers_of(again) == {name: whole[name] for name in whole.keys() - {"Content-Length", "Content-Type"}}


def test_a_kept_page_is_only_for_the_host_and_the_scheme_it_was_asked_at(loom: Entity, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 3600
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    secure = {"X-Forwarded-Proto": "https"}
    for _time in ("new", "kept"):
        page = Client().get("/service/loom/", headers=secure)
        assert (page.status_code, page["Strict-Transport-Security"]) == (200, "max-age=3600")
    assert Client().get("/service/loom/").status_code == 301
    assert Client().get("/service/loom/", headers={"X-Forwarded-Proto": "http"}).status_code == 301
    assert Client().get("/service/loom/", headers=secure | {"Host": "elsewhere.example"}).status_code == 400


def test_without_a_database_nothing_kept_is_served_as_if_it_were_fresh(
    client: Client, loom: Entity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_answer(sql: str) -> list[Any]:
        raise OperationalError

    client.get("/service/loom/")
    monkeypatch.setattr(middleware, "_ask", no_answer)
    broken = Client(raise_request_exception=False).get("/service/loom/")
    assert broken.status_code == 500
    assert "Content-Security-Policy" in broken


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
    part = {"HX-Request": "true"}
    assert client.get(f"/service/loom/facts/{origin}/", headers=part).content != whole
    assert client.get(f"/service/loom/facts/{origin}/", headers=part | {"HX-Boosted": "true"}).content == whole


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
