"""What people say to an issue: notes for staff, edits with their history, an answer that opens it again."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.access import Denied
from bailiwick.events.processing import process_events
from bailiwick.reactions import REACTIONS
from bailiwick.search.queries import find
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.talk import create_comment, edit_comment
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Comment, Issue

from .cast import issue, known, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_of_two_who_answer_at_once_the_first_one_was_first() -> None:
    bug = issue("Slow", by=known("uli"))
    same = Issue.objects.get(pk=bug.pk)
    first = create_comment(bug, "Since when?", by=person("dora", "Developer"))
    create_comment(same, "Where?", by=person("carla", "Coordinator"))
    assert Issue.objects.get(pk=bug.pk).answered_at == first.created_at


def test_a_note_is_read_and_found_by_staff_only_and_moves_nothing_that_others_see() -> None:
    bug, dora, uli = issue("Slow"), person("dora", "Developer"), known("uli")
    before = Issue.objects.filter(pk=bug.pk).values("comments", "activity_at").get()
    note = create_comment(bug, "The disk is a heirloom", by=dora, note=True)
    assert Issue.objects.filter(pk=bug.pk).values("comments", "activity_at").get() == before
    assert [note in Comment.objects.visible_to(who) for who in (ANYBODY, uli, dora)] == [False, False, True]
    assert [len(find(who, "heirloom").hits) for who in (ANYBODY, uli, dora)] == [0, 0, 1]
    with pytest.raises(Denied):
        create_comment(bug, "Me too", by=uli, note=True)


def test_what_a_comment_said_before_is_kept() -> None:
    bug, uli = issue("Slow"), known("uli")
    said = create_comment(bug, "Since noon", by=uli)
    edit_comment(said, "Since noon", by=uli)
    edit_comment(said, "Since one", by=uli)
    assert [version.body for version in said.versions.all()] == ["Since noon"]
    with pytest.raises(Denied):
        edit_comment(said, "Never", by=known("vera"))
    with pytest.raises(Refused, match="nothing"):
        create_comment(bug, " \n ", by=uli)


def test_an_answer_of_the_reporter_brings_a_waiting_issue_back() -> None:
    uli = known("uli")
    bug = issue("Slow", by=uli)
    change_issue(bug, {"status": "needs-information"}, by=person("dora", "Developer"))
    create_comment(bug, "I wonder, too", by=known("vera"))
    process_events(REACTIONS)
    assert Issue.objects.get(pk=bug.pk).status == "needs-information"
    create_comment(bug, "It is the big ones", by=uli)
    process_events(REACTIONS)
    assert Issue.objects.get(pk=bug.pk).status == "new"


def test_the_first_answer_is_by_somebody_else() -> None:
    uli = known("uli")
    bug = issue("Slow", by=uli)
    create_comment(bug, "Anybody?", by=uli)
    assert Issue.objects.get(pk=bug.pk).answered_at is None
    answer = create_comment(bug, "Here", by=system())
    assert Issue.objects.get(pk=bug.pk).answered_at == answer.created_at


def test_whoever_reported_it_reads_the_answers_and_no_note_even_where_all_is_hidden() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("Passwords are shown", by=uli, visibility=2)
    answer, note = create_comment(bug, "Thank you", by=dora), create_comment(bug, "Whose fault?", by=dora, note=True)
    assert [said in Comment.objects.visible_to(uli) for said in (answer, note)] == [True, False]
    first = issue("Hello", by=person("nora"))
    kept = create_comment(first, "Looks like spam", by=dora, note=True)
    assert (kept.note, kept.wanted_visibility) == (True, 2)
