"""The table of patterns: every row does what its example says, and speaks the words of the catalog."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.rules.clauses import patterned as clauses
from bailiwick.adapters.prose.rules.english.keys import KEYS
from bailiwick.adapters.prose.rules.patterns.phrases import Pattern, PhraseBook
from bailiwick.adapters.prose.rules.patterns.table import PATTERNS
from bailiwick.adapters.prose.rules.relations.noted import NOTES
from bailiwick.adapters.prose.rules.relations.objects import OBJECTS
from bailiwick.adapters.prose.rules.statements.fitting import ENDS
from bailiwick.adapters.prose.rules.subjects.slots import SUBJECTS
from bailiwick.adapters.prose.rules.unmatched import listed
from bailiwick.adapters.tests.prose import facts
from bailiwick.catalog.vocabulary import ANY, PREDICATES
from tests.source import ROOT

ALL = (*PATTERNS, *NOTES)


@pytest.mark.parametrize("pattern", ALL, ids=lambda pattern: pattern.name)
def test_each_row_yields_what_it_promises(pattern: Pattern) -> None:
    assert pattern.yields
    assert facts(pattern.under, pattern.example) == list(pattern.yields)


@pytest.mark.parametrize("pattern", ALL, ids=lambda pattern: pattern.name)
def test_each_example_is_found_by_its_own_row(pattern: Pattern) -> None:
    rows = [row for row in ALL if row is not pattern]
    table = PATTERNS if pattern in PATTERNS else NOTES
    assert pattern in table
    assert len([row for row in rows if row.name == pattern.name]) == 0
    assert set(pattern.yields) & set(facts(pattern.under, pattern.example))


def test_the_row_that_the_walk_adds_is_new_and_reads_its_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/extend.md, “A pattern of English prose”."""
    walk = (ROOT / "docs" / "extend.md").read_text().partition("## A pattern of English prose")[2]
    written = walk.split("```python")[1].split("```")[0].strip().removesuffix(",")
    row = eval(written, {"Pattern": Pattern})  # noqa: S307 - our own document
    assert row.name not in {each.name for each in ALL}
    assert facts(row.under, row.example) == []
    book = PhraseBook([*PATTERNS, row])
    monkeypatch.setattr(clauses, "BOOK", book)
    monkeypatch.setattr(listed, "BOOK", book)
    assert facts(row.under, row.example) == list(row.yields)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_each_row_uses_slots_that_somebody_reads(pattern: Pattern) -> None:
    slots = {pattern.left, pattern.right} - {""}
    assert slots <= SUBJECTS | set(OBJECTS)
    assert len(slots & SUBJECTS) <= 1


def test_no_phrase_stands_in_two_rows() -> None:
    first = Pattern("one", "{thing} [be] hosted (on|at) {place}", "hosted_by", "")
    second = Pattern("two", "{thing} is hosted at {place}", "hosted_by", "")
    with pytest.raises(ValueError, match="“is hosted at” stands in “one” and in “two”"):
        PhraseBook([first, second])


@pytest.mark.parametrize("pattern", ALL, ids=lambda pattern: pattern.name)
def test_each_row_says_what_the_catalog_knows(pattern: Pattern) -> None:
    predicate = PREDICATES[pattern.says.partition("=")[0]]
    value = pattern.says.partition("=")[2]
    assert not predicate.choices or value in predicate.choices


@pytest.mark.parametrize("name", ENDS)
def test_the_ends_of_a_relation_are_those_of_the_catalog(name: str) -> None:
    predicate = PREDICATES[name]
    subjects, objects = ENDS[name]
    assert subjects == (frozenset() if ANY in predicate.subject_kinds else frozenset(predicate.subject_kinds))
    assert objects == (frozenset() if ANY in predicate.object_kinds else frozenset(predicate.object_kinds))


def test_headings_of_columns_say_what_the_catalog_knows() -> None:
    for target in KEYS.values():
        predicate, _, slot = target.partition("/")
        assert slot in {"name", "kind", "role", "notes", "keeps", "holds"} or predicate in PREDICATES, target
