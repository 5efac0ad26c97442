"""A provider that hosts very many things: groups with counts, fifty at a time, at the cost of a small one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.tests.cast import read, says

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _hub(shared_rows: None) -> None:
    read(
        "list", "2024-05-28",
        *(says(f"service/s{n:03}", "hosted_by", "provider/cloudberry") for n in range(230)),
        *(says(f"host/h{n:03}", "located_at", "provider/cloudberry") for n in range(60)),
        says("service/s000", "fronted_by", "provider/cloudberry"),
    )  # fmt: skip


def test_a_hub_shows_the_first_of_each_group_with_how_many_there_are(client: Client) -> None:
    page = client.get("/provider/cloudberry/").content.decode()
    assert 'Hosts <span class="count">230</span>' in page
    assert 'Houses <span class="count">60</span>' in page
    assert page.count('href="/service/s') == 51
    assert "/provider/cloudberry/incoming/hosted_by/" in page


def test_the_rest_of_a_group_is_read_page_by_page(client: Client) -> None:
    seen: set[str] = set()
    address, pages = "/provider/cloudberry/incoming/hosted_by/", 0
    while address:
        page, pages = client.get(address).content.decode(), pages + 1
        seen |= {f"s{n:03}" for n in range(230) if f"/service/s{n:03}/" in page}
        address = (
            page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0] if 'rel="next"' in page else ""
        )
    assert (len(seen), pages) == (230, 5)


def test_every_group_that_ended_is_there_on_a_day_when_it_was(client: Client) -> None:
    others = (says(f"service/s{n:03}", "hosted_by", "provider/cloudberry") for n in range(230))
    many = (says(f"service/s{n:03}", "fronted_by", "provider/cloudberry") for n in range(60))
    one = says("domain/d", "registrar", "provider/cloudberry")
    read("list", "2024-06-28", *others, *many, one, complete_for=["fronted_by", "registrar"])
    read("list", "2025-05-28", says("service/s000", "hosted_by", "provider/cloudberry"))
    past = {
        day: client.get(f"/provider/cloudberry/?as_of={day}").content.decode() for day in ("2024-07-01", "2026-01-01")
    }
    for group in ("hosted_by", "fronted_by", "registrar"):
        assert f'id="{group}"' in past["2024-07-01"]
    assert 'id="registrar"' not in past["2026-01-01"]
    # Nobody counted how many there were, and where there were none nothing says that there are more.
    assert 'Hosts <span class="count">more than are shown' in past["2024-07-01"]


def test_a_day_before_anything_says_so(client: Client) -> None:
    days = [says(f"service/s{n:03}", "hosted_by", "provider/rowan") for n in range(230)]
    read("early", "2019-01-01", says("provider/rowan", "purpose", "=Machines for others"))
    read("early", "2024-05-28", *days)
    page = client.get("/provider/rowan/?as_of=2018-01-01").content.decode()
    assert "more than are shown" not in page


def test_a_hub_costs_a_few_queries(client: Client, django_assert_num_queries: Any) -> None:
    # The book's revision, row, card, one for each of three groups, names, panels (issues twice, kept queries,
    # findings, imports).
    with django_assert_num_queries(12):
        client.get("/provider/cloudberry/")
    with django_assert_num_queries(4):
        client.get("/provider/cloudberry/incoming/hosted_by/")
    # On another day one more, for what was said once; no panels.
    with django_assert_num_queries(8):
        client.get("/provider/cloudberry/?as_of=2024-06-01")


@pytest.mark.parametrize(
    "path",
    [
        "incoming/nonsense/",
        "incoming/url/",
        "incoming/hosted_by/?after=-1",
        "incoming/hosted_by/?after=x",
        "incoming/hosted_by/?after=²",
    ],
)
def test_a_group_that_makes_no_sense_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/provider/cloudberry/{path}").status_code == 404
