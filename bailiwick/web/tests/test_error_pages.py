"""What a reader sees when something went wrong: a sentence, and what to do next."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from bailiwick.web import errors

from .pages import request


def test_an_address_without_anything_says_so_and_offers_a_search(db: None, client: Client) -> None:
    answer = client.get("/service/no-such-thing-anywhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text
    assert 'value="no-such-thing-anywhere"' in answer.text


def test_a_refusal_gives_its_reason_and_a_way_to_sign_in() -> None:
    answer = errors.denied(request("/service/loom/"), PermissionDenied("Only its keepers may end this."))
    assert answer.status_code == 403
    assert "Only its keepers may end this." in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_plain_words(db: None) -> None:
    page = errors.csrf_failure(request(), "CSRF cookie not set.")
    assert page.status_code == 403
    assert "Nothing was changed" in page.content.decode()


def test_nonsense_gets_a_400() -> None:
    assert errors.bad_request(request()).status_code == 400


def test_our_own_mistake_is_told_without_a_question_to_the_database() -> None:
    # No `db` fixture: a query would fail this test.
    asked = request()
    asked.request_id = "r-123"  # type: ignore[attr-defined]  # put there by the logging middleware
    answer = errors.server_error(asked)
    assert answer.status_code == 500
    assert "r-123" in answer.content.decode()


def test_even_a_broken_template_leaves_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("template")

    monkeypatch.setattr(errors, "render", broken)
    answer = errors.server_error(request())
    assert answer.status_code == 500
    assert "Something broke here" in answer.content.decode()
