"""A page of prose comes in: proposed with its sections, dated by itself, and a second time nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management.base import CommandError
from django.test import Client

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.actions.people import retire_name
from bailiwick.catalog.actions.supplying import supply_statement
from bailiwick.catalog.former_names import digest
from bailiwick.catalog.models import Change, Claim, Evidence, Source
from bailiwick.catalog.tests.cast import entity, person, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.models import ImportRun
from bailiwick.jobs.queue import run_next

from .plain_pages import plain_pages, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pages")]

__all__ = ["plain_pages"]

PAGE = """= Services
wiki hosted_by provider/red form=vm
wiki owned_by person/ada

= Others
docs hosted_by provider/blue
It needs love.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "overview.txt"
    path.write_text(PAGE)
    return path


def test_it_is_a_proposal_with_its_sections_and_what_was_not_understood(page: Path) -> None:
    report = take(page, "--dated", "2014-10-01")
    assert (report["new"], report["not_understood"], report["applied"]) == (3, 1, False)
    assert report["places"] == [["line 7", "It needs love.", "no rule knows this sentence"]]
    change = Change.objects.get()
    assert (change.status, change.report["sections"]) == (Change.Status.PROPOSED, [[1, "Services"], [5, "Others"]])
    assert bytes(Evidence.objects.get().body).decode() == PAGE


def test_read_again_it_brings_nothing_before_and_after_it_was_applied(page: Path) -> None:
    take(page, "--dated", "2014-10-01")
    again = take(page, "--dated", "2014-10-01")
    assert (again["nothing_new"], again["new"], again["change"]) == (True, 0, Change.objects.get().pk)
    apply_change(Change.objects.get(), by=system())
    before = list(Claim.objects.order_by("pk").values())
    third = take(page, "--dated", "2014-10-01", "--apply")
    assert (third["nothing_new"], third["new"], third["attested"]) == (True, 0, 3)
    assert list(Claim.objects.order_by("pk").values()) == before
    assert Change.objects.count() == Source.objects.count() == 1


def test_a_page_that_says_more_than_what_is_proposed_is_proposed_beside_it(page: Path) -> None:
    take(page, "--dated", "2014-10-01")
    page.write_text(PAGE + "mail hosted_by provider/red\n")
    report = take(page, "--dated", "2014-10-01")
    assert (report["nothing_new"], report["source"]) == (False, "overview-2014-10-01-2")
    for change in Change.objects.order_by("-pk"):
        apply_change(change, by=system())
    assert Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER).count() == 4
    assert not Source.objects.filter(recorded_at=NEVER).exists()


def test_the_page_says_its_date_and_somebody_may_say_another(page: Path) -> None:
    page.write_text("title: Our services\nauthor: Ada\ndate: 2016-05-03T10:00\n" + PAGE)
    report = take(page)
    assert (report["dated"], Source.objects.get().title) == ("2016-05-03", "Our services")
    assert report["notes"] == ["The page says of itself: title: Our services, author: Ada, date: 2016-05-03T10:00."]
    assert take(page, "--dated", "2016-06")["dated"] == "2016-06-30"


def test_a_date_in_no_form_we_know_is_said(page: Path) -> None:
    page.write_text("date: last spring\n" + PAGE)
    assert "in no form that is understood here" in take(page)["notes"][1]


def test_complete_for_takes_predicates_families_and_the_usual_of_an_overview(page: Path) -> None:
    take(page, "--dated", "2014", "--apply", "--complete-for", "front, hosted_by")
    line = Source.objects.get().lineage
    assert line.complete_for == ["dns_hosted_by", "fronted_by", "hosted_by", "registrar"]
    take(page, "--dated", "2015", "--apply", "--complete-for", "overview")
    line.refresh_from_db()
    assert {"hosted_by", "owned_by", "member_of", "contact_point", "provided_by"} < set(line.complete_for)
    assert not {"co_hosted_with", "funded_by", "purpose", "uses_software"} & set(line.complete_for)


def test_what_is_kept_of_its_words_has_present_names_only(page: Path) -> None:
    ada = entity("person/ada", "Ada Byron")
    alias_entity(ada, "former-name", digest("Augusta Gordon"), by=system(), visibility=4)
    page.write_text(
        "title: Notes of Augusta Gordon\n= Ask Augusta Gordon\nwiki owned_by person/Augusta+Gordon\n"
        "Augusta Gordon has more.\n"
    )
    report = take(page, "--dated", "2014", "--apply")
    assert report["places"][0][1] == "Ada Byron has more."
    assert Change.objects.latest("pk").report["sections"] == [[2, "Ask Ada Byron"]]
    assert Source.objects.get(lineage__by_hand=False).title == "Notes of Ada Byron"
    assert Claim.objects.get(predicate="owned_by").object == ada


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "overview.txt: the file is empty"),
        (b"wiki\nRen\xe9e\n", "overview.txt:2: not UTF-8 (byte 0xe9 at column 4)"),
        (b"\x00\x01", "overview.txt:1: this is a binary, not a text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(page: Path, body: bytes, why: str) -> None:
    page.write_bytes(body)
    with pytest.raises(CommandError) as refused:
        take(page, "--dated", "2014", "--apply")
    assert str(refused.value) == f"{page.parent}/{why}"
    assert refused.value.returncode == 2
    assert not Change.objects.exists()


def test_only_a_page_has_a_repository(page: Path) -> None:
    from django.core.management import call_command

    with pytest.raises(CommandError, match="only a page of prose is read from a repository"):
        call_command("import", "table", str(page), git=str(page.parent))


def test_what_a_person_read_from_a_line_is_said_by_every_later_page_that_has_it(page: Path, client: Client) -> None:
    take(page, "--dated", "2014-10-01")
    change = Change.objects.get()
    client.force_login(person("ada", "Developer"), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert (
        f'href="/changes/{change.pk}/review/lines/7/"' in client.get(f"/changes/{change.pk}/review/").content.decode()
    )
    supply_statement(change, 7, says("service/docs", "status_note", "=needs love"), by=system())
    apply_change(change, by=system())
    page.write_text("Another line.\n" + PAGE)
    report = take(page, "--dated", "2015-10-01", "--apply")
    assert (report["new"], report["attested"], report["gone"]) == (0, 4, 0)


def test_nobody_is_asked_what_a_line_says_that_nobody_can_read(page: Path, client: Client) -> None:
    take(page, "--dated", "2014-10-01")
    Evidence.objects.all().delete()
    client.force_login(person("ada", "Developer"), backend=settings.AUTHENTICATION_BACKENDS[0])
    shown = client.get(f"/changes/{Change.objects.get().pk}/review/").content.decode()
    assert 'id="not-understood"' in shown
    assert "/review/lines/" not in shown


def test_what_was_not_understood_forgets_a_name_that_is_retired_later() -> None:
    robin = entity("person/robin", "Robin Vale")
    report = {"change": 1, "places": [["line 7", "Ask Rupert Vale.", "no rule knows this sentence"]]}
    run = ImportRun.objects.create(format="overview", lineage="list", file_name="page", report=report, by_id=1)
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    run.refresh_from_db()
    assert run.report == {"change": 1, "places": [["line 7", "Ask Robin Vale.", "no rule knows this sentence"]]}
