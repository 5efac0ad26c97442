"""A browser writes through the API only with the CSRF token; a token needs none; a stranger only reads."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from ninja import Router

from bailiwick.accounts.bearer import WAYS_IN
from bailiwick.accounts.tokens import create_token
from bailiwick.api.site import make_api
from bailiwick.api.toolkit import Body

pytestmark = pytest.mark.urls(__name__)
router = Router()


class Note(Body):
    """A note."""

    text: str


@router.get("/notes")
def notes(request: HttpRequest) -> dict[str, str]:
    return {"reader": str(request.user)}


@router.post("/notes")
def note(request: HttpRequest, body: Note) -> dict[str, str]:
    return {"writer": str(request.user)}


api = make_api(auth=WAYS_IN, version="ways")
api.add_router("", router)
urlpatterns = [path("api/ways/", api.urls)]


def write(client: Client, **headers: str):
    return client.post("/api/ways/notes", {"text": "x"}, "application/json", headers=headers)


@pytest.fixture
def browser(mira) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_forged_form_writes_nothing(browser) -> None:
    refused = write(browser)
    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "not_allowed"


def test_our_own_page_writes(browser, settings) -> None:
    browser.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    assert write(browser, **{"X-CSRFToken": "a" * 32}).json() == {"writer": "mira"}


def test_a_token_writes_without_and_within_its_scope(mira) -> None:
    client = Client(enforce_csrf_checks=True)
    for scope, status in (("write", 200), ("propose", 403), ("read", 403)):
        _token, secret = create_token(mira, scope, [scope], 30)
        assert write(client, Authorization=f"Bearer {secret}").status_code == status
        assert client.get("/api/ways/notes", headers={"Authorization": f"bearer {secret}"}).json() == {"reader": "mira"}


def test_a_stranger_reads_and_is_asked_to_sign_in_before_writing(db) -> None:
    assert Client().get("/api/ways/notes").json() == {"reader": "AnonymousUser"}
    refused = write(Client(enforce_csrf_checks=True))
    assert refused.status_code == 401


def test_guessing_tokens_is_slowed_down(db, settings) -> None:
    settings.RATE_ANONYMOUS = 3
    answers = [Client().get("/api/ways/notes", headers={"Authorization": "Bearer bw_x"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert int(answers[-1]["Retry-After"]) <= 60
