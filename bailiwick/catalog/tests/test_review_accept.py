"""A document is reviewed line by line: what was accepted enters the book, what nobody decided waits."""

from __future__ import annotations

import pytest

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.actions.judging import judge_statements
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity, Ruling
from bailiwick.catalog.when import NEVER

from .cast import entity, person, read, says, system
from .reviewing import accept, book, lines, reject

pytestmark = pytest.mark.django_db


def overview(day: str = "2020-01-01", apply: bool = False, **more: object) -> Change:
    return read(
        "overview", day,
        says("service/wiki", "hosted_by", "provider/red", locator="line 3"),
        says("service/wiki", "purpose", "=Pages that anybody edits", locator="line 4"),
        says("service/lists", "hosted_by", "provider/blue", locator="line 9"),
        apply=apply, **more,
    )  # fmt: skip


def test_what_is_accepted_enters_the_book_and_the_rest_waits_in_a_change_of_its_own() -> None:
    change = overview()
    accept(change, "service/wiki hosted_by provider/red")
    apply_judged(change, by=system())
    assert book() == {"service/wiki hosted_by provider/red"}
    (rest,) = Change.objects.filter(status="proposed")
    assert {line for line, _verdict in lines(rest)} == {
        "service/wiki purpose Pages that anybody edits", "service/lists hosted_by provider/blue",
    }  # fmt: skip
    assert rest.report["source"] == change.report["source"]
    assert not Entity.objects.filter(slug="blue", recorded_at__lt=NEVER).exists()
    assert not Ruling.objects.exists(), "what is in the book needs no verdict"


def test_the_rest_applied_later_gives_the_same_book_as_all_at_once() -> None:
    change = overview()
    accept(change, "service/wiki hosted_by provider/red")
    apply_judged(change, by=system())
    apply_change(Change.objects.get(status="proposed"), by=system())
    assert len(book()) == 3
    spans = set(Claim.objects.filter(superseded_at=NEVER).values_list("from_earliest", "from_latest", "attested_on"))
    assert len(spans) == 1


def test_nothing_decided_is_nothing_to_apply() -> None:
    change = overview()
    with pytest.raises(Refused, match="nothing of it is decided"):
        apply_judged(change, by=system())
    assert book() == set()


def test_the_last_word_counts_and_says_whose_it_was() -> None:
    ada, bob = person("ada", "Developer"), person("bob", "Developer")
    change = overview()
    accept(change, "service/wiki hosted_by provider/red", by=ada)
    reject(change, "service/wiki hosted_by provider/red", by=bob)
    (ruling,) = Ruling.objects.all()
    assert (ruling.verdict, ruling.by_id) == ("rejected", bob.pk)
    judge_statements(change, [claim.origin for claim in change.claims.all()], "undecided", by=ada)
    assert not Ruling.objects.exists()


def test_whoever_answers_for_a_part_judges_what_is_said_of_it_and_nothing_else() -> None:
    wiki = entity("service/wiki")
    keeper = person("keeper", "Developer", wiki)
    change = overview()
    accept(change, "service/wiki hosted_by provider/red", by=keeper)
    with pytest.raises(Denied):
        accept(change, "service/lists hosted_by provider/blue", by=keeper)
    with pytest.raises(Denied):
        apply_judged(change, by=keeper)


def test_a_document_that_was_applied_is_not_judged_any_more() -> None:
    change = overview(apply=True)
    with pytest.raises((Denied, Refused)):
        judge_statements(change, [Claim.objects.first().origin], "rejected", by=system())


def test_what_is_accepted_in_one_document_is_not_asked_again_in_the_next() -> None:
    first, second = overview(), overview("2021-01-01")
    apply_change(first, by=system())
    second.refresh_from_db()
    assert lines(second) == []
    assert second.report["new"] == 0


def test_a_document_read_twice_before_anybody_decided_is_one_proposal() -> None:
    change = overview()
    reject(change, "service/wiki purpose Pages that anybody edits")
    again = overview()
    assert Change.objects.filter(status="proposed").get() == change == again
    assert dict(lines(change))["service/wiki purpose Pages that anybody edits"] == "rejected"


def test_read_better_it_takes_the_place_of_the_first_reading_with_what_was_decided() -> None:
    change = overview()
    reject(change, "service/wiki purpose Pages that anybody edits")
    better = read(
        "overview", "2020-01-01",
        says("service/wiki", "hosted_by", "provider/red", locator="line 3"),
        says("service/wiki", "purpose", "=Pages that anybody edits", locator="line 4"),
        says("service/lists", "maintained_by", "person/ada", locator="line 8"),
        apply=False,
    )  # fmt: skip
    assert Change.objects.filter(status="proposed").get() == better != change
    assert dict(lines(better)) == {
        "service/wiki hosted_by provider/red": "",
        "service/wiki purpose Pages that anybody edits": "rejected",
        "service/lists maintained_by person/ada": "",
    }
    apply_change(better, by=system())
    assert not Entity.objects.filter(slug="blue").exists()
