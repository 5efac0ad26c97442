"""A long document is reviewed section by section, a page at a time, at the same number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change, Ruling
from bailiwick.catalog.queries.review import PAGE

from .cast import person, says, system

pytestmark = pytest.mark.django_db


def handbook(lines: int, every: int = 10) -> Change:
    """So many sentences, a heading before every tenth."""
    info = SourceInfo(f"handbook-{lines}", "Handbook", date(2024, 1, 1), digest=f"h{lines}")
    told = {"sections": [[number, f"Chapter {number}"] for number in range(1, lines, every)]}
    change = open_source(lineage=f"handbook-{lines}", source=info, by=system(), told=told)
    said = [says(f"service/s-{lines}-{n}", "hosted_by", "provider/red", locator=f"line {n + 1}") for n in range(lines)]
    stage_statements(change, said, by=system())
    return finish_source(change, by=system())


def browser() -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(person("ada", "Developer"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_section_is_accepted_and_what_was_rejected_in_it_stays_rejected() -> None:
    change, ada = handbook(30), browser()
    address = f"/changes/{change.pk}/"
    first = change.claims.order_by("pk").first()
    ada.post(f"{address}judge/", {"reject": first.origin})
    ada.post(f"{address}judge/", {"section": "1"})
    assert sorted(Ruling.objects.values_list("verdict", flat=True)) == ["accepted"] * 9 + ["rejected"]
    assert "10 of 30 decided" in ada.get(f"{address}review/").content.decode()


def test_a_long_document_comes_in_pages_that_end_with_a_section() -> None:
    change, ada = handbook(PAGE + 25), browser()
    page = ada.get(f"/changes/{change.pk}/review/").content.decode()
    assert page.count('class="line"') == PAGE
    assert f"from={PAGE}" in page
    rest = ada.get(f"/changes/{change.pk}/review/?from={PAGE}").content.decode()
    assert rest.count('class="line"') == 25
    assert f"Chapter {PAGE + 1}" in rest
    assert ada.get(f"/changes/{change.pk}/review/?from=nowhere").status_code == 404
    assert ada.get(f"/changes/{change.pk}/review/?show=nothing").status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_document(django_assert_num_queries: Any) -> None:
    small, large, ada = handbook(3), handbook(200), browser()
    for change in (small, large):
        ada.get(f"/changes/{change.pk}/review/")
        with django_assert_num_queries(14):
            ada.get(f"/changes/{change.pk}/review/")
