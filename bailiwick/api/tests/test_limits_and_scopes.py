"""How often one may ask, and what a token may do."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.api.limits import seconds_left
from bailiwick.api.scopes import SCOPES, covers, scope

pytestmark = [pytest.mark.urls("bailiwick.api.tests.desk"), pytest.mark.django_db]


def post(path: str, scopes: str):
    return Client(headers={"Authorization": f"Bearer {scopes}"}).post(path, {"title": "x"}, "application/json")


@pytest.mark.parametrize(
    ("scopes", "reads", "wishes", "writes", "burns"),
    [
        ("read", True, False, False, False),
        ("propose", True, True, False, False),
        ("write", True, True, True, False),
        ("admin", True, True, True, True),
        ("unheard-of", False, False, False, False),
    ],
)
def test_each_scope_contains_the_ones_before(scopes, reads, wishes, writes, burns) -> None:
    bearer = Client(headers={"Authorization": f"Bearer {scopes}"})
    assert (bearer.get("/api/test/types").status_code == 200) is reads
    assert (post("/api/test/wishes", scopes).status_code == 200) is wishes
    assert (post("/api/test/books", scopes).status_code == 200) is writes
    assert (post("/api/test/burn", scopes).status_code == 200) is burns


def test_the_refusal_names_the_scope() -> None:
    error = post("/api/test/books", "read").json()["error"]
    assert error["code"] == "scope_missing"
    assert "write" in error["message"]


def test_the_order_of_scopes() -> None:
    assert all(covers([each], "read") for each in SCOPES)
    assert not covers([], "read")
    with pytest.raises(ValueError, match="all"):
        scope("all")


def test_who_asks_too_often_waits(settings, monkeypatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_000_000_020.0)
    settings.RATE_ANONYMOUS, settings.RATE_USER = 2, 3
    stranger, another = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert [stranger.get("/api/test/types").status_code for _ in range(3)] == [200, 200, 429]
    refused = stranger.get("/api/test/types")
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert refused["Retry-After"] == str(seconds_left()) == "60" if seconds_left() == 60 else "40"
    assert another.get("/api/test/types").status_code == 200
    assert [post("/api/test/books", "write").status_code for _ in range(4)] == [200, 200, 200, 429]

    monkeypatch.setattr("time.time", lambda: 1_000_000_120.0)
    assert stranger.get("/api/test/types").status_code == 200


def test_zero_means_no_limit(settings) -> None:
    settings.RATE_ANONYMOUS = 0
    assert {Client().get("/api/test/types").status_code for _ in range(5)} == {200}


def test_behind_a_proxy_the_reader_counts_not_the_proxy(settings) -> None:
    settings.RATE_ANONYMOUS, settings.BEHIND_PROXY = 1, True
    forwarded = [Client(headers={"X-Forwarded-For": f"10.0.0.1, 192.0.2.{n}"}) for n in (1, 2)]
    assert [each.get("/api/test/types").status_code for each in forwarded] == [200, 200]
    settings.BEHIND_PROXY = False
    assert [each.get("/api/test/types").status_code for each in forwarded] == [200, 429]
