"""Nothing that a stranger types into an address or a form of this room is a 500."""

from __future__ import annotations

import pytest

PATHS = [
    "/account/link/%00/",
    "/account/link/" + "x" * 3000 + "/",
    "/account/email/confirm/ä:-/",
    "/account/email/confirm/" + "x" * 3000 + "/",
    "/account/password/reset/key/" + "z" * 60 + "-x/",
    "/account/password/reset/key/0-%00/",
    "/account/password/reset/key/1-set-password/",
    "/account/login/?next=%00",
    "/account/login/?next=//elsewhere.example/",
    "/account/signup/?email=%00",
]
VALUES = [
    "a\x00b",
    "x" * 5000,
    "ä@ö",
    "'; --",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "💥@example.org",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_an_address(client, path) -> None:
    assert client.get(path).status_code < 500
    assert client.post(path, {}).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("value", VALUES)
def test_a_form_of_a_stranger(client, value) -> None:
    for path in ("login/", "signup/", "password/reset/"):
        fields = ("login", "password", "email", "handle", "password1", "next")
        assert client.post(f"/account/{path}", dict.fromkeys(fields, value)).status_code < 500


@pytest.mark.parametrize("value", VALUES)
def test_a_form_of_somebody_signed_in(signed_in, value) -> None:
    fields = (
        "handle",
        "timezone",
        "language",
        "name",
        "scopes",
        "days",
        "email",
        "oldpassword",
        "password1",
        "action_add",
    )
    for path in ("", "tokens/", "email/", "password/", "erase/"):
        assert signed_in.post(f"/account/{path}", dict.fromkeys(fields, value)).status_code < 500
    assert signed_in.post("/account/tokens/99999999999999999999999/revoke/").status_code == 404


def test_nobody_is_sent_elsewhere_after_signing_in(client, mira) -> None:
    from .conftest import PASSWORD

    form = {"login": mira.email, "password": PASSWORD, "next": "//elsewhere.example/"}
    assert client.post("/account/login/", form).url == "/"
