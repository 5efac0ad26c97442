"""How a worker sleeps until there is work, on either database.

SQLite: `PRAGMA data_version` changes when another connection commits; asking costs
microseconds. PostgreSQL: LISTEN, woken by a NOTIFY after the commit. Both are only a
wake-up: the rows are the truth, and a worker looks at them after every sleep.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, transaction

if TYPE_CHECKING:
    from psycopg import Connection

CHANNEL = "bailiwick_work"
STEP = 0.2
#: Per database connection: what it saw when its worker last went to work.
_KEPT = "_bailiwick_seen"


def wake() -> None:
    """Tell waiting workers, after the commit, that there is something to do. Once per transaction."""
    if connection.vendor != "postgresql":
        return
    if not any(entry[1] is _notify for entry in connection.run_on_commit):
        transaction.on_commit(_notify)


def wait_for_work(seconds: float) -> bool:
    """Sleep up to `seconds`; True as soon as something was written. Not inside a transaction."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        return _listen(seconds)
    return _watch(seconds)


def _notify() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def _listen(seconds: float) -> bool:
    raw = cast("Connection[Any]", connection.connection)
    if getattr(connection, _KEPT, None) is not raw:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        setattr(connection, _KEPT, raw)
        return True  # what came before the LISTEN was not heard: look once
    return any(True for _ in raw.notifies(timeout=seconds, stop_after=1))


def _watch(seconds: float) -> bool:
    """The version is remembered from one sleep to the next, so a commit in between is not missed."""
    until = time.monotonic() + seconds
    while True:
        seen = (id(connection.connection), _data_version())
        if seen != getattr(connection, _KEPT, None):
            setattr(connection, _KEPT, seen)
            return True
        left = until - time.monotonic()
        if left <= 0:
            return False
        time.sleep(min(STEP, left))


def _data_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])
