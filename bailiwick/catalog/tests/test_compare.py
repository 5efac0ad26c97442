"""Two days compared: what was beside what is, under the service it is about, with its source."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions.claims import add_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.queries import corrections
from bailiwick.catalog.queries.compare import Compared, Wanted, compare
from bailiwick.catalog.when import NEVER, Span
from bailiwick.lib.statements import Statement

from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
THEN, NOW = date(2014, 10, 1), date(2024, 5, 28)


@pytest.fixture(autouse=True, scope="module")
def _lists(shared_rows: None) -> None:
    """A service that moved, on a machine that moved with it."""
    complete = ["hosted_by", "runs_on", "located_at", "maintained_by"]
    read(
        "list", "2014-10-01",
        says("service/loom", "hosted_by", "provider/rackhaus", locator="line 7"),
        says("service/loom", "runs_on", "host/box"),
        says("host/box", "located_at", "data-centre/north", locator="line 8"),
        complete_for=complete,
    )  # fmt: skip
    read(
        "list", "2024-05-28",
        says("service/loom", "hosted_by", "provider/cloudberry", locator="line 9"),
        says("service/loom", "runs_on", "host/box"),
        says("service/loom", "maintained_by", "person/ada"),
        says("host/box", "located_at", "data-centre/south"),
    )  # fmt: skip


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def told(lines: list[Compared]) -> list[tuple[str, str, str]]:
    """(class, what was, what is)."""

    def side(each: Any) -> str:
        return (each.object.slug if each.object else each.value) if each else ""

    return [(line.shown, side(line.before), side(line.after)) for line in lines]


def test_one_place_that_took_anothers_is_one_line_with_both(loom: Entity) -> None:
    found = compare(ANYBODY, THEN, NOW)
    assert sorted(told(found.lines)) == [
        ("began", "", "ada"),
        ("changed", "north", "south"),
        ("changed", "rackhaus", "cloudberry"),
    ]
    assert found.counts == {"began": 1, "changed": 2}


def test_looked_at_from_the_other_day_it_is_the_other_way_round(loom: Entity) -> None:
    assert ("changed", "cloudberry", "rackhaus") in told(compare(ANYBODY, NOW, THEN).lines)
    only = compare(ANYBODY, NOW, THEN, wanted=Wanted("ended"))
    assert told(only.lines) == [("ended", "ada", "")]
    assert only.counts == {"ended": 1, "changed": 2}


def test_among_several_values_those_of_one_interval_belong_together(loom: Entity) -> None:
    for number, (old, new) in enumerate([("a", "b"), ("c", "d")]):
        day = date(2018 + number, 1, 1)
        for name, span in ((old, Span(to_earliest=day, to_latest=day)), (new, Span(day, day))):
            add_claim(loom, "url", value=f"https://{name}.example.org/", span=span, by=system())
    lines = told(compare(ANYBODY, THEN, NOW, entity=loom, wanted=Wanted(family="about")).lines)
    assert lines == [
        ("changed", f"https://{old}.example.org/", f"https://{new}.example.org/") for old, new in ("ab", "cd")
    ]


def test_a_keeper_where_there_was_none_is_a_change_though_somebody_else_was_asked() -> None:
    complete = ["maintained_by"]
    kept = says("service/wiki", "maintained_by", "person/kofi")
    none = Statement(kept.subject, "maintained_by", state="none")
    asked = says("service/wiki", "contact", "person/marta")
    read("page", "2024-03-15", none, asked, complete_for=complete)
    read("page", "2025-09-30", kept, complete_for=complete)
    lines = compare(ANYBODY, date(2024, 3, 15), date(2026, 1, 1), entity=Entity.objects.get(slug="wiki")).lines
    assert [(line.shown, line.lead.predicate.name) for line in lines] == [
        ("ended", "contact"),
        ("changed", "maintained_by"),
    ]


def test_the_machine_hangs_under_the_only_service_on_it(loom: Entity) -> None:
    box = [line for line in compare(ANYBODY, THEN, NOW).lines if line.lead.subject.kind == "host"]
    assert [line.under.ref for line in box] == ["service/loom"]
    add_claim(entity("service/spindle"), "runs_on", object=Entity.objects.get(slug="box"), by=system())
    box = [line for line in compare(ANYBODY, THEN, NOW).lines if line.lead.subject.kind == "host"]
    assert [line.under.ref for line in box] == ["host/box"]


def test_each_line_has_the_document_that_shows_it(loom: Entity) -> None:
    quotes = {
        line.lead.subject.slug: line.quote for line in compare(ANYBODY, THEN, NOW, wanted=Wanted("changed")).lines
    }
    assert {slug: quote and (quote.title, quote.locator) for slug, quote in quotes.items()} == {
        "loom": ("list of 2024-05-28", "line 9"),
        "box": ("list of 2024-05-28", ""),
    }


def ended(a: date, b: date, user: Any = ANYBODY) -> list[tuple[str, str, str]]:
    """(what, the last document with it, the first one without it) of what ended."""
    lines = compare(user, a, b, wanted=Wanted("ended")).lines
    titles = [[quote.title if quote else "" for quote in (line.quote, line.not_in)] for line in lines]
    return [
        (line.lead.object.slug if line.lead.object else "", *pair) for line, pair in zip(lines, titles, strict=True)
    ]


def test_what_a_silence_ended_names_the_first_document_without_it(client: Client, loom: Entity) -> None:
    read("list", "2025-01-01", says("service/loom", "hosted_by", "provider/cloudberry"))
    read("list", "2026-01-01", says("service/loom", "hosted_by", "provider/cloudberry"))
    assert sorted(ended(NOW, date(2026, 6, 1))) == [
        ("ada", "list of 2024-05-28", "list of 2025-01-01"),
        ("box", "list of 2024-05-28", "list of 2025-01-01"),
        ("south", "list of 2024-05-28", "list of 2025-01-01"),
    ]
    page = client.get("/compare/?from=2024-05-28&to=2026-06-01").content.decode()
    assert "list of 2024-05-28</a>, 28 May 2024 (not in list of 2025-01-01, 1 Jan 2025)" in page
    found = client.get("/api/v1/diff?from=2024-05-28&to=2026-06-01").json()["items"]
    assert {each["not_in"]["source"] for each in found} == {"list-2025-01-01"}


def test_what_a_person_ended_no_document_did(loom: Entity) -> None:
    read("list", "2025-01-01", says("service/loom", "hosted_by", "provider/cloudberry"))
    claim = Claim.objects.get(object__slug="cloudberry", superseded_at=NEVER)
    end_claim(claim, on=date(2025, 1, 1), by=system())
    assert ("cloudberry", "list of 2025-01-01", "") in ended(NOW, date(2026, 6, 1))


def test_a_document_that_is_hidden_is_not_named_for_its_silence(loom: Entity) -> None:
    read("list", "2025-01-01", says("service/loom", "status_note", "=quiet", visibility=2))
    assert {pair[2] for pair in ended(NOW, date(2026, 6, 1))} == {""}
    assert {pair[2] for pair in ended(NOW, date(2026, 6, 1), person("ada2", "Developer"))} == {"list of 2025-01-01"}


def test_a_gap_in_the_documents_is_uncertain(loom: Entity) -> None:
    lines = told(compare(ANYBODY, THEN, date(2019, 1, 1), entity=loom, wanted=Wanted(family="where")).lines)
    assert sorted(lines) == [("uncertain", "", "cloudberry"), ("uncertain", "rackhaus", "rackhaus")]


def test_what_ended_for_sure_has_ended_though_it_may_have_begun_after_the_first_day(
    client: Client, loom: Entity
) -> None:
    before = date(2013, 12, 31)
    lines = told(compare(ANYBODY, before, NOW, entity=loom, wanted=Wanted(family="where")).lines)
    assert sorted(lines) == [("changed", "rackhaus", "cloudberry"), ("uncertain", "box", "box")]
    back = told(compare(ANYBODY, NOW, before, entity=loom, wanted=Wanted("changed", family="where")).lines)
    assert back == [("changed", "cloudberry", "rackhaus")]
    page = client.get("/service/loom/compare/?from=2013&to=2024-05-28&family=where").content.decode()
    assert "since Oct 2014 or earlier, ended between Oct 2014 and May 2024" in page


def test_what_was_taken_back_is_corrected_and_says_what_is_said_instead(loom: Entity) -> None:
    add_claim(loom, "purpose", value="Wool", by=system())
    before = timezone.now()
    correct_claim(Claim.objects.get(value="Wool"), by=system(), instead=Add(loom, "purpose", value="Silk"))
    wanted = Wanted("corrected")
    assert told(compare(ANYBODY, THEN, NOW, wanted=wanted).lines) == [("corrected", "Wool", "Silk")]
    assert told(compare(ANYBODY, THEN, NOW, wanted=wanted, known_at=before).lines) == []
    correct_claim(Claim.objects.get(value="Silk"), by=system())
    assert told(compare(ANYBODY, THEN, NOW, wanted=wanted).lines) == [
        ("corrected", "Silk", ""),
        ("corrected", "Wool", ""),
    ]


def test_a_mistake_that_was_put_right_before_is_none_about_these_days(loom: Entity) -> None:
    add_claim(loom, "purpose", value="Wool", by=system())
    correct_claim(Claim.objects.get(value="Wool"), by=system())
    today = timezone.now().date()
    assert told(compare(ANYBODY, today, date(today.year + 1, 12, 31), wanted=Wanted("corrected")).lines) == []


def test_what_two_pages_said_alike_was_no_mistake_of_either(loom: Entity) -> None:
    twin = entity("service/twin")
    for each in (loom, twin):
        add_claim(each, "purpose", value="Cloth", by=system())
    merge_entities(twin, loom, by=system())
    assert compare(ANYBODY, THEN, NOW, wanted=Wanted("corrected")).lines == []


def test_what_was_never_so_is_held_against_no_other_statement(loom: Entity, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []
    says_still = corrections._says_still
    monkeypatch.setattr(
        corrections, "_says_still", lambda alike, each: held.append(len(alike)) or says_still(alike, each)
    )
    for number in range(4):
        add_claim(loom, "url", value=f"https://{number}.example.org/", by=system())
        add_claim(loom, "url", value=f"https://still-{number}.example.org/", by=system())
        correct_claim(Claim.objects.get(value=f"https://{number}.example.org/"), by=system())
    read("other", "2014-10-01", says("service/loom", "url", "=https://0.example.org/"))
    lines = compare(ANYBODY, THEN, NOW, wanted=Wanted("corrected")).lines
    assert {line.lead.value for line in lines} == {f"https://{number}.example.org/" for number in (1, 2, 3)}
    assert sorted(held) == [0, 0, 0, 1]


def test_what_is_hidden_is_in_no_line_and_no_count(loom: Entity) -> None:
    before = compare(ANYBODY, THEN, NOW)
    secret = add_claim(loom, "purpose", value="canary", visibility=2, by=system())
    correct_claim(Claim.objects.get(change=secret), by=system())
    vault = entity("service/vault", visibility=2)
    add_claim(vault, "runs_on", object=Entity.objects.get(slug="box"), by=system())
    add_claim(loom, "depends_on", object=vault, span=Span(NOW, NOW), by=system())
    assert compare(ANYBODY, THEN, NOW) == before
    assert compare(person("keeper", "Developer"), THEN, NOW).counts == {"began": 2, "changed": 2, "corrected": 1}


def test_pages_keep_pairs_together(loom: Entity) -> None:
    for number in range(6):
        service, day = entity(f"service/s{number}"), date(2016, 1 + number, 1)
        for name, span in (("old", Span(to_earliest=day, to_latest=day)), ("new", Span(day, day))):
            add_claim(service, "hosted_by", object=entity(f"provider/{name}-{number}"), span=span, by=system())
    whole = told(compare(ANYBODY, THEN, NOW).lines)
    for wanted in (Wanted(), Wanted("changed")):
        lines, after = [], ""
        while True:
            page = compare(ANYBODY, THEN, NOW, wanted=wanted, after=after, limit=4)
            lines, after = lines + told(page.lines), page.more
            if not after:
                break
        assert sorted(lines) == sorted(line for line in whole if wanted.shown in ("", line[0]))


def test_the_page_shows_both_sides_and_the_source(client: Client, loom: Entity) -> None:
    for address in ("/compare/?from=2014-10-01&to=2024-05-28", "/service/loom/compare/?from=2014-10-01&to=2024-05-28"):
        page = client.get(address).content.decode()
        assert '<a href="/provider/rackhaus/?as_of=2014-10-01">rackhaus</a>' in page
        assert '<a href="/provider/cloudberry/?as_of=2024-05-28">cloudberry</a>' in page
        assert "list of 2024-05-28</a>, 28 May 2024, line 9" in page
        assert "<details open><summary>" in page
    assert "rackhaus" not in client.get("/compare/?from=2014-10-01&to=2024-05-28&class=began").content.decode()
    assert "Nothing differs" in client.get("/compare/?from=2016&to=2017&kind=").content.decode()
    assert "Nothing of this kind" in client.get("/compare/?from=2016&to=2017&class=ended").content.decode()


def test_of_several_things_each_is_folded_where_there_is_little_room(client: Client, loom: Entity) -> None:
    read("vats", "2025-01-01", says("service/dye", "hosted_by", "provider/hill"))
    page = client.get("/compare/?from=2014-10-01&to=2026-06-01").content.decode()
    assert "<details><summary>1 line</summary>" in page
    assert "<details open>" not in page


def test_the_former_address_leads_here_for_good(client: Client, loom: Entity) -> None:
    for old, new in (("/diff/?from=2014", "/compare/?from=2014"), ("/service/loom/diff/", "/service/loom/compare/")):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, new)


@pytest.mark.parametrize("query", ["from=never&to=2016", "from=2014&to=2016&after=rubbish", "known_at=soon"])
def test_what_makes_no_sense_is_said_where_it_can_be_mended(client: Client, query: str) -> None:
    answer = client.get(f"/compare/?{query}")
    assert answer.status_code == 400
    assert 'class="mistakes"' in answer.content.decode()


def one_more_of_each(loom: Entity, number: int) -> None:
    """A line of every class, a machine of its own, and a document behind it."""
    service, host = entity(f"service/s{number}"), entity(f"host/h{number}")
    for name in ("old", "new"):
        span = Span(NOW, NOW) if name == "new" else Span(to_earliest=NOW, to_latest=NOW)
        add_claim(service, "hosted_by", object=entity(f"provider/{name}{number}"), span=span, by=system())
    add_claim(service, "runs_on", object=host, span=Span(to_earliest=THEN, to_latest=NOW), by=system())
    add_claim(host, "url", value=f"https://h{number}.example.org/", span=Span(NOW, NOW), by=system())
    add_claim(loom, "url", value=f"https://{number}.example.org/", by=system())
    correct_claim(Claim.objects.get(value=f"https://{number}.example.org/"), by=system())


def test_a_comparison_costs_the_same_whatever_differs(
    loom: Entity, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    one_more_of_each(loom, 0)
    with django_assert_num_queries(
        16
    ):  # five for what differs, five for corrections, three for services, two for sources, one for ends
        assert len(compare(ANYBODY, THEN, NOW).counts) == 4
    for number in range(1, 6):
        one_more_of_each(loom, number)
    with django_assert_num_queries(16):
        compare(ANYBODY, THEN, NOW)
    with django_assert_max_num_queries(20):  # and the halves of pairs that stand on other pages
        compare(ANYBODY, THEN, NOW, limit=4)
