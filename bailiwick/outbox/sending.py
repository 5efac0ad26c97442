"""The only sender. Leases a row, asks again whether the recipient may see it, sends outside any transaction.

At least once: a worker killed after sending and before noting it sends the mail again,
with the same Message-ID, so the reader's program shows it once.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from ..jobs.lease import Lost, State, claim_next, complete, fail, plain_line
from .letters import Letter, compose, letters, recipient
from .models import Address, Delivery, fold
from .transports import Refused, Transport, Unreachable, Unwanted, transport

logger = logging.getLogger(__name__)

#: Longer than the longest conversation with a mail server.
SEND_SECONDS = 180
#: After this a mail is tried again: servers are misconfigured and mended, and somebody may need a new password.
BOUNCE_HOLDS = timedelta(days=14)


def send_due(limit: int = 50) -> int:
    """Send up to `limit` mails that wait; how many rows were taken up."""
    with transport() as carrier:
        for taken in range(limit):
            delivery = claim_next(Delivery.objects.all(), SEND_SECONDS)
            if delivery is None:
                return taken
            try:
                _deliver(delivery, carrier)
            except Lost:
                logger.warning("delivery %s was taken over by another worker", delivery.pk)
            except Unreachable:
                return taken + 1
    return limit


def message_id(delivery: Delivery) -> str:
    """The same for every attempt at this delivery."""
    return f"<delivery-{delivery.pk}.{delivery.key}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def _deliver(delivery: Delivery, carrier: Transport) -> None:
    letter = letters().get(delivery.template)
    if letter is None:
        fail(delivery, _("There is no letter called “%(name)s”.") % {"name": delivery.template}, final=True)
    elif delivery.expires_at <= timezone.now():
        complete(delivery, State.EXPIRED, last_error=_("Too old to be of use; it was not sent."))
    elif (reason := _obstacle(delivery, letter)) is not None:
        complete(delivery, State.CANCELLED, last_error=reason)
    else:
        _send(delivery, letter, carrier)


def _obstacle(delivery: Delivery, letter: Letter) -> str | None:
    """Why it must not go out any more, if so."""
    if not delivery.to:
        return _("The recipient was erased.")
    if Address.objects.filter(address=fold(delivery.to), bounced_at__gt=timezone.now() - BOUNCE_HOLDS).exists():
        return _("Mail to this address came back before.")
    if delivery.user_id is not None and not getattr(recipient(delivery), "is_active", False):
        return _("The account is closed.")
    if letter.allowed is not None and not letter.allowed(delivery):
        return _("The recipient may not see this any more.")
    return None


def _send(delivery: Delivery, letter: Letter, carrier: Transport) -> None:
    try:
        carrier.send(_message(delivery, letter), delivery.to)
    except Refused as refusal:
        _bounced(delivery, str(refusal))
    except Unwanted as refusal:
        fail(delivery, _("The mail server does not take this mail (%(code)s).") % {"code": refusal}, final=True)
    except Unreachable as error:
        fail(delivery, _("The mail server cannot be used (%(error)s).") % {"error": error})
        raise
    except Exception as error:
        logger.warning("delivery %s was not sent", delivery.pk, exc_info=True)
        fail(delivery, _("Not sent (%(error)s).") % {"error": type(error).__name__})
    else:
        complete(delivery, sent_at=Now())


def _message(delivery: Delivery, letter: Letter) -> EmailMessage:
    subject, text = compose(delivery, letter)
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["From"], message["To"] = subject, settings.MAIL_FROM, delivery.to
    message["Date"], message["Message-ID"] = localtime(delivery.queued_at), message_id(delivery)
    # Out-of-office programs leave such mail alone.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _bounced(delivery: Delivery, reason: str) -> None:
    """The address takes nothing: say so on the row, and do not write there again."""
    Address.objects.update_or_create(
        address=fold(delivery.to),
        defaults={"bounced_at": timezone.now(), "bounce": plain_line(reason), "user_id": delivery.user_id},
    )
    fail(delivery, _("Refused by the recipient's server."), final=True)
