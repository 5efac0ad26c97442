"""A line of words without an order of its own has what fits best first."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.accounts.models import User
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.asking import find_issues
from bailiwick.tracker.asking import fit as weighing
from bailiwick.tracker.asking import text as text_of_lines
from bailiwick.tracker.queries.similar import similar

from .cast import issue, known, person

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture(scope="module", autouse=True)
def desk(shared_rows: None) -> None:
    """Mirrors are slow in many ways; what is called first is the oldest."""
    dora = person("dora", "Developer")
    issue("often: something else", body="The mirror, again the mirror, is slow, slow, slow.", by=dora)
    issue("both: a slow mirror", body="Since Monday.", by=dora)
    issue("one: slow uploads", body="Also the mirror. " + "And so on. " * 60, by=dora)
    issue("late: nothing of it here", body="A word about a slow mirror. " + "And so on. " * 60, by=dora)
    issue("none: certificates", body="They expire.", by=dora)
    hidden = issue("hidden: slow mirror, slow mirror", visibility=2, by=dora)
    create_comment(hidden, "slow mirror " * 20, by=dora)


def found(line: str, **more: Any) -> list[str]:
    """What each is called, by the first word of its title."""
    return [row.title.partition(":")[0] for row in find_issues(ANYBODY, line, **more).rows]


def test_words_in_the_title_count_most_then_how_much_of_the_text_they_are() -> None:
    assert found("slow mirror") == found("mirrors slow is:open") == ["both", "one", "often", "late"]


def test_an_order_that_is_asked_for_is_kept() -> None:
    assert found("slow mirror sort:number") == ["late", "one", "both", "often"]
    assert found("slow mirror", sort=("-number",)) == ["often", "both", "one", "late"]
    assert found("is:open") == ["none", "late", "one", "both", "often"]


def test_words_that_are_not_wanted_weigh_nothing() -> None:
    assert found("slow -uploads") == ["both", "often", "late"]


@pytest.mark.parametrize("few", [0, 2_000], ids=["where many say it", "where few do"])
def test_pages_hold_together(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = text_of_lines.few
    # Many hold the words somewhere, few in their titles.
    monkeypatch.setattr(
        "bailiwick.tracker.asking.compiling.few", lambda user, asked: real(user, asked) if few else None
    )
    whole, after, paged = found("slow mirror"), "", list[str]()
    for _page in whole:
        page = find_issues(ANYBODY, "slow mirror", after=after, limit=1)
        paged += [row.title.partition(":")[0] for row in page.rows]
        after = page.after
    assert not after
    assert paged == whole == (["both", "one", "often", "late"] if few else ["both", "late", "one", "often"])


def test_a_word_left_out_is_left_out_of_texts_where_the_title_is_looked_at_first(monkeypatch: Any) -> None:
    monkeypatch.setattr("bailiwick.tracker.asking.compiling.few", lambda user, asked: None)
    assert found("slow -monday") == ["one", "late", "often"]


def test_of_very_many_the_titles_are_weighed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "WEIGHED", 2)
    assert found("slow mirror")[:2] == ["both", "one"]


@pytest.mark.parametrize("after", ["WzEsMl0", "WzEsMiwieCJd", "WzAuNSwxLDJd", "x"])
def test_a_damaged_place_is_told(after: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        find_issues(ANYBODY, "slow mirror", after=after)


def test_what_one_may_not_see_moves_nothing() -> None:
    before, uli = found("slow mirror"), known("uli")
    bug = issue("another: slow", body="mirror", by=uli)
    assert found("slow mirror") == [*before[:1], "another", *before[1:]]
    create_comment(bug, "secret " * 30 + "uploads", by=User.objects.get(handle="dora"), note=True)
    assert found("slow mirror") == [*before[:1], "another", *before[1:]]


def test_issues_like_one_share_most_words_of_its_title() -> None:
    assert [other.title.partition(":")[0] for other in similar(ANYBODY, "The mirror is so slow today")][:1] == ["both"]
    assert not similar(ANYBODY, "Is it with you?")
