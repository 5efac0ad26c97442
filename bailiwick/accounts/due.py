"""What time does to accounts."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from .models import SignInLink, Token, User

#: How long a sign-up may wait to be confirmed.
UNCONFIRMED = timedelta(days=7)
#: How long an ended token stays on its owner's list.
ENDED_TOKENS = timedelta(days=90)


@transaction.atomic
def prune() -> None:
    """Forget sign-ups that nobody confirmed, spent links and tokens that ended long ago."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    waiting = User.objects.filter(Exists(addresses), last_login=None, date_joined__lt=now() - UNCONFIRMED)
    waiting.exclude(Exists(addresses.filter(verified=True))).delete()
    SignInLink.objects.filter(expires_at__lt=now()).delete()
    Token.objects.filter(expires_at__lt=now() - ENDED_TOKENS).delete()
