"""What a reviewer rejected stays rejected when the list is read again, late or newer, until somebody accepts it."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.catalog.actions import parting
from bailiwick.catalog.actions.changes import apply_change, apply_judged, reject_change
from bailiwick.catalog.actions.parting import forget_accepted
from bailiwick.catalog.models import Change, Claim, Entity, Reference, Ruling
from bailiwick.catalog.when import NEVER

from .cast import read, says, system
from .reviewing import accept, book, lines, reject

pytestmark = pytest.mark.django_db

RIGHT = says("service/wiki", "hosted_by", "provider/red", locator="line 3")
WRONG = says("service/wiki", "hosted_by", "provider/shortly", locator="line 4")
WRONG_SAID, RIGHT_SAID = "service/wiki hosted_by provider/shortly", "service/wiki hosted_by provider/red"


def reviewed(day: str = "2020-01-01") -> Change:
    """One right, one wrong, and somebody who knows."""
    change = read("overview", day, RIGHT, WRONG, apply=False, complete_for=["hosted_by"])
    reject(change, WRONG_SAID)
    accept(change, RIGHT_SAID)
    return apply_judged(change, by=system())


def test_what_was_rejected_is_set_aside_and_what_only_it_names_does_not_exist() -> None:
    reviewed()
    assert book() == {RIGHT_SAID}
    assert Entity.objects.get(slug="shortly").recorded_at == NEVER
    (aside,) = Change.objects.filter(status="rejected")
    assert [claim.object.slug for claim in aside.claims.all()] == ["shortly"]
    assert not Change.objects.filter(status="proposed").exists()


def test_it_is_not_proposed_again_by_a_newer_document() -> None:
    reviewed()
    again = read("overview", "2021-01-01", RIGHT, WRONG, apply=False)
    assert (again.report["new"], again.report["rejected"], again.report["attested"]) == (0, 1, 1)
    assert lines(again) == [(WRONG_SAID, "rejected")]
    apply_change(again, by=system())
    assert book() == {RIGHT_SAID}
    assert Claim.objects.filter(object__slug="shortly").count() == 1, "it is set aside once"
    assert Reference.objects.filter(origin=Claim.objects.get(object__slug="shortly").origin).count() == 2


def test_reading_the_same_document_again_brings_nothing() -> None:
    reviewed()
    again = read("overview", "2020-01-01", RIGHT, WRONG, apply=False)
    assert (again.report["same"], again.report["new"], again.report["gone"]) == (True, 0, 0)


def test_nor_by_one_that_arrives_late_and_has_the_intervals_derived_again() -> None:
    reviewed("2020-01-01")
    read("overview", "2022-01-01", RIGHT)
    late = read("overview", "2021-01-01", WRONG)
    assert late.status == "applied"
    assert {said.split(" †")[0] for said in book()} == {RIGHT_SAID}


def test_a_value_that_was_rejected_ends_no_other() -> None:
    known = says("service/wiki", "lifecycle", "=active", locator="line 5")
    read("overview", "2020-01-01", known)
    change = read("overview", "2021-01-01", says("service/wiki", "lifecycle", "=retired"), apply=False)
    assert dict(lines(change)) == {"service/wiki lifecycle retired": "", "service/wiki lifecycle active †": ""}
    reject(change, "service/wiki lifecycle retired")
    apply_change(change, by=system())
    assert book() == {"service/wiki lifecycle active"}


def test_accepted_after_all_it_rests_on_every_document_that_said_it() -> None:
    reviewed("2020-01-01")
    again = read("overview", "2021-01-01", RIGHT, WRONG, apply=False)
    accept(again, WRONG_SAID)
    apply_judged(again, by=system())
    assert book() == {RIGHT_SAID, WRONG_SAID}
    claim = Claim.objects.get(object__slug="shortly", superseded_at=NEVER)
    assert (claim.from_latest.year, claim.attested_on.year) == (2020, 2021)
    assert not Ruling.objects.exists()
    assert not Change.objects.filter(status="rejected").exists(), "nothing is set aside any more"


def test_rejecting_a_whole_document_is_not_this_reading_and_rules_nothing() -> None:
    change = read("overview", "2020-01-01", RIGHT, WRONG, apply=False)
    reject_change(change, by=system())
    assert not Ruling.objects.exists()
    again = read("overview", "2020-01-01", RIGHT, WRONG, apply=False)
    assert [verdict for _said, verdict in lines(again)] == ["", ""]


def test_without_a_verdict_a_document_is_rejected_whatever_its_size(django_assert_num_queries: Any) -> None:
    change = read("overview", "2020-01-01", RIGHT, WRONG, apply=False)
    with django_assert_num_queries(2):  # whose statements they are, and what was accepted of those
        forget_accepted(change)


def test_what_somebody_accepts_elsewhere_while_a_document_is_rejected_stays_accepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change = read("overview", "2020-01-01", RIGHT, WRONG, apply=False)
    accept(change, RIGHT_SAID)

    def meanwhile(_root: Any) -> list[Any]:
        """Another document comes after it was looked which ones wait, and a line of it is accepted."""
        accept(read("overview", "2021-01-01", WRONG, apply=False), WRONG_SAID)
        return []

    monkeypatch.setattr(parting, "proposed_documents", meanwhile)
    reject_change(change, by=system())
    assert Ruling.objects.get().statement == Claim.objects.filter(object__slug="shortly").first().key
