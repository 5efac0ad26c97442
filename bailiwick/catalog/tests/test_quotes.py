"""The line a fact stands on: shown to those who may read sources, with present names only."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bailiwick.catalog import former_names
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.actions.evidence import LARGEST, keep_evidence
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.queries.compare import compare
from bailiwick.catalog.queries.statement import statement

from .cast import entity, person, says, system

pytestmark = pytest.mark.django_db
PAGE = b"= Wiki =\nThe wiki is run by Rupert X. Vale, ask there.\n"


def read_the_page(page: bytes = PAGE) -> Entity:
    robin = entity("person/robin-vale", "Robin Vale")
    alias_entity(robin, "former-name", former_names.digest("Rupert X. Vale"), by=system(), visibility=4)
    source = SourceInfo("page-1", "The page", date(2014, 10, 1), digest=hashlib.sha256(page).hexdigest())
    change = open_source(lineage="page", source=source, by=system())
    said = says("service/wiki", "run_by", "person/robin-vale", word="run by", locator="line 2")
    stage_statements(change, [said], by=system())
    keep_evidence(page, media_type="text/plain", by=system())
    apply_change(finish_source(change, by=system()), by=system())
    return Entity.objects.get(slug="wiki")


def quotes(user: object, wiki: Entity) -> list[str]:
    found = statement(user, wiki, Claim.objects.get(predicate="run_by").origin)
    assert found is not None
    return [quote.text for quote in found.stories[0].quotes]


def test_staff_read_the_line_and_the_public_reads_where_it_stands() -> None:
    wiki = read_the_page()
    assert quotes(AnonymousUser(), wiki) == [""]
    assert quotes(person("una"), wiki) == [""]
    assert quotes(person("dev", "Developer", wiki), wiki) == ["The wiki is run by Robin Vale, ask there."]


def test_a_name_at_the_end_of_what_is_shown_is_a_present_one_as_well() -> None:
    wiki = read_the_page(b"= Wiki =\nThe wiki is " + b"so " * 91 + b"well run by Rupert X. Vale, ask there.\n")
    shown = quotes(person("dev", "Developer", wiki), wiki)[0]
    assert "Rup" not in shown
    assert shown.endswith("…")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b\u2028\x85 It is ours.\n"])
def test_lines_are_counted_as_the_reader_of_pages_counts_them(end: str) -> None:
    wiki = read_the_page(f"\ufeffOur wiki.{end}The wiki is run by Robin.\n".encode())
    assert quotes(person("dev", "Developer", wiki), wiki) == ["The wiki is run by Robin."]


def test_a_document_is_kept_once_and_a_huge_one_by_digest_only() -> None:
    kept = keep_evidence(PAGE, media_type="text/plain", by=system())
    assert keep_evidence(PAGE, media_type="text/plain", by=system()) == kept
    assert keep_evidence(b"x" * (LARGEST + 1), media_type="text/plain", by=system()) is None


def shared_line() -> Entity:
    """A line of several sentences, and what was read from them."""
    page = (
        b"Lists are at lists.example.org, based on Postie. They are on skua, as is the wiki, which speaks ActivityPub."
    )
    source = SourceInfo("page-1", "The page", date(2014, 10, 1), digest=hashlib.sha256(page).hexdigest())
    change = open_source(lineage="page", source=source, by=system())
    on_skua = [
        says(f"service/{slug}", "runs_on", "host/skua", word="on", locator="line 1") for slug in ("lists", "wiki")
    ]
    stage_statements(change, [*on_skua, says("service/lists", "uses_software", "software/postie", word="on",
                     locator="line 1")], by=system())  # fmt: skip
    keep_evidence(page, media_type="text/plain", by=system())
    apply_change(finish_source(change, by=system()), by=system())
    return Entity.objects.get(slug="lists")


def test_of_several_sentences_on_a_line_each_fact_has_its_own_wherever_it_is_shown(client: Client) -> None:
    lists, dev = shared_line(), person("dev", "Developer")
    client.force_login(dev, backend=settings.AUTHENTICATION_BACKENDS[0])
    for predicate, begins in (("runs_on", "They are on skua"), ("uses_software", "Lists are at lists")):
        origin = Claim.objects.get(predicate=predicate, subject=lists).origin
        page = client.get(f"/{lists.ref}/facts/{origin}/").content.decode()
        assert re.findall(r"<blockquote>((?:\w+ ?){3,4})", page) == [begins]
    compared = compare(dev, date(2014, 1, 1), date(2015, 1, 1), entity=lists)
    shown = {line.lead.predicate.name: line.quote.text for line in compared.lines if line.quote}
    assert shown["runs_on"].startswith("They are on skua")
    assert shown["uses_software"].startswith("Lists are at")
