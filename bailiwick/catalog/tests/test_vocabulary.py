"""Every word of the catalog is complete: what pages, forms, imports and files ask of it is there."""

from __future__ import annotations

import re

import pytest

from bailiwick.catalog.vocabulary import ANY, FAMILIES, KINDS, PREDICATES, Kind, Predicate
from bailiwick.catalog.words import choice

ALL = pytest.mark.parametrize("word", PREDICATES.values(), ids=PREDICATES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_has_an_address_and_two_names(kind: Kind) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.name)
    assert str(kind.label)
    assert str(kind.plural)


@ALL
def test_a_predicate_has_a_name_for_rows_and_a_label_for_people(word: Predicate) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", word.name)
    assert len(word.name) <= 32
    assert str(word.label)
    assert word.family in FAMILIES


@ALL
def test_it_leads_to_things_or_has_a_value_and_never_both(word: Predicate) -> None:
    assert word.is_relation != bool(word.value_type)
    assert {*word.subject_kinds, *word.object_kinds} - {ANY} <= set(KINDS)
    assert word.subject_kinds


@ALL
def test_a_relation_can_be_read_from_its_other_end(word: Predicate) -> None:
    assert bool(str(word.inverse)) == word.is_relation


@ALL
def test_a_choice_says_what_there_is_to_choose_in_words_for_people(word: Predicate) -> None:
    assert bool(word.choices) == (word.value_type == "choice")
    assert all(choice(value) for value in word.choices)


@ALL
def test_its_numbers_make_sense(word: Predicate) -> None:
    assert word.ttl_days >= 0
    assert word.visibility in range(5)


def test_the_name_of_a_word_is_its_own() -> None:
    assert len({str(kind.label) for kind in KINDS.values()}) == len(KINDS)
    assert len({(str(p.label), p.family) for p in PREDICATES.values()}) == len(PREDICATES)
