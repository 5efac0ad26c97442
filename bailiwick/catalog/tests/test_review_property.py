"""However a review is parted, the book is the same in the end: what was accepted is in it, what was rejected is not."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.actions.judging import judge_statements
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.lines import lines_of
from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import Statement
from tests.tries import tries

from .cast import read, says, system
from .reviewing import told

#: What two documents of a list may say, of three services: where they are (many), how they are (one).
STATEMENTS = [
    *(says(f"service/{s}", "hosted_by", f"provider/{p}") for s in "abc" for p in ("red", "blue")),
    *(says(f"service/{s}", "lifecycle", f"={word}") for s in "abc" for word in ("active", "legacy")),
]
said = st.lists(st.sampled_from(range(len(STATEMENTS))), unique=True, max_size=8)
decisions = st.lists(st.sampled_from(["accepted", "rejected", "undecided"]), min_size=24, max_size=24)


def facts() -> set[tuple[Any, ...]]:
    rows = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)
    told = ("subject__slug", "predicate", "object__slug", "value", "attested_on", "pinned", "from_earliest",
            "from_latest", "to_earliest", "to_latest")  # fmt: skip
    return set(rows.values_list(*told))


def statements(numbers: list[int]) -> list[Statement]:
    return [STATEMENTS[number] for number in numbers]


class AnyPartition(TestCase):
    @settings(max_examples=tries(8), deadline=None)
    @given(said, said, decisions)
    def test_gives_the_same_book_as_all_at_once(self, first: list[int], then: list[int], how: list[str]) -> None:
        once = self.reviewed("once", first, then, how, parted=False)
        again = self.reviewed("again", first, then, how, parted=True)
        assert once == again

    def reviewed(self, name: str, first: list[int], then: list[int], how: list[str], *, parted: bool) -> set[Any]:
        """The second document is judged; what is undecided is accepted, at once or from the rest."""
        with transaction.atomic():
            read(name, "2020-01-01", *statements(first), complete_for=["hosted_by"])
            change = read(name, "2021-01-01", *statements(then), apply=False)
            lines = [line for line in lines_of(change) if line.ruled_by is not None]
            lines.sort(key=lambda line: told(Claim.objects.get(pk=line.pk)))
            for line, verdict in zip(lines, how, strict=False):
                said = verdict if parted or verdict != "undecided" else "accepted"
                judge_statements(change, [line.origin], said, by=system())
            if parted:
                self.apply_what_is_judged(change)
            for rest in Change.objects.filter(status="proposed"):
                apply_change(rest, by=system())
            found = facts()
            transaction.set_rollback(True)
        return found

    def apply_what_is_judged(self, change: Change) -> None:
        with suppress(Refused):  # nothing is decided yet
            apply_judged(change, by=system())
