"""What a newer document no longer says is a line of its review: a reviewer may know that it is still so."""

from __future__ import annotations

from datetime import date

import pytest

from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.models import Change, Claim, Ruling
from bailiwick.catalog.when import FOREVER, NEVER

from .cast import read, says, system
from .reviewing import accept, book, lines, reject

pytestmark = pytest.mark.django_db

RED = says("service/wiki", "hosted_by", "provider/red")
BLUE = says("service/lists", "hosted_by", "provider/blue")
END = "service/wiki hosted_by provider/red †"


def second() -> Change:
    """A list that forgot the wiki."""
    read("overview", "2020-01-01", RED, BLUE, complete_for=["hosted_by"])
    return read("overview", "2021-01-01", BLUE, apply=False)


def test_an_end_is_asked_and_accepted() -> None:
    change = second()
    assert lines(change) == [(END, "")]
    accept(change, END)
    apply_judged(change, by=system())
    assert END in book()


def test_a_rejected_end_keeps_the_fact_whatever_later_documents_leave_out() -> None:
    change = second()
    reject(change, END)
    apply_judged(change, by=system())
    read("overview", "2022-01-01", BLUE)
    read("overview", "2020-06-01", BLUE)
    claim = Claim.objects.get(subject__slug="wiki", superseded_at=NEVER, recorded_at__lt=NEVER)
    assert (claim.pinned, claim.to_latest) == (True, FOREVER)
    assert not Ruling.objects.exists(), "the fact itself says so now"


def test_an_undecided_end_waits_and_a_later_document_asks_it_again() -> None:
    read("overview", "2020-01-01", RED, BLUE, complete_for=["hosted_by"])
    change = read("overview", "2021-01-01", BLUE, says("service/lists", "purpose", "=Talk"), apply=False)
    accept(change, "service/lists purpose Talk")
    apply_judged(change, by=system())
    assert "service/wiki hosted_by provider/red" in book()
    rest = Change.objects.get(status="proposed")
    assert lines(rest) == [(END, "")]
    apply_change(rest, by=system())
    claim = Claim.objects.get(subject__slug="wiki", superseded_at=NEVER)
    assert (claim.to_earliest, claim.to_latest) == (date(2020, 1, 1), date(2021, 1, 1))


def test_ends_are_known_of_documents_that_were_proposed_before_the_first_was_applied() -> None:
    first = read("overview", "2020-01-01", RED, BLUE, apply=False, complete_for=["hosted_by"])
    then = read("overview", "2021-01-01", BLUE, apply=False)
    apply_change(first, by=system())
    then.refresh_from_db()
    assert lines(then) == [(END, "")]
    assert (then.report["new"], then.report["gone"]) == (0, 1)


def test_details_are_a_line_and_rejected_ones_are_not_asked_again() -> None:
    read("overview", "2020-01-01", RED)
    more = says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": "vm"})
    change = read("overview", "2021-01-01", more, apply=False)
    assert len(lines(change)) == 1
    reject(change)
    apply_judged(change, by=system())
    assert Claim.objects.get(superseded_at=NEVER).qualifiers == {}
    assert lines(read("overview", "2022-01-01", more, apply=False)) == []
