"""Two entries of the catalog turn out to be one: the issues of both are its issues."""

from __future__ import annotations

import pytest

from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.events.processing import process_events
from bailiwick.jobs.queue import run_next
from bailiwick.reactions import REACTIONS
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Edit, Issue

from .cast import entity, issue, system

pytestmark = pytest.mark.django_db


def test_issues_go_along_and_their_history_says_so() -> None:
    wiki, moin, docs = entity("service/wiki"), entity("service/moin"), entity("service/docs")
    bug = issue("Slow", service=moin)
    both = issue("Both", services={str(docs.pk): "fixed", str(moin.pk): "fixed", str(wiki.pk): "affected"})
    merge_entities(moin, wiki, by=system())
    process_events(REACTIONS)
    while run_next():
        pass
    bug.refresh_from_db()
    assert bug.scope_id == wiki.pk
    assert values(bug, ["services"])["services"] == {str(wiki.pk): "affected"}
    known = values(Issue.objects.get(pk=both.pk), ["services"])["services"]
    assert known == {str(wiki.pk): "affected", str(docs.pk): "fixed"}
    assert set(Edit.objects.filter(issue=bug).values_list("field", flat=True)) == {"scope_id", "services"}
