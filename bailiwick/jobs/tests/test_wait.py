"""A sleeping worker wakes when something was written, and not otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from bailiwick.accounts.models import User
from bailiwick.jobs import enqueue
from bailiwick.jobs.wait import wait_for_work

pytestmark = pytest.mark.django_db(transaction=True)

ENQUEUE = (
    "from bailiwick.jobs.models import Job; from bailiwick.jobs import enqueue; from types import SimpleNamespace\n"
)


def test_it_wakes_for_what_another_process_wrote_before_or_during_the_sleep(start_process: Any) -> None:
    wait_for_work(0)
    writer = start_process(ENQUEUE + "enqueue('sample.work', {}, SimpleNamespace(pk=1)); print('written', flush=True)")
    assert wait_for_work(30)
    assert writer.stdout.readline() == "written\n"
    writer.wait()
    start_process(ENQUEUE + "enqueue('sample.work', {}, SimpleNamespace(pk=1))").wait()
    assert wait_for_work(30)


def test_it_sleeps_to_the_end_when_nothing_happens() -> None:
    while wait_for_work(0):
        pass
    assert not wait_for_work(0.05)


def test_a_transaction_tells_the_workers_once() -> None:
    by = User.objects.system("importer")
    with transaction.atomic():
        for _ in range(3):
            enqueue("sample.work", {}, by)
        assert len(connection.run_on_commit) == (1 if connection.vendor == "postgresql" else 0)
