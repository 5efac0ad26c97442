"""A letter to send, and a mail server on this machine that remembers what it took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bailiwick.outbox import letters as registry
from bailiwick.outbox.letters import Letter
from bailiwick.outbox.models import Delivery
from bailiwick.outbox.queue import queue_mail

from .postbox import serving


class Inbox:
    """Takes every mail, except for addresses that it is told to refuse."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refused: dict[str, str] = {}
        self.answer = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer:
            return self.answer
        self.mails.append(envelope)
        return "250 taken"

    @property
    def texts(self) -> list[str]:
        return [mail.content.decode() for mail in self.mails]


@pytest.fixture
def inbox(settings: Any, free_tcp_port: int) -> Iterator[Inbox]:
    taken = Inbox()
    settings.SMTP_URL = f"smtp://127.0.0.1:{free_tcp_port}"
    with serving(taken, free_tcp_port):
        yield taken


@pytest.fixture
def letter(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Changes the letter `outbox.test` for this test."""

    def change(**fields: Any) -> None:
        monkeypatch.setattr(registry, "letters", lambda: {"outbox.test": Letter("outbox/test.txt", **fields)})
        for module in ("queue", "sending"):
            monkeypatch.setattr(f"bailiwick.outbox.{module}.letters", registry.letters)

    return change


@pytest.fixture
def queued(db: None) -> Callable[..., Delivery]:
    def queue(**fields: Any) -> Delivery:
        return queue_mail("outbox.test", **{"to": "robin@example.org"} | fields)

    return queue
