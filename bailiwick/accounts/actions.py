"""What can be done to an account and its tokens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from ..access import require
from ..api.scopes import SCOPES
from ..events import record
from ..lib.panels import contributors
from .digests import digest, new_secret
from .models import Session, Token, User, fold_email
from .preferences import check_language, check_time_zone

PREFIX = "bw_"
MAX_DAYS = 366


@transaction.atomic
def create_account(email: str, handle: str, *, by: Any, password: str | None = None) -> User:
    """A person's account with an address that counts as verified. An account that stands is returned as it is."""
    require(by, "account.create")
    standing = User.objects.filter(email=fold_email(email)).first()
    if standing is not None:
        return standing
    user = User.objects.create_user(email, handle, password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record("account.created", by=by, about=("user", user.pk))
    return user


@transaction.atomic
def update_account(user: User, *, handle: str, timezone: str, language: str, by: Any) -> None:
    """Change what the owner chooses: handle, time zone, language."""
    require(by, "account.update", user)
    user.handle, user.timezone, user.language = handle.lower(), check_time_zone(timezone), check_language(language)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["handle", "timezone", "language"])
    record("account.updated", by=by, about=("user", user.pk))


@transaction.atomic
def link_account(user: User, person_id: int | None, *, by: Any) -> None:
    """Say which person of the catalog this account is; None cuts the link."""
    require(by, "account.link", user)
    if user.person_id == person_id:
        return
    User.objects.filter(pk=user.pk).update(person_id=person_id)
    user.person_id = person_id
    record("account.linked", by=by, about=("user", user.pk), data={"person": person_id})


@transaction.atomic
def create_token(by: Any, name: str, scopes: Iterable[str], days: int) -> tuple[Token, str]:
    """A token of the asker's own, and its secret: the only time it can be seen."""
    require(by, "token.create")
    chosen = [scope for scope in SCOPES if scope in set(scopes)]
    if not chosen or not 1 <= days <= MAX_DAYS:
        raise ValidationError(_("Choose at least one scope, and an end within %(days)d days.") % {"days": MAX_DAYS})
    secret = new_secret(PREFIX)
    token = Token(
        user=by,
        name=name.strip()[:80],
        prefix=secret[:8],
        hash=digest(secret),
        scopes=chosen,
        expires_at=now() + timedelta(days=days),
    )
    token.save(force_insert=True)
    record("token.created", by=by, about=("token", token.pk))
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Any) -> None:
    """End a token, from now on. Twice is once."""
    require(by, "token.revoke", token)
    moment = now()
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=moment):
        token.revoked_at = moment
        record("token.revoked", by=by, about=("token", token.pk))


@transaction.atomic
def end_sessions(user: User, *, by: Any, except_key: str = "") -> int:
    """Sign the user out everywhere, except in the browser that asks."""
    require(by, "account.update", user)
    ended, _rows = Session.objects.filter(user_id=user.pk).exclude(session_key=except_key).delete()
    if ended:
        record("account.signed_out", by=by, about=("user", user.pk))
    return ended


@transaction.atomic
def erase_account(user: User, *, by: Any, with_person: bool = False) -> dict[str, Any]:
    """Take the person out of the account, in every room; `with_person` also erases what the catalog says of them."""
    require(by, "person.erase", user)
    person_id = user.person_id if with_person else None
    erased: dict[str, Any] = {}
    for erase in contributors("erase"):
        erased |= erase(user.pk, person_id)
    record("account.erased", by=by, about=("user", user.pk))
    return erased
