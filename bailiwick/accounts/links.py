"""A link that signs its user in, once: what `make run` prints, and a way in without a password."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from .digests import digest, new_secret
from .models import SignInLink, User

#: What `urls.py` calls account_link. To ask it would load every room's pages, for commands that print such a link.
PATH = "/account/link/{}/"


def make(user: User, minutes: int = 30) -> str:
    """The path of a fresh link. Whoever opens it within the time, first, is signed in."""
    if user.is_system or not user.is_active:
        raise ValueError("only a person's active account can sign in")
    SignInLink.objects.filter(expires_at__lt=now()).delete()
    secret = new_secret()
    SignInLink.objects.create(user=user, hash=digest(secret), expires_at=now() + timedelta(minutes=minutes))
    return PATH.format(secret)


def find(secret: str) -> SignInLink | None:
    """The link if it can still be used."""
    usable = SignInLink.objects.filter(hash=digest(secret), used_at=None, expires_at__gt=now(), user__is_active=True)
    return usable.select_related("user").first()


@transaction.atomic
def use(secret: str) -> User | None:
    """The user, and the link is spent. Of two who use it at once, one gets in."""
    link = find(secret)
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now()):
        return None
    return link.user
