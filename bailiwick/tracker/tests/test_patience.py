"""What ends by itself: waiting for an answer, and having taken an issue until a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.events.models import Event
from bailiwick.events.processing import process_events
from bailiwick.reactions import REACTIONS
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Issue, Transition
from bailiwick.tracker.patience import close_unanswered, end_assignments

from .cast import issue, known, person

pytestmark = pytest.mark.django_db


def asked(title: str, days: int, **more: Any) -> Issue:
    """An issue whose reporter was asked something so many days ago."""
    bug, then = issue(title, **more), timezone.now() - timedelta(days=days)
    Issue.objects.filter(pk=bug.pk).update(status="needs-information", status_at=then, activity_at=then)
    return Issue.objects.get(pk=bug.pk)


def status(bug: Issue) -> str:
    return Issue.objects.get(pk=bug.pk).status


def test_what_nobody_answers_for_a_month_is_closed_and_says_so() -> None:
    old, young, uli = asked("Old", 31), asked("Young", 29), known("uli")
    close_unanswered()
    assert (status(old), status(young)) == ("closed", "needs-information")
    said = old.thread.get()
    assert "Nobody answered for 30 days" in said.body
    assert (said.author_id, said.via) != (uli.pk, "web")


def test_an_answer_opens_it_again_but_not_what_somebody_closed_on_purpose() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    late, done = asked("Late", 40, by=uli), issue("Done", by=uli)
    close_unanswered()
    close_issue(done, "fixed", by=dora)
    for each in (late, done):
        create_comment(Issue.objects.get(pk=each.pk), "Here is more", by=known("vera" + each.title.lower()))
    process_events(REACTIONS)
    assert (status(late), status(done)) == ("closed", "closed")
    for each in (late, done):
        create_comment(Issue.objects.get(pk=each.pk), "It is version 3", by=uli)
    process_events(REACTIONS)
    assert (status(late), status(done)) == ("new", "closed")


def test_an_answer_takes_the_nearest_way_that_this_desk_has_and_says_so_where_there_is_none() -> None:
    uli = known("uli")
    ways = Transition.objects.filter(before="needs-information")
    ways.filter(after="new").delete()
    near, alone = asked("Near", 3, by=uli), asked("Alone", 3, by=uli)

    def answered(bug: Issue) -> str:
        create_comment(bug, "It is version 3", by=uli)
        process_events(REACTIONS)
        assert not Event.objects.exclude(last_error="").exists()
        return status(bug)

    assert answered(near) == "confirmed"
    ways.exclude(after__in=["closed", "needs-information"]).delete()
    assert answered(alone) == "needs-information"
    assert "an answer came; it stays “Needs information”" in Client().get(alone.url).content.decode()
    assert Client().get(f"/api/v1{alone.url}history").json()["items"][-1]["field"] == "answered"
    # It was answered, so it is nothing that nobody answered.
    Issue.objects.filter(pk=alone.pk).update(activity_at=timezone.now() - timedelta(days=40))
    close_unanswered()
    assert status(alone) == "needs-information"


def test_a_word_that_was_said_meanwhile_counts_as_an_answer_and_a_desk_may_wait_for_ever(settings: Any) -> None:
    talked, never = asked("Talked", 40), asked("Never", 40)
    create_comment(talked, "I look for it", by=known("uli"))
    settings.NEEDS_INFORMATION_DAYS = 0
    close_unanswered()
    assert status(never) == "needs-information"
    settings.NEEDS_INFORMATION_DAYS = 30
    close_unanswered()
    assert (status(talked), status(never)) == ("needs-information", "closed")


def test_one_that_the_rules_of_the_desk_keep_open_stops_no_other() -> None:
    stuck, other = asked("Stuck", 50, kind="idea"), asked("Other", 40)
    Transition.objects.create(kind="idea", before="needs-information", after="new")
    close_unanswered()
    assert (status(stuck), status(other)) == ("needs-information", "closed")
    assert not stuck.thread.exists()


def test_who_took_it_until_a_day_has_it_no_more_afterwards() -> None:
    uli, today = known("uli"), timezone.localdate()
    over, still, open_end = issue("Over"), issue("Still"), issue("Open end")
    for bug, until in ((over, today - timedelta(days=1)), (still, today), (open_end, None)):
        change_issue(bug, {"assignee_id": uli.pk, "assigned_until": until and until.isoformat()}, by=uli)
    end_assignments()
    left = Issue.objects.order_by("pk").filter(assignee_id=uli.pk)
    assert [bug.title for bug in left] == ["Still", "Open end"]
    assert Issue.objects.get(pk=over.pk).assigned_until is None
