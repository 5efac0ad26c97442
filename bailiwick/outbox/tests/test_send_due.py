"""A mail goes out once it may, at least once, to somebody who may still read it."""

from __future__ import annotations

import signal
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.jobs.lease import State
from bailiwick.outbox.models import Address, Delivery
from bailiwick.outbox.queue import queue_mail
from bailiwick.outbox.sending import BOUNCE_HOLDS, message_id, send_due

pytestmark = pytest.mark.django_db


def only() -> Delivery:
    return Delivery.objects.get()


def test_a_queued_mail_arrives_over_smtp(inbox: Any, queued: Any) -> None:
    queued()
    assert send_due() == 1
    assert send_due() == 0
    (mail,) = (message_from_bytes(each.content, policy=default) for each in inbox.mails)
    assert (mail["To"], mail["Subject"]) == ("robin@example.org", "Mail from your desk works")
    assert mail["Message-ID"] == message_id(only())
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Bailiwick can send mail" in mail.get_content()
    assert (only().state, only().sent_at is not None) == (State.DONE, True)


def test_without_a_server_mails_are_files_in_a_folder(queued: Any, settings: Any, tmp_path: Path) -> None:
    settings.SMTP_URL, settings.DATA = "", tmp_path
    queued()
    send_due()
    (file,) = (tmp_path / "mail").iterdir()
    assert file.suffix == ".eml"
    assert message_from_bytes(file.read_bytes(), policy=default)["To"] == "robin@example.org"


def test_a_server_that_is_down_delays_a_mail_and_loses_none(queued: Any, settings: Any, request: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    queued()
    send_due()
    assert (only().state, only().last_error) == (
        State.READY,
        "The mail server cannot be used (ConnectionRefusedError).",
    )
    assert only().available_at > timezone.now() + timedelta(seconds=5)
    inbox = request.getfixturevalue("inbox")
    assert send_due() == 0, "it waits before the next attempt"
    Delivery.objects.update(available_at=Now())
    send_due()
    assert len(inbox.mails) == 1
    assert (only().state, only().last_error) == (State.DONE, "")


def test_while_the_server_is_down_only_one_mail_of_a_batch_tries(queued: Any, settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    for _ in range(3):
        queued()
    assert send_due() == 1
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_one_bad_mail_does_not_hold_up_the_next(inbox: Any, queued: Any) -> None:
    inbox.refused["nobody@example.org"] = "451 later"
    first, second = queued(to="nobody@example.org"), queued()
    send_due()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.READY, State.DONE)


def test_an_address_that_refuses_for_good_is_not_written_to_again(inbox: Any, queued: Any) -> None:
    inbox.refused["Gone@example.org"] = "550 no such user"
    queued(to="Gone@example.org")
    send_due()
    assert (only().state, only().last_error) == (State.FAILED, "Refused by the recipient's server.")
    assert Address.objects.get(address="gone@example.org").bounce == "550 no such user"
    inbox.refused.clear()
    queued(to="gone@example.org")
    send_due()
    assert not inbox.mails
    assert Delivery.objects.latest("pk").last_error == "Mail to this address came back before."
    Address.objects.update(bounced_at=timezone.now() - BOUNCE_HOLDS)
    queued(to="gone@example.org")
    send_due()
    assert len(inbox.mails) == 1, "after a while it is tried again"


def test_a_mail_that_the_server_will_never_take_is_given_up_and_the_address_kept(inbox: Any, queued: Any) -> None:
    inbox.answer = "554 too odd"
    queued()
    send_due()
    assert (only().state, only().last_error) == (State.FAILED, "The mail server does not take this mail (554).")
    assert not Address.objects.exists()


def test_a_mail_that_is_too_old_is_not_sent_but_shown(inbox: Any, queued: Any) -> None:
    queued(expires_in=timedelta(seconds=-1))
    send_due()
    assert not inbox.mails
    assert Delivery.objects.not_sent().get().state == State.EXPIRED


def test_the_recipient_is_asked_for_again_at_the_last_moment(inbox: Any, queued: Any, letter: Any) -> None:
    letter(allowed=lambda delivery: False)
    queued()
    send_due()
    assert not inbox.mails
    assert (only().state, only().last_error) == (State.CANCELLED, "The recipient may not see this any more.")


def test_a_closed_account_gets_nothing(inbox: Any, queued: Any) -> None:
    user = User.objects.create_user("robin@example.org", "robin", is_active=False)
    queued(user_id=user.pk)
    send_due()
    assert not inbox.mails


def test_a_secret_is_made_when_it_is_sent_and_never_rests_in_the_row(inbox: Any, queued: Any, letter: Any) -> None:
    letter(context=lambda delivery: {"site": "https://desk.example.org/reset/s3cret"})
    queued(context={"user": 1})
    send_due()
    assert "s3cret" in inbox.texts[0]
    assert "s3cret" not in str(Delivery.objects.values())


def test_a_letter_that_cannot_be_written_waits_and_is_seen(inbox: Any, queued: Any, letter: Any) -> None:
    def broken(delivery: Delivery) -> dict[str, Any]:
        raise LookupError("gone")

    letter(context=broken)
    queued()
    send_due()
    assert (only().state, only().last_error) == (State.READY, "Not sent (LookupError).")


@pytest.mark.parametrize("to", ["", "nobody", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"])
def test_only_one_plain_address_is_taken(to: str) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        queue_mail("outbox.test", to=to)


def test_an_unknown_letter_is_refused_when_queued() -> None:
    with pytest.raises(ValueError, match="no letter"):
        queue_mail("outbox.imagined", to="robin@example.org")


@pytest.mark.django_db(transaction=True)
def test_a_sender_killed_after_sending_sends_again_under_the_same_id(
    inbox: Any, queued: Any, start_process: Any, settings: Any
) -> None:
    queued()
    sender = start_process(
        "import time\n"
        "from django.conf import settings\n"
        f"settings.SMTP_URL = {settings.SMTP_URL!r}\n"
        "from bailiwick.outbox import sending\n"
        "def hang(*args, **fields): print('sent', flush=True); time.sleep(60)\n"
        "sending.complete = hang\n"
        "sending.send_due()"
    )
    assert sender.stdout.readline() == "sent\n"
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    assert send_due() == 0, "the lease still holds"
    Delivery.objects.update(lease_until=Now() - timedelta(seconds=1))
    send_due()
    ids = [message_from_bytes(mail.content, policy=default)["Message-ID"] for mail in inbox.mails]
    assert ids == [message_id(only())] * 2
    assert only().state == State.DONE
