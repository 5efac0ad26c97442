"""What `bailiwick doctor` looks at, one function per question.

Each yields findings: whether it is well, a sentence that says what is so, or what to do about it, and whether it is a
fault or only something still to be done.
"""

from __future__ import annotations

import os
import shutil
import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max

from bailiwick.health import pending_migrations
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.management.place import address as reached_at
from bailiwick.management.place import no_desk
from bailiwick.models import Tick

#: A few heartbeats may be late before we say so.
SILENT_AFTER = timedelta(seconds=90)
SKEW = timedelta(seconds=5)
ENOUGH_DISK = 1_000_000_000
LOCAL = {"127.0.0.1", "localhost", "::1"}


class Finding(NamedTuple):
    """One answer."""

    well: bool
    sentence: str
    #: Of what is not well: something is broken, rather than not begun yet.
    fault: bool = True


def examine() -> Iterator[Finding]:
    """Everything, in the order in which it would be mended."""
    for question in (data, disk, secret_key, address):
        yield from question()
    reachable = list(database())
    yield from reachable
    if all(finding.well for finding in reachable):
        yield from with_database()
    yield from mail()


def with_database() -> Iterator[Finding]:
    """What only a database that answers and fits can tell."""
    for question in (clock, worker, given_up):
        yield from question()


def data() -> Iterator[Finding]:
    """The folder for files, key and (on SQLite) the database."""
    folder = Path(settings.DATA)
    if folder.is_dir() and os.access(folder, os.W_OK):
        yield Finding(True, f"data is kept in {folder}")
    else:
        yield Finding(False, f"{folder} cannot be written; create it for this user, or set BAILIWICK_DATA")


def disk() -> Iterator[Finding]:
    """Room for the days to come."""
    existing = next(folder for folder in [Path(settings.DATA), *Path(settings.DATA).parents] if folder.exists())
    free = shutil.disk_usage(existing).free
    yield Finding(free >= ENOUGH_DISK, f"{free / 1e9:.1f} GB are free on the disk; less than 1 GB is too little")


def secret_key() -> Iterator[Finding]:
    """The key that signs cookies and links."""
    kept = Path(settings.DATA) / "secret-key"
    if len(settings.SECRET_KEY) < 50:
        yield Finding(False, "BAILIWICK_SECRET_KEY is shorter than 50 characters; make a longer one")
    elif kept.exists() and kept.stat().st_mode & 0o077:
        yield Finding(False, f"others can read {kept}; chmod 600 it")
    else:
        yield Finding(True, "the secret key is long enough and ours alone")


def address() -> Iterator[Finding]:
    """How people reach us, and whether that is safe."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        yield Finding(False, f"BAILIWICK_URL is {settings.SITE_URL!r}; it should look like https://desk.example.org")
    elif settings.TLS and not settings.BEHIND_PROXY:
        yield Finding(False, "TLS is on, but BAILIWICK_BEHIND_PROXY is not: every page would redirect to itself")
    elif not settings.TLS and parts.hostname not in LOCAL:
        yield Finding(False, f"{settings.SITE_URL} is not HTTPS: passwords would travel in the clear")
    elif parts.hostname in LOCAL:
        begin = reached_at() or settings.SITE_URL
        told = f"links in mails and feeds begin with {begin}, which only this machine reaches"
        yield Finding(False, f"{told}; set BAILIWICK_URL to what people type: https://desk.example.org", fault=False)
    else:
        yield Finding(True, f"people reach it at {settings.SITE_URL}; links in mails and feeds begin with it")


def database() -> Iterator[Finding]:
    """Does it answer, and does it fit this version?"""
    if nowhere := no_desk():
        # To ask would make an empty one.
        yield Finding(False, nowhere)
        return
    try:
        missing = pending_migrations()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        yield Finding(False, f"the database does not answer ({reason}); see BAILIWICK_DATABASE_URL")
        return
    yield Finding(True, f"the database answers ({connection.vendor})")
    if missing:
        yield Finding(False, f"{len(missing)} migrations are missing ({missing[0]} …); run `bailiwick migrate`")
    else:
        yield Finding(True, "the database fits this version")


def clock() -> Iterator[Finding]:
    """Leases run by the database's clock, pages by ours. SQLite has no clock of its own."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        skew = abs(cursor.fetchone()[0] - datetime.now(UTC))
    yield Finding(skew < SKEW, f"the database's clock and ours differ by {skew.total_seconds():.1f} s")


def worker() -> Iterator[Finding]:
    """Somebody has to run events, mail and jobs. Before the first start nobody did, and that is no fault."""
    last = Tick.objects.aggregate(last=Max("ran_at"))["last"]
    if last is None:
        yield Finding(False, "no worker has been seen; start `bailiwick serve`", fault=False)
    elif (silent := datetime.now(UTC) - last) < SILENT_AFTER:
        yield Finding(True, f"a worker was seen {silent.total_seconds():.0f} s ago")
    else:
        seen = f"the last was seen at {last:%Y-%m-%d %H:%M} UTC"
        yield Finding(False, f"no worker runs ({seen}); start `bailiwick serve` or `bailiwick worker`")


def given_up() -> Iterator[Finding]:
    """Work that needs a person."""
    dead = Job.objects.filter(state=State.DEAD).count()
    yield Finding(not dead, f"{dead} jobs were given up" + ("; their pages say why" if dead else ""))


def mail() -> Iterator[Finding]:
    """Does the mail server answer? A message is never sent for this."""
    parts = urlsplit(settings.SMTP_URL)
    if not settings.SMTP_URL:
        yield Finding(True, f"no mail leaves: each one is a file in {Path(settings.DATA) / 'mail'}")
        return
    try:
        port = parts.port or 587
        with smtplib.SMTP(parts.hostname or "", port, timeout=5) as server:
            server.noop()
        yield Finding(True, f"the mail server at {parts.hostname}:{port} answers")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        yield Finding(False, f"the mail server of BAILIWICK_SMTP_URL does not answer ({error})")
