"""A line of words without an order of its own has what fits best first."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.accounts.models import User
from bailiwick.api.paging import encode
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.asking import find_issues, read_line
from bailiwick.tracker.asking import fit as weighing
from bailiwick.tracker.asking import text as text_of_lines
from bailiwick.tracker.asking.whole import every_issue
from bailiwick.tracker.models import Issue, Word
from bailiwick.tracker.queries.similar import similar

from .cast import issue, known, person

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
NOON = "2026-01-01T12:00:00+00:00"


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


@pytest.mark.parametrize("after", ["WzEsMl0", "WzEsMiwieCJd", "WzAuNSwxLDJd", "x", encode([0.0, NOON, 1])])
def test_a_damaged_place_is_told(after: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        find_issues(ANYBODY, "slow mirror", after=after)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "noon", NOON[:-6]])
def test_a_time_that_there_is_not_is_a_damaged_place(time: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        find_issues(ANYBODY, "is:open", after=encode([0, time, 1]))


def test_a_part_that_there_is_not_is_a_damaged_place() -> None:
    for part in (0.0, 1, "0", -1):
        with pytest.raises(ValueError, match="damaged"):
            find_issues(ANYBODY, "is:open", after=encode([part, NOON, 1]))


def test_a_new_status_takes_its_place_in_the_order_at_once() -> None:
    before = found("sort:status")
    Word.objects.create(of="status", slug="parked", name="parked", rank=999)
    Issue.objects.filter(title__startswith=before[0]).update(status="parked")
    assert found("sort:status")[-1] == before[0]


def test_a_file_of_all_has_the_order_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    for many in (False, True):
        if many:
            monkeypatch.setattr("bailiwick.tracker.asking.compiling.few", lambda user, asked: None)
        rows = every_issue(ANYBODY, read_line("slow mirror"), lambda *_: None)
        assert [row.title.partition(":")[0] for row in rows] == found("slow mirror")


def test_what_one_may_not_see_moves_nothing() -> None:
    before, uli = found("slow mirror"), known("uli")
    bug = issue("another: slow", body="mirror", by=uli)
    assert found("slow mirror") == [*before[:1], "another", *before[1:]]
    create_comment(bug, "secret " * 30 + "uploads", by=User.objects.get(handle="dora"), note=True)
    assert found("slow mirror") == [*before[:1], "another", *before[1:]]


def test_issues_like_one_share_most_words_of_its_title() -> None:
    assert [other.title.partition(":")[0] for other in similar(ANYBODY, "The mirror is so slow today")][:1] == ["both"]
    assert not similar(ANYBODY, "Is it with you?")


def test_of_many_like_it_those_with_few_other_words_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    dora = User.objects.get(handle="dora")
    for number in range(12):
        issue(f"slow mirror number {number} in the north", by=dora)
    same = issue("mirror slow", by=dora)
    monkeypatch.setattr("bailiwick.tracker.queries.similar._CANDIDATES", 5)
    assert similar(ANYBODY, "Slow mirror")[0].id == same.pk


def test_a_number_in_the_search_of_the_desk_leads_to_its_issue(client: Any) -> None:
    shown, hidden = Issue.objects.get(title__startswith="one"), Issue.objects.get(title__startswith="hidden")
    assert client.get("/search/", {"q": f"#{shown.pk}"})["Location"] == f"/issues/{shown.pk}/"
    for text in (f"#{hidden.pk}", "#", "#x", f"{shown.pk}"):
        assert client.get("/search/", {"q": text}).status_code == 200
