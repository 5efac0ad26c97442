"""The mails about an account. A delivery row holds ids only; a link is made when the mail is sent.

| letter            | goes out when                                         | ids            |
|-------------------|-------------------------------------------------------|----------------|
| `account.reset`   | somebody asks for a new password for a known address   | user           |
| `account.unknown` | the same, and no account has the address               |                |
| `account.confirm` | an address has to be shown to be its owner's           | email_address  |
| `account.already` | somebody signs up with an address that has an account  |                |
| `account.changed` | password or address of an account changed              | user, what     |
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ..outbox.actions import queue_mail
from ..outbox.letters import Letter
from ..outbox.models import Delivery
from .models import User

#: A link that came late is worth nothing.
LATEST = timedelta(hours=4)


def queue(name: str, to: str, *, user_id: int | None = None, **ids: Any) -> None:
    """Put one of the mails above into the outbox."""
    queue_mail(f"account.{name}", to=to, user_id=user_id, topic="account", context=ids)


def letters() -> dict[str, Letter]:
    """What the outbox may send for this room; `panels.py` names this."""
    return {
        "account.reset": Letter("account/mail/reset.txt", reset_context, expires_in=LATEST),
        "account.unknown": Letter("account/mail/unknown.txt", plain_context, expires_in=LATEST),
        "account.already": Letter("account/mail/already.txt", plain_context, expires_in=LATEST),
        "account.confirm": Letter("account/mail/confirm.txt", confirm_context, unconfirmed, expires_in=LATEST),
        "account.changed": Letter("account/mail/changed.txt", changed_context),
    }


def plain_context(delivery: Delivery) -> dict[str, Any]:
    """No account, no link that is worth anything."""
    reset = settings.SITE_URL + reverse("account_reset_password")
    return {"signup": _signup(), "reset": reset}


def reset_context(delivery: Delivery) -> dict[str, Any]:
    """With the link, made now."""
    return {"link": reset_link(User.objects.get(pk=delivery.user_id or 0))}


def confirm_context(delivery: Delivery) -> dict[str, Any]:
    """With the link, made now."""
    return {"link": confirm_link(EmailAddress.objects.get(pk=delivery.context["email_address"]))}


def changed_context(delivery: Delivery) -> dict[str, Any]:
    """What changed, as a sentence."""
    words = {"password": _("The password was changed."), "address": _("The mail address was changed.")}
    return {
        "what": words[delivery.context["what"]],
        "reset": settings.SITE_URL + reverse("account_reset_password"),
    }


def unconfirmed(delivery: Delivery) -> bool:
    """Whether the address still waits for its owner."""
    return bool(EmailAddress.objects.filter(pk=delivery.context["email_address"], verified=False).exists())


def reset_link(user: User) -> str:
    """Where the owner of the mailbox sets a new password. Good until it is used, or for PASSWORD_RESET_TIMEOUT."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    return settings.SITE_URL + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def confirm_link(address: EmailAddress) -> str:
    """Where the owner of the mailbox says that it is theirs."""
    return settings.SITE_URL + reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def _signup() -> str:
    return settings.SITE_URL + reverse("account_signup") if settings.SIGNUP == "open" else ""
