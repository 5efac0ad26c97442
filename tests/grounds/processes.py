"""A second process of ours on the test's own database, for tests that kill one in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

START = "import django; django.setup()\n"

Starter = Callable[[str], "subprocess.Popen[str]"]


def database_url() -> str:
    """The test database as `BAILIWICK_DATABASE_URL`."""
    from django.db import connection

    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return "sqlite:////" + str(said["NAME"]).lstrip("/")
    login = quote(said["USER"]) + (f":{quote(said['PASSWORD'])}" if said["PASSWORD"] else "")
    return f"postgresql://{login}@{said['HOST']}:{said['PORT']}/{said['NAME']}"


@pytest.fixture
def start_process(transactional_db: None) -> Iterator[Starter]:
    """Runs Python code after `django.setup()`; whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start(code: str) -> subprocess.Popen[str]:
        told = {"DJANGO_SETTINGS_MODULE": "bailiwick.settings", "BAILIWICK_DATABASE_URL": database_url()}
        process = subprocess.Popen(
            [sys.executable, "-c", START + code], env=os.environ | told, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()
