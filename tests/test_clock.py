"""Time passes: what is due runs, once, and a duty that fails comes again in its time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bailiwick import duties
from bailiwick.clock import CLOCK, Duty
from bailiwick.jobs.lease import State
from bailiwick.models import Tick

pytestmark = pytest.mark.django_db

ran: list[str] = []


def tell() -> None:
    """A duty of the test."""
    ran.append("told")


def stumble() -> None:
    """A duty that does not work."""
    raise RuntimeError("the shelf\nis empty")


TABLE = (Duty("stumble", 60, f"{__name__}.stumble"), Duty("tell", 3600, f"{__name__}.tell"))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    ran.clear()
    duties.enrol(TABLE)


def test_what_is_due_runs_once_and_is_then_due_again_after_its_time() -> None:
    assert duties.run_due(TABLE) == 2
    assert duties.run_due(TABLE) == 0
    assert ran == ["told"]
    tick = Tick.objects.get(name="tell")
    assert tick.state == State.READY
    assert 3500 < (tick.available_at - datetime.now(UTC)).total_seconds() <= 3601


def test_a_failing_duty_leaves_the_others_alone_and_its_error_on_its_row() -> None:
    duties.run_due(TABLE)
    tick = Tick.objects.get(name="stumble")
    assert (tick.state, tick.attempts, tick.last_error) == (State.READY, 0, "RuntimeError: the shelf is empty")


def test_a_line_that_is_gone_is_no_longer_run() -> None:
    assert duties.run_due(TABLE[1:]) == 1
    assert Tick.objects.get(name="stumble").ran_at is None


def test_a_line_is_enrolled_once() -> None:
    duties.enrol(TABLE)
    assert Tick.objects.count() == 2


def test_the_lines_of_the_table_have_names_of_their_own_and_work() -> None:
    assert len({duty.name for duty in CLOCK}) == len(CLOCK)
    duties.enrol(CLOCK)
    duties.run_due(CLOCK)
    assert not Tick.objects.exclude(last_error="").exists()
