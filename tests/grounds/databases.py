"""One migrated database per worker: migrated once, then copied, because copying takes a tenth of a second.

What uses the database is marked `database`, by itself: `make test` runs only that on PostgreSQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.processes import bailiwick

ROOT = Path(__file__).parents[2]


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that uses the database."""
    for item in items:
        if uses_database(item):
            item.add_marker("database")


def uses_database(item: pytest.Item) -> bool:
    """It says so, or is one of Django's cases, or has a fixture that leads there; others are kept away from it."""
    from django.test import TransactionTestCase

    case = getattr(item, "cls", None)
    fixtures = getattr(item, "fixturenames", ())
    return bool(
        item.get_closest_marker("django_db")
        or (case and issubclass(case, TransactionTestCase))
        or "django_db_setup" in fixtures
    )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """Replaces pytest-django's, which migrates once per worker."""
    from django.apps import apps
    from django.db import connection
    from django.db.models.signals import post_migrate

    ground = SQLite if connection.vendor == "sqlite" else PostgreSQL
    with django_db_blocker.unblock():
        ground(connection, worker_id).prepare()
    post_migrate.connect(_first_words, sender=apps.get_app_config("tracker"))
    yield
    with django_db_blocker.unblock():
        connection.close()


def _first_words(**_more: Any) -> None:
    """A test with transactions of its own empties every table afterwards, and what migrations wrote goes with it."""
    from django.apps import apps

    if not apps.get_model("tracker", "Word").objects.exists():
        import_module("bailiwick.tracker.migrations.0002_first_words").write(apps, None)


@pytest.fixture(scope="module")
def shared_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What the fixtures of a file put into the database for all of its tests: made once, gone when the file ends.

    What a test does on top is taken back after it, as ever. Such a fixture is `autouse`, so that each test of the file
    meets the same desk whichever ran before; it returns no objects, because a test may change them.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


class SQLite:
    """A file per worker."""

    def __init__(self, connection: Any, worker: str) -> None:
        self.connection = connection
        self.folder = Path(os.environ["BAILIWICK_DATA"])

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        options = self.connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        shutil.copy(migrated_file(), self.folder / "test.sqlite3")
        use(self.connection, str(self.folder / "test.sqlite3"))


class PostgreSQL:
    """A database per worker made from the run's template; the run's last act drops them all."""

    def __init__(self, connection: Any, worker: str) -> None:
        self.connection = connection
        self.home = connection.settings_dict["NAME"]
        self.template = run_name()
        self.name = f"{self.template}_{worker}"

    def prepare(self) -> None:
        self.connection.settings_dict["OPTIONS"]["options"] = "-c synchronous_commit=off"
        with locked(Path(os.environ["BAILIWICK_TEST_RUN"]) / "template.lock"):
            if not self._sql("SELECT 1 FROM pg_database WHERE datname = %s", self.template):
                self._sql(f'CREATE DATABASE "{self.template}"')
                use(self.connection, self.template)
                migrate()
                use(self.connection, self.home)
            self._sql(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        use(self.connection, self.name)

    def _sql(self, statement: str, *values: str) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.description is not None and cursor.fetchone() is not None


def run_name() -> str:
    """The start of the name of every PostgreSQL database of this run."""
    return "test_" + Path(os.environ["BAILIWICK_TEST_RUN"]).name.removeprefix("bailiwick-test-").lower()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Drop the run's databases when every worker has ended."""
    url = os.environ.get("BAILIWICK_DATABASE_URL", "")
    if "PYTEST_XDIST_WORKER" in os.environ or not url.startswith("postgres"):
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as admin:
        names = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [run_name()]).fetchall()
        for (name,) in names:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def desk_of_its_own(tmp_path: Path) -> Path:
    """The folder of an empty desk on SQLite, for processes of ours: migrated, and not the test's own database."""
    shutil.copy(migrated_file(), tmp_path / "bailiwick.sqlite3")
    return tmp_path


def migrated_file() -> Path:
    """An SQLite file with all tables, kept for as long as models and migrations stay the same."""
    kept = ROOT / ".pytest_cache" / "bailiwick"
    kept.mkdir(parents=True, exist_ok=True)
    wanted = kept / f"{schema_digest()}.sqlite3"
    with locked(kept / "lock"):
        if not wanted.exists():
            for old in kept.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory() as data:
                migrated = bailiwick("migrate", "--verbosity", "0", data=Path(data))
                assert migrated.returncode == 0, migrated.stderr
                shutil.move(Path(data) / "bailiwick.sqlite3", wanted)
    return wanted


def use(connection: Any, name: str) -> None:
    """From now on this connection, and each one that a thread opens, is to that database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)


def schema_digest() -> str:
    """Changes whenever a model, a migration or the locked dependencies do."""
    files = [
        *ROOT.glob("bailiwick/**/models*.py"),
        *ROOT.glob("bailiwick/**/migrations/*.py"),
        ROOT / "requirements/run.txt",
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
