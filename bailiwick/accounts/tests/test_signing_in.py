"""Signing up, in and out; a new password; and what a stranger can learn from it: nothing."""

from __future__ import annotations

import re

import pytest
from django.utils.timezone import now

from bailiwick.accounts.models import Session, User
from bailiwick.outbox.letters import compose, letters
from bailiwick.outbox.models import Delivery
from bailiwick.outbox.transports import mail_folder

from .conftest import PASSWORD


def mail_to(address: str) -> str:
    """The text of the last mail to an address, as it would be sent now."""
    delivery = Delivery.objects.filter(to=address).latest("pk")
    return compose(delivery, letters()[delivery.template])[1]


def link_in(text: str) -> str:
    return re.search(r"https?://[^/]+(/\S+)", text).group(1)


def login(client, email: str, password: str):
    return client.post("/account/login/", {"login": email, "password": password})


@pytest.mark.django_db
def test_from_sign_up_to_signed_in(client) -> None:
    form = {"email": "Lea@Example.org", "handle": "lea", "password1": PASSWORD}
    assert client.post("/account/signup/", form).url == "/account/email/sent/"
    assert "_auth_user_id" not in client.session

    confirm = link_in(mail_to("lea@example.org"))
    assert client.post(confirm).status_code == 302

    assert login(client, "LEA@example.org", PASSWORD).url == "/"
    user = User.objects.get(email="lea@example.org")
    assert (user.handle, str(user)) == ("lea", "lea")
    assert Session.objects.get(user_id=user.pk)


def test_the_hasher_outside_the_tests_is_argon2() -> None:
    from bailiwick import settings as as_written

    assert any("Argon2" in name for name in as_written.PASSWORD_HASHERS)


@pytest.mark.django_db
def test_before_the_address_is_confirmed_nobody_gets_in(client) -> None:
    client.post("/account/signup/", {"email": "lea@example.org", "handle": "lea", "password1": PASSWORD})
    assert login(client, "lea@example.org", PASSWORD).url == "/account/email/sent/"
    assert "_auth_user_id" not in client.session


def test_signing_up_with_a_known_address_looks_the_same(client, mira) -> None:
    form = {"email": mira.email, "handle": "somebody", "password1": PASSWORD}
    assert client.post("/account/signup/", form).url == "/account/email/sent/"
    assert not User.objects.filter(handle="somebody").exists()
    assert "has an account already" in mail_to(mira.email)


@pytest.mark.parametrize(
    ("from_where", "url", "smtp", "told"),
    [
        ("127.0.0.1", "http://127.0.0.1:8231", "", True),
        ("192.0.2.7", "http://127.0.0.1:8231", "", False),
        ("127.0.0.1", "https://desk.example.org", "", False),
        ("127.0.0.1", "http://127.0.0.1:8231", "smtp://127.0.0.1:25", False),
    ],
)
@pytest.mark.django_db
def test_the_folder_that_letters_go_to_is_told_on_this_machine_only(
    client, settings, from_where, url, smtp, told
) -> None:
    settings.SITE_URL, settings.SMTP_URL = url, smtp
    page = client.get("/account/email/sent/", REMOTE_ADDR=from_where).text
    assert "on its way" in page
    assert (str(mail_folder()) in page) is told


@pytest.mark.django_db
def test_a_taken_or_strange_handle_is_refused(client, mira) -> None:
    for handle in ("mira", "Mira", "-x", "a b", "x" * 41, "a\x00b", "ä"):
        page = client.post("/account/signup/", {"email": "x@example.org", "handle": handle, "password1": PASSWORD})
        assert page.status_code == 200, handle
        assert b"mistakes" in page.content


def test_closed_sign_up_makes_no_account(client, db, settings) -> None:
    settings.SIGNUP = "closed"
    client.post("/account/signup/", {"email": "lea@example.org", "handle": "lea", "password1": PASSWORD})
    assert not User.objects.exists()


def test_the_session_is_a_new_one_after_signing_in_and_gone_after_signing_out(client, mira) -> None:
    client.session.save()
    before = client.session.session_key
    login(client, mira.email, PASSWORD)
    assert client.session.session_key != before
    assert client.get("/account/logout/").status_code == 200
    client.post("/account/logout/")
    assert not Session.objects.filter(user_id=mira.pk).exists()


def test_a_wrong_password_says_no_more_than_a_wrong_address(client, mira) -> None:
    known = login(client, mira.email, "wrong wrong wrong").content
    unknown = login(client, "nobody@example.org", "wrong wrong wrong").content
    strip = re.compile(rb'value="[^"]*"')
    assert strip.sub(b"", known) == strip.sub(b"", unknown)


def test_many_wrong_passwords_lock_the_address_for_a_while(client, mira) -> None:
    for _ in range(6):
        login(client, mira.email, "wrong wrong wrong")
    assert b"Too many failed" in login(client, mira.email, PASSWORD).content


def test_a_system_user_or_a_closed_account_cannot_sign_in(client, make_user) -> None:
    User.objects.system("importer")
    assert login(client, "importer@system.invalid", "!").status_code == 200
    make_user("noor", is_active=False)
    login(client, "noor@example.org", PASSWORD)
    assert "_auth_user_id" not in client.session


def test_a_new_password_by_mail(client, mira) -> None:
    old = client.__class__()
    login(old, mira.email, PASSWORD)
    assert client.post("/account/password/reset/", {"email": mira.email}).url == "/account/password/reset/done/"

    link = link_in(mail_to(mira.email))
    form = client.get(link, follow=True)
    new = {"password1": "seven green boats", "password2": "seven green boats"}
    assert client.post(form.request["PATH_INFO"], new).status_code == 302
    assert "was changed" in mail_to(mira.email)

    assert login(client, mira.email, "seven green boats").url == "/"
    assert old.get("/account/").status_code == 302, "other browsers are signed out"
    again = client.__class__().get(link, follow=True)
    assert b"used already" in again.content, "the link works once"


def test_no_row_of_the_outbox_holds_the_secret(client, mira) -> None:
    client.post("/account/password/reset/", {"email": mira.email})
    key = link_in(mail_to(mira.email)).split("-", 1)[1].rstrip("/")
    assert len(key) > 30
    row = Delivery.objects.values().get()
    assert key not in str(row)
    assert row["context"] == {}
    assert row["expires_at"] > now()


def test_the_reset_answers_the_same_for_an_unknown_address(client, mira) -> None:
    known = client.post("/account/password/reset/", {"email": mira.email})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.url, known.content) == (unknown.status_code, unknown.url, unknown.content)
    assert "No account has it" in mail_to("nobody@example.org")


def test_a_new_address_counts_once_it_is_confirmed(signed_in, mira) -> None:
    signed_in.post("/account/email/", {"action_add": "1", "email": "mira@example.com"})
    mira.refresh_from_db()
    assert mira.email == "mira@example.org"
    signed_in.post(link_in(mail_to("mira@example.com")))
    mira.refresh_from_db()
    assert mira.email == "mira@example.com"
    assert Delivery.objects.filter(template="account.changed", to="mira@example.org").exists(), (
        "the old one hears of it"
    )


def test_changing_the_password_ends_other_sessions(signed_in, mira) -> None:
    other = signed_in.__class__()
    login(other, mira.email, PASSWORD)
    form = {"oldpassword": PASSWORD, "password1": "seven green boats", "password2": "seven green boats"}
    assert signed_in.post("/account/password/", form).url == "/account/"
    assert signed_in.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
