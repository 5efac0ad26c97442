"""A document that was taken back counts as never read; what a person decided about single statements stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bailiwick.catalog.actions.changes import apply_change, apply_judged, propose_change, revert_change
from bailiwick.catalog.actions.claims import add_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.actions.readings import edited_by_hand
from bailiwick.catalog.drafts import Merge, SetRank
from bailiwick.catalog.models import Change, Claim, Entity, EntityNow, Rank
from bailiwick.catalog.queries.compare import Wanted, compare
from bailiwick.catalog.when import BEGINNING, FOREVER, NEVER, Span

from .cast import entity, read, says, system
from .reviewing import accept

pytestmark = pytest.mark.django_db
RED = says("service/wiki", "hosted_by", "provider/red", locator="line 1")
BLUE = says("service/wiki", "hosted_by", "provider/blue", locator="line 1")
MAIL = says("service/wiki", "purpose", "=Notes", locator="line 2")
COMPLETE = {"complete_for": ["hosted_by"]}
WRONG, RIGHT, LATER = "2026-11-26", "2025-03-03", "2026-01-01"


def current() -> list[Claim]:
    rows = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER).select_related("object")
    return list(rows.order_by("predicate", "object__slug"))


def book() -> list[tuple[str, Span, date | None]]:
    return [(c.object.slug if c.object else c.value or "", c.span, c.attested_on) for c in current()]


def since(day: str) -> Span:
    return Span(BEGINNING, date.fromisoformat(day))


def take_back(change: Change) -> Change:
    return revert_change(change, by=system())


def test_a_document_of_a_wrong_day_is_taken_back_and_read_with_the_right_one() -> None:
    take_back(read("page", WRONG, RED, MAIL, **COMPLETE))
    assert book() == []
    again = read("page", RIGHT, RED, MAIL)
    assert (again.report["new"], again.report["disagreeing"]) == (2, 0)
    day = date.fromisoformat(RIGHT)
    assert book() == [("red", since(RIGHT), day), ("Notes", since(RIGHT), day)]


def test_the_very_same_document_can_be_read_once_more() -> None:
    take_back(read("page", WRONG, RED, MAIL, **COMPLETE))
    again = read("page", WRONG, RED, MAIL)
    assert (again.report["same"], again.report["new"]) == (False, 2)
    day = date.fromisoformat(WRONG)
    assert book() == [("red", since(WRONG), day), ("Notes", since(WRONG), day)]


def test_read_once_more_it_attests_what_stood_there_without_it() -> None:
    read("page", RIGHT, RED, MAIL, **COMPLETE)
    take_back(read("page", LATER, RED))
    again = read("page", LATER, RED)
    assert (again.report["same"], again.report["attested"]) == (False, 1)
    assert [attested for _name, _span, attested in book()] == [date.fromisoformat(LATER), date.fromisoformat(RIGHT)]


def test_what_another_document_says_as_well_stays_and_begins_where_that_one_says() -> None:
    first = read("page", RIGHT, RED, **COMPLETE)
    read("page", WRONG, RED)
    take_back(first)
    assert book() == [("red", since(WRONG), date.fromisoformat(WRONG))]


def test_what_a_document_ended_lasts_again_and_is_attested_by_those_that_are_left() -> None:
    read("page", RIGHT, RED, MAIL, **COMPLETE)
    take_back(read("page", WRONG, BLUE, MAIL))
    day = date.fromisoformat(RIGHT)
    assert book() == [("red", since(RIGHT), day), ("Notes", since(RIGHT), day)]


@pytest.mark.parametrize("newest_first", [True, False])
def test_two_documents_are_taken_back_in_any_order(newest_first: bool) -> None:
    changes = [read("page", RIGHT, RED, **COMPLETE), read("page", LATER, BLUE), read("page", WRONG, BLUE, MAIL)]
    for change in reversed(changes[:2]) if newest_first else changes[:2]:
        take_back(change)
    day = date.fromisoformat(WRONG)
    assert book() == [("blue", since(WRONG), day), ("Notes", since(WRONG), day)]


def test_what_a_person_took_out_of_it_stays_out() -> None:
    wrong = read("page", WRONG, RED, MAIL, **COMPLETE)
    correct_claim(current()[0], by=system())
    take_back(wrong)
    again = read("page", RIGHT, RED, MAIL)
    assert (again.report["new"], again.report["disagreeing"]) == (1, 1)
    assert [name for name, _span, _day in book()] == ["Notes"]


def test_what_a_person_ended_stays_ended() -> None:
    wrong = read("page", RIGHT, RED, MAIL, **COMPLETE)
    end_claim(current()[0], by=system(), on=date(2025, 6, 1))
    assert take_back(wrong).report["kept"] == 1
    again = read("page", LATER, RED, MAIL)
    assert (again.report["new"], again.report["disagreeing"]) == (1, 1)
    assert [(name, span.to_latest) for name, span, _day in book()] == [("red", date(2025, 6, 1)), ("Notes", FOREVER)]


def test_taken_back_and_done_after_all_the_book_is_as_if_nothing_had_been() -> None:
    read("page", RIGHT, RED, MAIL, **COMPLETE)
    second = read("page", LATER, BLUE, MAIL)
    before = book()
    take_back(take_back(second))
    assert book() == before


def test_done_after_all_beside_the_right_day_each_statement_is_there_once_from_the_earlier_day() -> None:
    back = take_back(read("page", WRONG, RED, MAIL, **COMPLETE))
    read("page", RIGHT, RED, MAIL)
    take_back(back)
    day = date.fromisoformat(WRONG)
    assert book() == [("red", since(RIGHT), day), ("Notes", since(RIGHT), day)]


def test_done_after_all_and_then_read_with_an_earlier_day_it_begins_at_the_earlier_day() -> None:
    take_back(take_back(read("page", WRONG, RED, MAIL, **COMPLETE)))
    read("page", RIGHT, RED, MAIL)
    assert [span for _name, span, _day in book()] == [since(RIGHT), since(RIGHT)]


def test_what_was_proposed_before_says_of_its_own_what_only_the_other_one_had_brought() -> None:
    wrong = read("page", RIGHT, RED, MAIL, **COMPLETE)
    waiting = read("page", LATER, RED, apply=False)
    take_back(wrong)
    waiting.refresh_from_db()
    assert waiting.report["new"] == 1
    apply_change(waiting, by=system())
    assert book() == [("red", since(LATER), date.fromisoformat(LATER))]


def test_what_came_in_by_two_changes_counts_until_both_are_taken_back() -> None:
    first = read("page", RIGHT, RED, **COMPLETE)
    second = read("page", RIGHT, RED, MAIL)
    take_back(second)
    assert [name for name, _span, _day in book()] == ["red"]
    take_back(first)
    assert book() == []


def in_two_parts(day: str) -> list[Change]:
    """A document of which one line was accepted first, and the rest later."""
    first = read("page", day, RED, MAIL, apply=False, **COMPLETE)
    accept(first, "service/wiki hosted_by provider/red")
    apply_judged(first, by=system())
    rest = Change.objects.get(status="proposed")
    return [first, apply_change(rest, by=system())]


@pytest.mark.parametrize(("part", "left"), [(0, ["Notes"]), (1, ["red"])])
def test_either_part_of_a_document_is_taken_back_by_itself(part: int, left: list[str]) -> None:
    take_back(in_two_parts(RIGHT)[part])
    assert [name for name, _span, _day in book()] == left


def test_what_an_earlier_document_says_of_it_holds_as_if_this_one_had_not_spoken_of_it() -> None:
    """Neither said nor denied: without the line, the list still has what it had before, and attested by that."""
    first, _rest = in_two_parts(LATER)
    read("page", RIGHT, RED)
    take_back(first)
    assert book() == [
        ("red", since(RIGHT), date.fromisoformat(RIGHT)),
        ("Notes", Span(date.fromisoformat(RIGHT), date.fromisoformat(LATER)), date.fromisoformat(LATER)),
    ]


def test_what_a_later_document_says_of_it_begins_anew_at_once() -> None:
    first, _rest = in_two_parts(RIGHT)
    read("page", WRONG, RED, MAIL)
    assert take_back(first).report["kept"] == 0
    day = date.fromisoformat(WRONG)
    assert book() == [("red", since(WRONG), day), ("Notes", since(RIGHT), day)]


def test_what_a_second_reading_says_again_stays_when_the_first_is_taken_back() -> None:
    first = read("page", RIGHT, RED, **COMPLETE)
    read("page", RIGHT, RED, MAIL)
    before = book()
    take_back(first)
    assert book() == before


@pytest.mark.parametrize("part", [0, 1])
def test_a_part_that_is_taken_back_and_done_after_all_leaves_no_trace(part: int) -> None:
    changes = in_two_parts(LATER)
    read("page", RIGHT, RED)
    read("page", WRONG, RED, MAIL)
    before = book()
    take_back(take_back(changes[part]))
    assert book() == before


@pytest.mark.parametrize("newest_first", [True, False])
def test_both_parts_are_taken_back_in_any_order(newest_first: bool) -> None:
    changes = in_two_parts(RIGHT)
    for change in reversed(changes) if newest_first else changes:
        take_back(change)
    assert book() == []


def pages() -> set[str]:
    return set(EntityNow.objects.values_list("slug", flat=True))


def test_a_page_that_only_this_document_named_goes_with_it_and_comes_back_with_it() -> None:
    read("page", RIGHT, RED)
    back = take_back(read("machines", LATER, says("host/tern", "hosted_by", "provider/red")))
    assert pages() == {"wiki", "red"}
    forth = take_back(back)
    assert pages() == {"wiki", "red", "tern"}
    take_back(forth)
    read("machines", WRONG, says("host/tern", "hosted_by", "provider/red"))
    assert pages() == {"wiki", "red", "tern"}


def test_a_page_that_somebody_said_something_of_stays() -> None:
    wrong = read("page", RIGHT, RED)
    add_claim(Entity.objects.get(slug="wiki"), "purpose", value="Notes", by=system())
    take_back(wrong)
    assert pages() == {"wiki"}


def test_a_merge_says_nothing_of_statements_and_they_go_with_the_document() -> None:
    read("page", RIGHT, says("service/wiki", "run_by", "person/marta"))
    machines = read("machines", LATER, says("service/wiki", "run_by", "person/martha"))
    martha, marta = (Entity.objects.get(slug=slug) for slug in ("martha", "marta"))
    merge_entities(martha, marta, by=system())
    assert take_back(machines).report["kept"] == 0
    assert [claim.witness.name for claim in current()] == ["page"]


def test_what_a_person_ended_before_a_merge_stays_ended() -> None:
    machines = read("machines", LATER, says("service/wiki", "run_by", "person/martha"))
    end_claim(current()[0], by=system(), on=date(2026, 2, 1))
    merge_entities(Entity.objects.get(slug="martha"), entity("person/marta"), by=system())
    assert take_back(machines).report["kept"] == 1
    assert [claim.to_latest for claim in current()] == [date(2026, 2, 1)]


def test_what_a_person_ranked_as_they_merged_other_pages_stays() -> None:
    machines = read("machines", LATER, MAIL, says("service/wiki", "run_by", "person/martha"))
    purpose = next(claim for claim in current() if claim.predicate == "purpose")
    merge = Merge(Entity.objects.get(slug="martha"), entity("person/marta"))
    apply_change(propose_change([merge, SetRank(purpose, Rank.PREFERRED)], by=system()), by=system())
    assert take_back(machines).report["kept"] == 1
    assert [(claim.predicate, claim.rank) for claim in current()] == [("purpose", Rank.PREFERRED)]


@pytest.mark.parametrize("more", [1, 6])
def test_whether_a_person_edited_is_asked_once_for_all(more: int, django_assert_num_queries: Any) -> None:
    martha = [says(f"service/{number}", "run_by", "person/martha") for number in range(more)]
    machines = read("machines", LATER, *martha)
    end_claim(current()[0], by=system(), on=date(2026, 2, 1))
    for old, new in (("martha", "marta"), ("marta", "marthe")):
        merge_entities(Entity.objects.get(slug=old), entity(f"person/{new}"), by=system())
    claims = current()
    with django_assert_num_queries(2):
        assert edited_by_hand(claims) == 1
    assert take_back(machines).report["kept"] == 1


def test_what_another_list_says_still_was_never_wrong() -> None:
    read("page", RIGHT, RED)
    take_back(read("machines", LATER, RED, MAIL))
    lines = compare(system(), date(2025, 6, 1), date(2026, 11, 1), wanted=Wanted("corrected")).lines
    assert [line.lead.predicate.name for line in lines] == ["purpose"]
