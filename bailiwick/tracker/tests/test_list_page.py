"""The page that lists issues."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.tracker.actions.issues import assign_issue
from bailiwick.tracker.actions.judging import release_post
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.actions.words import save_label
from bailiwick.tracker.asking.fields import ASKED
from bailiwick.tracker.models import IssueLabel

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db


def test_what_is_open_stands_there_and_a_line_narrows_it(client: Any) -> None:
    bug = issue("Uploads fail")
    page = client.get("/issues/").text
    assert f'href="/issues/{bug.pk}/"' in page
    assert "Nothing fits" in client.get("/issues/", {"q": "is:closed"}).text
    assert client.get("/issues/", {"q": f"#{bug.pk}"})["Location"] == f"/issues/{bug.pk}/"


def test_the_search_of_the_whole_desk_stays_empty_beside_the_line(client: Client) -> None:
    page = client.get("/issues/", {"q": "is:closed"}).text
    assert re.search(r'id="query" name="q" value="is:closed"', page)
    assert re.search(r'id="site-search"[^>]* value=""', page)
    assert re.search(r'id="site-search"[^>]* value="wheel"', client.get("/search/", {"q": "wheel"}).text)


def test_a_mistake_is_shown_at_its_place(client: Any) -> None:
    page = client.get("/issues/", {"q": "is:open kind:ship"})
    assert page.status_code == 400
    assert "<code>is:open kind:<mark>ship</mark></code>" in page.text


def test_a_feed_and_a_file_of_a_mistaken_line_say_what_the_page_says(client: Client) -> None:
    feed = client.get("/issues.atom", {"q": "is:open kind:ship"})
    assert (feed.status_code, feed.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert feed.text.startswith("kind: takes bug, ")
    assert feed.text.endswith("(at character 14)")
    feed = client.get("/issues.atom", {"q": "kind:bug & all"}).text
    assert re.search('rel="alternate" type="text/html" href="[^"]*/issues/\\?q=kind%3Abug\\+%26\\+all"', feed)
    client.force_login(known("uli"))
    for form in ("csv", "json"):
        answer = client.post("/issues/exports/", {"q": "is:open kind:ship", "form": form}, follow=True)
        assert answer.status_code == 400
        assert "<code>is:open kind:<mark>ship</mark></code>" in answer.text


def test_groups_columns_and_pages_stay_in_the_address(client: Any) -> None:
    for n in range(52):
        issue(f"Issue {n}", by=system(), kind="idea" if n % 2 else "bug")
    page = client.get("/issues/", {"q": "is:open", "group": "kind", "column": ["kind", "stars"]})
    assert 'class="group"' in page.text
    following = page.text.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "group=kind" in following
    assert client.get(following).text.count('class="issue"') == 2


def test_a_group_of_labels_groups_the_list_page_by_page(client: Any) -> None:
    carla = person("carla", "Coordinator")
    easy = save_label(None, {"slug": "easy"}, by=carla).pk
    web, api = (
        save_label(None, {"slug": slug, "group": "Area & place"}, by=carla).pk for slug in ("area-web", "area-api")
    )
    labels = ([easy], [api, easy], [web])
    wanted = {issue(f"{n}", by=carla, labels=labels[n % 3]).pk: n % 3 for n in range(60)}
    # What came in from elsewhere may carry two of a group: the first counts.
    both = issue("Two of a group", by=carla, labels=[web]).pk
    IssueLabel.objects.create(issue_id=both, label_id=api)
    wanted[both] = 1
    pages = [client.get("/issues/?" + urlencode({"group": "label:Area & place"})).text]
    assert "Labels: Area &amp; place" in pages[0]
    following = pages[0].split('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    pages.append(client.get(following).text)
    headings = [re.findall(r'class="group">(.*?)<', page) for page in pages]
    assert headings == [["none of them", "area-api", "area-web"], ["area-web"]]
    listed = [int(pk) for page in pages for pk in re.findall(r'class="issue"><a href="/issues/([0-9]+)/"', page)]
    assert [wanted[pk] for pk in listed] == [0] * 20 + [1] * 21 + [2] * 20
    assert set(listed) == set(wanted)
    # What is no group of labels groups nothing.
    assert 'class="group"' not in client.get("/issues/", {"group": "label:other"}).text


def sent(client: Any, **asked: Any) -> str:
    """The line that the filter controls make."""
    return str(client.get("/issues/", {"set": "1", **asked}).headers["Location"].partition("q=")[2])


def test_the_filter_controls_write_the_line_and_leave_the_rest_of_it(client: Any) -> None:
    line = "is:open -label:old (upload OR fail) kind:idea sort:stars"
    made = sent(client, q=line, kind="bug", stars="5", sort1="created", sort2="", **{"is": ["open", "unassigned"]})
    assert made == (
        "is%3Aopen+is%3Aunassigned+kind%3Abug+stars%3A%3E%3D5+-label%3Aold+%28upload+OR+fail%29+sort%3Acreated"
    )
    assert sent(client, q="is:open") == ""
    # A day of a calendar has a control; “a week ago” has none, and stays.
    assert "created%3A%3E%3D7d" in sent(client, q="created:>=7d is:open", created="", **{"is": ["open", "closed"]})
    assert sent(client, q="created:>=2026-01-31", created="2026-02-01") == "created%3A%3E%3D2026-02-01"


def test_a_line_goes_on_with_what_fits(client: Any) -> None:
    pypi = entity("service/pypi", "The index")
    entity("service/pyhidden", "Hidden", visibility=2)
    uli, ulla, ulrich = (person(handle) for handle in ("uli", "ulla", "ulrich"))
    bug = issue("Slow", service=pypi, by=uli)
    release_post(bug, by=system())
    issue("Held", by=ulrich)

    def offered(line: str) -> list[str]:
        page = client.get("/issues/complete/", {"q": line}).text
        return [part.partition('"')[0] for part in page.split('data-line="')[1:]]

    assert offered("is:open service:py") == ["is:open service:pypi "]
    assert offered("is:open -kind:i") == ["is:open -kind:idea "]
    assert offered("a (se") == ["a (service:", "a (severity:"]
    assert offered("label:a,") == []
    # People whom issues that the reader may see name, and nobody else who has an account.
    assert offered("author:ul") == ["author:uli "]
    assign_issue(bug, ulla, by=system())
    assert offered("author:ul") == ["author:uli ", "author:ulla "]
    assert "is:open sort:stars " in offered("is:open sort:st")


def test_the_page_that_says_how_to_ask_knows_every_field(client: Any) -> None:
    page = client.get("/issues/how-to-ask/").text
    assert all(f"<code>{name}:</code>" in page for name in ASKED)


def test_a_reader_who_has_the_list_already_is_told_so_until_something_happens(client: Any, settings: Any) -> None:
    uli, vera = known("uli"), known("vera")
    bug = issue("Slow")
    client.force_login(uli, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/issues/")
    first = client.get("/issues/")
    tag = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get("/issues/", **tag).status_code == 304
    assert client.get("/issues/?q=", **tag).status_code == 200
    other = Client()
    other.force_login(vera, backend=settings.AUTHENTICATION_BACKENDS[0])
    other.get("/issues/")
    assert other.get("/issues/", **tag).status_code == 200
    create_comment(bug, "Here, too", by=vera)
    assert client.get("/issues/", **tag).status_code == 200
    client.post("/issues/queries/save/", {"name": "", "q": ""})
    # What is to be told once is told, whatever the reader has already.
    assert "Give it a name" in client.get("/issues/", **tag).text


def test_what_the_list_costs(client: Any, settings: Any, django_assert_num_queries: Any) -> None:
    for n in range(30):
        issue(f"Issue {n}", by=system(), service=entity(f"service/s{n}"))
    client.force_login(known("uli"), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/issues/")
    # The book's revision, session, account, who they are, groups of labels, words, the list, what services are called.
    with django_assert_num_queries(8):
        client.get("/issues/?q=is:open+sort:stars")


def test_the_words_asked_for_are_marked_where_they_stand(client: Any) -> None:
    bug = issue("Slow uploads", body="The progress bar of an <b>upload</b> stops.")
    create_comment(bug, "Uploading is a heirloom", by=person("dora", "Developer"), note=True)
    page = client.get("/issues/", {"q": "upload"}).text
    assert "Slow <mark>uploads</mark>" in page
    assert "&lt;b&gt;<mark>upload</mark>&lt;/b&gt;" in page
    assert "heirloom" not in page
    assert "{searchTerms}" in client.get("/issues/opensearch.xml").text


def test_today_ends_where_the_reader_lives(client: Any, settings: Any) -> None:
    uli, evening = known("uli"), datetime(2026, 11, 26, 18, 20, tzinfo=UTC)
    User.objects.filter(pk=uli.pk).update(timezone="Asia/Kolkata")
    answers: list[Any] = []
    # Ten to twelve, and twenty minutes later; by the clock of Greenwich it is the same hour.
    for later in (timedelta(0), timedelta(minutes=20)):
        with patch("django.utils.timezone.now", return_value=evening + later):
            if not answers:
                issue("Slow")
                client.force_login(User.objects.get(pk=uli.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
                client.get("/issues/")
            tag = {"HTTP_IF_NONE_MATCH": answers[0]["ETag"]} if answers else {}
            answers.append(client.get("/issues/?q=created:today", **tag))
    assert [(each.status_code, "Slow" in each.text) for each in answers] == [(200, True), (200, False)]
