"""Findings for programs, on a terminal, and what erasing somebody leaves of them."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bailiwick.catalog.actions.people import erase_person
from bailiwick.catalog.tests.cast import entity, person, system
from bailiwick.findings.actions import assign_finding, settle_finding
from bailiwick.findings.models import Finding
from bailiwick.findings.panels import own_data
from bailiwick.findings.tests.asking import disagree, look

pytestmark = pytest.mark.django_db


def post(client: Client, finding: Finding, verb: str, **body: Any) -> Any:
    return client.post(f"/api/v1/findings/{finding.pk}/{verb}", body, content_type="application/json")


def test_the_list_and_one_with_both_sides(client: Client) -> None:
    finding = disagree()
    (item,) = client.get("/api/v1/findings").json()["items"]
    assert (item["kind"], item["about"]["ref"], item["said_by"], item["against"]) == (
        "conflict", "service/loom", "overview", "machines",
    )  # fmt: skip
    one = client.get(f"/api/v1/findings/{finding.pk}").json()
    assert [(side["lineage"], side["dated"], side["says"][0]["text"]) for side in one["sides"]] == [
        ("overview", "2026-05-01", "Hosted by hill"),
        ("machines", "2026-06-01", "Hosted by cloudberry"),
    ]
    assert client.get("/api/v1/findings?kind=duplicate").json()["items"] == []
    assert client.get("/api/v1/findings?kind=nonsense").status_code == 422
    assert client.get("/api/v1/findings/999999").status_code == 404


def test_settle_lead_reopen_assign(client: Client) -> None:
    finding = disagree()
    client.force_login(person("dev", "Developer"))
    assert post(client, finding, "settle").status_code == 422
    assert post(client, finding, "settle", verdict="both-right").json()["error"]["code"] == "refused"
    assert post(client, finding, "settle", leads="nowhere").status_code == 422
    assert post(client, finding, "settle", leads="machines").json()["verdict"] == "ranked"
    assert post(client, finding, "reopen").json()["status"] == "open"
    assert post(client, finding, "assign", account="dev").json()["assigned_to"] == "dev"
    entity("team/keepers", "Keepers")
    assert post(client, finding, "assign", team="team/keepers").json()["assigned_to"] == "Keepers"
    assert post(client, finding, "assign", account="dev", team="team/keepers").status_code == 422


def test_somebody_without_the_right_is_refused(client: Client) -> None:
    finding = disagree()
    client.force_login(person("anna"))
    assert post(client, finding, "settle", verdict="corrected").status_code == 403
    assert post(client, finding, "assign", account="anna").status_code == 403


def told(*words: str) -> str:
    out = StringIO()
    call_command("findings", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_on_a_terminal() -> None:
    assert told() == "Nothing that anybody may see.\n"
    disagree()
    assert "conflict   loom – hosted by: overview and machines disagree" in told("--look")
    assert json.loads(told("--json", "--kind", "conflict"))["items"][0]["about"]["ref"] == "service/loom"
    with pytest.raises(CommandError, match="no active account"):
        told("--as", "nobody@example.org")


def test_erasing_somebody_leaves_a_finding_that_is_nobody_s() -> None:
    finding, anna = disagree(), person("anna", "Developer")
    assign_finding(finding, by=system(), account=anna)
    settle_finding(finding, "both-right", by=anna, reason="two halves")
    assert own_data(anna)["findings"][0]["reason"] == "two halves"
    ada = entity("person/ada-weaver", "Ada Weaver")
    entity("person/weaver-ada", "Weaver Ada")
    look()
    erase_person(ada, by=system())
    erase_person(None, by=system(), user=anna)
    row = Finding.objects.get(pk=finding.pk)
    assert (row.account_id, row.settled_by_id) == (None, None)
    assert not Finding.objects.filter(kind="duplicate").exists()
