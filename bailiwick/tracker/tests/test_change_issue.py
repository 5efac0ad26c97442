"""Changing an issue: who may, which way a status goes, what the history keeps, and two who edit at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bailiwick.access import Denied
from bailiwick.tracker.actions.issues import assign_issue, change_issue, close_issue
from bailiwick.tracker.errors import Crossed, Refused
from bailiwick.tracker.fields import FIELDS, values
from bailiwick.tracker.models import Edit, Issue, IssueLink, Label, Transition

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def label(slug: str, group: str = "") -> int:
    return Label.objects.create(slug=slug, group=group).pk


def test_every_field_person_and_time_is_kept() -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    assert change_issue(bug, {"title": "Very slow", "priority": "high", "kind": "bug"}, by=dora) == [
        "priority",
        "title",
    ]
    rows = Edit.objects.order_by("field").values_list("field", "before", "after", "by_id")
    assert list(rows) == [("priority", "", "high", dora.pk), ("title", "Slow", "Very slow", dora.pk)]
    assert change_issue(bug, {"title": "Very slow"}, by=dora) == []


def test_anybody_improves_a_title_and_only_staff_triages() -> None:
    bug, uli = issue("Slow"), known("uli")
    change_issue(bug, {"title": "Slow at noon", "severity": "minor"}, by=uli)
    for field, value in (("priority", "high"), ("labels", [label("easy")]), ("status", "confirmed")):
        with pytest.raises(Denied):
            change_issue(bug, {field: value}, by=uli)
    with pytest.raises(Denied):
        change_issue(bug, {"body": "Rewritten"}, by=uli)


def test_whoever_reported_it_closes_it_and_opens_it_again() -> None:
    uli = known("uli")
    bug = issue("Slow", by=uli)
    close_issue(bug, "fixed", by=uli)
    assert (bug.status, bug.resolution, bug.closed, bug.closed_at is not None) == ("closed", "fixed", True, True)
    change_issue(bug, {"status": "new"}, by=uli)
    assert (bug.status, bug.resolution, bug.closed, bug.closed_at) == ("new", "", False, None)
    with pytest.raises(Denied):
        close_issue(bug, "fixed", by=known("vera"))


def test_anybody_takes_what_nobody_has_and_gives_back_what_they_took() -> None:
    bug, uli, vera = issue("Slow"), known("uli"), known("vera")
    change_issue(bug, {"assignee_id": uli.pk, "assigned_until": "2026-12-24"}, by=uli)
    with pytest.raises(Denied):
        assign_issue(bug, vera, by=vera)
    assign_issue(bug, None, by=uli)
    assert (bug.assignee_id, bug.assigned_until) == (None, None)


def test_a_status_goes_only_where_the_table_lets_it() -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    Transition.objects.filter(before="new", after="needs-review").delete()
    with pytest.raises(Refused, match="no way"):
        change_issue(bug, {"status": "needs-review"}, by=dora)
    with pytest.raises(Refused, match="Say why"):
        change_issue(bug, {"status": "closed"}, by=dora)
    Transition.objects.create(kind="bug", before="new", after="needs-review")
    change_issue(bug, {"status": "needs-review"}, by=dora)
    with pytest.raises(Refused, match="no way"):
        close_issue(bug, "fixed", by=dora)


def test_an_open_blocker_stops_closing_unless_somebody_says_so_and_that_is_recorded() -> None:
    bug, blocker, dora = issue("Slow"), issue("Old disk"), person("dora", "Developer")
    IssueLink.objects.create(kind="blocks", source=blocker, target=bug, by_id=dora.pk, at=NOW)
    with pytest.raises(Refused, match=f"#{blocker.pk}"):
        close_issue(bug, "fixed", by=dora)
    close_issue(bug, "fixed", by=dora, override=True)
    assert bug.closed


def test_of_a_group_of_labels_an_issue_has_one() -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    with pytest.raises(Refused, match="size"):
        change_issue(bug, {"labels": [label("small", "size"), label("large", "size")]}, by=dora)


def test_two_who_edit_different_fields_at_once_both_keep_theirs() -> None:
    bug, uli, vera = issue("Slow"), known("uli"), known("vera")
    seen = values(bug, FIELDS)
    change_issue(bug, {"title": "Slow at noon", "severity": seen["severity"]}, by=uli, seen=seen)
    change_issue(bug, {"title": seen["title"], "severity": "minor"}, by=vera, seen=seen)
    assert values(bug, ["title", "severity"]) == {"title": "Slow at noon", "severity": "minor"}


def test_two_who_change_the_same_field_are_shown_both_and_nothing_is_written() -> None:
    bug, uli, vera = issue("Slow"), known("uli"), known("vera")
    seen = values(bug, FIELDS)
    change_issue(bug, {"title": "Slow at noon"}, by=uli, seen=seen)
    with pytest.raises(Crossed) as crossed:
        change_issue(bug, {"title": "Slow always", "severity": "minor"}, by=vera, seen=seen)
    assert crossed.value.fields == {"title": ("Slow", "Slow at noon", "Slow always")}
    assert Issue.objects.get(pk=bug.pk).severity == 0


def test_labels_and_services_that_two_change_at_once_merge() -> None:
    bug, dora = issue("Slow", service=entity("service/pypi")), person("dora", "Developer")
    easy, old, new = label("easy"), label("old"), label("new")
    change_issue(bug, {"labels": [easy, old]}, by=dora)
    seen = values(bug, ["labels", "services"])
    change_issue(bug, {"labels": [easy, old, new]}, by=dora, seen=seen)
    docs = entity("service/docs").pk
    change_issue(bug, {"labels": [easy], "services": seen["services"] | {str(docs): "fixed"}}, by=system(), seen=seen)
    assert values(bug, ["labels"])["labels"] == [easy, new]
    assert values(bug, ["services"])["services"][str(docs)] == "fixed"
