"""A list on which nothing holds any more, and what closing it does."""

from __future__ import annotations

import pytest

from bailiwick.catalog.actions.changes import revert_change
from bailiwick.catalog.models import Claim
from bailiwick.catalog.tests.cast import person, read, says, system
from bailiwick.findings.actions import settle_finding
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import HOME, disagree, found, look

pytestmark = pytest.mark.django_db


def test_a_list_that_nobody_has_read_for_three_years() -> None:
    read("old", "2019-01-01", says("service/loom", "hosted_by", "provider/hill"))
    read("young", "2026-06-01", says("service/loom", "hosted_by", "provider/hill"))
    look()
    assert found("dead-list") == ["dead-list old"]


def test_a_list_of_which_everything_ended() -> None:
    read("list", "2026-01-01", says("service/loom", "hosted_by", "provider/hill"), complete_for=HOME)
    read("list", "2026-02-01", complete_for=HOME)
    look()
    assert found("dead-list") == ["dead-list list"]


def test_a_list_of_which_every_document_was_taken_back_is_none() -> None:
    read("list", "2026-01-01", says("service/loom", "hosted_by", "provider/hill"))
    machines = read("machines", "2026-01-01", says("service/loom", "hosted_by", "provider/hill"))
    revert_change(machines, by=system())
    look()
    assert found("dead-list") == []


def test_a_closed_list_contradicts_nobody_until_it_is_read_again() -> None:
    disagree()
    Claim.objects.filter(witness__name="machines").update(attested_on="2019-01-01")
    look()
    assert len(found("conflict")) == 1
    settle_finding(Finding.objects.get(kind="dead-list"), "closed", by=person("dev", "Developer"))
    look()
    look()
    assert found() == []
    assert found(status="settled") == ["dead-list machines"]
    read("machines", "2026-07-01", says("service/loom", "hosted_by", "provider/cloudberry"))
    look()
    look()
    assert found() == ["conflict service/loom hosted_by overview machines"]
