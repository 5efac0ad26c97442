"""A job from asking to its end: progress, failing, cancelling, being killed."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.jobs import due, enqueue, panels
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat, Failed, run_job, run_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("bailiwick.sample.jobs")
    monkeypatch.setitem(sys.modules, "bailiwick.sample.jobs", module)
    return module


@pytest.fixture
def asked(sample: ModuleType) -> Callable[[Any], Job]:
    def ask(function: Any) -> Job:
        sample.work = function
        return enqueue("sample.work", {"to": 3}, User.objects.system("importer"))

    return ask


def test_a_job_runs_with_its_arguments_and_keeps_what_it_returns(asked: Any) -> None:
    job = asked(lambda job, beat: {"counted": job.args["to"]})
    assert run_next()
    assert not run_next()
    job.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, {"counted": 3})
    assert job.finished_at is not None


def test_progress_shows_while_it_runs(asked: Any) -> None:
    seen = []

    def work(job: Job, beat: Beat) -> None:
        beat(1, 3, "first")
        seen.append(Job.objects.values_list("done", "total", "message").get())

    asked(work)
    run_next()
    assert seen == [(1, 3, "first")]


def test_a_cancelled_job_stops_at_its_next_step(asked: Any) -> None:
    def work(job: Job, beat: Beat) -> None:
        Job.objects.update(cancel_requested=True)
        beat(1, 2)
        raise AssertionError("it went on")

    job = asked(work)
    run_next()
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_job_that_says_it_cannot_work_is_not_tried_again(asked: Any) -> None:
    def work(job: Job, beat: Beat) -> None:
        raise Failed("line 7: this is not a date\n")

    job = asked(work)
    run_next()
    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.FAILED, "line 7: this is not a date")


def test_an_unexpected_error_is_one_plain_line_for_people_and_a_trace_in_the_log(asked: Any, caplog: Any) -> None:
    def work(job: Job, beat: Beat) -> None:
        raise KeyError("secret of the database")

    job = asked(work)
    run_next()
    job.refresh_from_db()
    assert job.state == State.READY
    assert job.last_error == f"Something went wrong (KeyError); the log tells more under job {job.pk}."
    assert "secret of the database" in caplog.text


def test_an_unknown_kind_fails_in_words(sample: ModuleType) -> None:
    job = enqueue("sample.nothing", {}, User.objects.system("importer"))
    run_next()
    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.FAILED, "There is no job called “sample.nothing”.")
    assert job.finished_at is not None
    with pytest.raises(ValueError, match=r"room\.name"):
        enqueue("../etc", {}, User.objects.system("importer"))


def test_a_job_taken_over_by_another_worker_writes_nothing_more(asked: Any) -> None:
    def work(job: Job, beat: Beat) -> dict[str, Any]:
        Job.objects.update(fence=job.fence + 1)
        return {"late": True}

    job = asked(work)
    run_next()
    job.refresh_from_db()
    assert (job.state, job.result) == (State.RUNNING, {})


def test_a_job_whose_worker_is_killed_runs_again(start_process: Any, sample: ModuleType) -> None:
    job = enqueue("sample.work", {}, User.objects.system("importer"))
    worker = start_process(
        "import sys, types, time\n"
        "module = types.ModuleType('bailiwick.sample.jobs'); sys.modules[module.__name__] = module\n"
        "def work(job, beat): beat(1, 2, 'half'); print('half', flush=True); time.sleep(60)\n"
        "module.work = work\n"
        "from bailiwick.jobs.queue import run_next\n"
        "run_next()"
    )
    assert worker.stdout.readline() == "half\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    sample.work = lambda job, beat: {"whole": True}
    assert not run_next(), "its lease has not run out"
    Job.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert run_next()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (State.DONE, 2, {"whole": True})


def test_finished_jobs_are_forgotten_after_a_while_and_dead_ones_stay() -> None:
    old = timezone.now() - due.KEEP - timedelta(days=1)
    for state in (State.DONE, State.DEAD):
        Job.objects.create(kind="sample.work", by_id=1, state=state, created_at=old)
    Job.objects.create(kind="sample.work", by_id=1, state=State.DONE)
    due.prune()
    assert sorted(Job.objects.values_list("state", flat=True)) == ["dead", "done"]


def test_erasing_somebody_empties_what_their_jobs_were_told(asked: Any) -> None:
    job = asked(lambda job, beat: {"who": "Robin"})
    run_job(job)
    assert panels.erase(job.by_id, None) == {"jobs": 1}
    job.refresh_from_db()
    assert (job.args, job.result) == ({}, {})
