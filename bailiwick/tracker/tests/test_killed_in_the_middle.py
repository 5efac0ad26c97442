"""A worker is killed in the middle of many issues: another goes on, and nothing is done twice or left out."""

from __future__ import annotations

import csv
import json
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count
from django.db.models.functions import Now

from bailiwick.events.models import Event
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_next
from bailiwick.tracker import exporting
from bailiwick.tracker.actions.bulk import start_bulk
from bailiwick.tracker.actions.exporting import export_issues
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.undoing import undo_bulk
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Edit, Issue, Operation
from tests.grounds.processes import Starter

from .cast import issue, person, system

pytestmark = pytest.mark.django_db(transaction=True)

#: Each says which issue it did, and waits to be killed at the latest when most of them are done.
EDITS = """
import time
from bailiwick.jobs.queue import run_next
from bailiwick.tracker.actions import bulk
changed, done = bulk._changed, []
def told(issue, *more):
    outcome = changed(issue, *more)
    done.append(issue.pk)
    print(issue.pk, flush=True)
    if len(done) == 100:
        time.sleep(60)
    return outcome
bulk._changed = told
run_next()
"""
EXPORTS = """
import time
from pathlib import Path
from django.conf import settings
from bailiwick.jobs.queue import run_next
from bailiwick.tracker import exporting
settings.MEDIA_ROOT = Path({folder!r})
plain, done = exporting.plain, []
def told(row):
    done.append(row.number)
    print(row.number, flush=True)
    if len(done) == 100:
        time.sleep(60)
    return plain(row)
exporting.plain = told
run_next()
"""


def killed_after(start_process: Starter, code: str, lines: int) -> list[int]:
    """What the worker had said when it was killed; its lease is over."""
    worker = start_process(code)
    assert worker.stdout is not None
    said = [worker.stdout.readline() for _line in range(lines)]
    worker.send_signal(signal.SIGKILL)
    said += worker.stdout.read().splitlines()
    worker.wait()
    assert Job.objects.get().state == State.RUNNING, "it was finished before it was killed"
    assert not run_next(), "its lease has not run out"
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
    return [int(line) for line in said]


def test_many_at_once_go_on_and_each_is_changed_once(start_process: Starter) -> None:
    dora, ids = person("dora", "Developer"), [issue(f"{n}").pk for n in range(150)]
    operation = start_bulk(ids, {"priority": "high"}, by=dora)
    said = killed_after(start_process, EDITS, 10)
    changed = set(Issue.objects.exclude(priority=0).values_list("pk", flat=True))
    assert set(said) <= changed < set(ids)
    # Somebody thinks better of one of them before the next worker comes.
    change_issue(Issue.objects.get(pk=said[0]), {"priority": "low"}, by=system())
    assert run_next()
    told = Operation.objects.get(pk=operation.pk).outcome
    assert (told["total"], told["changed"], told["left_alone"]) == (150, 150, 0)
    assert values(Issue.objects.get(pk=said[0]), ["priority"]) == {"priority": "low"}
    assert Issue.objects.filter(priority=Issue.objects.get(pk=ids[-1]).priority).count() == 149
    counted = Edit.objects.filter(operation=operation).values("issue").annotate(n=Count("pk")).values_list("n")
    assert [n for (n,) in counted] == [1] * 150
    events = Event.objects.filter(kind="issue.changed", actor_id=dora.pk)
    assert sorted(events.values_list("about_id", flat=True)) == ids


def test_what_is_taken_back_meanwhile_does_not_go_on(start_process: Starter) -> None:
    dora, ids = person("dora", "Developer"), [issue(f"{n}").pk for n in range(150)]
    operation = start_bulk(ids, {"priority": "high"}, by=dora)
    killed_after(start_process, EDITS, 10)
    undo_bulk(operation, by=dora)
    while run_next():
        pass
    assert sorted(Job.objects.values_list("kind", "state")) == [
        ("tracker.bulk_edit", State.CANCELLED),
        ("tracker.bulk_undo", State.DONE),
    ]
    assert not Issue.objects.exclude(priority=0).exists()
    assert Operation.objects.get().outcome["undone"]["restored"] >= 10


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_list_that_was_half_written_is_whole_afterwards(
    start_process: Starter, settings: Any, tmp_path: Path, form: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    ids = [issue(f"{n}").pk for n in range(150)]
    job = export_issues("sort:created", form, by=person("dora", "Developer"))
    killed_after(start_process, EXPORTS.format(folder=str(tmp_path)), 20)
    path = exporting.place(job.pk, form)
    assert not path.exists()
    assert run_next()
    text = path.read_text()
    rows = list(csv.DictReader(text.splitlines())) if form == "csv" else json.loads(text)
    assert [int(row["number"]) for row in rows] == ids[::-1]
    job.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, {"issues": 150})
