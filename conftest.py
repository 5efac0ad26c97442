"""What every test stands on; the parts are in `tests/grounds/`.

`BAILIWICK_DATABASE_URL` chooses the database (SQLite when it is unset). A test whose ground is missing is skipped on
a developer's machine and fails where `CI` is set.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

WALKS = {"test_visibility_walk", "test_permission_walk", "test_api_schema"}
GROUNDS = ("files", "databases", "browsers", "processes", "tried")
pytest_plugins = [f"tests.grounds.{name}" for name in GROUNDS]

# Before the settings are read: the suite must not write into a developer's data. Workers share the run's folder.
RUN = Path(os.environ.setdefault("BAILIWICK_TEST_RUN", tempfile.mkdtemp(prefix="bailiwick-test-")))
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["BAILIWICK_DATA"] = str(RUN / (WORKER or "main"))
os.environ["BAILIWICK_SECRET_KEY"] = "only-for-tests-" + "x" * 50


def pytest_configure() -> None:
    """Quick hashes, and static files straight from the rooms."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks first: a desk of theirs takes a minute to plant, and who begins with them shares them with nobody."""
    items.sort(key=lambda item: item.path.stem not in WALKS)


def pytest_collection_finish() -> None:
    """What is there now stays; looking through all of it again and again for garbage takes a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_unconfigure() -> None:
    """The run that made the folder takes it away."""
    if not WORKER:
        shutil.rmtree(RUN, ignore_errors=True)


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees what another one cached or counted."""
    from django.core.cache import caches

    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _steady_priority() -> Iterator[None]:
    """No test slows those after it: a thread that has stepped back cannot come forward again."""
    before = os.getpriority(os.PRIO_PROCESS, 0)
    yield
    if os.getpriority(os.PRIO_PROCESS, 0) != before:
        pytest.fail("the thread of the tests has stepped back for good")
