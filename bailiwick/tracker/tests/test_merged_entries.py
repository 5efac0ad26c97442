"""Two entries of the catalog turn out to be one, or two after all: issues are where their entries are."""

from __future__ import annotations

import pytest

from bailiwick.catalog.actions.changes import revert_change
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.events.processing import process_events
from bailiwick.jobs.queue import run_next
from bailiwick.reactions import REACTIONS
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Edit, Issue

from .cast import entity, issue, system

pytestmark = pytest.mark.django_db


def work() -> None:
    """What follows from what happened, to its end."""
    process_events(REACTIONS)
    while run_next():
        process_events(REACTIONS)


def where(bug: Issue) -> tuple[int | None, list[int]]:
    """What an issue belongs to, and what it affects."""
    known = values(Issue.objects.get(pk=bug.pk), ["scope_id", "services"])
    return known["scope_id"], sorted(map(int, known["services"]))


def test_issues_go_along_and_their_history_says_so() -> None:
    wiki, moin, docs = entity("service/wiki"), entity("service/moin"), entity("service/docs")
    bug = issue("Slow", service=moin)
    both = issue("Both", services={str(docs.pk): "fixed", str(moin.pk): "fixed", str(wiki.pk): "affected"})
    merge_entities(moin, wiki, by=system())
    work()
    bug.refresh_from_db()
    assert bug.scope_id == wiki.pk
    assert values(bug, ["services"])["services"] == {str(wiki.pk): "affected"}
    known = values(Issue.objects.get(pk=both.pk), ["services"])["services"]
    assert known == {str(wiki.pk): "affected", str(docs.pk): "fixed"}
    assert set(Edit.objects.filter(issue=bug).values_list("field", flat=True)) == {"scope_id", "services"}


def test_a_merge_that_is_taken_back_gives_back_what_nobody_has_touched_since() -> None:
    wiki, moin, docs = entity("service/wiki"), entity("service/moin"), entity("service/docs")
    slow, torn, kept = issue("Slow", service=moin), issue("Torn", service=moin), issue("Kept", service=wiki)
    merge = merge_entities(moin, wiki, by=system())
    work()
    assert [where(each) for each in (slow, torn)] == [(wiki.pk, [wiki.pk])] * 2
    torn.refresh_from_db()
    change_issue(torn, {"scope_id": docs.pk, "services": {str(docs.pk): "affected"}}, by=system())
    back = revert_change(merge, by=system())
    work()
    assert [where(each) for each in (slow, torn, kept)] == [
        (moin.pk, [moin.pk]), (docs.pk, [docs.pk]), (wiki.pk, [wiki.pk]),
    ]  # fmt: skip
    edits = Edit.objects.count()
    work()
    assert Edit.objects.count() == edits
    # One after all, and two after all.
    again = revert_change(back, by=system())
    work()
    assert where(slow) == (wiki.pk, [wiki.pk])
    revert_change(again, by=system())
    work()
    assert where(slow) == (moin.pk, [moin.pk])


def test_of_two_merges_in_a_row_either_is_taken_back_by_itself() -> None:
    one, two, three = (entity(f"service/{name}") for name in ("one", "two", "three"))
    bug = issue("Slow", service=one)
    merge_entities(one, two, by=system())
    last = merge_entities(two, three, by=system())
    work()
    assert where(bug) == (three.pk, [three.pk])
    revert_change(last, by=system())
    work()
    assert where(bug) == (two.pk, [two.pk])
