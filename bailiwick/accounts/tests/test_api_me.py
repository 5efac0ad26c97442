"""The API's own page, and who it says one is."""

from __future__ import annotations

from django.test import Client


def test_the_readable_page_lists_every_operation(client, db) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    text = page.content.decode()
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert path in text
    assert "curl" in text
    assert "<style" not in text
    assert "style=" not in text


def test_a_session_reads_and_a_stranger_is_asked_to_sign_in(signed_in) -> None:
    assert signed_in.get("/api/v1/me").json()["scopes"] is None
    refused = Client().get("/api/v1/me")
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "not_signed_in"


def test_the_page_asks_the_database_nothing_for_a_stranger(client, db, django_assert_num_queries) -> None:
    client.get("/api/docs")
    with django_assert_num_queries(0):
        client.get("/api/docs")
        client.get("/api/v1/openapi.json")


def test_a_token_costs_one_query(client, mira, django_assert_num_queries) -> None:
    from bailiwick.accounts.tokens import authenticate, create_token

    _token, secret = create_token(mira, "laptop", ["read"], 30)
    authenticate(secret)
    with django_assert_num_queries(1):
        client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
