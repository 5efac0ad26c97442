"""Lists on another day: who answered, where it was; uncertain where nobody can say; the same cost at any size."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import rename_entity
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.asking import Api, anybody
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import Span, last_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    read(
        "list", "2014-10-01",
        says("service/pypi", "hosted_by", "provider/rackspace"),
        says("service/pypi", "owned_by", "person/ada"),
        complete_for=["hosted_by"],
    )  # fmt: skip
    read("list", "2024-05-28", says("service/pypi", "hosted_by", "provider/aws"))
    wiki = entity("service/wiki")
    day = last_day("2020-01-01")
    add_claim(wiki, "owned_by", object=Entity.objects.get(slug="ada"), span=Span(day, day), by=system())
    add_claim(wiki, "lifecycle", value="legacy", span=Span(day, day), by=system())


def line(client: Client, address: str, slug: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    text = " ".join(page.text.split())
    return text.partition(f'<th scope="row"><a href="/service/{slug}/')[2].partition("</tr>")[0]


def test_a_list_says_where_things_were_and_what_is_uncertain(client: Client) -> None:
    then = line(client, "/service/?as_of=2014-10-01", "pypi")
    assert 'href="/provider/rackspace/?as_of=2014-10-01"' in then
    assert "Perhaps" not in then
    between = line(client, "/service/?as_of=2019", "pypi")
    assert between.count("Perhaps:") == 2
    assert {"rackspace", "aws"} <= set(between.replace("<", ">").split(">"))
    assert "rackspace" not in line(client, "/service/?as_of=2024-06", "pypi")
    assert "legacy" in line(client, "/service/?as_of=2021", "wiki")


def test_of_what_nobody_knew_anything_the_list_says_so(client: Client) -> None:
    rename_entity(Entity.objects.get(slug="wiki"), "The Wiki", by=system())
    then = line(client, "/service/?as_of=2019", "wiki")
    assert "The Wiki" in then
    assert "nothing of this is known on that day" in then
    assert "legacy" not in then


def test_a_list_as_the_book_stood(client: Client) -> None:
    assert "nothing of this is known" in line(client, "/service/?known_at=2001", "pypi")


@pytest.mark.parametrize(
    "query", ["as_of=never", "as_of=2014&mark=stale", "as_of=2014&people_below=1", "as_of=2014&after=x"]
)
def test_what_makes_no_sense_on_another_day_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/service/?{query}").status_code == 400
    api = query.replace("mark=", "freshness=")
    assert anybody().ask(f"/entities?{api}").status_code == 422


def test_the_hidden_stays_hidden_on_any_day(client: Client) -> None:
    pypi, day = Entity.objects.get(slug="pypi"), last_day("2013")
    vault = entity("host/canary-vault", visibility=2)
    add_claim(pypi, "runs_on", object=vault, span=Span(day, day), by=system())
    add_claim(pypi, "title", value="canary title", span=Span(day, day), visibility=2, by=system())
    assert "canary" not in client.get("/service/?as_of=2014-10").text
    assert b"canary" not in anybody().ask("/entities", as_of="2014-10").content
    assert b"canary-vault" in Api(person("dev", "Developer")).ask("/entities", as_of="2014-10").content


def test_the_api_gives_facts_with_their_answers() -> None:
    first = anybody().get("/entities", as_of="2019", limit=1)
    (pypi,) = first["items"]
    assert (pypi["ref"], pypi["as_of"]) == ("service/pypi", "2019-12-31")
    hosts = {fact["object"]["ref"]: fact["answer"] for fact in pypi["facts"] if fact["predicate"] == "hosted_by"}
    assert hosts == {"provider/rackspace": "uncertain", "provider/aws": "uncertain"}
    (wiki,) = anybody().get("/entities", as_of="2019", after=first["next_after"])["items"]
    assert (wiki["ref"], wiki["facts"]) == ("service/wiki", [])


@pytest.mark.parametrize("many", [3, 80])
def test_a_list_of_another_day_costs_the_same_at_any_size(
    client: Client, django_assert_num_queries: Any, many: int
) -> None:
    read("owners", "2014-01-01", *(says(f"service/s{n}", "owned_by", f"person/p{n}") for n in range(many)))
    client.force_login(person("member"))
    with django_assert_num_queries(7):  # session, account and roles; the list, names in it; claims and their names
        client.get("/service/?as_of=2015")
