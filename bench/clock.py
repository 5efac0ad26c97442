"""Time in the database, honestly: what a call spends inside the driver's cursor, fetching included.

SQLite does its work while rows are fetched, so timing `execute` alone would show nothing.
Everything happens in this process, so the thread's CPU time is counted, which other
processes on a busy machine don't disturb (the file is in the page cache). PostgreSQL works
elsewhere, so there it is the time that passes, its round trips on loopback included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import Any

from django.db import connection, connections


class Spent:
    """Seconds and statements inside the driver."""

    def __init__(self) -> None:
        self.seconds, self.statements = 0.0, 0
        self.clock = thread_time if connection.vendor == "sqlite" else perf_counter


class TimedCursor:
    """The driver's cursor with a stopwatch on everything that makes the database work."""

    def __init__(self, cursor: Any, spent: Spent) -> None:
        self._cursor, self._spent = cursor, spent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def _timed(self, call: Callable[..., Any], *args: Any) -> Any:
        start = self._spent.clock()
        try:
            return call(*args)
        finally:
            self._spent.seconds += self._spent.clock() - start

    def execute(self, *args: Any) -> Any:
        self._spent.statements += 1
        return self._timed(self._cursor.execute, *args)

    def fetchone(self) -> Any:
        return self._timed(self._cursor.fetchone)

    def fetchmany(self, *args: Any) -> Any:
        return self._timed(self._cursor.fetchmany, *args)

    def fetchall(self) -> Any:
        return self._timed(self._cursor.fetchall)

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


def each(calls: list[Callable[[], Any]]) -> tuple[float, float, int]:
    """Median and 95th percentile in ms over the calls, each made once, and the most statements of one."""
    times, statements = [], 0
    for call in calls:
        with stopwatch() as spent:
            call()
        times.append(spent.seconds * 1000)
        statements = max(statements, spent.statements)
    return median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0], statements
