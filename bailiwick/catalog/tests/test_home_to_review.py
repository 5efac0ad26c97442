"""Home names the documents that wait for whoever may review them, and hides them from everybody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change, apply_judged, propose_change
from bailiwick.catalog.actions.claims import confirm_claim
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.catalog.queries import to_review as module
from bailiwick.catalog.queries.review import reviewable
from bailiwick.catalog.queries.to_review import to_review

from .cast import entity, person, read, says, system
from .reviewing import accept, reject

pytestmark = pytest.mark.django_db
WIKI, LISTS = "service/wiki", "service/lists"
EMPTY = "Nothing yet. What nobody answers for, or nobody has confirmed for long, shows up here."
QUIET = "Nothing. Everything has somebody, and is fresh."


def document(day: str, *more: Any, lineage: str = "page") -> Change:
    said = (says(WIKI, "hosted_by", "provider/red"), says(WIKI, "url", f"=https://{day}.example.org/"), *more)
    return read(lineage, day, *said, apply=False)


def home(user: User | None) -> str:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    if user:
        client.force_login(user)
    page = client.get("/").text.partition("Needs attention")[2].partition("Changed lately")[0]
    return " ".join(page.split())


def test_a_desk_with_nothing_but_documents_that_wait_does_not_say_that_all_is_well() -> None:
    ada = person("ada", "Developer")
    assert EMPTY in home(ada)
    document("2019-01-01")
    oldest = document("2014-10-01")
    told = home(ada)
    assert EMPTY not in told
    assert '<a href="/changes/?status=proposed&amp;via=import">2 documents wait</a>; 4 lines are undecided.' in told
    assert f'The oldest: <a href="/changes/{oldest.pk}/review/">page of 2014-10-01</a>' in told


def test_where_everything_has_somebody_and_is_fresh_it_says_so_unless_a_document_waits() -> None:
    read("list", "2013-01-01", *(says(WIKI, "maintained_by", f"person/{name}") for name in ("marta", "kofi")))
    for claim in Claim.objects.all():
        confirm_claim(claim, by=system())
    assert QUIET in home(None)
    ada = person("ada", "Developer")
    assert QUIET in home(ada)
    document("2014-10-01")
    told = home(ada)
    assert "1 document waits" in told
    assert QUIET not in told


def test_what_was_decided_is_counted_no_more_and_what_was_applied_waits_no_more() -> None:
    ada, change = person("ada", "Developer"), document("2014-10-01")
    accept(change, "service/wiki hosted_by provider/red")
    assert "1 document waits</a>; 1 line is undecided:" in home(ada)
    accept(change)
    assert "every line is decided, and waits to be applied:" in home(ada)
    apply_judged(change, by=person("boss", "Coordinator"))
    assert "document" not in home(ada).replace("from documents alone", "")


def test_nobody_else_hears_of_it() -> None:
    before = home(None), home(person("eve"))
    document("2014-10-01")
    assert (home(None), home(User.objects.get(handle="eve"))) == before


def test_a_line_that_is_hidden_from_the_reviewer_is_not_counted() -> None:
    document("2014-10-01", says(WIKI, "status_note", "=secret", visibility=3))
    assert "2 lines are undecided" in home(person("ada", "Developer"))
    assert "3 lines are undecided" in home(person("boss", "Coordinator"))


def test_whoever_answers_for_a_part_hears_of_what_speaks_of_it() -> None:
    read("list", "2013-01-01", says(WIKI, "purpose", "=notes"), says(LISTS, "purpose", "=mail"))
    change = document("2014-10-01")
    told = home(person("keeper", "Developer", Entity.objects.get(slug="wiki")))
    assert f'1 document waits: <a href="/changes/{change.pk}/review/">' in told
    assert "document waits" not in home(person("other", "Developer", Entity.objects.get(slug="lists")))


def test_more_than_is_quickly_counted_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LINES", 4)
    for year in range(2014, 2017):
        document(f"{year}-01-01")
    told = home(person("ada", "Developer"))
    assert "3 documents wait</a>; at least 4 of their lines are undecided." in told
    monkeypatch.setattr(module, "LINES", 1)
    assert "3 documents wait</a>. The oldest" in home(person("bob", "Developer"))
    monkeypatch.setattr(module, "DOCUMENTS", 2)
    assert "More than 2 documents wait</a>" in home(person("cyd", "Developer"))


def test_of_those_that_were_counted_one_line_or_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LINES", 2)
    first, _second = document("2014-01-01"), document("2015-01-01")
    accept(first, "service/wiki hosted_by provider/red")
    assert "2 documents wait</a>; at least 1 of their lines is undecided." in home(person("ada", "Developer"))
    accept(first)
    assert "2 documents wait</a>. The oldest" in home(person("bob", "Developer"))


def test_whoever_answers_for_a_part_hears_of_nothing_when_no_line_of_theirs_is_left() -> None:
    read("list", "2013-01-01", says(WIKI, "purpose", "=notes"))
    keeper = person("keeper", "Developer", Entity.objects.get(slug="wiki"))
    read("page", "2014-01-01", says(WIKI, "hosted_by", "provider/red"))
    change = document("2014-10-01", says(LISTS, "purpose", "=mail"))  # of the wiki's home it moves days only
    assert "1 document waits" in home(keeper)
    accept(change, f"{WIKI} url https://2014-10-01.example.org/")
    assert "document waits" not in home(keeper)
    later = document("2015-10-01")
    assert "1 document waits" in home(keeper)
    reject(later)
    apply_change(later, by=system())
    read("page", "2016-01-01", says(WIKI, "url", "=https://2015-10-01.example.org/"), apply=False)
    assert "document waits" not in home(keeper)


def test_whoever_answers_for_a_part_hears_of_no_document_that_shows_them_nothing() -> None:
    read("list", "2013-01-01", says(WIKI, "purpose", "=notes"))
    read("list", "2013-02-01", says("software/vault", "purpose", "=hush"))
    change = read("page", "2014-10-01", says(WIKI, "uses_software", "software/vault"), apply=False)
    Entity.objects.filter(slug="vault").update(visibility=3)
    keeper = person("keeper", "Developer", Entity.objects.get(slug="wiki"))
    assert "document waits" not in home(keeper)
    assert reviewable(keeper, change.pk) is None


def test_a_document_that_shows_only_what_it_ends_is_not_named_in_its_review() -> None:
    read("page", "2013-01-01", says(WIKI, "hosted_by", "provider/red"), complete_for=["hosted_by"])
    hidden = says(WIKI, "status_note", "=secret", visibility=3)
    change = read("page", "2014-10-01", hidden, apply=False, complete_for=["hosted_by"])
    ada, boss = person("ada", "Developer"), person("boss", "Coordinator")
    for user, named in ((ada, False), (boss, True)):
        assert ("page of 2014-10-01" in home(user)) == named
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        client.force_login(user)
        page = client.get(f"/changes/{change.pk}/review/").text
        assert "ends</span>" in page
        assert ("page of 2014-10-01" in page) == named


def test_it_is_looked_up_once_for_each_state_of_the_book(django_assert_num_queries: Any) -> None:
    ada = person("ada", "Developer")
    for days in (["2014-10-01"], [f"{year}-01-01" for year in range(2015, 2020)]):
        for day in days:
            document(day)
        # The book's revision, the documents' order, they themselves, their lines, what was decided, the oldest's title.
        with django_assert_num_queries(7 if len(days) == 1 else 6):  # at first, what role the reader has
            to_review(ada)
        with django_assert_num_queries(1):
            to_review(ada)


def test_no_report_is_opened_however_long_it_is() -> None:
    ada, change = person("ada", "Developer"), document("2014-10-01")
    assert Change.objects.values_list("read_source", "read_statements").get() == (change.report["source"], 2)
    change.report["remarks"] = [[f"line {line}", "repaired"] for line in range(1_000)]
    change.save(update_fields=["report"])
    with CaptureQueriesContext(connection) as asked:
        assert to_review(ada)
    assert not [query for query in asked.captured_queries if '"report"' in query["sql"]]


def test_what_people_propose_has_read_nothing() -> None:
    propose_change([Add(entity(WIKI), "purpose", value="notes")], by=system())
    assert set(Change.objects.values_list("read_source", "read_statements")) == {(None, None)}
    assert to_review(person("ada", "Developer")) is None
