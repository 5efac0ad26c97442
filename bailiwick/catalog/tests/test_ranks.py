"""Which of several facts leads: said by somebody, shown on the page, told in the change, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import apply_change, propose_change, revert_change
from bailiwick.catalog.actions.claims import rank_claims
from bailiwick.catalog.drafts import SetRank
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity, EntityNow, Rank
from bailiwick.catalog.queries.card import Fact, card
from bailiwick.catalog.tests.cast import person, read, says
from bailiwick.catalog.when import NEVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    """A data centre in two regions, by two lists."""
    read("overview", "2026-05-01", says("data-centre/north", "region", "=NYC3"))
    read("machines", "2026-06-01", says("data-centre/north", "region", "=AMS1"))


@pytest.fixture
def north() -> Entity:
    return Entity.objects.get(slug="north")


def claim(value: str) -> Claim:
    return Claim.objects.get(value=value, superseded_at=NEVER, recorded_at__lt=NEVER)


def regions(entity: Entity) -> list[Fact]:
    return card(AnonymousUser(), entity).of("region")


def test_what_leads_stands_first_and_is_disputed_no_longer(north: Entity) -> None:
    assert [fact.disputed for fact in regions(north)] == [True, True]
    rank_claims({claim("NYC3"): Rank.PREFERRED}, by=person("dev", "Developer"), message="asked them")
    assert [(fact.value, fact.disputed) for fact in regions(north)] == [("NYC3", False), ("AMS1", False)]


def test_what_no_longer_counts_stands_last_and_says_so(client: Client, north: Entity) -> None:
    rank_claims({claim("AMS1"): Rank.DEPRECATED}, by=person("dev", "Developer"))
    assert [fact.value for fact in regions(north)] == ["NYC3", "AMS1"]
    assert client.get("/data-centre/north/").content.decode().count("no longer counts") == 1


def test_the_leading_title_is_the_one_in_lists() -> None:
    read("overview", "2026-05-01", says("service/loom", "title", "=The loom"))
    read("machines", "2026-06-01", says("service/loom", "title", "=A loom"))
    dev = person("dev", "Developer")
    for title in ("A loom", "The loom"):
        ranks = {
            row: Rank.PREFERRED if row.value == title else Rank.NORMAL
            for row in Claim.objects.filter(superseded_at=NEVER)
        }
        rank_claims(ranks, by=dev)
        assert EntityNow.objects.get(slug="loom").title == title


def test_the_change_tells_it_and_can_be_taken_back(client: Client, north: Entity) -> None:
    dev = person("dev", "Developer")
    change = rank_claims({claim("NYC3"): Rank.PREFERRED}, by=dev)
    page = client.get(f"/changes/{change.pk}/").content.decode()
    assert "leads from now on" in page
    assert "Which fact leads" in page
    back = revert_change(change, by=dev)
    assert claim("NYC3").rank == Rank.NORMAL
    assert "leads no longer" in client.get(f"/changes/{back.pk}/").content.decode()


def test_the_rank_outlives_the_next_reading_of_the_list(north: Entity) -> None:
    rank_claims({claim("NYC3"): Rank.PREFERRED}, by=person("dev", "Developer"))
    read("overview", "2026-07-01", says("data-centre/north", "region", "=NYC3"))
    assert claim("NYC3").rank == Rank.PREFERRED


def test_it_may_be_proposed_and_is_overtaken_by_what_came_in_between(north: Entity) -> None:
    dev = person("dev", "Developer")
    wish = propose_change([SetRank(claim("NYC3"), Rank.PREFERRED)], by=person("anna"))
    rank_claims({claim("NYC3"): Rank.DEPRECATED}, by=dev)
    apply_change(wish, by=dev)
    assert claim("NYC3").rank == Rank.DEPRECATED
    assert Change.objects.get(pk=wish.pk).report["overtaken"] == 1


def test_who_may_not(north: Entity) -> None:
    with pytest.raises(Denied):
        rank_claims({claim("NYC3"): Rank.PREFERRED}, by=person("anna"))
    dev = person("dev", "Developer")
    with pytest.raises(Refused, match="this rank already"):
        propose_change([SetRank(claim("NYC3"), Rank.NORMAL)], by=dev)
    with pytest.raises(Refused, match="nothing to change"):
        rank_claims({claim("NYC3"): Rank.NORMAL}, by=dev)


def test_by_the_api(client: Any, north: Entity) -> None:
    client.force_login(person("dev", "Developer"))
    edit = {"op": "rank", "claim": claim("AMS1").pk, "rank": "preferred"}
    answer = client.post("/api/v1/changes", {"apply": True, "edits": [edit]}, content_type="application/json")
    assert answer.status_code == 201
    facts = client.get("/api/v1/entities/data-centre/north").json()["facts"]
    assert [(fact["value"], fact["claims"][0]["rank"]) for fact in facts] == [("AMS1", "preferred"), ("NYC3", "normal")]
