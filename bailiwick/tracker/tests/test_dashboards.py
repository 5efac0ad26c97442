"""Dashboards, and what the catalog's pages say of issues."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.search.grammar import Mistake
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.asking import read_line
from bailiwick.tracker.dashboards import DASHBOARDS
from bailiwick.tracker.models import Issue, Label

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("line", [section.line for board in DASHBOARDS.values() for section in board.sections])
def test_every_line_of_every_dashboard_can_be_read(line: str) -> None:
    try:
        assert read_line(line).where is not None
    except Mistake as mistake:
        pytest.fail(f"{line}: {mistake.message}")


def test_mine_shows_what_is_mine_to_do(client: Client) -> None:
    uli = known("uli")
    assert client.get("/issues/mine/").status_code == 302
    change_issue(issue("Mend the roof"), {"assignee_id": uli.pk}, by=system())
    issue("Somebody else's")
    sign_in(client, uli)
    page = client.get("/issues/mine/").content.decode()
    assert "Mend the roof" in page
    assert "Somebody else&#39;s" not in page
    assert "The first words of uli" in page
    assert "Mend the roof" in client.get("/mine/").content.decode()


def test_newcomers_find_what_is_easy_and_nobodys(client: Client) -> None:
    page = client.get("/issues/newcomers/").content.decode()
    assert "Nothing is marked as easy just now." in page
    easy = Label.objects.create(slug="easy").pk
    change_issue(issue("Paint the door"), {"labels": [easy]}, by=system())
    change_issue(issue("Taken already"), {"labels": [easy], "assignee_id": known("uli").pk}, by=system())
    page = client.get("/issues/newcomers/").content.decode()
    assert "Paint the door" in page
    assert "Taken already" not in page


def test_triage_shows_what_waited_longest_and_what_is_held_to_staff_only(client: Client) -> None:
    old = issue("Nobody answered")
    Issue.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=9))
    issue("Buy my pills", by=person("nora"))
    page = client.get("/issues/triage/").content.decode()
    assert page.count("Nobody answered") == 2
    assert '<h2><a href="/issues/?q=status%3Anew+is%3Aopen+-is%3Aheld+sort%3A-created">New</a></h2>' in page
    assert "pills" not in page
    sign_in(client, person("carla", "Coordinator"))
    assert "pills" in client.get("/issues/triage/").content.decode()


def test_a_services_page_says_what_needs_doing_and_a_teams_offers_to_ask(client: Client) -> None:
    pypi = entity("service/pypi", "PyPI")
    entity("team/infra", "Infra")
    issue("Slow uploads", service=pypi)
    close_issue(issue("Broken search", service=pypi), "fixed", by=system())
    issue("A secret hole", service=pypi, visibility=2)
    page = client.get("/service/pypi/").content.decode()
    for shown in ("1 open issue<", "Slow uploads", "Broken search", "/issues/glance/?service=pypi"):
        assert shown in page
    assert "secret hole" not in page
    assert "/issues/new/?kind=request&amp;service=team/infra" in client.get("/team/infra/").content.decode()
    glance = client.get("/issues/glance/?service=pypi").content.decode()
    assert "Slow uploads" in glance
    assert "Broken search" in glance
    assert client.get("/issues/glance/?service=none").status_code == 404


def test_dashboards_cost_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    issue("One", service=entity("service/pypi"))
    client.get("/issues/triage/")
    with django_assert_max_num_queries(22):
        client.get("/issues/triage/?n=2")
