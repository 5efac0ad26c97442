"""The machine list beside the overview that ships: what the two show each other."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.models import EntityNow
from bailiwick.catalog.tests.cast import entity, system
from bailiwick.findings.actions import settle_finding
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import found, look
from bailiwick.management.preparing import EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _both_lists(shared_rows: None) -> None:
    """The example has both: the machines are a list that is complete for where they stand and whom to ask."""
    call_command("import", "catalog", str(EXAMPLE), "--apply", stdout=StringIO())


def test_data_centres_that_the_overview_does_not_know() -> None:
    look()
    named = {line.split()[1] for line in found("dangling") if "data-centre/" in line}
    assert named == {"data-centre/nyc3", "data-centre/eu1"}


def test_hosts_that_nothing_is_said_to_run_on() -> None:
    look()
    idle = {line.split()[1] for line in found("uncovered") if " runs_on " in line}
    listed = {f"host/{slug}" for slug in EntityNow.objects.filter(kind="host").values_list("slug", flat=True)}
    assert {"host/lb-0.nyc1.psf.io", "host/mail.ams1.psf.io"} <= idle < listed


def test_hosts_of_the_overview_that_the_machine_list_does_not_have() -> None:
    look()
    missing = {line for line in found("uncovered") if line.endswith("machines")}
    assert "uncovered host/speed.python.org psf-overview psf-machines" in missing


def test_a_contact_that_is_a_typing_error_of_an_account() -> None:
    # The list writes “pablogsa”; the account ends in another letter.
    alias_entity(entity("person/pablo-galindo", "Pablo Galindo"), "account", "pablogsal", by=system())
    look()
    (finding,) = Finding.objects.filter(kind="duplicate", grounds__icontains="slip")
    names = dict(EntityNow.objects.values_list("entity_id", "name"))
    assert {names[finding.scope_id or 0], names[finding.other_id or 0]} == {"pablogsa", "Pablo Galindo"}


def test_a_second_look_finds_nothing_new_and_what_is_settled_stays_quiet() -> None:
    look()
    finding = Finding.objects.filter(kind="dangling").latest("pk")
    settle_finding(finding, "as-it-should", by=system(), reason="the table is about our own")
    counts = look()
    assert (counts["new"], counts["again"], counts["gone"]) == (0, 0, 0)
    assert Finding.objects.get(pk=finding.pk).status == "settled"
