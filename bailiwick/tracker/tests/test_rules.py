"""Rules: what fits is watched, or taken, by itself."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.events.models import Event
from bailiwick.events.processing import process_events
from bailiwick.reactions import REACTIONS
from bailiwick.subscriptions.models import Subscription
from bailiwick.tracker.actions.issues import assign_issue, change_issue
from bailiwick.tracker.actions.rules import create_rule, delete_rule, pause_rule
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Issue, Label, Rule
from bailiwick.tracker.reactions import follow_rules

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db


def settle() -> None:
    while process_events(REACTIONS):
        pass


def watches(user: User, found: Issue) -> bool:
    return Subscription.objects.filter(user_id=user.pk, topic=f"issue:{found.pk}").exists()


def test_what_fits_is_watched_when_it_comes_and_when_it_begins_to_fit() -> None:
    uli, wiki = known("uli"), entity("service/wiki")
    easy = Label.objects.create(slug="easy").pk
    create_rule("service:wiki (kind:bug OR label:easy)", "watch", by=uli)
    bug, idea = issue("Slow", service=wiki), issue("Faster", service=wiki, kind="idea")
    settle()
    assert (watches(uli, bug), watches(uli, idea)) == (True, False)
    change_issue(idea, {"labels": [easy]}, by=system())
    settle()
    assert watches(uli, idea)


def test_a_rule_takes_what_nobody_has_and_never_what_was_given_back() -> None:
    uli = known("uli")
    create_rule("kind:request", "assign", by=uli)
    request = issue("A mailing list, please", kind="request")
    settle()
    request.refresh_from_db()
    assert request.assignee_id == uli.pk
    assign_issue(request, None, by=uli)
    settle()
    request.refresh_from_db()
    assert request.assignee_id is None


def test_a_rule_takes_nothing_for_whom_nothing_was_let_through() -> None:
    nora = person("nora")
    Rule.objects.create(author_id=nora.pk, line="is:open", does="assign", created_at=timezone.now())
    bug = issue("Slow")
    settle()
    bug.refresh_from_db()
    assert bug.assignee_id is None
    assert not Event.objects.exclude(last_error="").exists()


def test_a_rule_sees_no_more_than_its_author_and_rests_when_paused() -> None:
    uli = known("uli")
    rule = create_rule("kind:bug", "watch", by=uli)
    hidden, held = issue("Secret", visibility=2), issue("Hello", by=person("nora"))
    pause_rule(rule, True, by=uli)
    missed = issue("While it rested")
    settle()
    assert not any(watches(uli, each) for each in (hidden, held, missed))
    with pytest.raises(Denied):
        delete_rule(rule, by=known("vera"))


def test_rules_that_surely_do_not_fit_cost_no_query_however_many_they_are() -> None:
    uli, wiki, docs = known("uli"), entity("service/wiki"), entity("service/docs")
    Label.objects.create(slug="easy")
    create_rule("service:wiki is:open", "watch", by=uli)

    def follow(others: int) -> int:
        lines = ("service:docs", "kind:idea", "label:easy is:open", "author:me", "slow (is:closed OR status:confirmed)")
        Rule.objects.bulk_create(
            Rule(author_id=uli.pk, line=lines[n % 5], does="watch", created_at=timezone.now()) for n in range(others)
        )
        bug = issue("Slow", service=wiki)
        event = Event.objects.filter(kind="issue.created", about_id=bug.pk).get()
        with CaptureQueriesContext(connection) as queries:
            follow_rules(event)
        assert watches(uli, bug)
        return len(queries)

    follow(5)
    assert follow(5) == follow(300)
    # One that begins to fit is asked for.
    other = issue("Else", service=docs)
    settle()
    assert watches(uli, other)


@pytest.mark.parametrize("line", ["", "kind:nonsense", "service:nowhere", "sort:stars", "is:open ("])
def test_a_line_that_makes_no_sense_is_no_rule(line: str) -> None:
    with pytest.raises(Refused):
        create_rule(line, "watch", by=known("uli"))


def test_the_page_shows_rules_and_what_they_match_now(client: Client) -> None:
    uli = known("uli")
    issue("Slow wiki", service=entity("service/wiki"))
    sign_in(client, uli)
    assert client.post("/issues/rules/", {"line": "service:wiki", "does": "watch"}).status_code == 302
    assert "Slow wiki" in client.get("/issues/rules/").content.decode()
    wrong = client.post("/issues/rules/", {"line": "service:nothing", "does": "watch"})
    assert (wrong.status_code, "service:nothing" in wrong.content.decode()) == (422, True)
    rule = Rule.objects.get()
    client.post(f"/issues/rules/{rule.pk}/pause/")
    assert Rule.objects.get().paused
    sign_in(client, known("vera"))
    assert client.post(f"/issues/rules/{rule.pk}/delete/").status_code == 404
