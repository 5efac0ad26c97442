"""Which documents wait, the oldest first, and how much of each is still to be decided, as its reader sees it."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import propose_change
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Change, Entity
from bailiwick.catalog.queries.changes import Wanted, changes
from bailiwick.catalog.queries.waiting import Figures

from .cast import entity, person, read, says
from .reviewing import accept, reject

pytestmark = pytest.mark.django_db
WIKI, LISTS = "service/wiki", "service/lists"


def waiting(user: User, after: str = "", limit: int = 50) -> tuple[list[Any], str]:
    return changes(user, Wanted("proposed"), after=after, limit=limit)


def documents(*days: str) -> list[int]:
    return [read("list", day, says(WIKI, "url", f"=https://{day}.example.org/"), apply=False).pk for day in days]


def test_the_oldest_document_stands_first_whenever_it_was_read() -> None:
    ada = person("ada", "Developer")
    documents("2019-01-01", "2014-10-01", "2016-05-01")
    propose_change([Add(entity("service/loom"), "purpose", value="cloth")], by=ada, message="Cloth")
    found, more = waiting(ada)
    titles = [each.document or each.message for each in found]
    assert titles == ["list of 2014-10-01", "list of 2016-05-01", "list of 2019-01-01", "Cloth"]
    assert not more


def test_page_by_page_each_stands_there_once() -> None:
    ada = person("ada", "Developer")
    made = documents("2019-01-01", "2014-10-01")
    seen, after = [], ""
    while True:
        page, after = waiting(ada, after, limit=1)
        seen += [each.id for each in page]
        if not after:
            break
    assert seen == made[::-1]
    client = Client()
    client.force_login(ada)
    for damaged in ("x", "2014-10-01~1", "2014-10-01~a~b", "2014-99-01~1~1"):
        assert client.get("/changes/", {"status": "proposed", "after": damaged}).status_code == 404


def overview() -> Change:
    """The second state of a page: one line is new, one over, one said again."""
    read("page", "2019-01-01", says(WIKI, "hosted_by", "provider/red"), says(LISTS, "hosted_by", "provider/red"),
         complete_for=["hosted_by"])  # fmt: skip
    return read(
        "page", "2020-01-01", says(WIKI, "hosted_by", "provider/red", locator="line 4"),
        says(LISTS, "hosted_by", "provider/blue"), says(WIKI, "status_note", "=secret", visibility=3), apply=False,
    )  # fmt: skip


def test_what_is_new_what_is_over_and_what_nobody_decided_is_counted() -> None:
    change, ada = overview(), person("ada", "Developer")
    [each] = waiting(ada)[0]
    assert each.figures == Figures(1, 1, 2)
    accept(change, "service/lists hosted_by provider/blue")
    reject(change, "service/wiki status_note secret")
    assert waiting(ada)[0][0].figures == Figures(1, 1, 1)
    assert waiting(person("boss", "Coordinator"))[0][0].figures == Figures(2, 1, 1)


def test_the_pages_and_the_terminal_show_it() -> None:
    change, ada, client = overview(), person("ada", "Developer"), Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(ada)
    assert "1 new, 1 no longer stated, 2 undecided" in client.get("/changes/?status=proposed").text
    assert "<dt>Undecided</dt><dd>2</dd>" in client.get(f"/changes/{change.pk}/").text
    out = StringIO()
    call_command("review", "--as", ada.email, stdout=out)
    assert "1 new, 1 no longer stated, 2 undecided" in out.getvalue()
    call_command("review", "--json", "--as", ada.email, stdout=(out := StringIO()))
    told = json.loads(out.getvalue())
    assert (told["items"][0]["undecided"], told["more"]) == (2, False)


def test_the_terminal_says_that_more_wait_than_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    overview()
    read("overview", "2023-01-01", says("service/lists", "hosted_by", "provider/red"), apply=False)
    monkeypatch.setattr("bailiwick.management.commands.review.MOST", 1)
    call_command("review", stdout=(out := StringIO()))
    assert out.getvalue().splitlines()[1:] == ["These are the first 1; more wait."]
    call_command("review", "--json", stdout=(out := StringIO()))
    assert (len(json.loads(out.getvalue())["items"]), json.loads(out.getvalue())["more"]) == (1, True)


def test_a_program_reads_null_where_nothing_was_counted() -> None:
    change = overview()
    Change.objects.filter(pk=change.pk).update(report={})
    call_command("review", "--json", stdout=(out := StringIO()))
    [each] = json.loads(out.getvalue())["items"]
    assert (each["change"], each["new"], each["gone"], each["undecided"]) == (change.pk, None, None, None)


def test_what_is_said_again_is_one_folded_list() -> None:
    change, client = overview(), Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(person("ada", "Developer"))
    told = client.get(f"/changes/{change.pk}/review/").text.partition("1 statement is said again</summary>")[2]
    folded = told.partition("</details>")[0]
    assert 'href="/service/wiki/"' in folded
    assert "line 4" in folded
    assert "blue" not in folded


def test_whoever_answers_for_a_part_hears_of_what_is_said_again_there() -> None:
    change, client = overview(), Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(person("keeper", "Developer", Entity.objects.get(slug="lists")))
    assert "said again" not in client.get(f"/changes/{change.pk}/review/").text


def test_the_list_costs_the_same_however_many_wait(django_assert_num_queries: Any) -> None:
    ada = person("ada", "Developer")
    documents("2014-10-01")
    waiting(ada)
    with django_assert_num_queries(6):
        waiting(ada)
    documents("2015-10-01", "2016-10-01")
    with django_assert_num_queries(6):
        assert len(waiting(ada)[0]) == 3
