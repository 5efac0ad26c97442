"""How a finished mail leaves: over SMTP, or as a file in a folder while one develops."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

TIMEOUT = 20


class Refused(Exception):
    """The other side says that this address will never take it."""


class Unwanted(Exception):
    """The other side will never take this mail, though it may take others."""


class Unreachable(Exception):
    """Nobody answers there, or not to us: the other mails of the batch need not try."""


class Transport(Protocol):
    """Carries one mail to one recipient or raises: Refused or Unwanted for good, anything else to be tried again."""

    def send(self, message: EmailMessage, to: str) -> None: ...

    def close(self) -> None: ...


class Folder:
    """One `.eml` per mail; the same mail sent twice is one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, to: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(message.as_bytes())
        os.replace(unfinished, self.folder / f"{name}.eml")

    def close(self) -> None:
        """Nothing is open."""


class Smtp:
    """One connection for a batch, opened with the first mail: `smtp://user:password@host:port?tls=1|starttls`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "smtp" or not parts.hostname:
            raise ValueError("BAILIWICK_SMTP_URL looks like smtp://user:password@host:port?tls=starttls")
        self.host, self.user, self.password = (
            parts.hostname,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )
        self.tls = parse_qs(parts.query).get("tls", [""])[0]
        self.port = parts.port or {"1": 465, "starttls": 587}.get(self.tls, 25)
        self._open: smtplib.SMTP | None = None

    def send(self, message: EmailMessage, to: str) -> None:
        connection = self._connection()
        try:
            connection.send_message(message, settings.MAIL_FROM, [to])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, text = refusal.recipients.get(to, (0, b""))
            self.close()
            if code >= 500:
                raise Refused(f"{code} {text.decode(errors='replace')}") from refusal
            raise
        except smtplib.SMTPDataError as refusal:
            self.close()
            if refusal.smtp_code >= 500:
                raise Unwanted(str(refusal.smtp_code)) from refusal
            raise
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()

    def _connection(self) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = self._connect()
            except OSError as error:  # smtplib's errors are OSErrors too
                raise Unreachable(type(error).__name__) from error
        return self._open

    def _connect(self) -> smtplib.SMTP:
        if self.tls == "1":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=_trust())
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            if self.tls == "starttls":
                connection.starttls(context=_trust())
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection


def mail_folder() -> Path:
    """Where mails lie on a desk without a mail server."""
    return Path(settings.DATA) / "mail"


@contextmanager
def transport() -> Iterator[Transport]:
    """What the settings say, closed at the end."""
    carrier: Transport = Smtp(settings.SMTP_URL) if settings.SMTP_URL else Folder(mail_folder())
    try:
        yield carrier
    finally:
        carrier.close()


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
