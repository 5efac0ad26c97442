"""Every page of the example that ships answers: what a newcomer clicks through in the first ten minutes."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from bailiwick.access import row_q
from bailiwick.catalog.models import Change, Claim, EntityNow
from bailiwick.catalog.tests.cast import person
from bailiwick.management.preparing import EXAMPLE
from bailiwick.tracker.queries.places import places_at

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture(autouse=True, scope="module")
def _example(shared_rows: None) -> None:
    call_command("import", "catalog", str(EXAMPLE), "--apply", stdout=StringIO())


def addresses() -> list[str]:
    things = [f"/{kind}/{slug}/" for kind, slug in EntityNow.objects.values_list("kind", "slug")]
    changes = [f"/changes/{pk}/" for pk in Change.objects.filter(visibility=0).values_list("pk", flat=True)]
    kinds = {f"/{kind}/" for kind in EntityNow.objects.values_list("kind", flat=True)}
    of_pypi = ["history/", "compare/?from=2014-10-01&to=2024-05-28", "timeline/", "changes.atom", "?as_of=2019-03-01"]
    return [
        *things,
        *changes,
        *sorted(kinds),
        *(f"/service/pypi/{part}" for part in of_pypi),
        "/",
        "/changes/",
        "/timeline/",
        "/year/2024/",
    ]


def test_every_page_of_the_example_answers_a_visitor_and_a_coordinator(client: Any) -> None:
    walked = addresses()
    assert len(walked) > 130
    refused = [address for address in walked if client.get(address).status_code != 200]
    client.force_login(person("ada", "Coordinator"))
    refused += [f"{address} as coordinator" for address in walked if client.get(address).status_code != 200]
    assert not refused


def test_whoever_reports_a_problem_with_an_address_of_the_example_reaches_its_service() -> None:
    services = EntityNow.objects.filter(row_q(ANYBODY), kind="service").values_list("slug", "addresses")
    known = [(slug, address) for slug, addresses in services for address in addresses]
    assert len(known) > 10
    found = [(slug, next((place.found.slug for place in places_at(ANYBODY, at)), "")) for slug, at in known]
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_no_fact_of_the_example_ends_before_it_began() -> None:
    for claim in Claim.objects.all():
        assert claim.span.from_latest <= claim.span.to_latest, claim
