"""What differs between two days comes in pages: every difference once, whatever the size of a page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.queries import diff as module
from bailiwick.catalog.queries.compare import compare
from bailiwick.catalog.queries.diff import Difference, diff
from bailiwick.catalog.tests.asking import anybody
from bailiwick.catalog.tests.cast import entity, system
from bailiwick.catalog.when import Answer, Span

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
FIRST, LAST = date(2020, 1, 3), date(2020, 1, 6)


def day(number: int) -> date:
    return date(2020, 1, 1) + timedelta(days=number)


@pytest.fixture(autouse=True, scope="module")
def _spans(shared_rows: None) -> None:
    """A service with a fact for each way of beginning and ending around the two days."""
    loom = entity("service/loom", "Loom")
    spans = [days for days in product(range(0, 9, 2), repeat=4) if days[0] <= days[1] <= days[3] and days[2] <= days[3]]
    drafts = [Add(loom, "status_note", value=str(days), span=Span(*map(day, days))) for days in spans]
    apply_change(propose_change(drafts, by=system()), by=system())


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def told(found: list[Difference]) -> set[tuple[Any, ...]]:
    return {(each.said.id, each.before, each.after) for each in found}


def pages(size: int, **more: Any) -> list[list[Difference]]:
    found, after = [], ""
    while True:
        page, after = diff(ANYBODY, FIRST, LAST, limit=size, after=after, **more)
        found.append(page)
        if not after:
            return found


@pytest.mark.parametrize("about_one", [True, False])
def test_pages_together_say_what_the_claims_say_one_by_one(loom: Entity, about_one: bool) -> None:
    expected = {
        (claim.pk, claim.span.at(FIRST), claim.span.at(LAST))
        for claim in Claim.objects.filter(subject=loom)
        if claim.span.at(FIRST) is not claim.span.at(LAST)
    }
    found = pages(7, **({"entity": loom} if about_one else {}))
    assert sum(map(len, found)) == len(expected) > 21
    assert set[Any]().union(*map(told, found)) == expected
    assert {len(page) for page in found[:-1]} == {7}
    assert told(diff(ANYBODY, FIRST, LAST)[0]) == expected


def within(earliest: date, latest: date) -> bool:
    """Whether every day on which it may have happened lies between the two days."""
    return all(FIRST < on <= LAST for on in {min(earliest + timedelta(days=1), latest), latest})


def test_began_and_ended_is_what_surely_did_between_the_days(loom: Entity) -> None:
    found, kinds = diff(ANYBODY, FIRST, LAST)[0], ("began", "ended", "uncertain")
    for each in found:
        ended = each.after is Answer.NO and within(each.said.to_earliest, each.said.to_latest)
        began = each.before is Answer.NO and within(each.said.from_earliest, each.said.from_latest)
        assert (each.kind == "began", each.kind == "ended") == (began, ended), each.said.span
    assert {each.kind for each in found} == set(kinds)
    for kind in kinds:
        assert told(diff(ANYBODY, FIRST, LAST, only=module.surely(kind, FIRST, LAST))[0]) == told(
            [each for each in found if each.kind == kind]
        )
    turned = {each.said.id: each.kind for each in diff(ANYBODY, LAST, FIRST)[0]}
    assert turned == {each.said.id: module.OPPOSITE.get(each.kind, each.kind) for each in found}


def test_what_is_hidden_leaves_no_gap(loom: Entity) -> None:
    for number in range(3, 6):
        span = Span(day(number), day(number))
        vault = entity(f"host/vault-{number}", visibility=2)
        add_claim(loom, "runs_on", object=vault, span=span, by=system())
        add_claim(loom, "purpose", value=f"canary {number}", span=span, visibility=3, by=system())
    found = pages(5)
    assert {len(page) for page in found[:-1]} == {5}
    assert not [each for page in found for each in page if each.predicate.name != "status_note"]


def test_a_page_takes_as_many_queries_as_any(loom: Entity, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5):
        diff(ANYBODY, FIRST, LAST, limit=7)
    with django_assert_max_num_queries(5):
        diff(ANYBODY, FIRST, LAST)


def test_the_page_and_the_api_lead_on(loom: Entity, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(compare.__kwdefaults__, "limit", 7)
    assert module.MOST == 200
    address = f"/compare/?from={FIRST}&to={LAST}"
    followed = 0
    while address:
        page = client.get(address).text
        followed += 1
        address = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
        address = address if 'rel="next"' in page else ""
    assert followed == len(pages(7)) > 3
    first = anybody().get("/diff", from_=str(FIRST), to=str(LAST))
    assert (len(first["items"]), first["more"], first["counts"]) == (7, True, None)
    second = anybody().get("/diff", from_=str(FIRST), to=str(LAST), after=first["next_after"])
    assert not {each["claim"] for each in first["items"]} & {each["claim"] for each in second["items"]}
    assert first["next"].startswith("/api/v1/diff?from=2020")


@pytest.mark.parametrize("after", ["x", "0~2020-13-01~1", "4~2020-01-01~1", "0~2020-01-01~", "0~2020-01-01~\u0665"])
def test_a_damaged_place_is_refused(loom: Entity, client: Any, after: str) -> None:
    assert client.get("/compare/", {"from": "2019", "to": "2021", "after": after}).status_code == 400
    answer = anybody().ask("/diff", from_="2019", to="2021", after=after)
    assert answer.status_code == 422
