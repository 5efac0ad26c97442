"""Figures of issues: weeks, waiting times, services, and what happened in one week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bailiwick.tracker.actions.issues import close_issue
from bailiwick.tracker.models import Issue
from bailiwick.tracker.queries.statistics import figures, report

from .cast import entity, issue, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
#: A Monday.
START = date(2026, 11, 16)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def then(found: Issue, **times: Any) -> None:
    """Fast-forward, or back."""
    Issue.objects.filter(pk=found.pk).update(**times)


@pytest.fixture
def november() -> dict[str, Issue]:
    """One answered and closed, one still waiting, one hidden."""
    pypi = entity("service/pypi", "PyPI")
    made = {name: issue(name, service=pypi) for name in ("closed", "waiting", "secret")}
    close_issue(made["closed"], "fixed", by=system())
    then(made["closed"], created_at=at(10), answered_at=at(10, 15), closed_at=at(18))
    then(made["waiting"], created_at=at(17))
    then(made["secret"], created_at=at(17), visibility=2)
    return made


def test_weeks_are_counted_back_from_what_is_open_today(november: dict[str, Issue]) -> None:
    found = figures(ANYBODY, date(2026, 11, 26))
    shown = [(week.start.day, week.opened, week.closed, week.open) for week in found.weeks[-3:]]
    assert shown == [(9, 1, 0, 1), (16, 1, 1, 1), (23, 0, 0, 1)]
    assert (found.to_answer.count, found.to_answer.median) == (1, timedelta(hours=3))
    assert found.to_close.median == timedelta(days=8)
    assert [(service.name, row["open"]) for service, row in found.services] == [("PyPI", 1)]


def test_staff_counts_what_staff_sees(november: dict[str, Issue]) -> None:
    assert figures(person("dora", "Developer"), date(2026, 11, 26)).open == 2


def test_a_week_lists_what_came_what_went_and_who_waits(november: dict[str, Issue]) -> None:
    found = report(ANYBODY, START)
    assert found.counts == {"opened": 1, "closed": 1, "answered": 0, "wanted": 0, "waiting": 0}
    assert found.lists["closed"] == [(november["closed"].pk, "closed")]
    assert report(ANYBODY, START + timedelta(days=7)).counts["waiting"] == 1


def test_the_pages_say_the_same_as_table_and_for_one_service(november: dict[str, Issue], client: Client) -> None:
    page = client.get("/issues/statistics/?service=pypi").content.decode()
    assert "Issues of PyPI in figures" in page
    assert "The same as a table" in page
    assert "1 that was answered, 1 that was closed." in page
    assert "<dt>First answer</dt><dd>3 hours</dd>" in page
    then(november["closed"], answered_at=at(10, 12) + timedelta(seconds=20))
    assert "<dd>less than a minute</dd>" in client.get("/issues/statistics/").text
    assert client.get("/issues/statistics/?service=nothing").status_code == 404
    week = client.get(f"/issues/week/{START}/").content.decode()
    assert "1 opened, 1 closed; 1 open at its end." in " ".join(week.split())
    assert "secret" not in week
    assert client.get("/issues/week/2026-11-19/")["Location"] == f"/issues/week/{START}/"
    for nonsense in ("x", "0001-01-01", "9999-12-31"):
        assert client.get(f"/issues/week/{nonsense}/").status_code in (302, 404)


def test_the_pages_cost_few_queries(
    november: dict[str, Issue], client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        client.get("/issues/statistics/")
    with django_assert_max_num_queries(14):
        client.get(f"/issues/week/{START}/")
