"""Where the desk is: the folder of its data, and the address at which it answers."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from bailiwick.settings import env, has_begun, keep_key, local_url

#: Who serves writes here which process it is and where it answers.
SERVED = "served-at"


def no_desk() -> str:
    """What to tell somebody who looks for a desk where none has begun; empty where one has, or a server has to know."""
    if has_begun(connection.settings_dict):
        return ""
    where = Path(str(connection.settings_dict["NAME"])).absolute()
    if env("DATABASE_URL"):
        place, how = where, "BAILIWICK_DATABASE_URL to the database"
    else:
        place, how = where.parent, "BAILIWICK_DATA to the folder"
    return f"there is no desk in {place}; set {how} of yours, or begin a new one there with `bailiwick migrate`"


def begin() -> None:
    """A desk is to be made here: its folder, and the key that later processes share."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    settings.SECRET_KEY = keep_key(settings.SECRET_KEY)


def announce(bind: str) -> None:
    """This process, or the program that takes its place, serves the desk: commands elsewhere print links to it."""
    with suppress(OSError):
        (settings.DATA / SERVED).write_text(f"{os.getpid()} {local_url(bind)}\n")


def address() -> str:
    """Where people reach the desk: as configured, else where it runs on this machine; empty when nobody knows."""
    return settings.SITE_URL if settings.SITE_URL_GIVEN else _served_at()


def _served_at() -> str:
    try:
        pid, url = (settings.DATA / SERVED).read_text().split()
        return url if _runs(int(pid)) and _answers(url) else ""
    except (OSError, ValueError):
        return ""


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except PermissionError:  # for somebody else
        return True
    except (OSError, OverflowError):
        return False
    return True


def _answers(url: str) -> bool:
    """The process may be another one that was given the same number since."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=0.2):
        return True
