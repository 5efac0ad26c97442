"""What accounts contribute to exports of one's own data and to erasing."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from .models import Session, SignInLink, Token, User


def own_data(user: User) -> dict[str, Any]:
    """Everything this room keeps about the user, except secrets (of which it has digests only)."""
    tokens = Token.objects.filter(user=user).order_by("pk")
    token_fields = ("name", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at")
    account_fields = ("email", "handle", "person_id", "timezone", "language", "date_joined", "last_login")
    return {
        "account": {name: getattr(user, name) for name in account_fields},
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "tokens": list(tokens.values(*token_fields)),
        "sessions": list(Session.objects.filter(user_id=user.pk).values("expire_date")),
    }


def erase(user_id: int | None, person_id: int | None) -> dict[str, Any]:
    """Leave a row that others' history can point to, with nothing of the person in it."""
    erased: dict[str, Any] = {}
    if user_id is not None:
        erased |= _erase_user(user_id)
    if person_id is not None:
        erased["account_links"] = User.objects.filter(person_id=person_id).update(person_id=None)
    return erased


def _erase_user(user_id: int) -> dict[str, int]:
    counts = {
        "tokens": Token.objects.filter(user_id=user_id).delete()[0],
        "sessions": Session.objects.filter(user_id=user_id).delete()[0],
        "sign_in_links": SignInLink.objects.filter(user_id=user_id).delete()[0],
        "addresses": EmailAddress.objects.filter(user_id=user_id).delete()[0],
    }
    counts["accounts"] = User.objects.filter(pk=user_id).update(
        email=f"erased-{user_id}@invalid",
        handle=f"erased-{user_id}",
        password="!erased",  # noqa: S106  (no hash starts with "!": nobody signs in with it)
        person_id=None,
        timezone="UTC",
        language="",
        is_active=False,
        last_login=None,
    )
    return counts
