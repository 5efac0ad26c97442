"""A coordinator hands in a table by the web, changes what its columns mean, and sees what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.tests.cast import person, read, says
from bailiwick.catalog.when import NEVER
from bailiwick.exchange import panels, uploads
from bailiwick.exchange.models import ImportRun
from bailiwick.exchange.reports import Report, as_text
from bailiwick.exchange.requests import predicates_of
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_next
from bailiwick.work.actions import cancel_job, retry_job

from .plain_pages import plain_pages

pytestmark = pytest.mark.django_db
__all__ = ["plain_pages"]

LIST = b"Host,Purpose,Contact,Colour\nred.example,Mail,ada,red\nblue.example,,Desk Staff,blue\n"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ada(client: Client) -> User:
    user = person("ada", "Coordinator")
    client.force_login(user)
    return user


def hand_in(client: Client, body: bytes = LIST, **more: str) -> Any:
    file = SimpleUploadedFile("machines.csv", body)
    wanted = {"format": "table", "lineage": "machines", "dated": "2024", **more}
    return client.post("/import/", {"file": file, **wanted})


def upload_of(response: Any) -> str:
    """The word that leads back to the file."""
    word: str = response.content.decode().split('name="upload" value="')[1].split('"')[0]
    return word


def go_on(client: Client, response: Any, **more: Any) -> Any:
    word = upload_of(response)
    columns = {"column-0": "name", "column-1": "purpose", "column-2": "contact:person", "column-3": "-"}
    wanted = {"upload": word, "lineage": "machines", "dated": "2024", "kind": "host", **columns, **more}
    return client.post("/import/start/", wanted)


def test_the_columns_are_guessed_shown_and_changed(client: Client, ada: User) -> None:
    page = hand_in(client)
    text = page.content.decode()
    assert page.status_code == 200
    assert "red.example" in text
    assert '<option value="contact:person" selected' in text
    guessed, _details, _choices = text.partition("<summary>Change what the columns mean")
    assert "<dt>Contact</dt><dd>ask (person)</dd>" in guessed
    assert "<select" not in guessed.partition('class="guessed"')[2]
    answer = go_on(client, page, **{"column-2": "maintained_by:person", "apply": "on", "complete_for": ["purpose"]})
    run = ImportRun.objects.get()
    assert answer["Location"] == f"/import/{run.pk}/"
    assert b"machines.csv" in client.get(answer["Location"]).content
    run_next()
    text = client.get(answer["Location"]).content.decode()
    assert "Applied as change" in text
    assert "maintained_by:person" in text
    claim = Claim.objects.get(predicate="maintained_by", object__slug="ada", superseded_at=NEVER)
    assert claim.witness.complete_for == ["purpose"]
    assert not list(uploads.folder().iterdir())


def test_a_file_that_cannot_be_read_is_said_without_its_place_here(client: Client, ada: User) -> None:
    page = hand_in(client, b"Host,Contact\nred,Ren\xe9e\n")
    assert page.status_code == 422
    assert "line 2: not UTF-8 (byte 0xe9 at column 8)" in page.content.decode()
    assert str(uploads.folder()) not in page.content.decode()


def test_what_is_wrong_further_down_is_said_on_the_page_of_the_run(client: Client, ada: User) -> None:
    answer = go_on(client, hand_in(client, LIST + b"x,y,,\n" * 5 + b'x,"y'))
    run_next()
    text = client.get(answer["Location"]).content.decode()
    assert "machines.csv:9: cut short" in text
    assert not Claim.objects.exists()


def fates(client: Client) -> str:
    return client.get("/import/").content.decode().split("<tbody>")[1]


def test_the_list_of_imports_says_what_the_work_behind_each_came_to(client: Client, ada: User) -> None:
    go_on(client, hand_in(client))
    job = Job.objects.get()
    assert "waiting" in fates(client)
    Job.objects.update(state=State.DEAD, last_error="The worker stopped before it was finished.")
    assert "given up" in fates(client)
    assert "The worker stopped" in client.get(f"/import/{ImportRun.objects.get().pk}/").content.decode()
    assert [run["status"] for run in panels.own_data(ada)["imports"]] == ["given up"]
    retry_job(job, by=ada)
    cancel_job(job, by=ada)
    assert "cancelled" in fates(client)
    Job.objects.all().delete()
    assert "unknown" in fates(client)
    assert "no longer kept" in client.get(f"/import/{ImportRun.objects.get().pk}/").content.decode()


def test_what_was_refused_is_called_so_also_when_its_work_is_forgotten(client: Client, ada: User) -> None:
    go_on(client, hand_in(client, LIST + b"x,y,,\n" * 5 + b'x,"y'))
    run_next()
    Job.objects.all().delete()
    assert "refused" in fates(client)


def test_a_wrong_date_stays_on_the_form(client: Client, ada: User) -> None:
    assert "is not a date in the calendar" in hand_in(client, dated="2024-02-30").content.decode()


@pytest.mark.parametrize("role", ["", "Developer"])
def test_others_are_refused(client: Client, role: str) -> None:
    client.force_login(person("bert", role))
    assert client.get("/import/").status_code == 403
    assert hand_in(client).status_code == 403
    assert client.post("/import/start/").status_code == client.post("/import/page/").status_code == 403


@pytest.mark.usefixtures("plain_pages")
def test_a_page_of_prose_is_proposed_and_leads_to_its_change(client: Client, ada: User) -> None:
    page = hand_in(
        client, b"date: 2016-05-03\nwiki hosted_by provider/red\nIt needs love.\n", format="overview", dated=""
    )
    assert "What is ticked and no longer stands" in page.content.decode()
    wanted = {"upload": upload_of(page), "lineage": "machines", "dated": "", "complete_for": ["hosted_by", "owned_by"]}
    answer = client.post("/import/page/", wanted)
    run_next()
    text = client.get(answer["Location"]).content.decode()
    change = Change.objects.get()
    assert (change.status, change.lineage and change.lineage.complete_for) == ("proposed", ["hosted_by", "owned_by"])
    assert f'href="/changes/{change.pk}/"' in text
    assert "The page says of itself: date: 2016-05-03." in text
    assert "It needs love." in text
    assert not list(uploads.folder().iterdir())


@pytest.mark.usefixtures("plain_pages")
def test_all_that_an_overview_says_is_one_choice(client: Client, ada: User) -> None:
    page = hand_in(client, b"date: 2016-05-03\nwiki hosted_by provider/red\n", format="overview", dated="")
    assert "All that an overview says" in page.content.decode()
    client.post("/import/page/", {"upload": upload_of(page), "lineage": "wiki", "dated": "", "everything": "on"})
    run_next()
    lineage = Change.objects.get().lineage
    assert lineage
    assert set(lineage.complete_for) == set(predicates_of(["overview"]))


def test_a_date_in_words_is_answered_with_what_is_a_date(client: Client, ada: User) -> None:
    page = hand_in(client, dated="10 November 2026")
    assert page.status_code == 422
    assert "“10 November 2026” is not a date; write 2014, 2014-10 or 2014-10-01" in page.content.decode()


@pytest.mark.parametrize(("role", "found"), [("Coordinator", True), ("Developer", False)])
def test_it_is_found_by_whoever_may_import(client: Client, role: str, found: bool) -> None:
    client.force_login(person("somebody", role))
    assert ('<li><a href="/import/">' in client.get("/").content.decode()) is found
    assert client.get("/changes/").content.decode().count('href="/import/"') == (2 if found else 0)


def test_a_page_in_no_dialect_stays_on_the_form(client: Client, ada: User) -> None:
    page = hand_in(client, b"wiki\n", format="overview")
    assert client.post("/import/page/", {"upload": upload_of(page), "dialect": "latin"}).status_code == 422
    assert "choose it again" in client.post("/import/page/", {"upload": "gone"}).content.decode()


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/import/")["Location"].startswith("/account/")


def test_nobody_goes_on_with_another_ones_file(client: Client, ada: User) -> None:
    page = hand_in(client)
    client.force_login(person("eve", "Coordinator"))
    answer = go_on(client, page)
    assert answer.status_code == 422
    assert "choose it again" in answer.content.decode()


def test_a_page_says_where_it_was_read(client: Client) -> None:
    read("list", "2014-01-01", says("service/wiki", "contact", "person/ada"), says("service/wiki", "purpose", "=notes"))
    read("secret", "2015-01-01", says("service/wiki", "status_note", "=hidden", visibility=3))
    wiki = Claim.objects.filter(predicate="purpose").values_list("subject", flat=True).get()
    anonymous = panels.service_page(Client().get("/").wsgi_request.user, wiki)
    assert anonymous
    assert [(row["lineage__name"], row["facts"]) for row in anonymous.context["lists"]] == [("list", 2)]
    coordinator = panels.service_page(person("ada", "Coordinator"), wiki)
    assert coordinator
    assert [row["lineage__name"] for row in coordinator.context["lists"]] == ["secret", "list"]
    text = client.get("/service/wiki/").content.decode()
    assert "Read in 1 list" in text
    assert "secret" not in text


def test_erasing_takes_the_quotes_of_reports_along(client: Client, ada: User, tmp_path: Path) -> None:
    run = ImportRun.objects.create(
        format="table",
        lineage="x",
        file_name="ada.csv",
        by_id=ada.pk,
        report={"seen": 1, "places": [["line 1", "Ada", ""]]},
    )
    panels.erase(ada.pk, None)
    run.refresh_from_db()
    assert (run.file_name, run.report) == ("", {"seen": 1, "places": []})


def test_the_report_for_a_terminal_ends_with_how_to_review() -> None:
    proposed = Report(file="wiki.md", lineage="wiki", change=7)
    told = as_text(proposed, "http://127.0.0.1:8017")
    assert told.endswith("\nReview it: `bailiwick review 7` or http://127.0.0.1:8017/changes/7/review/")
    assert as_text(proposed).endswith(
        "\nReview it here with `bailiwick review 7`, or in a browser: start the desk with `bailiwick serve`, then open "
        f"{settings.SITE_URL}/changes/7/review/"
    )
    assert "bailiwick review" not in as_text(replace(proposed, applied=True))


PROSE = b"# What we run\n\nThe wiki runs on heron. Ask Ada about it.\n\nThe lists are kept by Blue.\n\n"
MARKDOWN = b"| Host | Purpose |\n|---|---|\n| heron | Mail |\n"


@pytest.mark.parametrize(
    ("name", "body", "table"),
    [
        ("machines.csv", LIST, True),
        ("machines.txt", LIST, True),
        ("machines.md", b"# Machines\n\n" + MARKDOWN, True),
        ("page.md", PROSE + MARKDOWN, False),
        ("page.md", PROSE, False),
        ("page.rst", b"Wiki\n====\n\nIt runs on heron, crane, and ibis.\n", False),
        ("page.html", b"<html><body><h1>Wiki</h1><p>It runs on heron.</p></body></html>", False),
        ("page.txt", b"= Wiki =\nThe wiki, on heron, is old.\n\nAsk Ada.\n * and Bert\n", False),
    ],
)
def test_what_is_handed_in_is_taken_for_what_it_looks_like(
    client: Client, ada: User, name: str, body: bytes, table: bool
) -> None:
    assert '<option value="" selected>what it looks like' in client.get("/import/").content.decode()
    file = SimpleUploadedFile(name, body)
    text = client.post("/import/", {"file": file, "format": "", "lineage": "ours", "dated": "2024"}).content.decode()
    assert ("What the columns mean" in text, "How the page is read" in text) == (table, not table)
