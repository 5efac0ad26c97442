"""The closure stays equal to one worked out from nothing, whatever moves, cycles included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.access.closure import (
    set_groups,
    set_many_groups,
    set_many_parents,
    set_many_responsible,
    set_parents,
    set_responsible,
)
from bailiwick.access.models import MemberOf, PartOf, Responsible, ScopePath
from tests.tries import tries

pytestmark = pytest.mark.django_db

SCOPES = st.integers(1, 7)
MOVES = st.lists(st.dictionaries(SCOPES, st.sets(SCOPES, max_size=3), min_size=1, max_size=4), max_size=6)


def paths() -> set[tuple[int, int]]:
    return set(ScopePath.objects.values_list("descendant", "ancestor"))


def from_nothing(parents: dict[int, set[int]]) -> set[tuple[int, int]]:
    """Walk up from each scope that was ever placed."""
    found = set()
    for scope in parents:
        waiting, above = [scope], {scope}
        while waiting:
            fresh = parents.get(waiting.pop(), set()) - above
            above |= fresh
            waiting += fresh
        found |= {(scope, high) for high in above}
    return found


@settings(max_examples=tries(25))
@given(MOVES)
def test_any_sequence_of_moves_gives_what_a_fresh_walk_gives(db: None, moves: list[dict[int, set[int]]]) -> None:
    ScopePath.objects.all().delete()
    PartOf.objects.all().delete()
    known: dict[int, set[int]] = {}
    for move in moves:
        set_many_parents(move)
        known |= move
        assert paths() == from_nothing(known)


def test_a_part_moves_with_all_that_is_part_of_it() -> None:
    set_many_parents({1: set(), 2: set(), 3: {1}, 4: {3}})
    assert (4, 1) in paths()
    set_parents(3, {2})
    assert (4, 2) in paths()
    assert (4, 1) not in paths()


def test_a_circle_is_above_and_below_itself_and_can_be_opened_again() -> None:
    set_many_parents({1: {2}, 2: {3}, 3: {1}})
    assert len(paths()) == 9
    set_parents(3, set())
    assert paths() == {(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 3)}


def test_saying_the_same_again_changes_nothing_and_costs_two_reads(django_assert_num_queries: Any) -> None:
    set_many_parents({1: set(), 2: {1}})
    before = set(ScopePath.objects.values_list("pk", flat=True))
    with django_assert_num_queries(4):  # two reads between savepoint and release
        set_many_parents({1: set(), 2: {1}})
    assert set(ScopePath.objects.values_list("pk", flat=True)) == before


def test_groups_and_responsible_people_are_replaced_as_a_whole() -> None:
    set_groups(1, {5, 6})
    set_groups(1, {6, 7})
    assert set(MemberOf.objects.values_list("member", "group")) == {(1, 6), (1, 7)}
    set_many_groups({1: set(), 2: {5}})
    assert set(MemberOf.objects.values_list("member", "group")) == {(2, 5)}
    set_responsible(9, {1, 2})
    set_many_responsible({9: {2}, 8: {2}})
    assert set(Responsible.objects.values_list("scope", "holder")) == {(9, 2), (8, 2)}


def test_a_hundred_thousand_scopes_are_placed_in_a_handful_of_statements(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        set_many_parents({scope: {1} if scope > 1 else set() for scope in range(1, 100_001)})
    assert ScopePath.objects.count() == 199_999
