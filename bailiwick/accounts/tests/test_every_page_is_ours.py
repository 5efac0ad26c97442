"""Each page and mail about an account is one of our Jinja2 templates, and no other page of allauth exists."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.template.backends import django as dtl
from django.template.backends import jinja2
from django.urls import URLPattern, URLResolver, get_resolver

from bailiwick.accounts import links, mails
from bailiwick.accounts.models import User
from bailiwick.outbox.letters import compose, letters
from bailiwick.outbox.models import Delivery

ALLAUTH = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email",
    "account_confirm_email",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


@pytest.fixture
def rendered(monkeypatch):
    """The templates rendered, by engine."""
    seen: dict[str, list[str]] = {"jinja2": [], "django": []}

    def spy(module, engine):
        original = module.Template.render

        def render(self, *args, **kwargs):
            seen[engine].append(self.template.name)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(module.Template, "render", render)

    spy(jinja2, "jinja2")
    spy(dtl, "django")
    return seen


def assert_ours(rendered, page: str) -> None:
    assert page in rendered["jinja2"]
    assert rendered["django"] == []


ANYBODY = [
    ("/account/login/", "account/login.html"),
    ("/account/signup/", "account/signup.html"),
    ("/account/inactive/", "account/account_inactive.html"),
    ("/account/email/sent/", "account/verification_sent.html"),
    ("/account/password/reset/", "account/password_reset.html"),
    ("/account/password/reset/done/", "account/password_reset_done.html"),
    ("/account/password/reset/key/done/", "account/password_reset_from_key_done.html"),
    ("/account/password/reset/key/1-no-such/", "account/password_reset_from_key.html"),
    ("/account/email/confirm/no-such/", "account/email_confirm.html"),
    ("/account/link/no-such/", "account/link.html"),
]
SIGNED_IN = [
    ("/account/", "account/account.html"),
    ("/account/tokens/", "account/tokens.html"),
    ("/account/erase/", "account/erase.html"),
    ("/account/logout/", "account/logout.html"),
    ("/account/email/", "account/email_change.html"),
    ("/account/password/", "account/password_change.html"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "template"), ANYBODY)
def test_a_page_that_anybody_sees(client, rendered, path, template) -> None:
    assert client.get(path).status_code == 200
    assert_ours(rendered, template)


@pytest.mark.parametrize(("path", "template"), SIGNED_IN)
def test_a_page_of_somebody_signed_in(signed_in, rendered, path, template) -> None:
    assert signed_in.get(path).status_code == 200
    assert_ours(rendered, template)


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/", "/account/password/reset/"])
def test_a_form_with_mistakes(client, db, rendered, path) -> None:
    page = client.post(path, {})
    assert b'class="mistakes"' in page.content
    assert rendered["django"] == []


def test_who_has_no_password_sets_one(client, make_user, rendered) -> None:
    user = make_user("noor")
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/account/password/", follow=True).redirect_chain == [("/account/password/set/", 302)]
    assert_ours(rendered, "account/password_set.html")


def test_the_page_behind_a_reset_link(client, mira, rendered) -> None:
    assert client.get(mails.reset_link(mira), follow=True).status_code == 200
    assert_ours(rendered, "account/password_reset_from_key.html")


def test_the_page_behind_a_confirmation_and_a_sign_in_link(client, make_user, rendered) -> None:
    user = make_user("noor")
    address = EmailAddress.objects.create(user=user, email="noor@example.com", verified=False, primary=False)
    assert b"noor@example.com" in client.get(mails.confirm_link(address)).content
    assert b"noor" in client.get(links.make(user)).content
    assert_ours(rendered, "account/link.html")


def test_closed_sign_up_says_so(client, db, settings, rendered) -> None:
    settings.SIGNUP = "closed"
    assert b"Sign-up is closed" in client.get("/account/signup/").content
    assert_ours(rendered, "account/signup_closed.html")


def test_too_many_requests(client, db, settings, rendered) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/account/login/", {})
    assert client.post("/account/login/", {}).status_code == 429
    assert_ours(rendered, "429.html")


def mounted(resolver: URLResolver | None = None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from mounted(entry)
        elif isinstance(entry, URLPattern):
            yield entry


def test_no_other_view_of_allauth_is_reachable() -> None:
    assert {each.name for each in mounted() if each.callback.__module__.startswith("allauth")} == ALLAUTH


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["reauthenticate/", "login/code/", "login/code/confirm/", "phone/verify/", "signup/passkey/"]
)
def test_what_allauth_could_also_do_does_not_exist(client, path) -> None:
    assert client.get(f"/account/{path}").status_code == 404
    assert client.get(f"/accounts/{path}").status_code == 404


def test_every_mail_has_a_subject_and_a_text_of_ours(make_user, rendered) -> None:
    user: User = make_user("noor")
    address = EmailAddress.objects.create(user=user, email="noor@example.com", verified=False, primary=False)
    contexts = {"account.confirm": {"email_address": address.pk}, "account.changed": {"what": "password"}}
    mine = [name for name in letters() if name.startswith("account.")]
    assert len(mine) == 5
    for name in mine:
        mails.queue(name.removeprefix("account."), user.email, user_id=user.pk, **contexts.get(name, {}))
        subject, text = compose(Delivery.objects.get(template=name), letters()[name])
        assert subject
        assert "<" not in text
        assert "http" in text
    assert rendered["django"] == []


def test_a_page_of_the_other_engine_would_be_noticed(rendered) -> None:
    from django.template.loader import render_to_string

    render_to_string("account/messages/password_set.txt")
    assert rendered["django"] == ["account/messages/password_set.txt"]
