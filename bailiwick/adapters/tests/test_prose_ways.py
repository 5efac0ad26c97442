"""Ways in which people say who keeps a thing, where it is and what it is made of: each is read, or says nothing.

`ways.tsv` has the headings a sentence stands below, the sentence, and the relations it says. Where the last is empty
it speaks of plans, of the past, of another thing, or too vaguely.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import page_of
from bailiwick.lib.statements import Statement

TABLE = Path(__file__).with_name("ways.tsv")


def ways() -> list[dict[str, str]]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def relations(under: str, sentence: str) -> set[str]:
    """What a sentence says, without kinds and attributes."""
    said = (one for one in read(page_of(under, sentence)) if isinstance(one, Statement))
    return {f"{one.subject.name} {one.predicate} {one.object.name}" for one in said if one.object is not None}


@pytest.mark.parametrize("way", ways(), ids=lambda way: way["sentence"])
def test_a_sentence_says_what_a_careful_reader_finds_in_it(way: dict[str, str]) -> None:
    assert relations(way["under"], way["sentence"]) == set(filter(None, way["says"].split("; ")))


def test_there_are_many_ways_and_many_that_say_nothing() -> None:
    silent = [way for way in ways() if not way["says"]]
    assert len(ways()) - len(silent) > 150
    assert len(silent) > 30
