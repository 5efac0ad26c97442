"""What must hold of time in the catalog whatever happens: laws, tried on many made-up lives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bailiwick.catalog.actions.claims import correct_claim, end_claim
from bailiwick.catalog.models import Claim
from bailiwick.catalog.queries.diff import diff
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.catalog.when import BEGINNING, FOREVER, NEVER, Answer, Reading, Span, episodes, last_day
from tests.tries import tries

DAY = date(2020, 1, 1)
days = st.integers(0, 60).map(lambda n: DAY + timedelta(days=n))
readings = st.lists(st.tuples(days, st.booleans(), st.booleans()), max_size=12).map(
    lambda rows: [Reading(day, order, states, complete) for order, (day, states, complete) in enumerate(rows)]
)


@given(readings, st.randoms())
def test_the_order_in_which_readings_arrive_does_not_matter(rows: list[Reading], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert episodes(shuffled) == episodes(rows)


@given(readings)
def test_what_is_stated_at_the_end_of_a_day_is_never_denied(rows: list[Reading]) -> None:
    last: dict[date, Reading] = {row.dated: row for row in sorted(rows, key=lambda r: (r.dated, r.order))}
    spans = [span for span, _ in episodes(rows)]
    for day, row in last.items():
        answers = [span.at(day) for span in spans]
        if row.states:
            assert Answer.YES in answers
        elif row.complete:
            assert Answer.YES not in answers


@given(readings)
def test_episodes_follow_each_other_and_share_no_document(rows: list[Reading]) -> None:
    found = episodes(rows)
    for (one, said), (two, again) in pairwise(found):
        assert one.to_latest <= two.from_latest
        assert not set(said) & set(again)
    assert sum(len(said) for _, said in found) == sum(row.states for row in rows)


@given(st.tuples(days, days, days, days), days)
def test_every_day_has_one_answer_and_time_only_moves_on(bounds: tuple[date, ...], day: date) -> None:
    span = Span(*sorted(bounds))
    order = [Answer.NO, Answer.UNCERTAIN, Answer.YES, Answer.UNCERTAIN, Answer.NO]
    seen = [span.at(DAY + timedelta(days=n)) for n in range(-1, 62)]
    at = 0
    for answer in seen:
        while order[at] is not answer:
            at += 1
    assert span.at(BEGINNING) is Answer.NO or span.from_earliest == BEGINNING
    assert span.at(FOREVER) is Answer.NO


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_partial_date_is_its_last_day(year: int, month: int) -> None:
    assert last_day(f"{year:04}") == date(year, 12, 31)
    assert (last_day(f"{year:04}-{month}") + timedelta(days=1)).day == 1


@given(st.text(max_size=12))
def test_a_date_is_understood_or_refused_in_words(text: str) -> None:
    try:
        found: date | None = last_day(text)
    except ValueError as error:
        found, said = None, str(error)
    assert found or "date" in said


HOSTS = ("provider/a", "provider/b", "provider/c")
histories = st.lists(
    st.tuples(st.integers(0, 40), st.sets(st.sampled_from(HOSTS))), min_size=1, max_size=5, unique_by=lambda r: r[0]
)


DATES = ("from_earliest", "from_latest", "to_earliest", "to_latest")


def facts() -> set[tuple[str, date, date, date, date]]:
    """What the desk holds to be so: the other end and the four dates."""
    rows = Claim.objects.filter(superseded_at=NEVER, recorded_at__lt=NEVER)
    return set(rows.values_list("object__slug", *DATES))


class TestDocumentsArrive(TestCase):
    """The same laws through the database: the rows that imports write."""

    @given(histories, st.randoms())
    @settings(max_examples=tries(8), deadline=None)
    def test_in_any_order_with_the_same_result(self, history: list[tuple[int, set[str]]], chance: object) -> None:
        results = []
        shuffled = sorted(history)
        for name in ("sorted", "shuffled"):
            for number, hosts in shuffled:
                statements = [says(f"service/{name}", "hosted_by", host) for host in sorted(hosts)]
                read(name, str(DAY + timedelta(days=number)), *statements, complete_for=["hosted_by"])
            rows = Claim.objects.filter(witness__name=name, superseded_at=NEVER, recorded_at__lt=NEVER)
            results.append(
                sorted(
                    rows.values_list(
                        "object__slug", "from_earliest", "from_latest", "to_earliest", "to_latest", "attested_on"
                    )
                )
            )
            chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a random.Random
        assert results[0] == results[1]

    @given(histories, days, days, days)
    @settings(max_examples=tries(8), deadline=None)
    def test_and_differences_compose(self, history: list[tuple[int, set[str]]], a: date, b: date, c: date) -> None:
        for number, hosts in history:
            statements = [says("service/pypi", "hosted_by", host) for host in sorted(hosts)]
            read("list", str(DAY + timedelta(days=number)), *statements, complete_for=["hosted_by"])

        def steps(first: date, second: date) -> dict[int, tuple[Answer, Answer]]:
            found, more = diff(AnonymousUser(), first, second)
            assert not more
            return {d.said.id: (d.before, d.after) for d in found}

        one, two, whole = steps(a, b), steps(b, c), steps(a, c)
        for pk in one.keys() | two.keys() | whole.keys():
            claim = Claim.objects.get(pk=pk)
            at = [claim.span.at(day) for day in (a, b, c)]
            assert one.get(pk, (at[0], at[0])) == (at[0], at[1])
            assert two.get(pk, (at[1], at[1])) == (at[1], at[2])
            assert whole.get(pk, (at[0], at[0])) == (at[0], at[2])


@pytest.mark.django_db
def test_ending_keeps_the_past_and_correcting_keeps_only_the_book() -> None:
    read(
        "list", "2020-01-01", says("service/a", "hosted_by", "provider/x"), says("service/b", "hosted_by", "provider/x")
    )
    a, b = Claim.objects.order_by("subject__slug")
    end_claim(a, by=system(), on=date(2021, 1, 1))
    correct_claim(b, by=system())
    assert facts() == {("x", BEGINNING, date(2020, 1, 1), date(2021, 1, 1), date(2021, 1, 1))}
    assert Claim.objects.filter(superseded_at__lt=NEVER).count() == 2
