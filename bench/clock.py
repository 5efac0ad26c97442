"""Time in the database, honestly: what a call spends inside the driver's cursor, fetching included.

SQLite does its work while rows are fetched, so timing `execute` alone would show nothing.
What is counted is CPU time, which other processes on a busy machine hardly disturb: this
thread's inside the driver, and on PostgreSQL that of the backend that serves it as well
(from /proc, so the server has to run on this machine; where it does not, time that passes).
Files are in the page cache, so nothing waits for a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time, thread_time
from typing import Any

from django.db import connection, connections


class Spent:
    """Seconds and statements inside the driver."""

    def __init__(self) -> None:
        self.seconds, self.waited, self.statements = 0.0, 0.0, 0
        self.backend = _backend()

    def timed(self, call: Callable[..., Any], *args: Any) -> Any:
        there, here, passed = _used(self.backend), thread_time(), perf_counter()
        try:
            return call(*args)
        finally:
            passed = perf_counter() - passed
            used = thread_time() - here + _used(self.backend) - there
            self.waited += passed
            self.seconds += passed if self.backend == ELSEWHERE else used


ELSEWHERE = Path("/elsewhere")


def _backend() -> Path | None:
    """Where Linux tells what the database's process has used; None when that is this one."""
    if connection.vendor == "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return path if path.exists() else ELSEWHERE


def _used(backend: Path | None) -> float:
    if backend is None or backend == ELSEWHERE:
        return 0.0
    return int(backend.read_text().split()[0]) / 1e9


def worked() -> float:
    """CPU seconds so far of this process, and of the database's that serves it where that is another one here."""
    return process_time() + _used(_backend())


class TimedCursor:
    """The driver's cursor with a stopwatch on everything that makes the database work."""

    def __init__(self, cursor: Any, spent: Spent) -> None:
        self._cursor, self._spent = cursor, spent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def execute(self, *args: Any) -> Any:
        self._spent.statements += 1
        return self._spent.timed(self._cursor.execute, *args)

    def fetchone(self) -> Any:
        return self._spent.timed(self._cursor.fetchone)

    def fetchmany(self, *args: Any) -> Any:
        return self._spent.timed(self._cursor.fetchmany, *args)

    def fetchall(self) -> Any:
        return self._spent.timed(self._cursor.fetchall)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


@contextmanager
def stopwatch() -> Iterator[Spent]:
    """Counts what is spent in the database within the block."""
    spent = Spent()
    connection.ensure_connection()
    database: Any = connections["default"]
    make = database.create_cursor
    database.create_cursor = lambda name=None: TimedCursor(make(name), spent)
    try:
        yield spent
    finally:
        del database.create_cursor


def each(calls: list[Callable[[], Any]]) -> tuple[float, float, float, int]:
    """Of calls that are made once each: median and 95th percentile in ms, median of what passed, most statements."""
    times, passed, statements = [], [], 0
    for call in calls:
        with stopwatch() as spent:
            call()
        times.append(spent.seconds * 1000)
        passed.append(spent.waited * 1000)
        statements = max(statements, spent.statements)
    most = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return median(times), most, median(passed), statements
