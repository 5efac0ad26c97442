"""Preferences, one's own data, and leaving."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from bailiwick.access.grants import grant_role
from bailiwick.accounts.actions import create_token, erase_account, link_account, update_account
from bailiwick.accounts.middleware import ReaderMiddleware
from bailiwick.accounts.models import Session, Token, User


def test_handle_zone_and_language_are_kept(signed_in, mira) -> None:
    form = {"handle": "mirabel", "timezone": "Asia/Tokyo", "language": "de"}
    assert signed_in.post("/account/", form).status_code == 302
    mira.refresh_from_db()
    assert (mira.handle, mira.timezone, mira.language) == ("mirabel", "Asia/Tokyo", "de")


@pytest.mark.parametrize(
    "wrong",
    [
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"language": "xx"},
        {"handle": "a b"},
        {"handle": "noor"},
        {"handle": "a\x00"},
    ],
)
def test_nonsense_is_refused(signed_in, make_user, mira, wrong) -> None:
    make_user("noor")
    form = {"handle": "mira", "timezone": "UTC", "language": ""} | wrong
    assert signed_in.post("/account/", form).status_code == 422
    mira.refresh_from_db()
    assert (mira.handle, mira.timezone, mira.language) == ("mira", "UTC", "")


def test_a_stranger_is_sent_to_sign_in(client, db) -> None:
    for path in ("", "tokens/", "data/", "erase/"):
        assert client.get(f"/account/{path}").url.startswith("/account/login/")


def test_a_coordinator_finds_imports_and_background_work(signed_in, mira) -> None:
    assert b'href="/import/"' not in signed_in.get("/account/").content
    grant_role("Coordinator", user=mira, by=User.objects.system("importer"))
    page = signed_in.get("/account/").content
    assert b'href="/import/"' in page
    assert b'href="/jobs/"' in page


def test_nobody_changes_another_ones_account(mira, make_user) -> None:
    noor = make_user("noor")
    with pytest.raises(PermissionDenied):
        update_account(mira, handle="x", timezone="UTC", language="", by=noor)
    with pytest.raises(PermissionDenied):
        link_account(mira, 7, by=mira)
    with pytest.raises(PermissionDenied):
        erase_account(mira, by=noor)


def test_a_coordinator_links_the_account_to_its_person(mira) -> None:
    link_account(mira, 7, by=User.objects.system("importer"))
    mira.refresh_from_db()
    assert mira.person_id == 7
    link_account(mira, None, by=User.objects.system("importer"))
    assert mira.person_id is None


def test_the_readers_zone_and_language_hold_for_their_request_only(signed_in, mira) -> None:
    User.objects.update(timezone="Asia/Tokyo", language="de")
    seen = []

    def view(request) -> HttpResponse:
        seen.append((str(timezone.get_current_timezone()), translation.get_language()))
        return HttpResponse()

    mira.refresh_from_db()
    request = RequestFactory().get("/")
    request.COOKIES["session"] = "x"
    request.user = mira
    with translation.override("en"):
        ReaderMiddleware(view)(request)
    assert seen == [("Asia/Tokyo", "de")]
    assert str(timezone.get_current_timezone()) == "UTC"


def test_without_a_cookie_nothing_is_asked() -> None:
    request = RequestFactory().get("/")
    request.user = property(lambda _self: pytest.fail("touched"))
    assert ReaderMiddleware(lambda _request: HttpResponse("page"))(request).content == b"page"


def test_signing_out_everywhere_else(signed_in, mira) -> None:
    other = signed_in.__class__()
    other.force_login(mira, backend="allauth.account.auth_backends.AuthenticationBackend")
    signed_in.post("/account/sessions/end/")
    assert signed_in.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_own_data_without_secrets(signed_in, mira) -> None:
    create_token(mira, "laptop", ["read"], 30)
    answer = signed_in.get("/account/data/")
    assert "attachment" in answer["Content-Disposition"]
    kept = json.loads(answer.content)
    assert kept["account"]["email"] == mira.email
    assert kept["tokens"][0]["name"] == "laptop"
    assert mira.password not in answer.content.decode()
    assert Token.objects.get().hash not in answer.content.decode()


def test_leaving_takes_everything_along(signed_in, mira) -> None:
    create_token(mira, "laptop", ["read"], 30)
    User.objects.update(person_id=7)
    assert signed_in.post("/account/erase/", {"handle": "not me"}).status_code == 422
    assert b"You are erased" in signed_in.post("/account/erase/", {"handle": "mira"}).content
    mira.refresh_from_db()
    assert (mira.email, mira.handle) == (f"erased-{mira.pk}@invalid", f"erased-{mira.pk}")
    assert not mira.is_active
    assert mira.person_id is None
    assert not mira.has_usable_password()
    assert not Token.objects.exists()
    assert not Session.objects.filter(user_id=mira.pk).exists()
    assert "mira@" not in str(list(User.objects.values()))


def test_erasing_twice_is_harmless_and_others_stay(mira, make_user) -> None:
    noor, by = make_user("noor"), User.objects.system("importer")
    erase_account(mira, by=by)
    erase_account(mira, by=by)
    noor.refresh_from_db()
    assert noor.is_active


def test_a_system_user_is_made_once_and_never_shown_as_a_person(db) -> None:
    first = User.objects.system("importer")
    assert User.objects.system("importer") == first
    assert first.is_system
    assert not first.has_usable_password()
