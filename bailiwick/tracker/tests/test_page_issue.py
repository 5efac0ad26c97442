"""The page of an issue: what stands there for whom, how much it asks, and that nothing gets out of its place."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Label

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def signed_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def test_what_was_reported_said_and_changed_stands_in_the_order_of_time(client: Client) -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("Uploads are slow", by=uli, service=entity("service/pypi", "PyPI"), body="Since **noon**")
    create_comment(bug, "How large are they?", by=dora)
    change_issue(bug, {"status": "needs-information"}, by=dora)
    said = create_comment(bug, "Ten megabytes", by=uli)
    page = body(client, bug.url)
    told = ["Since <strong>noon</strong>", "How large are they?", "Status: New → Needs information", "Ten megabytes"]
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert f'id="comment-{said.pk}"' in page
    assert '<a href="/service/pypi/">PyPI</a> <span class="muted">affected</span>' in page
    assert "an answer by whoever reported it" in page


def test_many_changes_without_a_word_between_them_fold(client: Client) -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    easy = Label.objects.create(slug="easy").pk
    asked = {"title": "Slow at noon", "priority": "high", "labels": [easy], "assignee_id": dora.pk}
    change_issue(bug, asked, by=dora)
    change_issue(bug, {"labels": []}, by=dora)
    page = body(client, bug.url)
    assert "<summary>5 changes</summary>" in page
    for words in ("Labels: + easy", "Labels: − easy", "Priority: nothing → High", "Title: Slow → Slow at noon"):
        assert words in page


def test_a_role_stands_beside_the_name_where_it_counts(client: Client) -> None:
    pypi, docs = entity("service/pypi"), entity("service/docs")
    dora, paula, uli = person("dora", "Developer"), person("paula"), known("uli")
    grant_role("Coordinator", user=paula, scope=pypi.pk, by=system())
    here, there = issue("Slow", service=pypi, by=uli), issue("Unclear", service=docs)
    for each, who in ((here, dora), (here, paula), (here, uli), (there, paula)):
        create_comment(each, "Indeed", by=who)
    page = body(client, here.url)
    for handle, role in (("dora", "developer"), ("paula", "coordinator"), ("uli", "reporter")):
        assert f'translate="no">{handle}</span> <span class="badge">{role}</span>' in page
    assert '<span class="badge">coordinator</span>' not in body(client, there.url)


def test_a_note_is_marked_and_for_staff_only(client: Client) -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    create_comment(bug, "The disk is a heirloom", by=dora, note=True)
    assert "heirloom" not in body(client, bug.url)
    assert "heirloom" not in body(signed_in(known("uli")), bug.url)
    page = body(signed_in(dora), bug.url)
    assert "note-of-staff" in page
    assert "note for staff" in page


def test_a_number_leads_to_an_issue_that_the_reader_may_see_and_to_no_other(client: Client) -> None:
    other, hidden = issue("Disk full"), issue("A hole in the wall", visibility=2)
    bug = issue("Slow", body=f"Because of #{other.pk}, not #{hidden.pk}; `#{other.pk}` is code, #99999 nothing.")
    page = body(client, bug.url)
    assert f'<a href="/issues/{other.pk}/" title="Disk full (New)" rel="noopener nofollow">#{other.pk}</a>,' in page
    assert f"not #{hidden.pk};" in page
    assert f"<code>#{other.pk}</code>" in page
    assert "hole in the wall" in body(signed_in(person("dora", "Developer")), bug.url)
    change_issue(other, {"title": "Disk is full"}, by=system())
    assert 'title="Disk is full (New)"' in body(client, bug.url)


def test_what_a_reader_may_not_see_is_not_there(client: Client) -> None:
    hidden = issue("A hole in the wall", visibility=2)
    for address in (hidden.url, "/issues/99999/"):
        body(client, address, 404)
    body(signed_in(known("uli")), hidden.url, 404)
    body(signed_in(person("dora", "Developer")), hidden.url)


def test_a_closed_issue_says_how_it_ended_and_needs_nothing(client: Client) -> None:
    bug = issue("Slow")
    close_issue(bug, "wont-fix", by=system())
    page = body(client, bug.url)
    assert "Won&#39;t fix" in page
    assert "It needs:" not in page


HOSTILE = (
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>",
    "![x](https://x.example/y.png)", "[x]: javascript:alert(1)\n\n[x]", '<https://x.example/" onclick="alert(1)>',
    'https://x.example/"onclick=alert(1)', "&#106;avascript:alert(1)", "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "\u202egnp.exe", "a\u0300" * 500, "\U0001f600\U000e0041\ufffe\ue000", "#" * 3_000, "[" * 3_000, "> " * 3_000,
    "`" * 3_001, "*a " * 3_000, "|a" * 2_000 + "\n" + "|-" * 2_000, "#1" * 2_000, "<style>*{display:none}</style>",
    "</section></main><form action=//x.example>", "{{ 7*7 }}{% raw %}", "x" * 60_000 + "<b>", "\x01\x1b[31m\x7f",
)  # fmt: skip


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_nothing_hostile_gets_out_of_its_place() -> None:
    uli, most = known("uli"), {"script": 7, "form": 12, "main": 1, "style": 0, "img": 0, "button": 40}
    bug = issue("</title><script>alert(1)</script>\u202e", by=uli, body="\n\n".join(HOSTILE))
    for text in HOSTILE:
        assert create_comment(bug, text, by=uli).body == text
    tags = Tags(signed_in(uli).get(bug.url).content.decode()).found
    for tag, count in most.items():
        assert sum(each == tag for each, _ in tags) <= count, tag
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        assert re.match(r"https?://|mailto:|/|#|\?|$", attributes.get("href") or ""), (tag, attributes)


@pytest.mark.parametrize("reader", ["nobody", "somebody"])
def test_a_page_with_five_comments_takes_seven_queries(reader: str, django_assert_max_num_queries: Any) -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    other = issue("Disk full")
    bug = issue("Slow", by=uli, service=entity("service/pypi"), body=f"See #{other.pk}")
    for number in range(5):
        create_comment(bug, f"Word {number}", by=uli if number % 2 else dora)
    change_issue(bug, {"priority": "high"}, by=dora)
    client = signed_in(uli) if reader == "somebody" else Client()
    client.get("/issues/new/")
    # Besides, one says at which revision it is made (for nobody, whether it was kept), and three who reads.
    with django_assert_max_num_queries(7 + (4 if reader == "somebody" else 2)):
        client.get(bug.url)


def test_the_same_page_again_is_not_sent_again(client: Client) -> None:
    bug = issue("Slow")
    first = client.get(bug.url)
    assert client.get(bug.url, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 304
    create_comment(bug, "Still", by=known("uli"))
    assert client.get(bug.url, HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_how_many_watch_is_told_to_those_who_read_notes() -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    before = Client().get(bug.url).text
    create_comment(bug, "Look at the loom", by=dora, note=True)
    create_comment(bug, "Cheap watches", by=person("nora"))
    assert Client().get(bug.url).text.count("Watchers") == before.count("Watchers") == 0
    assert "<dt>Watchers</dt><dd>2</dd>" in signed_in(dora).get(bug.url).text


@pytest.mark.parametrize("reader", ["nobody", "somebody"])
def test_how_long_ago_something_was_is_said_anew_when_the_hour_is_over(reader: str) -> None:
    uli, then = known("uli"), timezone.now().replace(minute=10)
    with patch("django.utils.timezone.now", return_value=then):
        bug = issue("Slow", by=uli)
        client = signed_in(uli) if reader == "somebody" else Client()
    answers: list[Any] = []
    for later in (timedelta(minutes=30), timedelta(minutes=31), timedelta(hours=5)):
        with patch("django.utils.timezone.now", return_value=then + later):
            tag = {"HTTP_IF_NONE_MATCH": answers[0]["ETag"]} if answers else {}
            answers.append(client.get(bug.url, **tag))
    assert [each.status_code for each in answers] == [200, 304, 200]
    assert "30 minutes ago" in answers[0].text
    assert "5 hours ago" in answers[2].text
    assert "30 minutes ago" not in answers[2].text
