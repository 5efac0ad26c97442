"""What follows from an event happens at least once, in order, and a failure is seen."""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from bailiwick.access.models import MemberOf
from bailiwick.accounts.models import User
from bailiwick.events import process_events, record
from bailiwick.events.models import Event
from bailiwick.jobs.lease import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return record("role.granted", by=User.objects.system("importer"))


def test_reactions_run_in_the_order_of_the_table_and_once(event: Event) -> None:
    seen: list[str] = []

    def first(each: Event) -> None:
        seen.append(f"first {each.kind}")

    def second(each: Event) -> None:
        seen.append("second")

    table = {"role.granted": (first, second)}
    assert process_events(table) == 1
    assert process_events(table) == 0
    assert seen == ["first role.granted", "second"]
    event.refresh_from_db()
    assert event.state == State.DONE
    assert event.processed_at is not None


def test_an_empty_line_means_that_nothing_follows(event: Event) -> None:
    assert process_events({"role.granted": ()}) == 1
    assert Event.objects.get().state == State.DONE


def test_a_failing_reaction_leaves_no_rows_spares_the_others_and_runs_again_alone(event: Event) -> None:
    attempts: list[str] = []

    def good(each: Event) -> None:
        attempts.append("good")
        MemberOf.objects.create(member=1, group=1)

    def bad(each: Event) -> None:
        attempts.append("bad")
        MemberOf.objects.create(member=2, group=2)
        if attempts.count("bad") == 1:
            raise RuntimeError("not today")

    table = {"role.granted": (bad, good)}
    process_events(table)
    event.refresh_from_db()
    assert event.state == State.READY
    assert "RuntimeError" in event.last_error
    assert list(MemberOf.objects.values_list("member", flat=True)) == [1]
    assert process_events(table) == 0, "it waits before the next attempt"
    Event.objects.update(available_at=Now())
    process_events(table)
    assert attempts == ["bad", "good", "bad"]
    assert Event.objects.get().state == State.DONE


def test_a_reaction_that_always_fails_ends_where_people_see_it(event: Event) -> None:
    def bad(each: Event) -> None:
        raise RuntimeError

    for _ in range(Event.max_attempts):
        process_events({"role.granted": (bad,)})
        Event.objects.update(available_at=Now())
    assert process_events({"role.granted": (bad,)}) == 0
    assert Event.objects.get().state == State.DEAD


def test_a_reaction_may_be_named_by_its_path_and_may_record_events(event: Event) -> None:
    assert process_events({"role.granted": ("bailiwick.events.tests.test_process_events.note",)}) == 2
    assert Event.objects.filter(kind="role.revoked", state=State.DONE).count() == 1


def note(event: Event) -> None:
    if event.kind == "role.granted":
        record("role.revoked", by=User.objects.system("importer"))


@pytest.mark.parametrize("moment", ["before its rows", "after its rows"])
def test_a_worker_killed_in_the_middle_of_a_reaction_loses_nothing_and_doubles_nothing(
    start_process: Any, moment: str
) -> None:
    record("role.granted", by=User.objects.system("importer"))
    write = "MemberOf.objects.create(member=1, group=1)\n"
    stop = "print('inside', flush=True); time.sleep(60)\n"
    steps = [stop, write] if moment == "before its rows" else [write, stop]
    worker = start_process(
        "import time\n"
        "from bailiwick.access.models import MemberOf\n"
        "from bailiwick.events import process_events\n"
        "def react(event):\n    " + "    ".join(steps) + "process_events({'role.granted': (react,)})"
    )
    assert worker.stdout.readline() == "inside\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()

    def react(event: Event) -> None:
        MemberOf.objects.create(member=1, group=1)

    assert process_events({"role.granted": (react,)}) == 0, "the lease still holds"
    Event.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert process_events({"role.granted": (react,)}) == 1
    assert MemberOf.objects.count() == 1
    assert Event.objects.get().attempts == 2
