"""The same documents give the same book: proposed or applied at once, and in whatever order they are taken in.

Only which of two role words of one family leads is the first one's that was read; each place keeps its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change, Claim, Reference
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import Statement
from tests.tries import tries

from .cast import says, system

DAY = date(2020, 1, 1)
#: What a document may say: where it runs, with a detail or without; who answers, in two words; what it is for.
SAID = [
    ("hosted_by", "provider/a", {}),
    ("hosted_by", "provider/a", {"form": "vm"}),
    ("hosted_by", "provider/a", {"form": "server"}),
    ("hosted_by", "provider/b", {}),
    ("owned_by", "person/ada", {}),
    ("maintained_by", "person/ada", {}),
    ("purpose", "=mail", {}),
    ("purpose", "=lists", {}),
    ("depends_on", "service/other", {}),
]
COMPLETE = {"list": ["hosted_by", "owned_by"], "retold": ["hosted_by"]}
#: A document: its list, its day, and the numbers of what it says.
Document = tuple[str, int, frozenset[int]]
documents = st.lists(
    st.tuples(
        st.sampled_from(["list", "list", "retold"]), st.integers(0, 4), st.frozensets(st.integers(0, 8), max_size=4)
    ),
    min_size=2,
    max_size=5,
)


def propose(number: int, document: Document) -> Change:
    """Its day and its place among those of one day are its own, whenever it is taken in."""
    name, day, said = document
    info = SourceInfo(f"{name}-{number}", name, DAY + timedelta(days=day), f"{number}", order=number)
    derived = "list" if name == "retold" else None
    change = open_source(lineage=name, source=info, by=system(), complete_for=COMPLETE[name], derived_from=derived)
    stage_statements(change, [statement(at) for at in sorted(said)], by=system())
    return finish_source(change, by=system())


def statement(at: int) -> Statement:
    predicate, what, qualifiers = SAID[at]
    return says("service/wiki", predicate, what, qualifiers=qualifiers, locator=f"line {at}", word=predicate)


def one_by_one(numbered: list[tuple[int, Document]]) -> None:
    for number, document in numbered:
        apply_change(propose(number, document), by=system())


def proposed_first(numbered: list[tuple[int, Document]]) -> None:
    for change in [propose(number, document) for number, document in sorted(numbered)]:
        change.refresh_from_db()
    order = [number for number, _document in numbered]
    waiting = {int(change.sources.get().slug.split("-")[1]): change for change in Change.objects.all()}
    for number in order:
        apply_change(waiting[number], by=system())


def book() -> list[Any]:
    """Everything that is held to be so, with where it stands."""
    places: dict[int, set[tuple[str, str]]] = {}
    for origin, slug, locator in Reference.objects.filter(recorded_at__lt=NEVER).values_list(
        "origin", "source__slug", "locator"
    ):
        places.setdefault(origin, set()).add((slug, locator))
    rows = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER).select_related("object")
    return sorted(
        (
            PREDICATES[claim.predicate].identity,
            claim.object.slug if claim.object else claim.value,
            sorted(claim.qualifiers.items()),
            *vars(claim.span).values(),
            claim.attested_on,
            sorted(places.get(claim.origin, ())),
        )
        for claim in rows
    )


class TestDocuments(TestCase):
    """Rows of one run are taken back before the next."""

    def taken(
        self, how: Callable[[list[tuple[int, Document]]], None], numbered: list[tuple[int, Document]]
    ) -> list[Any]:
        with transaction.atomic():
            how(numbered)
            found = book()
            transaction.set_rollback(True)
        return found

    @given(documents, st.randoms(use_true_random=False))
    @example([("list", 0, frozenset({0})), ("list", 0, frozenset({3})), ("list", 0, frozenset({0}))], Random(1))
    @settings(max_examples=tries(5), deadline=None, phases=(Phase.explicit, Phase.generate))
    def test_any_order_gives_the_same_book(self, given: list[Document], chance: Random) -> None:
        numbered = list(enumerate(sorted(given, key=lambda document: document[1])))
        expected = self.taken(one_by_one, numbered)
        shuffled = list(numbered)
        chance.shuffle(shuffled)
        assert self.taken(one_by_one, shuffled) == expected
        assert self.taken(proposed_first, numbered) == expected
        assert self.taken(proposed_first, shuffled) == expected
