"""Two lists answer one question: when they contradict each other, and when they only seem to."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.tests.cast import entity, read, says, system
from bailiwick.findings.tests.asking import HOME, disagree, found, look

pytestmark = pytest.mark.django_db
CONFLICT = "conflict service/loom hosted_by overview machines"


def overview(*said: Any, complete_for: list[str] | None = None) -> None:
    read("overview", "2026-05-01", *said, complete_for=HOME if complete_for is None else complete_for)


def machines(*said: Any, day: str = "2026-06-01", **more: Any) -> None:
    read("machines", day, *said, **({"complete_for": HOME} | more))


def test_two_complete_lists_that_differ_are_a_conflict() -> None:
    disagree()
    assert found("conflict") == [CONFLICT]


def test_sets_are_compared_not_single_answers() -> None:
    both = (
        says("service/loom", "hosted_by", "provider/hill"),
        says("service/loom", "hosted_by", "provider/cloudberry"),
    )
    overview(*both)
    machines(*reversed(both))
    look()
    assert found("conflict") == []
    machines(both[0], day="2026-07-01")
    look()
    assert found("conflict") == [CONFLICT]


def test_a_list_that_is_not_complete_leaves_room_for_more() -> None:
    overview(says("service/loom", "hosted_by", "provider/hill"), complete_for=[])
    machines(says("service/loom", "hosted_by", "provider/cloudberry"))
    look()
    assert found("conflict") == []


def test_where_one_answer_is_right_two_lists_need_not_be_complete() -> None:
    overview(says("data-centre/north", "region", "=NYC3"), says("service/loom", "purpose", "=Weaves"), complete_for=[])
    machines(says("data-centre/north", "region", "=AMS1"), says("service/loom", "purpose", "=It weaves"))
    look()
    assert found("conflict") == ["conflict data-centre/north region overview machines"]


def test_role_words_of_one_family_are_one_question() -> None:
    words = ["maintained_by", "contact"]
    overview(says("service/loom", "maintained_by", "person/ada"), complete_for=words)
    machines(says("service/loom", "contact", "person/ada"), complete_for=words)
    look()
    assert found("conflict") == []
    machines(says("service/loom", "contact", "person/bob"), complete_for=words, day="2026-07-01")
    look()
    assert found("conflict") == ["conflict service/loom responsible overview machines"]


def test_a_data_centre_and_its_provider_are_the_same_answer() -> None:
    words = ["located_at"]
    overview(
        says("host/box", "located_at", "provider/cloudberry"),
        says("data-centre/north", "part_of", "data-centre/campus"),
        says("data-centre/campus", "provided_by", "provider/cloudberry"),
        complete_for=words,
    )
    machines(says("host/box", "located_at", "data-centre/north"), complete_for=words)
    look()
    assert found("conflict") == []


def test_a_retelling_is_no_witness_and_what_people_say_here_is_no_list() -> None:
    overview(says("service/loom", "hosted_by", "provider/hill"))
    read("retold", "2026-05-01", says("service/loom", "hosted_by", "provider/cloudberry"), derived_from="overview")
    add_claim(Entity.objects.get(slug="loom"), "hosted_by", object=entity("provider/elsewhere"), by=system())
    look()
    assert found("conflict") == []


def test_what_ended_or_is_uncertain_contradicts_nobody() -> None:
    overview(says("service/loom", "hosted_by", "provider/hill"))
    machines(says("service/loom", "hosted_by", "provider/hill"), day="2026-02-01")
    machines(says("service/loom", "hosted_by", "provider/cloudberry"), day="2026-06-01")
    look()
    assert found("conflict") == [CONFLICT]
    claim = Claim.objects.get(witness__name="machines", object__slug="cloudberry")
    # Began at some time up to a day that is still to come.
    Claim.objects.filter(pk=claim.pk).update(from_earliest="2026-01-01", from_latest="9000-01-01")
    look()
    assert found("conflict") == []


def test_what_is_not_known_says_nothing_and_none_says_something() -> None:
    overview(says("service/loom", "hosted_by", "provider/hill"))
    from bailiwick.lib.statements import Statement, Thing

    loom = Thing("service", "loom", "loom")
    machines(Statement(loom, "hosted_by", state="unknown"))
    look()
    assert found("conflict") == []
    machines(Statement(loom, "hosted_by", state="none"), day="2026-07-01")
    look()
    assert found("conflict") == [CONFLICT]


def test_two_pages_that_were_merged_are_one_answer() -> None:
    disagree()
    merge_entities(Entity.objects.get(slug="cloudberry"), Entity.objects.get(slug="hill"), by=system())
    look()
    assert found("conflict") == []
    assert found("conflict", status="gone") == [CONFLICT]


def test_spellings_of_one_value_are_one_answer() -> None:
    overview(says("host/box", "distribution", "=Ubuntu 24.04"), complete_for=[])
    machines(says("host/box", "distribution", "=ubuntu-24.04"))
    look()
    assert found("conflict") == []
