"""Sending again, forgetting, erasing, languages, encrypted ways out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult
from django.db.models.functions import Now
from django.utils import timezone

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.jobs.lease import State
from bailiwick.outbox import due, panels
from bailiwick.outbox.actions import retry_delivery
from bailiwick.outbox.models import Address, Delivery
from bailiwick.outbox.sending import send_due
from bailiwick.outbox.transports import Smtp

from .postbox import serving

pytestmark = pytest.mark.django_db


def test_a_coordinator_sends_again_what_was_given_up_and_a_user_may_not(inbox: Any, queued: Any) -> None:
    delivery = queued()
    Delivery.objects.update(state=State.DEAD, attempts=30)
    robin = User.objects.create_user("robin@example.org", "robin")
    with pytest.raises(Denied, match="ask a coordinator"):
        retry_delivery(delivery, by=robin)
    retry_delivery(delivery, by=User.objects.system("root"))
    send_due()
    assert len(inbox.mails) == 1


def test_old_mails_are_forgotten_and_waiting_ones_kept(queued: Any) -> None:
    old = timezone.now() - due.KEEP - timedelta(days=1)
    queued()
    queued()
    Delivery.objects.update(queued_at=old)
    Delivery.objects.filter(pk=Delivery.objects.latest("pk").pk).update(state=State.DONE)
    due.prune()
    assert Delivery.objects.get().state == State.READY


def test_erasing_somebody_calls_off_their_mail_and_forgets_the_address(inbox: Any, queued: Any) -> None:
    user = User.objects.create_user("robin@example.org", "robin")
    queued(user_id=user.pk, context={"secret": 1})
    Address.objects.create(address="robin@example.org", user_id=user.pk)
    assert panels.erase(user.pk, None) == {"deliveries": 1, "mail_addresses": 1}
    send_due()
    assert not inbox.mails
    left = Delivery.objects.get()
    assert (left.to, left.user_id, left.context, left.state) == ("", None, {}, State.CANCELLED)
    retry_delivery(left, by=User.objects.system("root"))
    send_due()
    assert not inbox.mails


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtp://mail.example.org", 25, ""),
        ("smtp://mail.example.org?tls=1", 465, "1"),
        ("smtp://mail.example.org?tls=starttls", 587, "starttls"),
        ("smtp://desk:p%40ss@mail.example.org:2525", 2525, ""),
    ],
)
def test_the_address_of_the_server_says_how_to_speak_to_it(url: str, port: int, tls: str) -> None:
    smtp = Smtp(url)
    assert (smtp.host, smtp.port, smtp.tls) == ("mail.example.org", port, tls)
    assert (smtp.user, smtp.password) in {("", ""), ("desk", "p@ss")}


def test_another_kind_of_address_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="BAILIWICK_SMTP_URL looks like"):
        Smtp("http://mail.example.org")


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # on this machine's own loopback
def test_it_signs_in_at_the_server_when_the_address_has_a_name_and_a_password(
    queued: Any, settings: Any, free_tcp_port: int
) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        seen.append((given.login, given.password))
        return AuthResult(success=given.password == b"p@ss", handled=False)

    with serving(Sink(), free_tcp_port, authenticator=check, auth_required=True, auth_require_tls=False):
        settings.SMTP_URL = f"smtp://desk:wrong@127.0.0.1:{free_tcp_port}"
        queued()
        send_due()
        assert Delivery.objects.get().last_error == "The mail server cannot be used (SMTPAuthenticationError)."
        settings.SMTP_URL = f"smtp://desk:p%40ss@127.0.0.1:{free_tcp_port}"
        Delivery.objects.update(available_at=Now())
        send_due()
    assert Delivery.objects.get().state == State.DONE
    assert seen[-1] == (b"desk", b"p@ss")
