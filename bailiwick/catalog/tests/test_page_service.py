"""The page of a service: what is so, whom to ask, what it rests on; any day; nothing that is not for the reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions.claims import add_claim, confirm_claim
from bailiwick.catalog.actions.entities import merge_entities, show_entity
from bailiwick.catalog.models import Claim, Entity, Source
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER

pytestmark = pytest.mark.django_db
COMPLETE = ["hosted_by", "maintained_by"]


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    """A service whose home moved between two revisions of one list."""
    read(
        "list",
        "2014-10-01",
        says("service/loom", "hosted_by", "provider/rackhaus", locator="line 7", word="lives at"),
        complete_for=COMPLETE,
    )
    read(
        "list", "2024-05-28",
        says("service/loom", "hosted_by", "provider/cloudberry", locator="line 9"),
        says("service/loom", "maintained_by", "person/ada-weaver"),
        says("service/loom", "contact_point", "contact-point/pager", qualifiers={"intent": "urgent"}),
        says("contact-point/pager", "url", "=https://page.example.org/"),
    )  # fmt: skip


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def test_the_answer_stands_in_plain_words(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/")
    assert 'Hosted by <a href="/provider/cloudberry/">cloudberry</a>' in page
    assert "began between Oct 2014 and May 2024" in page
    assert "rackhaus" not in page.split('id="history"')[0]
    assert "Nothing here watches it yet" in page
    assert "It wants a second maintainer." in page


def test_whom_to_ask_is_said_by_urgency_with_the_way_to_reach_them(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/")
    assert "urgent" in page
    assert 'href="https://page.example.org/"' in page
    assert page.index("/contact-point/pager/") < page.index("/person/ada-weaver/")


def test_between_two_revisions_both_homes_are_visibly_uncertain(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/?as_of=2019")
    assert "31 December 2019" in page
    assert page.count("Perhaps:") >= 2
    assert "cloudberry" in page
    assert "rackhaus" in page
    assert "began between Oct 2014 and May 2024" in page
    assert "ended between Oct 2014 and May 2024" in page


def test_on_the_first_day_only_the_first_home_is_so_and_links_stay_on_that_day(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/?as_of=2014-10-01")
    assert 'Hosted by <a href="/provider/rackhaus/?as_of=2014-10-01">rackhaus</a>' in page
    assert "cloudberry" not in page.split('id="history"')[0]


def test_as_we_knew_it_before_it_was_written_there_was_nothing(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/?known_at=2001-01-01")
    assert "cloudberry" not in page
    assert "as we knew it on" in page


@pytest.mark.parametrize(
    "query",
    [
        "as_of=soon",
        "as_of=2019-02-30",
        "as_of=99999",
        "known_at=0001-01-01T00:00%2B14:00",
        "known_at=x",
        "as_of=2019%00",
    ],
)
def test_a_day_that_is_none_is_refused_at_the_control(client: Client, loom: Entity, query: str) -> None:
    page = body(client, f"/service/loom/?{query}", 400)
    assert page.count('class="mistakes"') == 1
    assert "Hosted by" not in page


def test_evidence_is_one_step_behind_and_says_where_each_word_stands(client: Client, loom: Entity) -> None:
    claim = Claim.objects.filter(subject=loom, object__slug="rackhaus").order_by("pk").last()
    assert claim
    page = body(client, f"/service/loom/facts/{claim.origin}/")
    assert "list of 2014-10-01" in page
    assert "line 7" in page
    assert "<q>lives at</q>" in page
    part = client.get(f"/service/loom/facts/{claim.origin}/", headers={"HX-Request": "true"}).content.decode()
    assert "line 7" in part
    assert "<html" not in part


def test_a_retelling_is_marked_as_no_witness_of_its_own(client: Client, loom: Entity) -> None:
    read("retold", "2024-06-01", says("service/loom", "hosted_by", "provider/cloudberry"), derived_from="list")
    claim = Claim.objects.filter(subject=loom, object__slug="cloudberry").order_by("pk").last()
    assert claim
    assert "a retelling" in body(client, f"/service/loom/facts/{claim.origin}/")


def test_a_confirmation_shows_who_and_when(client: Client, loom: Entity) -> None:
    keeper = person("keeper", "Developer")
    claim = Claim.objects.get(subject=loom, object__slug="cloudberry")
    confirm_claim(claim, by=keeper)
    assert "confirmed just now" in body(client, "/service/loom/")
    assert "Confirmed by keeper" in body(client, f"/service/loom/facts/{claim.origin}/")


def test_what_is_not_for_the_reader_shows_nowhere_and_its_page_is_not_there(client: Client, loom: Entity) -> None:
    secret = entity("host/vault", "Vault", visibility=2)
    add_claim(loom, "runs_on", object=secret, by=system(), visibility=0)
    add_claim(loom, "status_note", value="canary-staff", by=system(), visibility=2)
    hidden = Claim.objects.get(subject=loom, value="canary-staff").origin
    for address in (
        "/service/loom/",
        "/service/loom/history/",
        "/service/loom/compare/?from=2000&to=2030",
        "/changes/",
        "/",
    ):
        page = body(client, address)
        assert "canary" not in page
        assert "Vault" not in page
    for address in ("/host/vault/", "/host/vault/history/", f"/service/loom/facts/{hidden}/", "/host/vault/facts/add/"):
        if "add" not in address:
            body(client, address, 404)
    client.force_login(person("member"))
    body(client, "/host/vault/facts/add/", 404)
    client.force_login(person("staff", "Developer"))
    assert "canary-staff" in body(client, "/service/loom/")
    assert "Vault" in body(client, "/host/vault/")


def test_an_address_that_was_merged_away_leads_on_with_its_query(client: Client, loom: Entity) -> None:
    twin = entity("service/loom-old", "Old loom")
    merge_entities(twin, loom, by=system())
    for rest in ("", "history/", "?as_of=2019", "history/?x=1"):
        answer = client.get(f"/service/loom-old/{rest}")
        assert (answer.status_code, answer["Location"]) == (302, f"/service/loom/{rest}")
    show_entity(loom, 2, by=system())
    assert client.get("/service/loom-old/").status_code == 404


def test_the_strip_of_time_says_in_words_what_it_draws(client: Client, loom: Entity) -> None:
    page = body(client, "/service/loom/")
    assert "first stated: Hosted by rackhaus" in page
    assert 'href="/service/loom/?as_of=2024-05-28"' in page
    assert "style=" not in page


def test_every_kind_has_its_page(client: Client) -> None:
    from bailiwick.catalog.vocabulary import KINDS

    for kind in KINDS:
        entity(f"{kind}/thing", "Some Thing")
        assert "Some Thing" in body(client, f"/{kind}/thing/")
        assert "Some Thing" in body(client, f"/{kind}/")


def test_the_page_costs_the_same_whatever_stands_on_it(
    client: Client, loom: Entity, django_assert_num_queries: Any
) -> None:
    addresses = (says("service/loom", "url", f"=https://{n}.example.org/") for n in range(40))
    read("more", "2024-06-01", *addresses, *(says(f"service/s{n}", "depends_on", "service/loom") for n in range(40)))
    # The book's revision, five for the page, two for issues, one each for kept queries, findings and imports.
    with django_assert_num_queries(11):
        client.get("/service/loom/")
    with django_assert_num_queries(6):
        client.get("/service/loom/?as_of=2019")


def test_a_moment_of_the_book_is_as_exact_as_it_is_given(client: Client, loom: Entity) -> None:
    before = (timezone.now() - timedelta(hours=1)).astimezone(UTC)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    assert "cloudberry" not in body(client, f"/service/loom/?known_at={before:%Y-%m-%dT%H:%M:%S}Z")
    assert "cloudberry" in body(client, f"/service/loom/?known_at={later:%Y-%m-%d}")


def test_of_two_revisions_of_one_day_the_evidence_names_the_last_one(client: Client) -> None:
    said = says("service/barn", "purpose", "=wool", locator="line 4")
    for number in (1, 2):
        read("barns", "2020-05-05", said, slug=f"barns-{number}")
    Source.objects.filter(slug="barns-2").update(order=1)
    origin = Claim.objects.get(subject__slug="barn", superseded_at=NEVER).origin
    page = body(client, f"/service/barn/facts/{origin}/")
    assert page.count("line 4") == 1
