"""Looking: asked for by what changes and by the hour, one at a time, and twice is once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.entities import show_entity
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, read, says, system
from bailiwick.events.models import Event
from bailiwick.events.processing import process_events
from bailiwick.findings import due, ground, looking
from bailiwick.findings.actions import look_for_findings
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import contradict, disagree, found, look
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_next
from bailiwick.reactions import REACTIONS

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, Any]]:
    return list(Finding.objects.order_by("pk").values())


def test_a_second_look_changes_nothing() -> None:
    disagree()
    before, told = [{**row, "last_seen": None} for row in rows()], times_told()
    counts = look()
    assert [counts[what] for what in looking.MOVED] == [0, 0, 0, 0]
    assert [{**row, "last_seen": None} for row in rows()] == before
    assert times_told() == told


def test_who_may_see_it_shifts_with_its_grounds_and_is_told() -> None:
    disagree()
    show_entity(Entity.objects.get(slug="loom"), 2, by=system())
    told = times_told()
    counts = look()
    assert (counts["again"], counts["shifted"]) == (0, 1)
    assert Finding.objects.get(kind="conflict").visibility == 2
    assert times_told() == told + 1


def times_told() -> int:
    """How often somebody was told that findings moved."""
    return Event.objects.filter(kind="finding.found").count()


def test_a_look_that_is_stopped_midway_has_told_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(number: int, of: int, message: str) -> None:
        raise InterruptedError

    contradict()
    told, page = times_told(), Client().get("/service/loom/").text
    assert "conflict" not in page
    with pytest.raises(InterruptedError):
        look_for_findings(by=system(), beat=stopped)
    assert found("conflict")
    assert times_told() == told + 1
    assert "conflict" in Client().get("/service/loom/").text


def test_a_small_step_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "STEP", 1)
    disagree()
    assert found("conflict") == ["conflict service/loom hosted_by overview machines"]


def test_what_changes_asks_for_one_look_however_often() -> None:
    for n in range(5):
        entity(f"service/s{n}")
    process_events(REACTIONS)
    assert Job.objects.filter(kind=due.CATCH_UP).count() == 1
    assert run_next()
    job = Job.objects.get(kind=due.CATCH_UP)
    assert (job.state, job.result["new"]) == ("done", 0)


def test_the_worker_finds_what_two_imports_brought() -> None:
    home = ["hosted_by"]
    read("overview", "2026-05-01", says("service/loom", "hosted_by", "provider/hill"), complete_for=home)
    read("machines", "2026-06-01", says("service/loom", "hosted_by", "provider/cloudberry"), complete_for=home)
    process_events(REACTIONS)
    run_next()
    assert found("conflict") == ["conflict service/loom hosted_by overview machines"]


def test_after_a_long_look_the_next_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = User.objects.system("keeper")
    Job.objects.create(kind=due.CATCH_UP, by_id=keeper.pk, state="done", result={"seconds": 30}, finished_at=Now())
    due.ask_to_catch_up()
    due.ask_to_catch_up()
    (job,) = Job.objects.filter(kind=due.CATCH_UP, state="ready")
    assert timedelta(minutes=4) < job.available_at - timezone.now() < timedelta(minutes=6)


def test_of_the_looks_that_are_over_one_is_kept() -> None:
    for _ in range(3):
        due.ask_to_catch_up()
        run_next()
    assert Job.objects.filter(kind=due.CATCH_UP).count() == 1


def test_what_has_been_gone_for_a_year_is_forgotten() -> None:
    finding = disagree()
    old = timezone.now() - timedelta(days=400)
    Finding.objects.filter(pk=finding.pk).update(status="gone", last_seen=old)
    due.prune()
    assert not Finding.objects.filter(pk=finding.pk).exists()
