"""Somebody changed their name: a comparison says the present one, on every day and through every door."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.claims import add_claim, correct_claim
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.people import retire_name
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Claim, Entity
from bailiwick.jobs.queue import run_next

from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
PAGE = b"= Wiki =\nThe wiki is run by Rupert X. Vale, ask there.\n"
DAYS = "from=2014-01-01&to=2024-05-28"


@pytest.fixture
def wiki() -> Entity:
    """Robin ran the wiki under another name; a document, a note and a correction had it."""
    read("page", "2014-02-01", says("service/wiki", "standing", "=community"))
    robin = entity("person/robin-vale", "Robin Vale")
    source = SourceInfo(
        "page-1", "The page of Rupert X. Vale", date(2014, 10, 1), digest=hashlib.sha256(PAGE).hexdigest()
    )
    change = open_source(lineage="page", source=source, by=system())
    word = "run by Rupert X. Vale"
    stage_statements(
        change, [says("service/wiki", "run_by", "person/robin-vale", word=word, locator="line 2")], by=system()
    )
    keep_evidence(PAGE, media_type="text/plain", by=system())
    apply_change(finish_source(change, by=system()), by=system())
    found = Entity.objects.get(kind="service", slug="wiki")
    add_claim(found, "status_note", value="Rupert X. Vale knows the password", by=system())
    correct_claim(Claim.objects.get(predicate="status_note"), by=system())
    alias_entity(robin, "aka", "Rupert X. Vale", by=system())
    retire_name(robin, "Rupert X. Vale", by=system())
    run_next()
    return found


def doors() -> list[str]:
    bases = ("/", "/service/wiki/", "/person/robin-vale/")
    pages = [f"{base}{part}" for base in bases for part in (f"compare/?{DAYS}", "timeline/")]
    pages += ["/timeline/?predicate=responsible", "/year/2014/", "/api/v1/years/2014"]
    return [*pages, f"/api/v1/diff?{DAYS}", f"/api/v1/entities/service/wiki/diff?{DAYS}", "/changes.atom"]


@pytest.mark.usefixtures("wiki")
@pytest.mark.parametrize("reader", ["anybody", "chief"])
def test_the_former_name_stands_on_no_page_and_in_no_answer(client: Client, reader: str) -> None:
    if reader == "chief":
        client.force_login(person("chief", "Coordinator"))
    told = {address: client.get(address).content.decode() for address in doors()}
    assert [address for address, text in told.items() if "Rupert" in text] == []
    assert "Robin Vale" in told[f"/compare/?{DAYS}"]
    assert "Robin Vale" in told["/timeline/?predicate=responsible"]
    assert "Robin Vale" in told["/year/2014/"]
    assert "Robin Vale knows the password" in told[f"/compare/?{DAYS}"]
    assert "The page of Robin Vale" in told[f"/compare/?{DAYS}"]


@pytest.mark.usefixtures("wiki")
def test_nor_on_a_terminal() -> None:
    def run(*words: Any) -> str:
        call_command(*words, stdout=(out := StringIO()))
        return out.getvalue()

    person("chief", "Coordinator")
    for more in ([], ["--as", "chief@example.org"]):
        told = run("diff", "2014-01-01", "2024-05-28", *more) + run("year", "2014", *more)
        assert "Robin Vale" in told
        assert "Rupert" not in told + json.dumps(json.loads(run("diff", "2014-01-01", "2024-05-28", "--json", *more)))


def test_who_may_read_sources_reads_the_line_with_the_present_name(client: Client, wiki: Entity) -> None:
    line = "The wiki is run by Robin Vale, ask there."
    address = f"/service/wiki/compare/?{DAYS}"
    assert line not in client.get(address).content.decode()
    client.force_login(person("una"))
    assert line not in client.get(address).content.decode()
    client.force_login(person("dev", "Developer", wiki))
    assert line in client.get(address).content.decode()
    assert line not in client.get(f"/compare/?{DAYS}").content.decode()
    client.force_login(person("chief", "Coordinator"))
    assert line in client.get(f"/compare/?{DAYS}").content.decode()
