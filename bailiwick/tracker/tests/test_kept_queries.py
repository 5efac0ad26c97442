"""Queries that people keep, where they stand, and who hears of an issue that fits one."""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from bailiwick.access import Denied
from bailiwick.access.grants import grant_role, revoke_role
from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.jobs.lease import claim_next
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_job, run_next
from bailiwick.search.grammar import Mistake
from bailiwick.subscriptions.actions import subscribe
from bailiwick.tracker.actions.exporting import export_issues
from bailiwick.tracker.actions.queries import delete_query, save_query
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.asking import read_line, whole
from bailiwick.tracker.due import sweep_files
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.exporting import FORGOTTEN, place
from bailiwick.tracker.models import SavedQuery
from bailiwick.tracker.queries.kept import subscribers_of, topic

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db


def test_the_same_name_again_replaces_it_and_a_line_that_cannot_be_read_is_not_kept() -> None:
    uli = known("uli")
    save_query("Easy ones", "is:open   label:easy", by=uli)
    again = save_query(" Easy  ones ", "is:open label:docs", by=uli, public=True)
    assert list(SavedQuery.objects.values_list("pk", "name", "line")) == [(again.pk, "Easy ones", "is:open label:docs")]
    for name, line, wrong in ((" ", "is:open", Refused), ("x" * 81, "", Refused), ("x", "is:(", Mistake)):
        with pytest.raises(wrong):
            save_query(name, line, by=uli)


def test_a_private_one_is_seen_by_its_author_alone_and_a_page_is_for_those_with_rights_there(
    client: Any, settings: Any
) -> None:
    uli, vera, pypi = known("uli"), known("vera"), entity("service/pypi")
    mine = save_query("Mine", "author:me", by=uli)
    ours = save_query("Wanted", "service:pypi sort:stars", by=person("dora", "Developer"), scope_id=pypi.pk)
    with pytest.raises(Denied):
        save_query("Not here", "is:open", by=uli, scope_id=pypi.pk)
    assert list(SavedQuery.objects.visible_to(vera)) == [ours]
    assert "service%3Apypi%20sort%3Astars" in client.get("/service/pypi/").text
    client.force_login(uli, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert "Mine" in client.get("/issues/queries/").text
    with pytest.raises(Denied):
        delete_query(ours, by=vera)
    delete_query(mine, by=uli)


def test_kept_from_the_list_it_stands_at_home(client: Any, settings: Any) -> None:
    issue("Slow")
    client.force_login(known("uli"), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.post("/issues/queries/save/", {"name": "At home", "q": "is:open", "on_home": "on"})
    assert "At home" in client.get("/").text


def test_who_watches_a_query_hears_of_what_fits_it_as_they_see_it() -> None:
    uli, vera, dora = known("uli"), known("vera"), person("dora", "Developer")
    public = save_query("Slow things", "slow is:open", by=uli, public=True)
    private = save_query("Mine", "author:me", by=uli)
    for who in (uli, vera, dora):
        subscribe(topic(public), by=who)
    subscribe(topic(private), by=vera)
    hidden = issue("Slow at night", by=system(), visibility=2)
    assert subscribers_of(hidden.pk) == {dora.pk: [public.pk]}
    assert subscribers_of(issue("Slow", by=vera).pk) == {each.pk: [public.pk] for each in (uli, vera, dora)}


def exported(line: str, by: Any) -> tuple[str, Path]:
    """The page of an export that a worker has made, and its file."""
    job = export_issues(line, "json", by=by)
    assert run_next()
    return f"/issues/exports/{job.pk}/", place(job.pk, "json")


def test_a_file_has_the_order_of_its_line_and_is_whole_whatever_moves_meanwhile(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    dora = person("dora", "Developer")
    made = [issue(f"{n}", by=dora, severity=("minor", "major")[n % 2]) for n in range(6)]

    def beat(done: int, total: int, message: str) -> None:
        create_comment(made[0], f"After {done} this is the latest", by=dora)

    monkeypatch.setattr(whole, "BATCH", 2)
    rows = [row.title for row in whole.every_issue(dora, read_line("sort:activity"), beat)]
    assert rows == ["5", "4", "3", "2", "1", "0"]
    _page, file = exported("sort:severity,-number", dora)
    assert [row["title"] for row in json.loads(file.read_text())] == ["1", "3", "5", "0", "2", "4"]
    named = issue("Wheels are slow", by=dora)
    issue("Torn", body="by wheels", by=dora)
    _page, file = exported("wheels", dora)
    assert [row["number"] for row in json.loads(file.read_text())] == [named.pk, named.pk + 1]


def test_whoever_sees_less_than_when_it_was_made_gets_the_file_no_more(
    client: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    pypi = entity("service/pypi")
    secret = issue("The vault", service=pypi, visibility=2)
    carla, dora = person("carla", "Coordinator"), person("dora", "Developer", scope=pypi)
    page, file = exported("is:open", dora)
    assert str(secret.pk) in file.read_text()

    def status() -> int:
        client.force_login(User.objects.get(pk=dora.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
        return int(client.get(page, {"file": "1"}).status_code)

    assert status() == 200
    # More is fine; all of it gone is not.
    everywhere = grant_role("Developer", user=dora, by=carla)
    revoke_role(Grant.objects.get(scope=pypi.pk, user_id=dora.pk), by=carla)
    assert status() == 200
    revoke_role(everywhere, by=carla)
    assert status() == 404
    assert "It was made when you could see more than now" in client.get(page).text


def test_a_file_is_there_for_a_day_whether_anybody_makes_another_or_not(
    client: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    issue("Slow")
    dora = person("dora", "Developer")
    page, file = exported("is:open", dora)
    client.force_login(dora, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(page, {"file": "1"}).status_code == 200
    os.utime(file, (time.time() - FORGOTTEN - 60,) * 2)
    assert client.get(page, {"file": "1"}).status_code == 404
    assert "The file is gone" in client.get(page).text
    sweep_files()
    assert not file.exists()


def test_a_list_goes_out_as_a_file_without_formulas(client: Any, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    uli = known("uli")
    for title in ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\u200b=1", "Fine, “quoted”"):
        issue(title, by=system())
    issue("Hidden", by=system(), visibility=2)
    client.force_login(uli, backend=settings.AUTHENTICATION_BACKENDS[0])
    told = {}
    for form in ("csv", "json"):
        page = client.post("/issues/exports/", {"q": "is:open author:importer", "form": form})["Location"]
        job = claim_next(Job.objects.all())
        assert job is not None
        run_job(job)
        told[form] = b"".join(client.get(page, {"file": "1"}).streaming_content).decode()
        client.force_login(known(f"vera-{form}"), backend=settings.AUTHENTICATION_BACKENDS[0])
        assert client.get(page, {"file": "1"}).status_code == 404
        client.force_login(uli, backend=settings.AUTHENTICATION_BACKENDS[0])
    rows = list(csv.reader(told["csv"].splitlines()))
    assert {row[1] for row in rows[1:]} == {
        '\'=HYPERLINK("x")',
        "'+1",
        "'-1",
        "'@SUM(A1)",
        "'\u200b=1",
        "Fine, “quoted”",
    }
    assert next(row["title"] for row in json.loads(told["json"])) == "Fine, “quoted”"
    assert client.post("/issues/exports/", {"q": "is:(", "form": "csv"})["Location"] == "/issues/?q=is%3A%28"
