"""Merging a duplicate in one step, and taking it back as far as nobody touched it since."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.jobs.queue import run_next
from bailiwick.subscriptions.actions import subscribe, unsubscribe
from bailiwick.subscriptions.models import Subscription
from bailiwick.tracker.actions.bulk import start_bulk
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.links import add_link, remove_link
from bailiwick.tracker.actions.merging import merge_issues, merge_of, undo_merge
from bailiwick.tracker.actions.stars import add_star, remove_star
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.actions.undoing import undo_bulk
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Issue, IssueLink, Star

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db


def state(*issues: Issue) -> dict[str, Any]:
    """All that a merge moves, of these issues."""
    ids = [each.pk for each in issues]
    rows = Issue.objects.filter(pk__in=ids).order_by("pk")
    watching = Subscription.objects.filter(topic__startswith="issue:")
    return {
        "rows": list(rows.values_list("pk", "status", "resolution", "stars", "merged_into")),
        "stars": sorted(Star.objects.filter(issue__in=ids).values_list("issue_id", "user_id", "at")),
        "watch": sorted(watching.values_list("topic", "user_id", "mode")),
        "links": sorted(IssueLink.objects.values_list("source_id", "kind", "target_id")),
    }


@pytest.fixture
def desk() -> dict[str, Any]:
    """A twin and the original, both wanted and linked."""
    uli, vera, dora = known("uli"), known("vera"), person("dora", "Developer")
    twin, first, third = issue("Slow uploads", by=uli), issue("Uploads are slow", by=vera), issue("New disks")
    for who in (uli, vera):
        add_star(twin, by=who)
    add_star(first, by=vera)
    subscribe(f"issue:{twin.pk}", by=vera)
    add_link(twin, "blocks", third, by=dora)
    create_comment(twin, "Since noon", by=uli)
    return {"uli": uli, "vera": vera, "dora": dora, "twin": twin, "first": first, "third": third}


def test_stars_watchers_and_links_move_and_both_say_so(desk: dict[str, Any], client: Client) -> None:
    twin, first, third = desk["twin"], desk["first"], desk["third"]
    merge_issues(twin, first, by=desk["dora"])
    found = state(twin, first)
    assert found["rows"] == [
        (twin.pk, "closed", "duplicate", 0, first.pk),
        (first.pk, "new", "", 2, None),
    ]
    watchers = {user for topic, user, _mode in found["watch"] if topic == f"issue:{first.pk}"}
    assert watchers == {desk["uli"].pk, desk["vera"].pk}
    assert found["links"] == sorted([(first.pk, "blocks", third.pk), (twin.pk, "duplicates", first.pk)])
    page = client.get(twin.url).text
    assert "Since noon" in page
    assert "It goes on in" in page
    assert f"has the duplicate #{twin.pk}" in client.get(first.url).text


def test_a_merged_issue_offers_the_way_on_and_the_way_back_and_nothing_else(desk: dict[str, Any]) -> None:
    twin, dora = desk["twin"], desk["dora"]
    client, doors = Client(HTTP_ACCEPT_LANGUAGE="en"), ("star/", "assign/", "edit/", "reopen/", "comment/", "link/")
    client.force_login(dora)
    whole = client.get(desk["first"].url).text
    merge_issues(twin, desk["first"], by=dora)
    page = client.get(twin.url).text
    for door in (*doors, "merge/", "references/"):
        assert f'"{twin.url}{door}"' not in page, door
    assert f'"{desk["first"].url}star/"' in whole
    assert f'<a href="{desk["first"].url}">#{desk["first"].pk} Uploads are slow</a>' in page
    assert f'action="{twin.url}unmerge/"' in page
    assert "to say something" not in Client().get(twin.url).text
    assert f"{desk['first'].url}edit/" not in Client().get(desk["first"].url).text


def test_the_way_back_says_what_it_left_alone(desk: dict[str, Any]) -> None:
    twin, first, uli = desk["twin"], desk["first"], desk["uli"]
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(desk["dora"])
    merge_issues(twin, first, by=desk["dora"])
    remove_star(first, by=uli)
    told = client.post(f"{twin.url}unmerge/", follow=True).text
    assert "Somebody touched since, and so left alone: 1 star." in told


def test_merging_into_a_closed_issue_is_asked_before(desk: dict[str, Any]) -> None:
    twin, first, dora = desk["twin"], desk["first"], desk["dora"]
    close_issue(first, "fixed", by=dora)
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(dora)
    asked = client.post(f"{twin.url}merge/", {"into": f"#{first.pk}"})
    assert asked.status_code == 422
    assert f"#{first.pk} is closed" in asked.text
    assert 'name="anyway"' in asked.text
    assert not Issue.objects.filter(merged_into=first).exists()
    done = client.post(f"{twin.url}merge/", {"into": f"#{first.pk}", "anyway": "1"}, follow=True)
    assert Issue.objects.filter(merged_into=first).exists()
    assert f">#{first.pk}</a> (closed)</p>" in done.text


def test_where_a_merge_leads_is_told_to_those_who_may_know(desk: dict[str, Any]) -> None:
    paula = person("paula", "Developer", scope=(wiki := entity("service/wiki")))
    mine, other, hidden = issue("Torn", service=wiki), issue("Worn", service=wiki), issue("Secret", visibility=2)
    merge_issues(mine, hidden, by=desk["dora"])
    for merge in (lambda by: merge_issues(mine, other, by=by), lambda by: merge_issues(other, mine, by=by)):
        with pytest.raises(Refused) as told:
            merge(paula)
        assert f"#{hidden.pk}" not in str(told.value)
        with pytest.raises(Refused, match=f"#{hidden.pk}"):
            merge(desk["dora"])


def test_what_was_merged_is_opened_by_taking_the_merge_back_only(desk: dict[str, Any]) -> None:
    twin, dora = desk["twin"], desk["dora"]
    closed = start_bulk([twin.pk], {"status": "closed", "resolution": "out-of-date"}, by=dora)
    run_next()
    merge_issues(twin, desk["first"], by=dora)
    with pytest.raises(Refused, match="take the merge back"):
        change_issue(twin, {"status": "new"}, by=dora)
    undo_bulk(closed, by=dora)
    run_next()
    twin.refresh_from_db()
    assert (twin.closed, twin.merged_into) == (True, desk["first"])
    undo_merge(merge_of(twin), by=dora)
    change_issue(twin, {"status": "new"}, by=dora)
    assert not twin.closed


def test_taken_back_everything_is_as_it_was(desk: dict[str, Any]) -> None:
    before = state(desk["twin"], desk["first"])
    operation = merge_issues(desk["twin"], desk["first"], by=desk["dora"])
    assert merge_of(Issue.objects.get(pk=desk["twin"].pk)) == operation
    left = undo_merge(operation, by=desk["dora"]).outcome["left"]
    assert not any(left.values())
    assert state(desk["twin"], desk["first"]) == before
    undo_merge(operation, by=desk["dora"])
    assert state(desk["twin"], desk["first"]) == before


def test_what_somebody_touched_since_is_left_alone_and_listed(desk: dict[str, Any]) -> None:
    twin, first, uli = desk["twin"], desk["first"], desk["uli"]
    operation = merge_issues(twin, first, by=desk["dora"])
    remove_star(first, by=uli)
    unsubscribe(Subscription.objects.get(topic=f"issue:{first.pk}", user_id=uli.pk), by=uli)
    remove_link(IssueLink.objects.get(kind="blocks"), by=desk["dora"])
    twin.refresh_from_db()
    change_issue(twin, {"resolution": "out-of-date"}, by=desk["dora"])
    left = undo_merge(operation, by=desk["dora"]).outcome["left"]
    assert left == {
        "stars": [uli.pk], "watchers": [uli.pk], "links": [[twin.pk, "blocks", desk["third"].pk]],
        "fields": ["resolution"],
    }  # fmt: skip
    assert not Star.objects.filter(user_id=uli.pk).exists()


@pytest.mark.parametrize("wrong", ["itself", "twice", "chain", "hidden"])
def test_what_cannot_be_merged_says_why(desk: dict[str, Any], wrong: str) -> None:
    twin, first, third, dora = (desk[name] for name in ("twin", "first", "third", "dora"))
    if wrong in ("twice", "chain"):
        merge_issues(twin, first, by=dora)
    pair = {"itself": (first, first), "twice": (twin, third), "chain": (third, twin), "hidden": (twin, first)}[wrong]
    if wrong == "hidden":
        with pytest.raises(Denied):
            merge_issues(*pair, by=desk["uli"])
        return
    with pytest.raises(Refused):
        merge_issues(*pair, by=dora)


DEEDS = st.lists(
    st.tuples(st.sampled_from(["star", "unstar", "watch", "link"]), st.integers(0, 2), st.integers(0, 2)), max_size=6
)


@settings(max_examples=15)
@given(before=DEEDS)
def test_whatever_hung_on_them_a_merge_taken_back_at_once_leaves_no_trace(before: list[tuple[str, int, int]]) -> None:
    people = [User.objects.filter(handle=f"p{n}").first() or person(f"p{n}", "Developer") for n in range(3)]
    issues = [issue(f"issue {number}") for number in range(3)]
    for deed, who, which in before:
        do(deed, people[who], issues, which)
    was = state(*issues)
    undo_merge(merge_issues(issues[0], issues[1], by=system()), by=system())
    assert state(*issues) == was


def do(deed: str, who: User, issues: list[Issue], which: int) -> None:
    if deed == "star":
        add_star(issues[which], by=who)
    elif deed == "unstar":
        remove_star(issues[which], by=who)
    elif deed == "watch":
        subscribe(f"issue:{issues[which].pk}", by=who)
    else:
        with suppress(Refused):
            add_link(issues[which], "blocks", issues[(which + 1) % 3], by=who)
