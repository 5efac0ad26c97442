"""Home and lists: found by group, by who answers, by how well it is known; the same cost at any size."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.tests.cast import person, read, says
from bailiwick.lib.statements import Statement, Thing

pytestmark = pytest.mark.django_db


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


@pytest.fixture(autouse=True, scope="module")
def _three(shared_rows: None) -> None:
    read(
        "list", "2024-05-28",
        says("service/loom", "category", "=Weaving"),
        says("service/loom", "maintained_by", "person/ada-weaver"),
        says("service/loom", "maintained_by", "person/ben-spinner"),
        says("service/spindle", "category", "=Spinning"),
        says("service/spindle", "maintained_by", "person/ada-weaver"),
        says("service/spindle", "lifecycle", "=legacy"),
        says("service/orphan", "standing", "=community"),
    )  # fmt: skip


def test_home_shows_services_by_group_with_who_answers(client: Client) -> None:
    page = body(client, "/")
    assert page.index("Spinning") < page.index("Weaving")
    assert "ada-weaver, ben-spinner" in page
    assert "Community services" in page


def test_home_says_what_needs_attention_in_words_about_the_service(client: Client) -> None:
    attention = body(client, "/").split("Needs attention")[1]
    nobody, second = attention.split("Wants a second maintainer")
    assert "/service/orphan/" in nobody
    assert "/service/spindle/" in second
    assert "/service/loom/" not in attention.split("Changed lately")[0]
    assert "ada" not in attention.split("Changed lately")[0]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"loom", "spindle", "orphan"}),
        ("people_below=2", {"spindle", "orphan"}),
        ("people_below=1", {"orphan"}),
        ("standing=community", {"orphan"}),
        ("lifecycle=legacy", {"spindle"}),
        ("group=Weaving", {"loom"}),
        ("q=SPIN", {"spindle"}),
        ("mark=never", {"loom", "spindle", "orphan"}),
        ("mark=stale", set()),
    ],
)
def test_a_list_is_narrowed_by_its_address(client: Client, query: str, shown: set[str]) -> None:
    page = body(client, f"/service/?{query}")
    assert {slug for slug in ("loom", "spindle", "orphan") if f'href="/service/{slug}/"' in page} == shown
    assert shown or "Nothing fits" in page


@pytest.mark.parametrize("query", ["mark=purple", "people_below=-1", "people_below=many", "after=x", "after=a%1Fb"])
def test_a_filter_that_makes_no_sense_is_refused_in_words(client: Client, query: str) -> None:
    assert "makes no sense" in body(client, f"/service/?{query}", 400)


def test_a_list_is_read_page_by_page_to_its_end(client: Client) -> None:
    names = [f"service {n:03}" for n in range(120)]
    services = (Thing("service", name, name.replace(" ", "-")) for name in names)
    read("more", "2024-06-01", *(Statement(service, "standing", value="community") for service in services))
    seen, address = [], "/service/"
    while address:
        page = client.get(address).content.decode()
        seen += [name for name in names if f">{name}</a>" in page]
        found = (
            page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0] if 'rel="next"' in page else ""
        )
        address = found.replace("&amp;", "&")
    assert seen == names


@pytest.mark.parametrize("many", [3, 80])
def test_home_and_lists_cost_the_same_at_any_size(client: Client, django_assert_num_queries: Any, many: int) -> None:
    read("list", "2024-05-28", *(says(f"service/s{n}", "category", f"=Group {n % 30}") for n in range(many)))
    read("owners", "2024-05-28", *(says(f"service/s{n}", "owned_by", f"person/p{n}") for n in range(many)))
    # The book's revision, five for the page, one for the documents that were read, one for what is rising.
    with django_assert_num_queries(8):
        client.get("/")
    with django_assert_num_queries(3):
        client.get("/service/")
    client.force_login(person("member"))
    with django_assert_num_queries(5):  # session, account and roles; two for the list
        client.get("/service/")


def test_words_that_are_no_kind_are_not_there(client: Client) -> None:
    for address in ("/nothing/", "/nothing/at-all/", "/service/%00/", "/service/a%2Fb/", f"/service/{'x' * 300}/"):
        assert client.get(address).status_code == 404
