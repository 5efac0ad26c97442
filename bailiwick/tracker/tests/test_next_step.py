"""What an issue needs next, in one line, and how far it has come."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.models import Issue
from bailiwick.tracker.next_step import Standing, next_step, stages
from bailiwick.tracker.words import Entry

from .cast import issue, system


@pytest.mark.parametrize(
    ("standing", "needs"),
    [
        (Standing("new", held=True), "somebody of the staff to let it through"),
        (Standing("new"), "somebody to look at it"),
        (Standing("new", answered=True), "a decision: is it so, and what becomes of it?"),
        (Standing("needs-information", answered=True), "an answer by whoever reported it"),
        (Standing("confirmed"), "somebody to take it"),
        (Standing("confirmed", assignee="uli"), "uli to begin"),
        (Standing("confirmed", assignee="uli", blockers=("#3", "#4")), "#3, #4 to be solved first"),
        (Standing("in-progress", assignee="uli"), "a solution by uli"),
        (Standing("in-progress", assignee="uli", has_patch=True), "somebody to review it"),
        (Standing("needs-review", reviewer="vera"), "a review by vera"),
        (Standing("a-status-of-their-own"), "somebody to take it"),
        (Standing("closed", closed=True, blockers=("#3",)), ""),
    ],
)
def test_one_line_says_what_it_needs(standing: Standing, needs: str) -> None:
    assert next_step(standing) == needs


def test_waiting_for_an_answer_is_a_detour_on_the_way() -> None:
    rows = ("new", "needs-information", "confirmed", "closed")
    words = [Entry("status", slug, slug, "", rank, False, False) for rank, slug in enumerate(rows)]
    shown = [(stage.label, stage.place) for stage in stages(words, "confirmed", {"new"})]
    assert shown == [("new", "done"), ("confirmed", "now"), ("closed", "ahead")]
    assert [stage.label for stage in stages(words, "needs-information", {"new"})] == list(rows)
    assert stages([], "gone") == []


@pytest.mark.django_db
def test_the_bar_shows_what_an_issue_went_through_and_nothing_that_it_skipped(client: Client) -> None:
    bug = issue("Slow")
    assert bar(client, bug) == [
        "now New",
        *(f"ahead {word}" for word in ("Confirmed", "In progress", "Needs review", "Closed")),
    ]
    close_issue(bug, "fixed", by=system())
    assert bar(client, bug) == ["done New", "now Closed"]
    for status in ("confirmed", "in-progress"):
        change_issue(bug, {"status": status}, by=system())
    close_issue(bug, "fixed", by=system())
    assert bar(client, bug) == ["done New", "done Confirmed", "done In progress", "now Closed"]


def bar(client: Client, bug: Issue) -> list[str]:
    """The stages on its page: how each looks, and its name."""
    steps = re.search(r'<ol class="stages".*?</ol>', client.get(bug.url).text, re.DOTALL)
    assert steps
    found = re.findall(r'<li class="(\w+)".*?<span>(.*?)</span>', steps.group())
    return [f"{place} {label}" for place, label in found]
