"""What allauth does our way: closed sign-up, our mails through the outbox, our words for its messages."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import mails
from .models import User, fold_email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """See `mails.py` for what is sent when."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """BAILIWICK_SIGNUP decides."""
        return bool(settings.SIGNUP == "open")

    def clean_email(self, email: str) -> str:
        """One spelling."""
        return fold_email(email)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """The new account of somebody who signed up."""
        user.handle = form.cleaned_data["handle"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]  # allauth ships no types

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the form was reached from."""
        return "/account/"

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Asks the owner of the mailbox."""
        address = emailconfirmation.email_address
        mails.queue("confirm", address.email, user_id=address.user_id, email_address=address.pk)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Only persons have a password; allauth's link is thrown away, ours is made at send time."""
        if not user.is_system:
            mails.queue("reset", email, user_id=user.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The mails without a link."""
        mails.queue("unknown" if template_prefix.endswith("unknown_account") else "already", email)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tells the owner what somebody, hopefully they, just changed; an old address hears of it too."""
        what = "password" if "password" in template_prefix else "address"
        mails.queue("changed", email or user.email, user_id=user.pk, what=what)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kw: Any
    ) -> None:
        """allauth names a template of its own; we have a sentence, or say nothing where the page says it itself."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        text = kw.get("message") or sentences().get(name, "")
        if text:
            messages.add_message(request, level, text)


def sentences() -> dict[str, str]:
    """allauth's message → our sentence."""
    return {
        "cannot_delete_primary_email": _("The address you sign in with cannot be removed."),
        "email_confirmation_failed": _("This address belongs to another account already."),
        "email_confirmation_sent": _("A mail with a link is on its way."),
        "email_confirmed": _("The address is confirmed."),
        "email_deleted": _("The address is removed."),
        "password_changed": _("The password is changed."),
        "password_set": _("The password is set."),
        "primary_email_set": _("You sign in with this address from now on."),
        "unverified_primary_email": _("Confirm the address first."),
    }
