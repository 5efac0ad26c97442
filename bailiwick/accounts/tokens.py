"""From a secret to its user. Making and revoking are actions."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import now

from .actions import MAX_DAYS, PREFIX, create_token, revoke_token
from .digests import digest
from .models import Token

#: "Last used" is for noticing a forgotten token, so the hour is exact enough and costs one write an hour.
COARSE = timedelta(hours=1)

__all__ = ["MAX_DAYS", "PREFIX", "authenticate", "create_token", "revoke_token"]


def authenticate(secret: str) -> Token | None:
    """The live token of this secret, with its user; None for anything else."""
    if not secret.startswith(PREFIX):
        return None
    token = Token.objects.select_related("user").filter(hash=digest(secret)).first()
    if token is None or not token.is_live or not token.user.is_active:
        return None
    note_use(token)
    return token


def note_use(token: Token) -> None:
    """Remember the hour in which a token was used."""
    moment = now()
    if token.last_used_at is None or token.last_used_at < moment - COARSE:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=moment - COARSE)
        Token.objects.filter(stale, pk=token.pk).update(last_used_at=moment)
