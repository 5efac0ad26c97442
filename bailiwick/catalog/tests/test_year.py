"""A year in review: what is new, what moved, what changed hands, who was named and is no longer."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions.claims import add_claim, correct_claim
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.queries.year import Year, year_of
from bailiwick.catalog.when import Answer, Span, last_day

from .asking import anybody
from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    """Two revisions within 2019: the loom moves and is handed over, the mill is new, the old one is gone."""
    complete = ["hosted_by", "maintained_by", "member_of", "url"]
    read("list", "2014-10-01", says("service/loom", "purpose", "=Cloth"), complete_for=complete)
    read(
        "list", "2019-02-01",
        says("service/loom", "purpose", "=Cloth"),
        says("service/loom", "hosted_by", "provider/rackhaus"),
        says("service/loom", "maintained_by", "person/ada"),
        says("service/gone", "hosted_by", "provider/rackhaus"),
        complete_for=complete,
    )  # fmt: skip
    read(
        "list", "2020-02-01",
        says("service/loom", "hosted_by", "provider/rackhaus"),
        says("service/loom", "maintained_by", "person/ada"),
        says("service/gone", "hosted_by", "provider/rackhaus"),
    )  # fmt: skip
    read(
        "list", "2020-09-01",
        says("service/loom", "hosted_by", "provider/cloudberry", locator="line 4"),
        says("service/loom", "maintained_by", "person/bob"),
        says("service/mill", "hosted_by", "provider/cloudberry"),
        says("person/bob", "member_of", "team/keepers"),
    )  # fmt: skip


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def of(year: int, user: Any = ANYBODY) -> Year:
    found = year_of(user, year)
    assert found
    return found


def test_each_line_stands_in_one_section(loom: Entity) -> None:
    year = of(2020)
    assert {name: count for name, count in year.counts.items() if count} == {
        "new_services": 1,
        "gone_services": 1,
        "moved": 1,
        "handed_over": 1,
        "named": 1,
        "began": 1,
        "ended": 1,
    }
    assert [each.slug for each in year.new] == ["mill"]
    assert [each.slug for each in year.gone] == ["gone"]
    (moved,) = year.sections["moved"]
    assert moved.before
    assert moved.before.object
    assert moved.before.object.slug == "rackhaus"


def test_what_stands_in_the_first_list_there_is_is_not_new(loom: Entity) -> None:
    assert of(2014).new == []


def test_a_service_that_is_retired_went(loom: Entity) -> None:
    day = last_day("2021-05")
    add_claim(loom, "lifecycle", value="retired", span=Span(day, day), by=system())
    assert [each.slug for each in of(2021).gone] == ["loom"]


def test_an_end_that_is_sure_is_told_though_nobody_knows_since_when_it_was_so(client: Client) -> None:
    complete = ["hosted_by", "maintained_by"]
    read(
        "attic", "2016-03-01",
        says("service/carder", "hosted_by", "provider/rackhaus"),
        says("service/carder", "maintained_by", "person/ada"),
        complete_for=complete,
    )  # fmt: skip
    read("attic", "2016-09-01", says("service/carder", "hosted_by", "provider/hill"))
    assert {name: count for name, count in of(2016).counts.items() if count} == {"moved": 1, "no_longer_named": 1}
    page = client.get("/year/2016/").content.decode()
    assert "since Mar 2016 or earlier, ended between Mar 2016 and Sep 2016" in page
    assert '<a href="#uncertain">' not in page


def test_a_beginning_that_is_sure_is_told_though_it_may_be_over_again() -> None:
    for day, host in (("2016-03-01", "hill"), ("2016-09-01", "rackhaus"), ("2017-03-01", "hill")):
        read("attic", day, says("service/carder", "hosted_by", f"provider/{host}"), complete_for=["hosted_by"])
    (moved,) = of(2016).sections["moved"]
    assert (moved.lead.object and moved.lead.object.slug, moved.lead.after) == ("rackhaus", Answer.UNCERTAIN)
    # Whether its end belongs to this year or the one before, nobody can say.
    assert {name: count for name, count in of(2017).counts.items() if count} == {"uncertain": 2}


def test_what_began_and_ended_within_the_year_is_told_with_where_it_stood_and_where_it_no_longer_stands(
    client: Client,
) -> None:
    for day, host in (
        ("2016-03-01", "hill"),
        ("2016-06-01", "rackhaus"),
        ("2016-09-01", "hill"),
        ("2017-03-01", "hill"),
    ):
        read(
            "attic", day,
            says("service/carder", "hosted_by", f"provider/{host}", locator=f"line of {host}"),
            complete_for=["hosted_by"],
        )  # fmt: skip
    assert {name: count for name, count in of(2016).counts.items() if count} == {"moved": 1, "began_and_ended": 1}
    (line,) = of(2016).sections["began_and_ended"]
    assert line.quote
    assert line.not_in
    assert (line.quote.dated.isoformat(), line.not_in.dated.isoformat()) == ("2016-06-01", "2016-09-01")

    page = client.get("/year/2016/").content.decode()
    assert '<a href="#began_and_ended">Began and ended within the year</a>' in page
    assert "began between Mar 2016 and Jun 2016, ended between Jun 2016 and Sep 2016" in page
    assert "attic of 2016-06-01</a>, 1 Jun 2016, line of rackhaus (not in attic of 2016-09-01" in page

    (told,) = anybody().get("/years/2016")["began_and_ended"]
    assert (told["object"]["ref"], told["kind"], told["before"], told["after"]) == (
        "provider/rackhaus", "began_and_ended", "no", "no",
    )  # fmt: skip
    assert (told["reference"]["source"], told["not_in"]["source"]) == ("attic-2016-06-01", "attic-2016-09-01")

    call_command("year", "2016", stdout=(out := StringIO()))
    words = " ".join(out.getvalue().split())
    assert "1 Began and ended within the year" in words
    assert "* carder [service/carder]: hosted by rackhaus [provider/rackhaus] (began between Mar 2016 and" in words
    # Of the years beside it neither saw it.
    assert not of(2015).sections["began_and_ended"] + of(2017).sections["began_and_ended"]


def test_a_service_that_came_and_went_within_the_year_did_both(loom: Entity) -> None:
    spring, autumn = last_day("2018-04"), last_day("2018-10")
    add_claim(entity("service/fair"), "purpose", value="Booths", span=Span(spring, spring, autumn, autumn), by=system())
    add_claim(loom, "status_note", value="closed", span=Span(spring, spring, autumn, autumn), by=system())
    year = of(2018)
    assert ([each.slug for each in year.new], [each.slug for each in year.gone]) == (["fair"], ["fair"])
    assert year.counts["began_and_ended"] == 2


def test_what_may_as_well_have_begun_in_the_year_before_did_not_surely_begin_and_end_in_this_one(loom: Entity) -> None:
    end = last_day("2018-06")
    add_claim(
        loom, "status_note", value="late", span=Span(last_day("2017-11"), last_day("2018-02"), end, end), by=system()
    )
    add_claim(loom, "status_note", value="long", span=Span(end, end, end, last_day("2019-02")), by=system())
    assert of(2018).counts["began_and_ended"] == 0


def test_a_service_that_may_have_gone_the_year_before_went_in_neither() -> None:
    read("attic", "2016-03-01", says("service/chat", "hosted_by", "provider/hill"), complete_for=["hosted_by"])
    read("attic", "2017-09-01", says("service/loom", "hosted_by", "provider/hill"))
    for year in (2016, 2017):
        assert of(year).gone == []
        assert of(year).counts["uncertain"] >= 1


def test_the_page_leads_on(client: Client, loom: Entity) -> None:
    page = client.get("/year/2020/").content.decode()
    assert '<del>Hosted by <a href="/provider/rackhaus/?as_of=2019-12-31">rackhaus</a></del>' in page
    assert "line 4" in page
    assert 'href="/year/2019/"' in page
    assert 'href="/year/2021/"' in page
    assert 'href="/compare/?from=2019-12-31&amp;to=2020-12-31"' in page
    assert "Nothing that the catalog knows of" in client.get("/year/1999/").content.decode()
    this_year = timezone.now().year
    assert f'href="/year/{this_year + 1}/"' not in client.get(f"/year/{this_year}/").content.decode()
    for address in (f"/year/{this_year + 1}/", "/year/0/", "/year/1/", "/year/99999/", "/year/2020/?known_at=x"):
        assert client.get(address).status_code == 404


def test_as_the_book_stood_before_nothing_happened(client: Client, loom: Entity) -> None:
    assert "Nothing that the catalog knows of" in client.get("/year/2020/?known_at=2000").content.decode()


def test_a_program_and_a_terminal_hear_the_same(loom: Entity) -> None:
    answer = anybody().get("/years/2020")
    assert (answer["counts"]["moved"], answer["new_services"][0]["ref"]) == (1, "service/mill")
    assert {each["kind"] for each in answer["moved"]} == {"began", "ended"}
    assert anybody().ask("/years/9000").status_code == 404
    call_command("year", "2020", "--json", stdout=(out := StringIO()))
    assert json.loads(out.getvalue()) == answer
    call_command("year", "2020", stdout=(out := StringIO()))
    assert "Moved" in out.getvalue()
    assert "~  loom [service/loom]: hosted by rackhaus [provider/rackhaus] -> cloudberry" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("year", "9000", stdout=StringIO())


def test_nothing_hidden_happened(client: Client, loom: Entity) -> None:
    pages = [client.get(address).content for address in ("/year/2020/", "/api/v1/years/2020")]
    day = last_day("2020-05")
    hidden = entity("service/vault", "Vault", visibility=2)
    add_claim(hidden, "hosted_by", object=Entity.objects.get(slug="rackhaus"), span=Span(day, day), by=system())
    add_claim(loom, "purpose", value="canary", span=Span(day, day), visibility=2, by=system())
    add_claim(loom, "depends_on", object=hidden, span=Span(day, day), by=system())
    assert [client.get(address).content for address in ("/year/2020/", "/api/v1/years/2020")] == pages
    assert "Vault" in [each.name for each in of(2020, person("keeper", "Developer")).new]


def test_a_year_costs_the_same_whatever_happened(loom: Entity, django_assert_num_queries: Any) -> None:
    def more(number: int) -> None:
        day = last_day("2020-05")
        host = entity(f"host/h{number}")
        add_claim(entity(f"service/s{number}"), "runs_on", object=host, span=Span(day, day), by=system())
        add_claim(host, "url", value=f"https://{number}.example.org/", span=Span(day, day), by=system())
        add_claim(host, "purpose", value=f"loan {number}", span=Span(day, day, day, last_day("2020-08")), by=system())
        add_claim(loom, "status_note", value=f"note {number}", by=system())
        correct_claim(Claim.objects.get(value=f"note {number}"), by=system())

    more(0)
    # A comparison with ends, two for what was in between, and what was so of the services before and after.
    with django_assert_num_queries(21):
        of(2020)
    for number in range(1, 4):
        more(number)
    with django_assert_num_queries(21):
        of(2020)
