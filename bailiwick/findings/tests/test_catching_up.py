"""After a change only what it touched is looked at, and that finds what a look at everything would."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bailiwick.catalog.actions.changes import revert_change
from bailiwick.catalog.actions.claims import add_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities, rename_entity, show_entity
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.catalog.tests.cast import entity, read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.findings.actions import look_at_changes, settle_finding
from bailiwick.findings.looking import MOVED
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import contradict, disagree, found, look
from bailiwick.lib.statements import Statement
from tests.tries import tries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 20)
ASKED = ["hosted_by", "runs_on", "region"]


def catch_up() -> dict[str, int]:
    return look_at_changes(by=system())


def thing(ref: str) -> Entity:
    kind, slug = ref.split("/")
    return Entity.objects.get(kind=kind, slug=slug)


def test_one_fact_is_a_look_at_its_two_ends() -> None:
    contradict()
    for n in range(5):
        entity(f"service/s{n}")
    look()
    add_claim(thing("service/loom"), "part_of", object=thing("service/s1"), by=system())
    assert catch_up()["things"] == 2
    assert found("conflict") == ["conflict service/loom hosted_by overview machines"]


def test_what_a_change_ends_is_gone_and_what_it_has_no_part_in_stays() -> None:
    disagree()
    for name, provider in (("plans", "hill"), ("tables", "cloudberry")):
        read(name, "2026-06-01", says("host/h1", "hosted_by", f"provider/{provider}"), complete_for=["hosted_by"])
    look()
    correct_claim(Claim.objects.get(subject__slug="loom", object__slug="hill"), by=system())
    assert catch_up()["gone"] == 1
    assert found("conflict") == ["conflict host/h1 hosted_by plans tables"]


def test_an_answer_that_lies_inside_the_other_one_now_is_no_conflict_any_more() -> None:
    contradict()
    look()
    add_claim(thing("provider/hill"), "part_of", object=entity("provider/group"), by=system())
    change = add_claim(thing("provider/group"), "part_of", object=thing("provider/cloudberry"), by=system())
    assert "things" in catch_up()
    assert found("conflict") == []
    revert_change(change, by=system())
    catch_up()
    assert found("conflict") == ["conflict service/loom hosted_by overview machines"]


@pytest.mark.parametrize("first", [True, False], ids=["nobody has looked yet", "on another day"])
def test_where_a_part_would_miss_something_everything_is_looked_at(first: bool) -> None:
    contradict()
    if not first:
        look()
    counts = look_at_changes(by=system(), today=timezone.now().date() + timedelta(days=1))
    assert "things" not in counts
    assert counts["found"] == 1


def test_another_list_that_is_complete_is_a_reason_to_look_at_everything() -> None:
    disagree()
    read("tables", "2026-06-01", says("service/web", "hosted_by", "provider/hill"), complete_for=["hosted_by"])
    assert "things" not in catch_up()


def test_a_settled_finding_stays_so_while_its_thing_is_looked_at() -> None:
    settle_finding(disagree(), "both-right", by=system(), reason="two sites")
    add_claim(thing("service/loom"), "purpose", value="weaving", by=system())
    assert catch_up()["things"] == 1
    assert Finding.objects.get(kind="conflict").status == "settled"


def test_nothing_new_costs_little(django_assert_max_num_queries: Any) -> None:
    disagree()
    with django_assert_max_num_queries(40):
        assert catch_up()["things"] == 0


#: What three lists may say of a small world in which things lie inside each other.
STATEMENTS = [
    *(says(f"service/{s}", "hosted_by", f"provider/{p}") for s in "ab" for p in ("red", "blue", "sky")),
    *(says(f"service/{s}", "runs_on", f"host/{h}") for s in "ab" for h in ("one", "two")),
    *(says(f"host/{h}", "hosted_by", f"provider/{p}") for h in ("one", "two") for p in ("red", "blue")),
    *(says(f"data-centre/{c}", "region", f"={r}") for c in ("east", "west") for r in ("NYC", "AMS")),
    *(says(f"data-centre/{c}", "provided_by", "provider/red") for c in ("east", "west")),
    *(says(f"host/{h}", "located_at", f"data-centre/{c}") for h in ("one", "two") for c in ("east", "west")),
    says("provider/blue", "part_of", "provider/red"),
    says("provider/sky", "part_of", "provider/blue"),
    says("person/ada", "mail", "=a@example.org"),
    says("person/eve", "mail", "=a@example.org"),
]
WHATEVER = st.integers(0, 10_000)
LISTS = ("one", "two", "three")
said = st.lists(st.sampled_from(range(len(STATEMENTS))), unique=True, min_size=4, max_size=16)
steps = st.lists(st.tuples(st.sampled_from(range(9)), WHATEVER, WHATEVER), min_size=1, max_size=4)


class WhateverHappens(TestCase):
    @settings(max_examples=tries(10), deadline=None)
    @given(st.tuples(said, said, said), st.lists(steps, min_size=1, max_size=5))
    def test_a_look_at_the_part_finds_what_a_look_at_everything_does(self, base: Any, rounds: Any) -> None:
        for name, numbers in zip(LISTS, base, strict=True):
            read(name, "2026-01-01", *statements(numbers), complete_for=ASKED)
        look()
        for n, round_of in enumerate(rounds):
            for step, one, other in round_of:
                # What cannot be done is not done.
                with suppress(Refused, Entity.DoesNotExist), transaction.atomic():
                    STEPS[step](one, other, n)
            catch_up()
            before = rows()
            counts = look()
            assert [counts[what] for what in MOVED] == [0, 0, 0, 0]
            assert rows() == before


def rows() -> list[dict[str, Any]]:
    return [{**row, "last_seen": None} for row in Finding.objects.order_by("pk").values()]


def statements(numbers: list[int]) -> list[Statement]:
    return [STATEMENTS[number] for number in numbers]


def some_claim(number: int) -> Claim:
    return pick(list(Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER).order_by("pk")), number)


def some_entity(number: int, kind: str = "") -> Entity:
    there = Entity.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER).order_by("pk")
    return pick([each for each in there if kind in ("", each.kind)], number)


def pick(some: list[Any], number: int) -> Any:
    return some[number % len(some)]


def read_again(one: int, other: int, n: int) -> None:
    number = len(STATEMENTS)
    said = [STATEMENTS[(one + 7 * k) % number] for k in range(4 + other % 12)]
    read(LISTS[one % 3], f"2026-02-{1 + n:02}", *said, slug=f"{n}-{one}-{other}", complete_for=ASKED)


def state(one: int, other: int, n: int) -> None:
    said = pick(STATEMENTS, one)
    target = thing(f"{said.object.kind}/{said.object.slug}") if said.object else None
    subject = thing(f"{said.subject.kind}/{said.subject.slug}")
    add_claim(subject, said.predicate, object=target, value=said.value, visibility=pick([0, 0, 2], other), by=system())


def end(one: int, other: int, n: int) -> None:
    end_claim(some_claim(one), by=system(), on=pick([date(2026, 3, 1), date(2027, 3, 1)], other))


def correct(one: int, other: int, n: int) -> None:
    correct_claim(some_claim(one), by=system())


def show(one: int, other: int, n: int) -> None:
    show_entity(some_entity(one), pick([0, 1, 2], other), by=system())


def merge(one: int, other: int, n: int) -> None:
    gone = some_entity(one)
    merge_entities(gone, some_entity(other, gone.kind), by=system())


def rename(one: int, other: int, n: int) -> None:
    rename_entity(some_entity(one), pick(["Ada Weaver", "Eve Weaver", "Adam Weaver"], other), by=system())


def alias(one: int, other: int, n: int) -> None:
    alias_entity(some_entity(one), "aka", pick(["red", "Ada Weaver"], other), by=system())


def take_back(one: int, other: int, n: int) -> None:
    revert_change(pick(list(Change.objects.filter(status="applied").order_by("pk")), one), by=system())


STEPS = (read_again, state, end, correct, show, merge, rename, alias, take_back)
