"""Timelines: who hosted what through the years, drawn, and the same as a table."""

from __future__ import annotations

import json
import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.drawing import Window
from bailiwick.catalog.models import Entity, State
from bailiwick.catalog.queries.page import row_at
from bailiwick.catalog.queries.timeline import Asked, of_all, of_entity
from bailiwick.catalog.when import Span

from .asking import anybody
from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    read("list", "2014-10-01", says("service/loom", "hosted_by", "provider/rackhaus"), complete_for=["hosted_by"])
    read(
        "list", "2019-03-01",
        says("service/loom", "hosted_by", "provider/cloudberry"),
        says("service/loom", "maintained_by", "person/ada"),
        says("service/loom", "lifecycle", "=active"),
        says("service/loom", "purpose", "=Cloth"),
        says("service/spindle", "hosted_by", "provider/cloudberry"),
        says("service/spindle", "category", "=Spinning"),
        says("service/distaff", "maintained_by", "person/ada"),
    )  # fmt: skip


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def names(html: str) -> list[str]:
    """The names of what is drawn, in the order of the page."""
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', html.partition("<tbody>")[2].partition("</tbody>")[0])


def test_every_predicate_that_leads_somewhere_has_its_line(loom: Entity) -> None:
    row = row_at(ANYBODY, "service", "loom")
    assert row
    found = [(each.predicate and each.predicate.name, len(each.strands)) for each in of_entity(ANYBODY, row)]
    assert found == [("maintained_by", 1), ("hosted_by", 2), ("lifecycle", 1)]
    assert [each.predicate and each.predicate.name for each in of_entity(ANYBODY, row, "where")] == ["hosted_by"]


def test_a_band_leads_to_its_fact_and_says_when(client: Client, loom: Entity) -> None:
    html = page(client, "/service/loom/timeline/")
    assert re.search(r'<a href="/service/loom/facts/\d+/" class="tone-\d"><title>cloudberry, began between', html)
    assert "rackhaus, since Oct 2014 or earlier, ended between Oct 2014 and Mar 2019</title>" in html
    assert "style=" not in html
    assert "<desc>" in html


def test_the_table_says_the_same(client: Client, loom: Entity) -> None:
    table = page(client, "/service/loom/timeline/").partition('id="as-table"')[2]
    assert 'Hosted by <a href="/provider/rackhaus/">rackhaus</a>' in table
    assert "Oct 2014 or earlier" in table
    assert "still so" in table
    assert table.count("What it rests on") == 4


def test_a_program_reads_the_lines_of_the_table(client: Client, loom: Entity) -> None:
    api = anybody()
    found = api.get("/entities/service/loom/timeline")["items"]
    told = [(each["predicate"], each["object"] and each["object"]["ref"], each["value"]) for each in found]
    assert told == [
        ("maintained_by", "person/ada", None),
        ("hosted_by", "provider/rackhaus", None),
        ("hosted_by", "provider/cloudberry", None),
        ("lifecycle", None, "active"),
    ]
    ends = {name: found[1][name] for name in ("from_earliest", "from_latest", "to_earliest", "to_latest")}
    assert ends == {
        "from_earliest": None, "from_latest": "2014-10-01", "to_earliest": "2014-10-01", "to_latest": "2019-03-01",
    }  # fmt: skip
    for query in ({}, {"from_": "2014", "to": "2016"}, {"predicate": "where"}):
        asked = "&".join(f"{name.rstrip('_')}={value}" for name, value in query.items())
        table = page(client, f"/service/loom/timeline/?{asked}").partition('id="as-table"')[2]
        facts = re.findall(r"/facts/(\d+)/", table)
        items = api.get("/entities/service/loom/timeline", **query)["items"]
        assert [str(each["statement"]) for each in items] == facts


def test_a_program_reads_all_of_a_kind_page_by_page(loom: Entity) -> None:
    api, seen, query = anybody(), [], {"limit": 1}
    for _page in range(2):
        found = api.get("/timeline", **query)
        seen += [each["subject"]["ref"] for each in found["items"]]
        query["after"] = found["next_after"]
    assert seen == ["service/loom", "service/loom", "service/spindle"]
    assert found["next_after"] is None
    assert [each["subject"]["ref"] for each in api.get("/timeline", predicate="responsible")["items"]] == [
        "service/distaff", "service/loom",
    ]  # fmt: skip
    for query in ({"predicate": "purpose"}, {"from": "2016", "to": "2014"}, {"kind": "x"}, {"after": "x"}):
        assert api.ask("/timeline", **query).status_code == 422, query


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"to": "soon"}, "to"),
        ({"from": "2014", "to": "soon"}, "to"),
        ({"from": "once", "to": "2016"}, "from"),
        ({"from": "2016", "to": "2014"}, "from"),
    ],
)
def test_a_program_is_told_which_day_cannot_be_read(query: dict[str, str], field: str) -> None:
    answer = anybody().ask("/timeline", **query)
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


def test_at_the_terminal_it_is_told_in_lines(loom: Entity) -> None:
    told = terminal("timeline", "service/loom", "--predicate", "where")
    assert "Hosted by rackhaus Oct 2014 or earlier – between Oct 2014 and Mar 2019" in told
    assert "cloudberry" not in terminal("timeline", "--from", "2013", "--to", "2013")
    assert len(json.loads(terminal("timeline", "--json"))["items"]) == 3
    with pytest.raises(CommandError, match="not a word of the catalog that can be drawn"):
        terminal("timeline", "--predicate", "purpose")


def terminal(*words: str) -> str:
    call_command(*words, stdout=(out := StringIO()))
    return " ".join(out.getvalue().split())


def test_a_window_stands_in_the_address_and_can_be_moved(client: Client, loom: Entity) -> None:
    html = page(client, "/service/loom/timeline/?from=2014&to=2016")
    assert "1 January 2014 to 31 December 2016" in html
    window = Window(date(2014, 1, 1), date(2016, 12, 31))
    for other in (window.zoomed(0.5), window.zoomed(2), window.shifted(0.5), window.shifted(-0.5)):
        assert f'href="/service/loom/timeline/?from={other.first}&amp;to={other.last}"' in html
    assert "1 January 2013 to 31 December 2013" in page(client, "/timeline/?from=2013&to=2013")
    assert "Mar" in page(client, "/timeline/?from=2013&to=2013")


@pytest.mark.parametrize(
    "query", ["from=soon", "to=2014-13", "from=2016&to=2014", "from=9999", "known_at=x", "after=x"]
)
def test_what_makes_no_sense_is_said(client: Client, loom: Entity, query: str) -> None:
    assert 'class="mistakes"' in page(client, f"/timeline/?{query}", 400)
    if "after" not in query:
        assert 'class="mistakes"' in page(client, f"/service/loom/timeline/?{query}", 400)
    page(client, "/service/loom/timeline/?predicate=nonsense", 400)


def test_of_the_whole_each_thing_of_which_it_is_said_has_a_line(client: Client, loom: Entity) -> None:
    assert names(page(client, "/timeline/")) == ["loom", "spindle"]
    assert names(page(client, "/timeline/?predicate=responsible")) == ["distaff", "loom"]
    assert names(page(client, "/timeline/?group=Spinning")) == ["spindle"]
    assert "Nothing to draw" in page(client, "/timeline/?kind=host")


def test_it_begins_with_where_things_run_on_a_machine_or_at_a_host(client: Client, loom: Entity) -> None:
    add_claim(entity("service/mill"), "runs_on", object=entity("host/box"), by=system())
    html = page(client, "/timeline/")
    assert names(html) == ["loom", "mill", "spindle"]
    assert '<option value="where" selected>' in html
    assert [each["subject"]["ref"] for each in anybody().get("/timeline")["items"]].count("service/mill") == 1
    assert "mill" in terminal("timeline")
    assert names(page(client, "/timeline/?predicate=hosted_by")) == ["loom", "spindle"]


def test_as_the_book_stood_before_there_is_nothing(client: Client, loom: Entity) -> None:
    assert "Nothing to draw" in page(client, "/timeline/?known_at=2000")
    assert "Nothing to draw" in page(client, "/service/loom/timeline/?known_at=2000")


def test_what_is_not_known_is_drawn_in_no_ones_tone(client: Client, loom: Entity) -> None:
    add_claim(loom, "hosted_by", state=State.UNKNOWN, span=Span(date(2024, 1, 1), date(2024, 1, 1)), by=system())
    assert "<title>not known, since" in page(client, "/service/loom/timeline/").partition('class="tone-0"')[2]


def test_nothing_hidden_is_drawn_or_counted(client: Client, loom: Entity) -> None:
    addresses = ("/timeline/", "/timeline/?predicate=where", "/service/loom/timeline/")
    before = [page(client, address) for address in addresses]
    vault = entity("provider/vault", "Vault", visibility=2)
    add_claim(loom, "hosted_by", object=vault, by=system())
    add_claim(entity("service/open"), "hosted_by", object=vault, by=system())
    add_claim(
        entity("service/shut", visibility=2), "hosted_by", object=Entity.objects.get(slug="rackhaus"), by=system()
    )
    add_claim(loom, "runs_on", object=entity("host/box"), visibility=2, by=system())
    assert [page(client, address) for address in addresses] == before
    client.force_login(person("keeper", "Developer"))
    assert names(page(client, "/timeline/")) == ["loom", "open", "shut", "spindle"]
    assert "Vault" in page(client, "/service/loom/timeline/")


def test_a_hundred_lines_a_page_and_the_same_few_queries(loom: Entity, django_assert_num_queries: Any) -> None:
    def all_of(after: str = "") -> list[str]:
        rows, more = of_all(ANYBODY, Asked(), after=after, limit=3)
        return [row.subject.name for row in rows] + (all_of(more) if more else [])

    with django_assert_num_queries(3):
        of_all(ANYBODY, Asked())
    homes = ((number, home) for number in range(7) for home in range(3))
    read("more", "2020-01-01", *(says(f"service/s{n}", "hosted_by", f"provider/p{n}-{home}") for n, home in homes))
    assert all_of() == ["loom", *(f"s{number}" for number in range(7)), "spindle"]
    with django_assert_num_queries(3):
        assert len(of_all(ANYBODY, Asked())[0]) == 9


def test_the_page_costs_the_same_whatever_is_drawn(
    client: Client, loom: Entity, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):  # the book's revision, things, claims, names, groups
        client.get("/timeline/")
    with django_assert_num_queries(4):  # the book's revision, the row, claims, names
        client.get("/service/loom/timeline/")


def test_today_is_marked_where_it_lies_within(client: Client, loom: Entity) -> None:
    assert 'class="today"' in page(client, f"/timeline/?from={timezone.now().year}&to={timezone.now().year + 1}")
    assert 'class="today"' not in page(client, "/timeline/?from=2014&to=2016")
