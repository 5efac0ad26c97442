"""What is of no more use is not kept."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils.timezone import now

from bailiwick.accounts import links
from bailiwick.accounts.due import prune
from bailiwick.accounts.models import SignInLink, Token, User
from bailiwick.accounts.tokens import create_token


def test_sign_ups_that_nobody_confirmed_go_and_everybody_else_stays(make_user) -> None:
    confirmed, never, fresh = make_user("mira"), make_user("noor"), make_user("ole")
    system = User.objects.system("importer")
    EmailAddress.objects.filter(user__in=[never, fresh]).update(verified=False)
    User.objects.exclude(pk=fresh.pk).update(date_joined=now() - timedelta(days=8))
    prune()
    assert set(User.objects.values_list("pk", flat=True)) == {confirmed.pk, fresh.pk, system.pk}


def test_spent_links_and_long_ended_tokens_go(mira) -> None:
    links.make(mira)
    for name in ("current", "ended"):
        create_token(mira, name, ["read"], 30)
    SignInLink.objects.update(expires_at=now() - timedelta(minutes=1))
    Token.objects.filter(name="ended").update(expires_at=now() - timedelta(days=91))
    prune()
    assert not SignInLink.objects.exists()
    assert Token.objects.get().name == "current"
