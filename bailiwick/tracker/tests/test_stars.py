"""Stars: one each, counted, and the recent ones weigh more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isclose, log2

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.access import Denied
from bailiwick.tracker.actions.stars import add_star, remove_star
from bailiwick.tracker.heat import EPOCH, HALF_LIFE, heat_of, warmer, weight
from bailiwick.tracker.models import Issue, Star

from .cast import issue, known

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.django_db
def test_everybody_has_one_star_and_can_take_it_back() -> None:
    bug, uli, vera = issue("Dark mode"), known("uli"), known("vera")
    assert [add_star(bug, by=uli), add_star(bug, by=uli), add_star(bug, by=vera)] == [1, 1, 2]
    warm = Issue.objects.get(pk=bug.pk).heat
    assert remove_star(bug, by=vera) == 1
    assert remove_star(bug, by=vera) == 1
    row = Issue.objects.get(pk=bug.pk)
    assert (row.stars, Star.objects.count()) == (1, 1)
    assert 0 < row.heat < warm
    remove_star(bug, by=uli)
    assert Issue.objects.values_list("stars", "heat").get(pk=bug.pk) == (0, 0)
    with pytest.raises(Denied):
        add_star(bug, by=AnonymousUser())


def test_one_star_of_today_weighs_as_much_as_two_of_four_weeks_ago() -> None:
    before = NOW - timedelta(seconds=HALF_LIFE)
    assert isclose(heat_of([before, before]), heat_of([NOW]))
    assert heat_of([NOW, before]) > heat_of([NOW])
    assert heat_of([]) == 0


@given(st.lists(st.integers(HALF_LIFE, 40 * HALF_LIFE), max_size=30))
def test_heat_is_the_logarithm_of_what_all_stars_weigh_in_whatever_order_they_came(seconds: list[int]) -> None:
    moments = [EPOCH + timedelta(seconds=each) for each in seconds]
    heat = 0.0
    for at in moments:
        heat = warmer(heat, at)
    assert isclose(heat, heat_of(moments), abs_tol=1e-9)
    assert isclose(heat, log2(sum(2 ** weight(at) for at in moments)) if moments else 0, abs_tol=1e-9)
