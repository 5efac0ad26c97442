"""One at a time: writers of one thing wait for each other."""

from __future__ import annotations

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Wait for every other transaction that holds `name`, and hold it to the end of this one.

    PostgreSQL's advisory locks; SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"bailiwick:{name}"])
