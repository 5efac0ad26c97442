"""A one-time link: asks first, works once, and not for ever."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from bailiwick.access import can
from bailiwick.accounts import links
from bailiwick.accounts.models import SignInLink, User


def test_opening_it_asks_and_the_button_signs_in_once(client, mira) -> None:
    path = links.make(mira)
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200, "a mail scanner may look"
    assert client.post(path).url == "/"
    assert client.session["_auth_user_id"] == str(mira.pk)
    assert client.__class__().post(path).status_code == 410


def test_it_ends(client, mira) -> None:
    path = links.make(mira)
    SignInLink.objects.update(expires_at=now() - timedelta(seconds=1))
    assert client.post(path).status_code == 410
    assert "_auth_user_id" not in client.session


def test_only_a_digest_is_kept(mira) -> None:
    secret = links.make(mira).split("/")[-2]
    assert secret not in str(SignInLink.objects.values().get())


def test_the_button_needs_the_csrf_token(mira) -> None:
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(links.make(mira)).status_code == 403


def test_not_for_system_users(db) -> None:
    with pytest.raises(ValueError, match="person"):
        links.make(User.objects.system("importer"))


def test_the_commands(client, db) -> None:
    out = StringIO()
    call_command("create_user", "Ole@example.org", coordinator=True, stdout=out)
    user = User.objects.get(email="ole@example.org")
    assert user.handle == "user-1"
    assert can(user, "import.run")
    link = out.getvalue().split()[-1]
    assert client.post(link.partition("//")[2].partition("/")[2].join(["/", ""])).url == "/"

    call_command("create_user", "ole@example.org", coordinator=True, stdout=out)
    assert User.objects.filter(kind="person").count() == 1
    call_command("sign_in_link", "OLE@example.org", stdout=out)
    assert "/account/link/" in out.getvalue()
    with pytest.raises(CommandError, match="no active account"):
        call_command("sign_in_link", "nobody@example.org")
    with pytest.raises(CommandError):
        call_command("create_user", "not an address")


def test_the_log_does_not_show_the_secret(client, mira, caplog) -> None:
    caplog.set_level("INFO", logger="bailiwick.request")
    path = links.make(mira)
    client.get(path)
    assert [record.path for record in caplog.records if record.name == "bailiwick.request"] == ["/account/link/…/"]
