"""Comparing two lists, and the page of what was found: `python -m bench.findings`.

BENCH_FULL=1: 100,000 entities that two lists describe with 340,000 statements; else a tenth.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from .ground import FULL, SERVER, Figure, again, bailiwick, beside, environment, note, postgres_answers, tell

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "100000" if FULL else "10000"))
NAME = "bailiwick_bench_findings"


def main() -> None:
    """Each database in a process of its own, on a desk that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        run("SQLite", environment(Path(folder) / "lite"))
        if postgres_answers():
            import psycopg

            with psycopg.connect(SERVER, autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {NAME}")
                server.execute(f"CREATE DATABASE {NAME}")
                try:
                    run("PostgreSQL", environment(Path(folder) / "pg", beside(SERVER, NAME)))
                finally:
                    server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def run(name: str, env: dict[str, str]) -> None:
    """Make the desk, then measure."""
    note(f"Two lists about {ENTITIES:,} entities, {name}")
    Path(env["BAILIWICK_DATA"]).mkdir(parents=True)
    bailiwick("migrate", "-v", "0", env=env)
    again("bench.two_lists", env | {"BENCH_ENTITIES": str(ENTITIES)})
    again("bench.findings", env, name)


def measure(name: str) -> None:
    """The first look, a second one that changes nothing, memory, and the list."""
    import django

    django.setup()
    from bailiwick.accounts.models import User
    from bailiwick.findings.actions import look_for_findings

    from .clock import worked

    keeper, before = User.objects.system("keeper"), _peak()
    for what in ("compare two lists, first look", "the same again"):
        began, before_it = time.monotonic(), worked()
        counts = look_for_findings(by=keeper)
        passed, used = time.monotonic() - began, worked() - before_it
        how = f"{counts['found']:,} found, {counts['new']:,} new; passed: {passed:.0f} s"
        tell([Figure(name, f"{what}, {ENTITIES:,} entities, CPU", 30 if FULL else None, used, "s", how=how)])
    tell([Figure(name, "memory that the looks took on top", None, _peak() - before, "MB")])
    pages(name)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pages(name: str) -> None:
    """Time in the database and CPU of the whole request."""
    from django.core.management import call_command
    from django.test import Client

    from bailiwick.access.grants import grant_role
    from bailiwick.accounts.models import User
    from bailiwick.catalog import projection
    from bailiwick.findings.models import Finding

    from .clock import each

    call_command("collectstatic", interactive=False, verbosity=0)
    for ends in ("scope_id", "other_id"):
        projection.project(pk for pk in Finding.objects.values_list(ends, flat=True) if pk)
    user = User.objects.create_user("bench@example.org", "bench")
    grant_role("Developer", user=user, by=User.objects.system("generator"))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    some = Finding.objects.filter(kind="conflict").order_by("pk").values_list("pk", flat=True)[:40]
    cases = [
        ("findings by kind", 10, ["/findings/"] * 40),
        ("findings of one kind", 10, ["/findings/?kind=conflict"] * 40),
        ("merge suggestions", 10, ["/findings/?kind=duplicate"] * 40),
        ("one finding", None, [f"/findings/{pk}/" for pk in some]),
    ]
    for what, target, addresses in cases:
        calls = [partial(_ask, client, address) for address in addresses]
        calls[0]()
        middle, most, _passed, statements = each(calls)
        cpu = time.process_time()
        for call in calls:
            call()
        cpu = (time.process_time() - cpu) * 1000 / len(calls)
        how = f"{statements} queries, 95 %: {most:.2f}; CPU of the request {cpu:.1f} ms"
        tell([Figure(name, what, target, middle, how=how)])


def _ask(client: object, address: str) -> None:
    answer = client.get(address)  # type: ignore[attr-defined]  # Django's test client
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
