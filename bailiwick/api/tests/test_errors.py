"""Whatever goes wrong under /api/, the answer has one shape, and nobody's input is a 500."""

from __future__ import annotations

import json

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("bailiwick.api.tests.desk"), pytest.mark.django_db]


@pytest.fixture
def desk() -> Client:
    return Client(raise_request_exception=False, headers={"Authorization": "Bearer write"})


def refused(response, status: int, code: str) -> dict:
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json")
    answer = response.json()
    assert set(answer) == {"error", "request_id"}
    assert answer["error"]["code"] == code
    assert answer["error"]["message"]
    assert answer["request_id"] == response["X-Request-ID"]
    return answer["error"]


def post(desk: Client, body, path: str = "/api/test/books", content_type: str = "application/json", **extra):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return desk.generic("POST", path, data, content_type=content_type, **extra)


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("missing", 404, "not_found"),
        ("denied", 403, "not_allowed"),
        ("conflict", 409, "taken"),
        ("range", 422, "invalid"),
        ("bug", 500, "our_fault"),
    ],
)
def test_what_a_view_raises(desk, what, status, code) -> None:
    refused(desk.get(f"/api/test/wrong/{what}"), status, code)


def test_the_input_to_blame_is_named(desk) -> None:
    assert refused(desk.get("/api/test/wrong/invalid"), 422, "invalid")["field"] == "colour"
    assert refused(desk.get("/api/test/wrong/model"), 422, "invalid")["field"] == "title"
    error = refused(desk.get("/api/test/types?limit=x"), 422, "invalid")
    assert (error["field"], error["where"]) == ("limit", "query")
    missing = refused(post(desk, {"pages": 2}), 422, "invalid")
    assert (missing["field"], missing["message"]) == ("title", "The field “title” is missing.")
    misspelt = refused(post(desk, {"titel": "Emma"}), 422, "invalid")
    assert (misspelt["field"], misspelt["message"]) == ("titel", "There is no field “titel” here.")


def test_a_stranger_is_asked_who_they_are(db) -> None:
    refused(Client().get("/api/test/wrong/denied"), 401, "not_signed_in")


def test_addresses_and_methods_that_do_not_exist(desk) -> None:
    refused(desk.get("/api/nothing"), 404, "not_found")
    refused(desk.get("/api/test/types/1/2/3"), 404, "not_found")
    response = desk.delete("/api/test/books")
    refused(response, 405, "wrong_method")
    assert response["Allow"] == "POST"


def test_a_view_outside_ninja_that_breaks(desk) -> None:
    refused(desk.get("/api/breaks"), 500, "our_fault")
    assert not desk.get("/elsewhere")["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff\xfe", b'{"title": "\xff"}', b'{"title": "\\ud800"}', b"[" * 5000 + b"]" * 5000, b"nan"],
)
def test_a_body_that_is_no_json(desk, body) -> None:
    refused(post(desk, body), 400, "bad_request")


@pytest.mark.parametrize(
    "body",
    [
        [],
        1,
        None,
        "x",
        {},
        {"title": 1},
        {"title": "x", "colour": "red"},
        {"title": "x", "pages": 1e400},
        {"title": "x", "pages": "y"},
    ],
)
def test_json_of_another_form(desk, body) -> None:
    assert post(desk, body).status_code in {400, 422}


def test_nul_is_no_text(desk) -> None:
    refused(post(desk, {"title": "a\x00b"}), 422, "invalid")
    refused(desk.get("/api/test/types?after=%00"), 400, "bad_request")
    refused(desk.get("/api/test/wrong/%00"), 400, "bad_request")
    assert post(desk, {"title": "the characters \\u0000 themselves"}).status_code == 200


def test_another_content_type_and_too_much(desk, settings) -> None:
    refused(post(desk, b"title=x", content_type="application/x-www-form-urlencoded"), 415, "wrong_content_type")
    refused(post(desk, b"x" * (settings.API_MAX_BODY + 1)), 413, "too_large")
    refused(post(desk, b"{}", CONTENT_LENGTH="-5"), 400, "bad_request")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    refused(post(desk, {"title": "longer than ten"}), 413, "too_large")


def test_numbers_no_column_holds(desk) -> None:
    for number in (0, -1, 2**63, 10**40, "x"):
        refused(desk.get(f"/api/test/types/{number}"), 422, "invalid")
    assert desk.get("/api/test/types/7").status_code == 200
