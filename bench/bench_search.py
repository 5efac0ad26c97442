"""How long searching takes among 100,000 documents: `python bench/bench_search.py [documents]`.

Makes the same documents every time, in a database of its own: a file that is thrown
away, or (with BAILIWICK_DATABASE_URL at PostgreSQL) a database `bailiwick_bench_search`.
Prints the writing rate and, for each question, the median time in the database (its
statements run again and fetched) and of the whole call, in milliseconds.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from statistics import median
from time import perf_counter
from typing import Any

ROUNDS = 15
NAME = "bailiwick_bench_search"
TOWNS = ("nyc1", "nyc3", "ams3", "fra1", "sfo2", "lon1", "blr1", "sgp1")
JOBS = ("web", "mail", "build", "wiki", "cache", "proxy", "backup", "metrics", "queue", "docs")
SYLLABLES = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "ur")]

QUESTIONS: dict[str, str] = {
    "common word": "monitoring",
    "two common words": "python monitored",
    "rare word": "zebrafish",
    "exact name": "wiki00123.fra1.example.org",
    "part of many names": "example.org",
    "beginning of a word": "monit*",
    "kind and word": "service:python",
    "kind and rare word": "host:zebrafish",
    "kind alone": "kind:service",
    "word without another": "python -wiki",
    "phrase": '"monitored by python"',
    "nothing": "qqqxyz",
}
BEGINNINGS = {
    "suggest w": "w",
    "suggest mail": "mail",
    "suggest example.o": "example.o",
    "suggest service:ba": "service:ba",
}


def documents(total: int) -> Iterator[tuple[int, list[Any]]]:
    """The same things every time: six hosts in ten, names that share their ends, Zipf's words."""
    from bailiwick.search.documents import Doc

    dice = random.Random(2026)
    vocabulary = ["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3, 3, 4)))) for _ in range(20_000)]
    ranks = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for number in range(1, total + 1):
        body = dice.choices(vocabulary, ranks, k=40)
        if number % 5 < 3:
            body.insert(dice.randrange(40), "monitored by python")
        if number % 20_000 == 77:
            body.append("zebrafish")
        job, town = JOBS[number % 10], TOWNS[number % 8]
        if number % 10 < 6:
            name = f"{job}{number:05}.{town}.example.org"
            yield number, [Doc("host", f"host/{name}", name, body=" ".join(body), scope_id=number, weight=2)]
        else:
            name = f"{dice.choice(vocabulary)} {job}".title()
            low = 2 if number % 50 == 7 else 0
            slug = f"{name.lower().replace(' ', '-')}-{number}"
            yield number, [Doc("service", f"service/{slug}", name, [slug], " ".join(body), number, low, 4, 5)]


@contextmanager
def database() -> Iterator[None]:
    """A migrated database of our own, gone afterwards."""
    url = os.environ.get("BAILIWICK_DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BAILIWICK_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")
        if not url.startswith("postgres"):
            os.environ["BAILIWICK_DATABASE_URL"] = f"sqlite:////{folder.lstrip('/')}/bench.sqlite3"
            prepare()
            yield
            return
        import psycopg

        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {NAME}")
            server.execute(f"CREATE DATABASE {NAME}")
            os.environ["BAILIWICK_DATABASE_URL"] = url.rpartition("/")[0] + f"/{NAME}"
            try:
                prepare()
                yield
            finally:
                server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def prepare() -> None:
    """Start Django and make the tables."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def write(total: int) -> float:
    """Index everything; documents per second."""
    from bailiwick.search.documents import index

    spent, made = 0.0, documents(total)
    while batch := dict(islice(made, 10_000)):
        start = perf_counter()
        index("catalog", batch)
        spent += perf_counter() - start
    return total / spent


def measure(ask: Callable[[], Any]) -> tuple[float, float, int]:
    """Median ms in the database, median ms of the whole call, number of statements."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        ask()
    statements = [query["sql"] for query in caught.captured_queries]
    return median(timed(lambda: run(statements))), median(timed(ask)), len(statements)


def run(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
            cursor.fetchall()


def timed(call: Callable[[], Any]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        call()
        times.append((perf_counter() - start) * 1000)
    return times


def readers() -> dict[str, Any]:
    """Nobody in particular, and somebody with a role on a part (one subquery more)."""
    from django.contrib.auth.models import AnonymousUser
    from django.utils.timezone import now

    from bailiwick.access.models import Grant, ScopePath
    from bailiwick.accounts.models import User

    user = User.objects.create_user("mara@example.org", "mara", person_id=99)
    Grant.objects.create(role="Developer", user_id=user.pk, scope=7, granted_by_id=user.pk, granted_at=now())
    ScopePath.objects.bulk_create(ScopePath(ancestor=7, descendant=n) for n in range(7, 5_000, 10))
    return {"anonymous": AnonymousUser(), "role on a part": user}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(total: int) -> None:
    """Write, ask, print."""
    with database():
        from django.db import connection

        from bailiwick.search.queries import find, suggest

        say(f"{connection.vendor}: {total:,} documents written at {write(total):,.0f} a second")
        if connection.vendor == "postgresql":
            run_analyze(connection)
        for name, user in readers().items():
            say(f"\n{name:26} {'db ms':>8} {'all ms':>8} {'queries':>8} {'hits':>6}")
            for label, text in QUESTIONS.items():
                found = find(user, text)
                report(label, measure(lambda text=text, user=user: find(user, text)), found.total_capped)
            for label, text in BEGINNINGS.items():
                report(label, measure(lambda text=text, user=user: suggest(user, text)), len(suggest(user, text)))
        connection.close()


def run_analyze(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE search_document, search_name")


def report(label: str, figures: tuple[float, float, int], hits: int) -> None:
    in_database, whole, queries = figures
    say(f"{label:26} {in_database:8.2f} {whole:8.2f} {queries:8} {hits:6}")


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
