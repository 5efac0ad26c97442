"""One row, one worker: leases, fences, pauses, giving up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from bailiwick.jobs.lease import LONGEST_PAUSE, Lost, State, claim_next, complete, fail, pause, plain_line, renew, retry
from bailiwick.jobs.models import Job

pytestmark = pytest.mark.django_db


def make(**fields: Any) -> Job:
    return Job.objects.create(kind="sample.count", by_id=1, **fields)


def claim(**fields: Any) -> Job | None:
    return claim_next(Job.objects.filter(**fields))


def run_out(job: Job) -> None:
    """As if the worker had been silent for longer than its lease."""
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_the_row_that_waited_longest_is_taken_first_and_by_one_only() -> None:
    second, first = make(), make()
    Job.objects.filter(pk=first.pk).update(available_at=Now() - timedelta(minutes=1))
    assert [claim(), claim(), claim()] == [first, second, None]


def test_a_row_that_is_not_due_waits() -> None:
    make(available_at=timezone.now() + timedelta(hours=1))
    assert claim() is None


def test_a_lease_that_ran_out_makes_the_row_ready_for_another_worker() -> None:
    make()
    first = claim()
    assert first is not None
    run_out(first)
    second = claim()
    assert second == first
    assert (second.fence, second.attempts) == (2, 2)


def test_a_worker_that_comes_back_too_late_changes_nothing() -> None:
    make()
    late = claim()
    assert late is not None
    run_out(late)
    claim()
    for write in (lambda: complete(late), lambda: renew(late), lambda: fail(late, "no")):
        with pytest.raises(Lost):
            write()
    assert Job.objects.get().state == State.RUNNING


def test_renewing_keeps_the_row() -> None:
    make()
    job = claim()
    assert job is not None
    run_out(job)
    renew(job, 60)
    assert claim() is None


def test_pauses_double_up_to_an_hour() -> None:
    assert [pause(n) for n in (1, 2, 3, 4)] == [10, 20, 40, 80]
    assert pause(50) == LONGEST_PAUSE


def test_a_failure_waits_and_too_many_are_given_up_where_people_see_them() -> None:
    make()
    for attempt in range(1, Job.max_attempts + 1):
        job = claim()
        assert job is not None
        assert job.attempts == attempt
        fail(job, "the\nserver said no")
        assert claim() is None
        Job.objects.update(available_at=Now())
    dead = Job.objects.given_up().get()
    assert (dead.state, dead.last_error) == (State.DEAD, "the server said no")


def test_a_row_whose_workers_always_die_is_given_up_too() -> None:
    make(attempts=Job.max_attempts - 1)
    job = claim()
    assert job is not None
    run_out(job)
    assert claim() is None
    assert Job.objects.given_up().get().last_error == "The worker stopped before it was finished."


def test_what_was_given_up_can_be_started_over_and_nothing_else() -> None:
    job = make(state=State.DEAD, attempts=8)
    assert retry(job)
    assert not retry(job)
    again = claim()
    assert again is not None
    assert again.attempts == 1


def test_an_error_is_one_line_that_fits() -> None:
    assert plain_line("a\n b\x00\t" + "c" * 400) == "a b " + "c" * 296


def test_claiming_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    make()
    with django_assert_max_num_queries(6):  # two of them begin and end the savepoint of the test
        claim()
    with django_assert_max_num_queries(2):
        claim()


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_every_row_exactly_once(start_process: Any) -> None:
    Job.objects.bulk_create(Job(kind="sample.count", by_id=1) for _ in range(60))
    code = (
        "from bailiwick.jobs.lease import claim_next, complete\n"
        "from bailiwick.jobs.models import Job\n"
        "while (job := claim_next(Job.objects.all())) is not None: complete(job); print(job.pk)"
    )
    workers = [start_process(code) for _ in range(3)]
    taken = [int(pk) for worker in workers for pk in worker.communicate(timeout=60)[0].split()]
    assert sorted(taken) == sorted(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}
