"""Newcomers' first posts, and what readers complain about: who sees them, who judges, what follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from bailiwick.access import Denied
from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.search.queries import find
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import assign_issue, change_issue
from bailiwick.tracker.actions.judging import dismiss_complaints, reject_post, release_post, report_post
from bailiwick.tracker.actions.queries import save_query
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.actions.rules import create_rule
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.holding import STOOD
from bailiwick.tracker.models import Comment, Complaint, Issue
from bailiwick.tracker.queries.waiting import complained, waiting
from bailiwick.tracker.traps import SHOWN, shown

from .cast import a_while_ago, entity, issue, known, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def signed_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def test_what_is_let_through_is_seen_found_and_counted_and_its_author_is_no_newcomer_any_more() -> None:
    nora, carla, uli = person("nora"), person("carla", "Coordinator"), known("uli")
    first = issue("A heirloom disk", by=nora)
    create_comment(first, "Which one?", by=person("dora", "Developer"))
    create_comment(first, "Ask the attic", by=carla, note=True)
    release_post(first, by=carla)
    release_post(first, by=carla)
    assert [first in Issue.objects.visible_to(who) for who in (ANYBODY, uli)] == [True, True]
    assert len(find(ANYBODY, "heirloom").hits) == 1
    assert not find(uli, "attic").hits
    row = Issue.objects.get(pk=first.pk)
    assert (row.comments, row.answered_at is not None, row.held, row.visibility) == (1, True, False, 0)
    assert not issue("Another", by=nora).held


def test_what_was_posted_too_quickly_stands_in_its_form_again() -> None:
    nora, bug = signed_in(person("nora")), issue("Slow")
    words = "Since noon, & on Mondays"
    for client, door, said in (
        (nora, f"{bug.url}comment/", {"body": words}),
        (nora, "/issues/new/", {"title": words, "body": words, "kind": "bug", "visibility": "0"}),
        (Client(), "/report/?url=https://wiki.test/", {"title": words, "happened": words, "mail": "sam@example.org"}),
    ):
        answer = client.post(door, said | {SHOWN: shown()})
        assert answer.status_code == 422, door
        assert "That was very quick. Nothing you typed is lost" in answer.text, door
        assert answer.text.count("Since noon, &amp; on Mondays") >= len(set(said) - {"mail", "kind", "visibility"}), (
            door
        )
    assert not Issue.objects.exclude(pk=bug.pk).exists()
    assert not Comment.objects.exists()


def test_a_newcomer_writes_nothing_that_everybody_sees_at_once() -> None:
    nora, bug = person("nora"), issue("Slow", by=known("uli"))
    first = issue("Cheap watches", by=nora)
    for write in (
        lambda: change_issue(bug, {"title": "Cheap watches"}, by=nora),
        lambda: add_reference(bug, "https://watches.test/", by=nora),
        lambda: assign_issue(bug, nora, by=nora),
        lambda: change_issue(bug, {"assigned_until": "2999-01-01"}, by=nora),
        lambda: create_rule("is:open", "assign", by=nora),
        lambda: save_query("Cheap watches at watches.test", "is:open", by=nora, public=True),
    ):
        with pytest.raises(Refused, match="looked at before others see them"):
            write()
    save_query("Mine", "is:open", by=nora)
    assert change_issue(first, {"title": "Cheaper watches"}, by=nora) == ["title"]
    assign_issue(bug, nora, by=system())
    assert assign_issue(bug, None, by=nora) == ["assignee_id"]
    assert add_reference(first, "https://watches.test/", by=nora).issue == first
    release_post(first, by=person("carla", "Coordinator"))
    assert change_issue(bug, {"title": "Slow in winter"}, by=nora) == ["title"]


def test_a_held_comment_is_counted_once_it_is_let_through() -> None:
    nora, carla, bug = person("nora"), person("carla", "Coordinator"), issue("Slow")
    said = create_comment(bug, "Me too", by=nora)
    assert Issue.objects.get(pk=bug.pk).comments == 0
    release_post(said, by=carla)
    row = Issue.objects.get(pk=bug.pk)
    assert (row.comments, row.answered_at) == (1, said.created_at)
    assert said in Comment.objects.visible_to(ANYBODY)


def test_what_is_not_let_through_stays_hidden_and_its_author_reads_why() -> None:
    nora, carla = person("nora"), person("carla", "Coordinator")
    first = issue("Cheap watches", by=nora)
    with pytest.raises(Refused, match="Say why"):
        reject_post(first, "  ", by=carla)
    reject_post(first, "This is advertising.", by=carla)
    assert first not in Issue.objects.visible_to(ANYBODY)
    assert "This is advertising." in signed_in(nora).get(first.url).text
    issues, _comments = waiting(carla)
    assert first not in issues
    report_post(first, "It is none!", by=nora)
    assert complained(carla, 9) == [first]
    release_post(first, by=carla)
    assert "advertising" not in signed_in(nora).get(first.url).text
    assert not Complaint.objects.exists()


def test_an_innocent_post_that_becomes_advertising_waits_again() -> None:
    nora, carla, uli = person("nora"), person("carla", "Coordinator"), known("uli")
    first, said = (
        issue("Slow", body="See https://a.test/log", by=nora),
        create_comment(issue("Torn"), "Me too", by=nora),
    )
    for post in (first, said):
        release_post(post, by=carla)
    change_issue(first, {"title": "Slow since noon", "body": "Look at https://a.test/log"}, by=nora)
    assert first in Issue.objects.visible_to(ANYBODY)
    advert = "Look at https://a.test/log and https://watches.test/"
    change_issue(first, {"body": advert}, by=nora)
    page = signed_in(nora).post(f"/issues/comments/{said.pk}/edit/", {"body": "www.watches.test"}, follow=True)
    assert "With its new link it waits" in page.text
    assert first not in Issue.objects.visible_to(ANYBODY)
    assert said not in Comment.objects.visible_to(ANYBODY)
    assert [list(rows) for rows in waiting(carla)] == [[first], [said]]
    release_post(Issue.objects.get(pk=first.pk), by=carla)
    assert Issue.objects.visible_to(ANYBODY).get(pk=first.pk).body == advert
    # Of whom something has stood for a while, or who is known here, links are welcome.
    kept = issue("Worn", by=uli)
    Issue.objects.filter(reporter_id=uli.pk).exclude(pk=kept.pk).update(created_at=timezone.now() - STOOD * 2)
    for post, editor in ((kept, uli), (issue("Mine", by=carla), carla)):
        change_issue(post, {"body": advert}, by=editor)
        assert post in Issue.objects.visible_to(ANYBODY)


@pytest.mark.parametrize(
    "advert",
    ["https&#58;//watches.test/", r"https:\/\/watches.test/", "[buy](mailto:sales@watches.test)",
     "<sales@watches.test>", "[buy][1]\n\n[1]: https://watches.test/", "HTTPS://watches.test/", "www.watches.test"],
)  # fmt: skip
def test_a_link_is_one_however_it_is_written(advert: str) -> None:
    nora, carla = person("nora"), person("carla", "Coordinator")
    first = issue("Slow", body="See https://a.test/log", by=nora)
    release_post(first, by=carla)
    change_issue(first, {"title": "```", "body": f"See https://a.test/log {advert}"}, by=nora)
    assert first not in Issue.objects.visible_to(ANYBODY)


@pytest.mark.parametrize(
    "better", ["See https://a.test/log.", "**https://a.test/log**!", "[The log](https://a.test/log)"]
)
def test_an_edit_around_a_link_that_stood_there_is_no_new_link(better: str) -> None:
    nora, carla = person("nora"), person("carla", "Coordinator")
    first = issue("Slow", body="See https://a.test/log", by=nora)
    release_post(first, by=carla)
    change_issue(first, {"body": better}, by=nora)
    assert first in Issue.objects.visible_to(ANYBODY)


def test_many_links_are_counted_however_they_are_written() -> None:
    body = " ".join(f"[buy](mailto:s{n}@watches.test)" for n in range(6))
    said = {"title": "```", "body": body, "kind": "bug", "visibility": "0", SHOWN: a_while_ago()}
    answer = signed_in(person("nora")).post("/issues/new/", said)
    assert "more than 5 links" in answer.text
    assert not Issue.objects.exists()


def test_a_complaint_hides_nothing_until_somebody_judges() -> None:
    uli, vera, carla = known("uli"), known("vera"), person("carla", "Coordinator")
    bug = issue("Slow", by=uli)
    said = create_comment(bug, "You are all stupid", by=uli)
    report_post(said, "An insult", by=vera)
    report_post(said, "Again", by=vera)
    assert Complaint.objects.count() == 1
    assert said in Comment.objects.visible_to(ANYBODY)
    assert Issue.objects.get(pk=bug.pk).comments == 1
    reject_post(said, "Be kind.", by=carla)
    assert said not in Comment.objects.visible_to(ANYBODY)
    assert Issue.objects.get(pk=bug.pk).comments == 0
    assert complained(carla, 9) == []
    assert "Be kind." in signed_in(uli).get(bug.url).text


def test_a_complaint_can_be_dismissed() -> None:
    uli, vera, carla = known("uli"), known("vera"), person("carla", "Coordinator")
    bug = issue("Slow", by=uli)
    report_post(bug, "I do not like it", by=vera)
    dismiss_complaints(bug, by=carla)
    assert complained(carla, 9) == []
    assert bug in Issue.objects.visible_to(ANYBODY)


def test_whoever_leads_a_service_judges_there_and_nowhere_else() -> None:
    pypi, docs, nora, paula = entity("service/pypi"), entity("service/docs"), person("nora"), person("paula")
    grant_role("Coordinator", user=paula, scope=pypi.pk, by=system())
    here, there = issue("Here", by=nora, service=pypi), issue("There", by=nora, service=docs)
    page = signed_in(paula).get("/issues/held/").text
    assert "Here" in page
    assert "There" not in page
    release_post(here, by=paula)
    for judge in (paula, person("dora", "Developer"), nora):
        with pytest.raises(Denied):
            release_post(there, by=judge)


def test_the_queue_holds_both_and_its_buttons_work() -> None:
    nora, carla = person("nora"), person("carla", "Coordinator")
    first, said = issue("Hello <b>there</b>", by=nora), create_comment(issue("Slow"), "[x](javascript:1)", by=nora)
    client = signed_in(carla)
    page = client.get("/issues/held/").text
    assert "Hello &lt;b&gt;there" in page
    assert 'href="javascript' not in page
    client.post(f"{first.url}judge/", {"verdict": "release", "next": "/issues/held/"})
    answer = client.post(
        f"/issues/comments/{said.pk}/judge/",
        {"verdict": "reject", "reason": "Advertising", "next": "/issues/held/"},
        follow=True,
    )
    assert "Nothing waits" in answer.text
    assert (Issue.objects.get(pk=first.pk).held, Comment.objects.get(pk=said.pk).held) == (False, True)
    assert "It was not let through: Advertising" in signed_in(nora).get(said.issue.url).text
    assert "waits to be let through" not in signed_in(nora).get(said.issue.url).text


def test_enter_in_the_reason_lets_nothing_through() -> None:
    """Enter presses the first button of the field's form: there is none but the one that keeps it hidden."""
    first, carla = issue("Hello", by=person("nora")), signed_in(person("carla", "Coordinator"))
    for where in ("/issues/held/", first.url):
        (form,) = (each for each in carla.get(where).text.split("<form")[1:] if 'name="reason"' in each)
        inside = form.partition("</form>")[0]
        assert 'name="verdict" value="reject"' in inside
        assert "release" not in inside


def test_what_was_let_through_by_mistake_is_held_again() -> None:
    nora, uli, carla = person("nora"), known("uli"), signed_in(person("carla", "Coordinator"))
    bug = issue("Slow")
    for post in (issue("Cheap watches", by=nora), create_comment(bug, "Me too", by=nora)):
        door = post.url if isinstance(post, Issue) else f"/issues/comments/{post.pk}/"
        page = carla.post(f"{door}judge/", {"verdict": "release", "next": post.url}, follow=True).text
        assert "Hold it again" in page
        page = carla.post(f"{door}judge/", {"verdict": "hold", "next": "/issues/held/"}, follow=True).text
        assert 'value="release"' in page
        assert "Hold it again" not in page
        assert post not in type(post)._default_manager.visible_to(uli)
        assert signed_in(uli).post(f"{door}judge/", {"verdict": "hold"}).status_code == 404


def test_the_queue_shows_the_files_and_the_service_of_what_is_judged(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    nora = person("nora")
    first = issue("A crack", by=nora, service=entity("service/pypi", "The index"))
    attach_file(first, [b"a picture of it"], "crack.txt", by=nora)
    page = signed_in(person("carla", "Coordinator")).get("/issues/held/").text
    assert "crack.txt" in page
    assert '<a href="/service/pypi/">The index</a>' in page


def test_whoever_may_judge_finds_the_queue_and_how_much_waits_there() -> None:
    pypi, nora, uli = entity("service/pypi"), person("nora"), known("uli")
    first, _there = issue("Here", by=nora, service=pypi), issue("There", by=nora)
    report_post(issue("Slow"), "Spam", by=uli)
    paula = person("paula")
    grant_role("Coordinator", user=paula, scope=pypi.pk, by=system())
    for who, count in ((person("carla", "Coordinator"), 3), (paula, 1)):
        client = signed_in(who)
        for page in ("/issues/", "/issues/triage/", "/issues/statistics/", "/issues/rules/"):
            assert f'What waits <span class="count">{count}<' in client.get(page).text
        for page in ("/", "/mine/"):
            assert f">{count} post{'s' if count > 1 else ''} wait" in client.get(page).text
        assert 'value="release"' in client.get(first.url).text
    dora = signed_in(person("dora", "Developer"))
    assert "/issues/held/" not in dora.get("/issues/").text
    assert 'value="release"' not in dora.get(first.url).text


def test_whoever_sees_posts_that_others_judge_is_told_so() -> None:
    issue("Here", by=person("nora"))
    issue("Secret", by=person("sam"), visibility=3)
    page = signed_in(person("dora", "Developer")).get("/issues/held/").text
    assert "Nothing waits for you" in page
    assert "1 first post that you see waits for somebody else" in page
    page = signed_in(known("uli")).get("/issues/held/").text
    assert "Nothing waits<" in page
    assert "that you see" not in page
