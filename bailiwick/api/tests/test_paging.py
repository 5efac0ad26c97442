"""A list in pages is the whole list, in order, without repeats; a cursor is never trusted."""

from __future__ import annotations

import base64

import orjson
import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from bailiwick.api.errors import Invalid
from bailiwick.api.paging import Paging, decode, encode, paginate

pytestmark = [pytest.mark.urls("bailiwick.api.tests.desk"), pytest.mark.django_db]


def test_following_next_visits_every_row_once_in_a_mixed_order() -> None:
    client, address, seen = Client(), "/api/test/types?limit=3", []
    while address:
        answer = client.get(address).json()
        assert len(answer["items"]) <= 3
        seen += [(row["app_label"], row["model"]) for row in answer["items"]]
        address = answer["next"]
    wanted = list(ContentType.objects.order_by("-app_label", "model", "pk").values_list("app_label", "model"))
    assert seen == wanted
    assert answer["next_after"] is None


def test_rows_and_models_work_alike() -> None:
    first = paginate(ContentType.objects.all(), ("pk",), Paging(limit=2))
    second = paginate(ContentType.objects.all(), ("pk",), Paging(limit=2, after=first.next_after))
    assert [row.pk for row in first.items + second.items] == sorted(ContentType.objects.values_list("pk", flat=True))[
        :4
    ]


@pytest.mark.parametrize("limit", ["0", "-1", "201", "1e3", "99999999999999999999", "", "x"])
def test_a_limit_that_is_none(limit) -> None:
    assert Client().get("/api/test/types", {"limit": limit}).status_code == 422


def cursor(value: object) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(value)).decode()


@pytest.mark.parametrize(
    "after",
    [
        "x",
        "ä",
        "=" * 5,
        "a" * 513,
        cursor({}),
        cursor([1]),
        cursor([1, 2, 3, 4]),
        cursor(["a", "b", "not a number"]),
        cursor(["a", "b", 2**63]),
        cursor(["a\x00", "b", 1]),
        cursor(["a", [], 1]),
        cursor(["a", None, 1]),
        cursor(["a", "b", 1e308]),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
    ],
)
def test_a_cursor_that_is_not_ours(after) -> None:
    response = Client().get("/api/test/types", {"after": after})
    assert response.status_code == 422
    assert response.json()["error"]["field"] == "after"


def test_a_cursor_comes_back_as_it_was() -> None:
    assert decode(encode(["ä", 3, 2.5]), 3) == ["ä", 3, 2.5]
    with pytest.raises(Invalid):
        decode(encode(["ä"]), 2)


def test_an_unchanged_list_is_not_sent_twice() -> None:
    client = Client()
    first = client.get("/api/test/types")
    again = client.get("/api/test/types", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Authorization" in first["Vary"]
    assert client.get("/api/test/types?limit=1", headers={"If-None-Match": first["ETag"]}).status_code == 200
