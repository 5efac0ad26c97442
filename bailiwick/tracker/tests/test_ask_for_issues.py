"""Asking for issues with a line: what each field finds, in which order, page by page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from bailiwick.access.closure import set_parents
from bailiwick.accounts.models import User
from bailiwick.search.grammar import Mistake
from bailiwick.subscriptions.actions import subscribe
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.asking import find_issues, fitting, issues_asked, number_asked
from bailiwick.tracker.asking import text as text_of_lines
from bailiwick.tracker.asking.examples import EXAMPLES
from bailiwick.tracker.asking.fields import ASKED
from bailiwick.tracker.asking.glance import Glance
from bailiwick.tracker.asking.order import KEYS
from bailiwick.tracker.models import (
    Issue,
    IssueLabel,
    IssueLink,
    IssueVersion,
    Label,
    Milestone,
    Reference,
    Star,
    Version,
)
from tests.source import ROOT
from tests.tries import tries

from .cast import entity, issue, known, person

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
NOW = timezone.now()


@pytest.fixture(scope="module", autouse=True)
def desk(shared_rows: None) -> None:
    """Six issues, each called by one letter, and two that few may see."""
    uli, dora = known("uli"), person("dora", "Developer")
    pypi, mirror, docs = entity("service/pypi"), entity("service/mirror"), entity("service/docs")
    set_parents(mirror.pk, [pypi.pk])
    easy, hard = Label.objects.create(slug="easy"), Label.objects.create(slug="hard")
    a = issue("a uploading fails", by=uli, service=pypi, severity="major")
    b = issue("b the mirror is slow", by=uli, service=mirror, kind="idea")
    c = issue("c docs are old", service=docs, kind="task", severity="minor")
    d = issue("d upload is slow", by=dora, priority="urgent", assignee_id=dora.pk)
    e = issue("e nothing works")
    f = issue("f wanted", body="An exact wish about wheels")
    issue("hidden uploading", service=pypi, visibility=2)
    create_comment(e, "The disk is a heirloom", by=dora, note=True)
    create_comment(f, "Uploads, too", by=dora)
    Issue.objects.filter(title__startswith="The first words").delete()
    labelled = ((a, easy), (b, hard), (c, easy), (c, hard))
    IssueLabel.objects.bulk_create(IssueLabel(issue=one, label=label) for one, label in labelled)
    plan = Milestone.objects.create(name="Spring cleaning")
    old = Version.objects.create(scope_id=pypi.pk, name="3.11")
    IssueVersion.objects.create(issue=a, version=old)
    IssueLink.objects.create(kind="blocks", source=e, target=d, by_id=dora.pk, at=NOW)
    Reference.objects.create(issue=b, kind="pull-request", url="https://x.org/1", by_id=dora.pk, at=NOW)
    Star.objects.create(issue=f, user_id=uli.pk, at=NOW)
    subscribe(f"issue:{e.pk}", by=uli)
    more: dict[str, dict[str, Any]] = {
        "b": {"milestone": plan}, "c": {"stars": 7}, "e": {"stars": 3}, "f": {"stars": 5, "heat": 9.5},
    }  # fmt: skip
    for number, each in enumerate((a, b, c, d, e, f)):
        day = datetime(2025, 1 + number, 15, tzinfo=NOW.tzinfo)
        moments = {"created_at": day, "activity_at": day + timedelta(days=40)}
        Issue.objects.filter(pk=each.pk).update(**moments, **more.get(each.title[0], {}))
    closed = {"closed": True, "status": "closed", "resolution": "fixed", "closed_at": NOW}
    Issue.objects.filter(pk=c.pk).update(**closed, activity_at=NOW)


def user(handle: str) -> Any:
    return User.objects.get(handle=handle) if handle else ANYBODY


def letters(line: str, who: str = "", **more: Any) -> str:
    """The first letters of what is found, in order; the hidden one is `h`."""
    return "".join(row.title[0] for row in find_issues(user(who), line, **more).rows)


def found_at_a_glance(line: str, me: int) -> set[str]:
    """What may fit, told from each issue alone: whatever fits is among it."""
    return {each.title[0] for each in Issue.objects.all() if Glance(each).may_fit(line, me)}


@pytest.mark.parametrize("line", ["kind:idea,task", "service:pypi", "label:hard", "assignee:dora", "author:me is:open"])
def test_what_surely_does_not_fit_is_told_from_the_issue_alone(line: str) -> None:
    assert found_at_a_glance(line, user("uli").pk) - {"h"} == set(letters(line, "uli"))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("", "cfedba"),
        ("is:open", "fedba"),
        ("is:closed", "c"),
        ("is:open,closed", "cfedba"),
        ("is:unassigned is:open", "feba"),
        ("is:blocked", "d"),
        ("service:pypi", "ba"),
        ("service:mirror", "b"),
        ("service:service/docs,mirror", "cb"),
        ("service:none", "fed"),
        ("kind:idea,task", "cb"),
        ("-kind:bug", "cb"),
        ("status:closed", "c"),
        ("resolution:fixed", "c"),
        ("resolution:none is:open kind:idea", "b"),
        ("severity:major", "a"),
        ("severity:>=minor", "ca"),
        ("severity:none", "fedb"),
        ("priority:normal..urgent", "d"),
        ("label:easy", "ca"),
        ("label:easy,hard", "cba"),
        ("label:easy label:hard", "c"),
        ("label:none", "fed"),
        ("-label:hard -label:none", "a"),
        ("version:3.11", "a"),
        ('milestone:"Spring cleaning"', "b"),
        ("milestone:none is:open", "feda"),
        ("author:uli", "ba"),
        ("author:@Uli,dora", "dba"),
        ("assignee:dora", "d"),
        ("assignee:nobody is:open", "feba"),
        ("has:pr", "b"),
        ("has:reference", "b"),
        ("has:file", ""),
        ("stars:>3", "cf"),
        ("stars:3..5", "fe"),
        ("stars:0 is:open", "dba"),
        ("comments:1", "f"),
        ("created:2025-02", "b"),
        ("created:<2025-03 is:open", "ba"),
        ("created:2025-01-15..2025-02-15", "ba"),
        ("created:>2025", ""),
        ("updated:>=1d", "c"),
        ("closed:today,yesterday", "c"),
        ("upload", "adf"),
        ("upload -fail", "df"),
        ("-upload is:open", "eb"),
        ("upl*", "adf"),
        ('"exact wish"', "f"),
        ('"wish exact"', ""),
        ("(wheel OR slow) -service:none", "b"),
        ("(upload OR label:hard) is:open", "fdba"),
        ("kind:task OR (kind:idea has:pr)", "cb"),
        ("-(kind:bug OR kind:task)", "b"),
        ("heirloom", ""),
    ],
)
def test_what_a_line_finds(line: str, found: str) -> None:
    assert letters(line) == found
    assert fitting(ANYBODY, line, issues_asked(ANYBODY, "").values_list("pk", flat=True)) == {
        row.number for row in find_issues(ANYBODY, line).rows
    }
    assert found_at_a_glance(line, 0) >= set(found)


@pytest.mark.parametrize(
    ("line", "who", "found"),
    [
        ("is:mine", "dora", "d"),
        ("is:starred", "uli", "f"),
        ("is:watched", "uli", "eba"),
        ("author:me upload", "uli", "a"),
        ("assignee:me", "dora", "d"),
        ("heirloom", "dora", "e"),
        ("heirloom", "uli", ""),
        ("service:pypi", "dora", "hba"),
        ("uploading service:pypi", "dora", "ha"),
        ("-heirloom is:open upload", "dora", "hfda"),
    ],
)
def test_who_asks_makes_a_difference(line: str, who: str, found: str) -> None:
    assert sorted(letters(line, who)) == sorted(found)
    assert found_at_a_glance(line, user(who).pk) >= set(found)


def test_own_stars_are_told() -> None:
    assert [row.starred for row in find_issues(user("uli"), "sort:stars").rows] == [False, True, *[False] * 4]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("sort:created", "fedcba"),
        ("sort:-created", "abcdef"),
        ("sort:stars", "cfedba"),
        ("sort:rising,created", "fedcba"),
        ("sort:kind,-created", "adefbc"),
        ("sort:severity,-created is:open", "abdef"),
        ("sort:status,number", "fedbac"),
        ("sort:comments,-number", "fabcde"),
        ("sort:number", "fedcba"),
    ],
)
def test_in_the_order_that_is_asked_for(line: str, found: str) -> None:
    assert letters(line) == found


@pytest.mark.parametrize("key", [*KEYS, *(f"-{key}" for key in KEYS)])
def test_pages_hold_together_in_every_order(key: str) -> None:
    for line in (f"sort:{key}", f"sort:{key},stars is:open", f"sort:-comments,{key}"):
        whole, paged, after = letters(line), "", ""
        while True:
            page = find_issues(ANYBODY, line, after=after, limit=2)
            paged, after = paged + "".join(row.title[0] for row in page.rows), page.after
            if not after:
                break
        assert paged == whole


def test_words_that_many_say_find_what_words_that_few_say_find(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("upload", "upload -fail", "-upload is:open", "(upload OR label:hard) is:open", "upload service:pypi")
    before = [letters(line, "dora", sort=("activity",)) for line in lines]
    monkeypatch.setattr(text_of_lines, "FEW", 0)
    monkeypatch.setattr("bailiwick.tracker.asking.leading.FEW", 0)
    assert [letters(line, "dora", limit=49, sort=("activity",)) for line in lines] == before


@pytest.mark.parametrize(
    ("line", "position", "part"),
    [
        ("is:open kind:ship", 14, "kind: takes bug"),
        ("is:opened", 4, "open, closed"),
        ("label:easy,eazy", 12, "no label “eazy”"),
        ("service:pypy", 9, "no service “pypy”"),
        ("author:me", 8, "sign in"),
        ("is:mine", 4, "sign in"),
        ("stars:many", 7, "no number"),
        ("stars:99999999999", 7, "no number"),
        ("created:2025-13", 9, "no day"),
        ("created:<9999-12-31", 10, "no day"),
        ("has:legs", 5, "file, patch"),
        ("sort:colour", 6, "colour"),
        ("a -(severity:>dire)", 15, "not “dire”"),
    ],
)
def test_what_makes_no_sense_is_a_mistake_at_its_place(line: str, position: int, part: str) -> None:
    with pytest.raises(Mistake) as caught:
        find_issues(ANYBODY, line)
    assert (caught.value.position, part in caught.value.message) == (position, True), caught.value.message


@pytest.mark.parametrize("after", ["x", "W10", "WzFd", "WyJ4IiwxXQ", "a" * 400])
def test_a_damaged_place_is_told(after: str) -> None:
    with pytest.raises(ValueError, match="damaged"):
        find_issues(ANYBODY, "is:open", after=after)


def test_a_number_jumps() -> None:
    assert [number_asked(text) for text in ("12", " #12 ", "12 a", "#", "9" * 19)] == [12, 12, None, None, None]


def test_every_line_of_the_manual_can_be_asked_and_every_field_stands_there(settings: Any) -> None:
    manual = (ROOT / "docs" / "use" / "issues-query.md").read_text()
    for slug in ("docs", "blocked"):
        Label.objects.get_or_create(slug=slug)
    for line, text in EXAMPLES:
        find_issues(user("uli"), line)
        assert f"| `{line}` | {text} |" in manual
    assert all(f"`{name}:`" in manual for name in ASKED)
    assert all(f"`{name}`" in manual for name in KEYS)


def test_a_list_costs_a_few_queries_whatever_stands_on_it(django_assert_num_queries: Any) -> None:
    uli = user("uli")
    find_issues(uli, "service:pypi is:open label:easy,hard severity:>=minor sort:stars,-created")
    # Who asks; the words; names; the issues of the service; the list; what services are called.
    with django_assert_num_queries(5):
        find_issues(uli, "service:pypi is:open label:easy,hard severity:>=minor sort:stars,-created")
    # The issues that say it, those that fit the rest, their texts, their rows.
    with django_assert_num_queries(6):
        find_issues(uli, "upload is:open")


PIECES = st.sampled_from(
    ["is:", "open", "mine", "label:", "easy", "stars:>", "3", "sort:", "stars", ",", "-", "(", ")", " OR ", " ", '"',
     "*", "upload", "created:", "2025-01", "..", "service:pypi", "author:me",
     "\x00", "é", "\ud800", "😀", "assignee:nobody"]
)  # fmt: skip


@tried(max_examples=tries(60))
@given(st.lists(PIECES, max_size=9).map("".join))
def test_whatever_is_asked_has_an_answer_or_a_mistake(line: str) -> None:
    try:
        find_issues(user("uli"), line)
    except Mistake as mistake:
        place = mistake.position
    else:
        place = 1
    assert 1 <= place <= len(line) + 1
