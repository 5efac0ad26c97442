"""Tokens: made once, shown once, ended at will, and never more than their owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.timezone import now

from bailiwick.accounts.models import Token, User
from bailiwick.accounts.tokens import authenticate, create_token, revoke_token


def ask(secret: str, method: str = "get", path: str = "/api/v1/me"):
    return getattr(Client(enforce_csrf_checks=True), method)(path, headers={"Authorization": f"Bearer {secret}"})


def test_a_token_speaks_for_its_user(mira) -> None:
    token, secret = create_token(mira, "laptop", ["read"], 30)
    assert secret.startswith("bw_")
    assert secret not in str(Token.objects.values().get())
    answer = ask(secret).json()
    assert answer["handle"] == "mira"
    assert answer["scopes"] == ["read"]
    token.refresh_from_db()
    assert token.last_used_at is not None


def test_last_used_is_written_once_an_hour(mira, django_assert_num_queries) -> None:
    _token, secret = create_token(mira, "laptop", ["read"], 30)
    authenticate(secret)
    with django_assert_num_queries(1):
        authenticate(secret)
    Token.objects.update(last_used_at=now() - timedelta(hours=2))
    with django_assert_num_queries(2):
        authenticate(secret)


def test_revoked_ended_foreign_and_made_up_tokens_are_refused(mira) -> None:
    token, secret = create_token(mira, "laptop", ["read"], 30)
    assert ask("bw_nonsense").status_code == 401
    assert ask(secret[:-1]).status_code == 401
    assert ask("ä\udcff".encode("utf-8", "replace").decode()).status_code == 401

    Token.objects.update(expires_at=now() - timedelta(seconds=1))
    assert ask(secret).status_code == 401
    Token.objects.update(expires_at=now() + timedelta(days=1))
    revoke_token(token, by=mira)
    revoke_token(token, by=mira)
    refused = ask(secret)
    assert refused.status_code == 401
    assert refused.json()["error"]["code"] == "not_signed_in"
    assert "Bearer" in refused["WWW-Authenticate"]


def test_a_closed_account_takes_its_tokens_along(mira) -> None:
    _token, secret = create_token(mira, "laptop", ["read"], 30)
    User.objects.update(is_active=False)
    assert ask(secret).status_code == 401


def test_a_bad_token_is_never_taken_for_an_anonymous_reader_or_the_cookie(signed_in) -> None:
    assert signed_in.get("/api/v1/me").status_code == 200
    assert signed_in.get("/api/v1/me", headers={"Authorization": "Bearer bw_no"}).status_code == 401
    assert signed_in.get("/api/v1/me", headers={"Authorization": "Basic eDp5"}).status_code == 401


@pytest.mark.parametrize(("scopes", "days"), [([], 30), (["all"], 30), (["read"], 0), (["read"], 367)])
def test_scopes_and_an_end_are_needed(mira, scopes, days) -> None:
    with pytest.raises(ValidationError):
        create_token(mira, "laptop", scopes, days)


def test_only_the_owner_or_a_coordinator_ends_it(mira, make_user) -> None:
    token, _secret = create_token(mira, "laptop", ["read"], 30)
    with pytest.raises(PermissionDenied):
        revoke_token(token, by=make_user("noor"))


def test_the_page_shows_the_secret_once(signed_in) -> None:
    page = signed_in.post("/account/tokens/", {"name": "laptop", "scopes": ["read", "propose"], "days": "90"})
    secret = page.context["secret"] if page.context else page.content.decode().split('value="bw_')[1].split('"')[0]
    token = Token.objects.get()
    assert token.scopes == ["read", "propose"]
    assert secret.removeprefix("bw_").encode() not in signed_in.get("/account/tokens/").content
    signed_in.post(f"/account/tokens/{token.pk}/revoke/")
    token.refresh_from_db()
    assert not token.is_live


def test_another_ones_token_is_not_there(signed_in, make_user) -> None:
    token, _secret = create_token(make_user("noor"), "laptop", ["read"], 30)
    assert signed_in.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
