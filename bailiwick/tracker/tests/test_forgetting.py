"""A person is erased, or goes by another name: what the tracker keeps of them, and what it lets go."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.actions.people import erase_person, retire_name
from bailiwick.jobs.queue import run_next
from bailiwick.search.queries import find
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.judging import report_post
from bailiwick.tracker.actions.queries import save_query
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.actions.words import save_milestone
from bailiwick.tracker.models import Edit, Issue, Rule, SavedQuery, Star
from bailiwick.tracker.panels import own_data

from .cast import entity, issue, known, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_a_retired_name_leaves_titles_texts_histories_and_the_search() -> None:
    robin = entity("person/robin", "Robin Vale")
    alias_entity(robin, "aka", "Rupert Vale", by=system())
    bug = issue("Ask Rupert Vale", body="Only Rupert Vale knows")
    create_comment(bug, "Rupert Vale is away", by=system())
    change_issue(bug, {"title": "Where is Rupert Vale"}, by=system())
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    bug.refresh_from_db()
    assert (bug.title, bug.body) == ("Where is Robin Vale", "Only Robin Vale knows")
    assert bug.thread.get().body == "Robin Vale is away"
    assert Edit.objects.values_list("before", "after").get() == ("Ask Robin Vale", "Where is Robin Vale")
    assert not find(ANYBODY, "Rupert").hits
    assert issue("Rupert Vale again").title == "Robin Vale again"
    milestone = save_milestone(None, {"name": "Without Rupert Vale", "description": "Rupert Vale goes"}, by=system())
    assert (milestone.name, milestone.description) == ("Without Robin Vale", "Robin Vale goes")
    assert save_query("of Rupert Vale", "is:open", by=known("uli")).name == "of Robin Vale"
    assert report_post(bug, "it names Rupert Vale", by=known("vera")).reason == "it names Robin Vale"


def test_what_an_erased_person_wrote_stays_without_a_name_and_what_they_wanted_goes() -> None:
    uli = known("uli")
    bug = issue("Slow", by=uli)
    now = timezone.now()
    Star.objects.create(issue=bug, user_id=uli.pk, at=now)
    Issue.objects.filter(pk=bug.pk).update(stars=1, assignee_id=uli.pk)
    SavedQuery.objects.create(author_id=uli.pk, name="mine", line="author:me", created_at=now)
    Rule.objects.create(author_id=uli.pk, does="watch", line="label:easy", created_at=now)
    assert [len(own_data(uli)[what]) for what in ("issues", "stars", "queries", "rules")] == [2, 1, 1, 1]
    erase_person(None, user=uli, by=uli)
    bug.refresh_from_db()
    assert (bug.title, bug.stars, bug.assignee_id) == ("Slow", 0, None)
    assert not (Star.objects.exists())
    assert not (SavedQuery.objects.exists())
    assert not (Rule.objects.exists())
    assert User.objects.get(pk=bug.reporter_id).handle == f"erased-{uli.pk}"
