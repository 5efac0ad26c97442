"""Reading the catalog through the API: lists, cards now and then, how we know, what changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bailiwick.catalog.actions.claims import add_claim, confirm_claim, correct_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.projection import project
from bailiwick.catalog.tests.asking import Api, anybody
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _overview(shared_rows: None) -> None:
    read(
        "overview",
        "2014-10-01",
        says("service/pypi", "hosted_by", "provider/rackspace", locator="line 3", word="hosted at"),
        says("service/pypi", "owned_by", "person/ada"),
        says("service/wiki", "hosted_by", "provider/rackspace"),
        says("service/wiki", "owned_by", "person/ada"),
        says("service/wiki", "maintained_by", "person/bob"),
        complete_for=["hosted_by"],
    )
    read(
        "overview",
        "2024-05-28",
        says("service/pypi", "hosted_by", "provider/aws"),
        says("service/wiki", "hosted_by", "provider/rackspace"),
    )


def pypi() -> Entity:
    return Entity.objects.get(kind="service", slug="pypi")


def hosts(card: Any) -> dict[str, str]:
    return {fact["object"]["ref"]: fact["answer"] for fact in card["facts"] if fact["predicate"] == "hosted_by"}


def test_a_card_now_on_a_day_and_as_we_knew_it() -> None:
    api = anybody()
    assert hosts(api.get("/entities/service/pypi")) == {"provider/aws": "yes"}
    assert hosts(api.get("/entities/service/pypi", as_of="2014-10-01")) == {"provider/rackspace": "yes"}
    between = api.get("/entities/service/pypi", as_of="2019")
    assert between["as_of"] == "2019-12-31"
    assert set(hosts(between).values()) == {"uncertain"}
    assert api.get("/entities/service/pypi", known_at="2001-01-01")["facts"] == []


def test_a_fact_tells_its_interval_and_who_says_so() -> None:
    (fact,) = [
        fact
        for fact in anybody().get("/entities/service/pypi", as_of="2014-10-01")["facts"]
        if fact["predicate"] == "hosted_by"
    ]
    assert (fact["from_earliest"], fact["from_latest"]) == (None, "2014-10-01")
    assert (fact["to_earliest"], fact["to_latest"]) == ("2014-10-01", "2024-05-28")
    assert [witness["lineage"] for witness in fact["claims"]] == ["overview"]
    assert (fact["freshness"], fact["attested_on"]) == ("never", "2014-10-01")


def test_what_is_pending_is_in_no_book_of_the_future() -> None:
    read("overview", "2025-01-01", says("service/pypi", "hosted_by", "provider/later"), apply=False)
    card = anybody().get("/entities/service/pypi", known_at="9999-12-31T23:59:59Z")
    assert hosts(card) == {"provider/aws": "yes"}


def test_lists_are_narrowed_and_come_in_pages() -> None:
    api = anybody()
    first = api.get("/entities", limit=1)
    second = api.get("/entities", limit=1, after=first["next_after"])
    assert [row["ref"] for row in first["items"] + second["items"]] == ["service/pypi", "service/wiki"]
    assert second["next_after"] is None
    assert [row["ref"] for row in api.get("/entities", people_below=2)["items"]] == ["service/pypi"]
    assert [row["ref"] for row in api.get("/wanted")["items"]] == ["service/pypi"]
    assert [row["name"] for row in api.get("/entities", kind="provider", q="rack")["items"]] == ["rackspace"]
    assert api.get("/entities", freshness="stale")["items"] == []
    assert {row["ref"] for row in api.get("/entities", freshness="never")["items"]} == {"service/pypi", "service/wiki"}


def test_an_unchanged_list_is_not_sent_again() -> None:
    first = anybody().ask("/entities")
    api = anybody()
    api.headers = {"If-None-Match": first["ETag"]}
    assert api.ask("/entities").status_code == 304
    add_claim(pypi(), "title", value="Packages", by=system())
    assert api.ask("/entities").status_code == 200


def test_freshness_counts_what_people_confirmed() -> None:
    confirm_claim(Claim.objects.get(subject=pypi(), predicate="owned_by"), by=person("ida", "Developer"))
    counts = anybody().get("/freshness")
    assert (counts["confirmed"], counts["never"]) == (1, 1)


def test_what_points_to_a_provider() -> None:
    found = anybody().get("/entities/provider/rackspace/incoming", predicate="hosted_by")
    assert [fact["subject"]["ref"] for fact in found["items"]] == ["service/wiki"]
    then = anybody().get("/entities/provider/rackspace/incoming", predicate="hosted_by", as_of="2014-10-01")
    assert {fact["subject"]["ref"] for fact in then["items"]} == {"service/wiki", "service/pypi"}


def test_how_we_know() -> None:
    found = anybody().get("/entities/service/pypi/references", as_of="2014-10-01")
    (fact,) = [fact for fact in found["items"] if fact["predicate"] == "hosted_by"]
    (quote,) = fact["references"]
    assert (quote["locator"], quote["word"], quote["dated"]) == ("line 3", "hosted at", "2014-10-01")
    assert quote["lineage"] == "overview"


def test_how_it_came_to_be_with_blame() -> None:
    ida = person("ida", "Developer")
    claim = Claim.objects.get(subject=pypi(), predicate="owned_by")
    correct_claim(claim, by=ida, message="It was Bob all along")
    stories = anybody().get("/entities/service/pypi/history")["items"]
    owned = next(story for story in stories if story["predicate"] == "owned_by")
    assert owned["standing"] is False
    assert owned["versions"][0]["change"]["author"] == "importer"
    assert anybody().get(f"/claims/{claim.pk}")["statement"] == claim.origin


def test_the_difference_of_two_days_everywhere_and_about_one_thing() -> None:
    api = anybody()
    found = api.get("/diff", from_="2014-10-01", to="2024-05-28")
    assert {(each["kind"], each["object"]["ref"]) for each in found["items"]} == {
        ("ended", "provider/rackspace"),
        ("began", "provider/aws"),
    }
    assert {each["class"] for each in found["items"]} == {"changed"}
    assert found["items"][0]["other_claim"] == found["items"][1]["claim"]
    assert found["items"][0]["reference"]["title"] == "overview of 2024-05-28"
    assert (found["counts"]["changed"], found["counts"]["began"], found["corrections"]) == (1, 0, [])
    assert api.get("/diff", from_="2014-10", to="2024-05-28", entity="service/wiki")["items"] == []
    assert api.get("/diff", from_="2014-10", to="2024-05-28", class_="ended")["items"] == []
    assert len(api.get("/entities/service/pypi/diff", from_="2014-10-01", to="2019")["items"]) == 2


def test_finding_and_naming() -> None:
    api = anybody()
    alias_entity(pypi(), "aka", "Cheese Shop", by=system())
    entity("host/pypi")
    assert "service/pypi" in {hit["ref"] for hit in api.get("/search", q="pypi")["items"]}
    assert "service/pypi" in {each["ref"] for each in api.get("/suggest", q="chee")["items"]}
    assert {each["ref"] for each in api.get("/resolve", name="pypi")["items"]} == {"service/pypi", "host/pypi"}
    assert [each["ref"] for each in api.get("/resolve", name="host:pypi")["items"]] == ["host/pypi"]


def test_search_comes_in_pages() -> None:
    first = anybody().get("/search", q="kind:provider", limit=1)
    second = anybody().get("/search", q="kind:provider", limit=1, after=first["next_after"])
    assert first["found"] == 2
    assert [hit["ref"] for hit in first["items"] + second["items"]] == ["provider/aws", "provider/rackspace"]


def test_a_merged_page_says_where_it_went() -> None:
    merge_entities(entity("provider/amazon"), Entity.objects.get(slug="aws"), by=system())
    assert anybody().get("/entities/provider/amazon")["merged_into"]["ref"] == "provider/aws"


def test_words_lists_and_documents() -> None:
    api = anybody()
    words = api.get("/vocabulary")
    assert {"service", "person"} <= {kind["name"] for kind in words["kinds"]}
    assert next(each for each in words["predicates"] if each["name"] == "hosted_by")["inverse"] == "hosts"
    assert [each["name"] for each in api.get("/lineages")["items"]] == ["overview"]
    assert api.get("/lineages/overview")["complete_for"] == ["hosted_by"]
    assert [each["dated"] for each in api.get("/sources", lineage="overview")["items"]] == ["2014-10-01", "2024-05-28"]
    assert api.get("/sources/overview-2014-10-01")["lineage"] == "overview"


def test_a_document_that_nobody_applied_is_not_there() -> None:
    read("rumours", "2024-06-01", says("service/pypi", "hosted_by", "provider/moon"), apply=False)
    api = anybody()
    assert [each["name"] for each in api.get("/lineages")["items"]] == ["overview"]
    for path in ("/lineages/rumours", "/sources/rumours-2024-06-01", "/entities/provider/moon"):
        assert api.ask(path).status_code == 404


def test_whom_to_ask() -> None:
    point = entity("contact-point/hotline")
    add_claim(point, "mail", value="hotline@example.org", by=system())
    add_claim(pypi(), "contact_point", object=point, qualifiers={"intent": "urgent"}, by=system())
    found = anybody().get("/entities/service/pypi/who")
    assert [(each["intent"], each["ways"]) for each in found["contacts"]] == [
        ("urgent", ["mailto:hotline@example.org"])
    ]
    assert (found["people"], found["wanted"]) == (1, "It wants a second maintainer.")


def test_a_team_is_more_than_one_person() -> None:
    blog, crew = entity("service/blog"), entity("team/crew")
    add_claim(blog, "maintained_by", object=crew, by=system())
    found = anybody().get("/entities/service/blog/who")
    assert (found["people"], found["wanted"]) == (0, None)


def test_who_confirmed_a_statement_is_said() -> None:
    claim = Claim.objects.filter(subject=pypi(), superseded_at=NEVER).order_by("pk")[0]
    confirm_claim(claim, by=person("kim", "Developer"))
    (seen,) = anybody().get(f"/claims/{claim.pk}")["observations"]
    assert seen["by"] == "kim"


def test_where_i_am_responsible() -> None:
    from bailiwick.catalog.actions.people import link_account

    ada = link_account(person("ada"), Entity.objects.get(slug="ada"), by=system())
    found = Api(ada, "read").get("/me/responsible")
    assert found["person"]["ref"] == "person/ada"
    assert [row["ref"] for row in found["items"]] == ["service/pypi", "service/wiki"]
    assert anybody().ask("/me/responsible").status_code == 401


def test_hidden_things_do_not_exist_anywhere() -> None:
    secret = entity("service/secret", visibility=2)
    add_claim(pypi(), "depends_on", object=secret, by=system(), message="hush")
    hidden = Claim.objects.get(predicate="depends_on")
    add_claim(pypi(), "status_note", value="canary", visibility=2, by=system())
    api, staff = anybody(), Api(person("ida", "Developer"), "read")
    paths = ("", "/history", "/references", "/incoming?predicate=depends_on", "/diff?from=2014&to=2020", "/who")
    for path in [f"/entities/service/secret{rest}" for rest in paths] + [f"/claims/{hidden.pk}"]:
        assert api.ask(path).status_code == 404, path
        assert staff.ask(path).status_code == 200, path
    card = "/entities/service/pypi"
    asked = ("/search?q=secret", "/suggest?q=secre", "/search?q=canary", "/resolve?name=secret")
    for path in ("/entities", card, f"{card}/history", f"{card}/references", "/changes", *asked):
        body = api.ask(path).content
        assert b"secret" not in body.replace(b"q=secret", b""), path
        assert b"canary" not in body.replace(b"q=canary", b""), path
        assert b"hush" not in body, path


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/entities", 2),
        ("/entities/service/wiki", 4),
        ("/entities/service/wiki?as_of=2019", 4),
        ("/entities/service/wiki/who", 4),
        ("/entities/service/wiki/references", 4),
        ("/entities/provider/rackspace/incoming?predicate=hosted_by", 4),
        ("/changes", 2),
        ("/vocabulary", 0),
        ("/freshness", 1),
    ],
)
def test_an_answer_costs_the_same_few_queries_whatever_there_is(
    path: str, queries: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(queries):
        anybody().get(path)
    read("more", "2024-06-01", *(says("service/wiki", "hosted_by", f"provider/p{number}") for number in range(5)))
    with django_assert_num_queries(queries):
        anybody().get(path)


def test_a_retelling_names_what_it_retells_only_to_those_who_may_see_that() -> None:
    read("canary-list", "2014-01-01", says("service/pypi", "status_note", "=hidden", visibility=3))
    read("blog", "2015-01-01", says("service/pypi", "purpose", "=packages"), derived_from="canary-list")
    read("echo", "2016-01-01", says("service/pypi", "purpose", "=wheels"), derived_from="overview")
    boss = Api(person("boss", "Coordinator"))
    assert boss.get("/lineages/blog")["derived_from"] == "canary-list"
    api = anybody()
    assert api.get("/lineages/blog")["derived_from"] is None
    assert api.get("/lineages/echo")["derived_from"] == "overview"
    facts = {fact["value"]: fact for fact in api.get("/entities/service/pypi")["facts"]}
    assert [witness["lineage"] for witness in facts["packages"]["claims"]] == [""]
    assert [witness["lineage"] for witness in facts["wheels"]["claims"]] == ["overview"]
    for path in ("/lineages", "/lineages/blog", "/entities/service/pypi", "/entities/service/pypi/references"):
        assert "canary" not in api.ask(path).text


def test_freshness_counts_for_a_role_on_a_part_just_what_its_holder_may_see() -> None:
    # What makes the wiki stale for its whole class names something beyond the part.
    wiki, vault = Entity.objects.get(slug="wiki"), entity("host/vault", visibility=2)
    add_claim(wiki, "runs_on", object=vault, visibility=2, by=system())
    for claim in Claim.objects.filter(subject=wiki, superseded_at=NEVER).exclude(object=vault):
        confirm_claim(claim, by=system())
    Claim.objects.filter(object=vault).update(confirmed_at=datetime(2015, 1, 1, tzinfo=UTC))
    project([wiki.pk])
    local = Api(person("local", "Developer", scope=wiki))
    counts = {"confirmed": 1, "due": 0, "stale": 0, "never": 1}
    assert local.get("/freshness") == {"kind": "service", **counts}
    assert local.get("/entities", freshness="confirmed")["items"][0]["ref"] == "service/wiki"
    assert Api(person("dee", "Developer")).get("/freshness")["stale"] == 1
