"""What a list names and none describes; what is described and missing on the list of its kind."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import found, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def overview() -> None:
    """A list that knows the data centres north and south, and which service runs on which host."""
    read(
        "overview", "2026-05-01",
        says("data-centre/north", "region", "=NYC"), says("data-centre/south", "region", "=AMS"),
        says("service/loom", "runs_on", "host/box-1"),
        complete_for=["region", "runs_on"],
    )  # fmt: skip


def machines(*names: str, centre: str = "north") -> None:
    said = (says(f"host/{name}", "located_at", f"data-centre/{centre}") for name in names)
    read("machines", "2026-06-01", *said, complete_for=["located_at"])


@pytest.mark.usefixtures("overview")
def test_a_data_centre_that_the_table_of_them_does_not_know() -> None:
    machines("box-1", "box-2", centre="east")
    look()
    assert found("dangling") == ["dangling data-centre/east machines overview"]


@pytest.mark.usefixtures("overview")
def test_it_is_quiet_as_soon_as_some_list_describes_it() -> None:
    machines("box-1", centre="east")
    look()
    read("rack-plan", "2026-07-01", says("data-centre/east", "region", "=SFO"))
    look()
    assert found("dangling") == []
    assert found("dangling", status="gone") == ["dangling data-centre/east machines overview"]


def test_nothing_dangles_where_no_list_covers_the_kind() -> None:
    machines("box-1", "box-2")
    look()
    assert found("dangling") == []


@pytest.mark.usefixtures("overview")
def test_people_are_in_no_list_of_their_own() -> None:
    read(
        "contacts", "2026-06-01",
        says("person/ada", "responsibilities", "=warp"), says("person/bob", "responsibilities", "=weft"),
        says("host/box-1", "contact", "person/cy"), complete_for=["contact"],
    )  # fmt: skip
    look()
    assert found("dangling") == []


@pytest.mark.usefixtures("overview")
def test_hosts_that_nothing_is_said_to_run_on() -> None:
    machines("box-1", "box-2")
    look()
    assert found("uncovered") == ["uncovered host/box-2 runs_on machines overview"]


@pytest.mark.usefixtures("overview")
def test_a_host_that_another_list_or_the_desk_describes_and_the_machine_list_does_not_have() -> None:
    machines("box-1", "box-2", "box-3")
    read("attic", "2026-06-02", says("host/old", "distribution", "=Debian-7"))
    add_claim(entity("host/new"), "distribution", value="Debian-13", by=system())
    look()
    missing = [line for line in found("uncovered") if "runs_on" not in line]
    assert missing == ["uncovered host/old attic machines", "uncovered host/new desk machines"]


@pytest.mark.usefixtures("overview")
def test_a_list_with_one_of_a_kind_or_less_than_half_of_them_covers_nothing() -> None:
    machines("box-1", "box-2", "box-3", "box-4", "box-5")
    read("attic", "2026-06-02", says("host/old", "located_at", "data-centre/north"), complete_for=["located_at"])
    look()
    assert [line for line in found("uncovered") if line.endswith("attic")] == []


def three_services(lifecycle: str = "", visibility: int = 0) -> None:
    """A list that covers services, and another that knows one more."""
    said = [says(f"service/{name}", "hosted_by", "provider/hill") for name in ("loom", "wheel", "dye")]
    read("overview", "2026-05-01", *said, complete_for=["hosted_by"])
    read("notes", "2026-05-02", says("service/barn", "purpose", "=wool"))
    if lifecycle:
        barn = Entity.objects.get(slug="barn")
        add_claim(barn, "lifecycle", value=lifecycle, visibility=visibility, by=system())
    look()


@pytest.mark.parametrize(("lifecycle", "missing"), [("", True), ("legacy", True), ("retired", False)])
def test_what_is_retired_is_missing_on_no_list(lifecycle: str, missing: bool) -> None:
    three_services(lifecycle)
    assert (found("uncovered") == ["uncovered service/barn notes overview"]) is missing


def test_who_may_not_know_that_it_is_retired_still_misses_it() -> None:
    three_services("retired", visibility=2)
    for reader, seen in ((AnonymousUser(), 1), (person("dev", "Developer"), 0)):
        assert Finding.objects.visible_to(reader).filter(kind="uncovered").count() == seen
