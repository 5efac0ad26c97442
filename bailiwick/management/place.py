"""Where the desk is: the folder of its data, and the address at which it answers."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from bailiwick.settings import keep_key, local_url

#: Who serves writes here which process it is and where it answers.
SERVED = "served-at"


def no_desk() -> str:
    """What to tell somebody who looks for a desk where none has begun; empty where one has, or a server has to know."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name.startswith(("file:", ":memory:")) or Path(name).exists():
        return ""
    where = Path(name).absolute().parent
    return (
        f"there is no desk in {where}; set BAILIWICK_DATA to the folder of yours, "
        "or begin a new one there with `bailiwick migrate`"
    )


def begin() -> None:
    """A desk is to be made here: its folder, and the key that later processes share."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    keep_key(settings.SECRET_KEY)


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
        os.kill(int(pid), 0)
    except PermissionError:  # it runs, for somebody else
        return url
    except (OSError, ValueError):
        return ""
    return url
