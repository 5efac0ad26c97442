"""The page of a review: what the document says beside what it was taken for, and a verdict for each line."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_judged
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change, Claim, Ruling
from bailiwick.catalog.when import NEVER

from .cast import entity, person, read, says, system
from .reviewing import book

pytestmark = pytest.mark.django_db

PAGE = b"""Our services

The wiki
The wiki runs on a machine of Red.
It is for everybody.

Lists
Lists are kept by Blue.
"""


def overview() -> Change:
    kept = keep_evidence(PAGE, media_type="text/plain", by=system())
    info = SourceInfo("overview-2020", "Overview of 2020", date(2020, 1, 1), digest=kept.digest)
    change = open_source(lineage="overview", source=info, by=system())
    change.report["sections"] = [[3, "The wiki"], [7, "Lists"]]
    change.save()
    stage_statements(change, [
        says("service/wiki", "hosted_by", "provider/red", locator="line 4", word="runs on"),
        says("service/wiki", "purpose", "=For everybody", locator="line 5", inferred_by="purpose-it"),
        says("service/lists", "hosted_by", "provider/blue", locator="line 8", word="kept by", note="“Bleu” is garbled"),
    ], by=system())  # fmt: skip
    return finish_source(change, by=system())


def browser(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def origin(slug: str, predicate: str = "hosted_by") -> int:
    return Claim.objects.get(subject__slug=slug, predicate=predicate).origin


def test_claims_stand_beside_the_words_they_rest_on_section_by_section() -> None:
    change = overview()
    text = browser(person("ada", "Developer")).get(f"/changes/{change.pk}/review/").content.decode()
    for words in ("The wiki runs on a machine of Red.", "Hosted by", "new: provider", "inferred", "0 of 3 decided",
                  "“Bleu” is garbled", "Accept section"):  # fmt: skip
        assert words in text, words
    assert text.index("The wiki</h2>") < text.index("runs on a machine") < text.index("Lists</h2>")


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        (("Services › Web › The wiki", "Services › Lists"), ("Web › The wiki", "Lists")),
        (("Services", "Services › Lists"), ("Services", "Lists")),
        (("The wiki", "Lists"), ("The wiki", "Lists")),
    ],
)
def test_a_heading_leaves_out_what_all_sections_stand_below(titles: tuple[str, str], shown: tuple[str, str]) -> None:
    change = overview()
    change.report["sections"] = [[3, titles[0]], [7, titles[1]]]
    change.save()
    text = browser(person("ada", "Developer")).get(f"/changes/{change.pk}/review/").content.decode()
    assert re.findall("<h2>(.*?)</h2>", text)[:2] == list(shown)


def test_of_sentences_on_one_line_each_claim_has_its_own() -> None:
    page = b"Services\nThe wiki runs on a machine of Red. Lists are kept by Blue.\n"
    info = SourceInfo(
        "page-1", "Page", date(2020, 1, 1), digest=keep_evidence(page, media_type="text/plain", by=system()).digest
    )
    change = open_source(lineage="page", source=info, by=system())
    stage_statements(change, [
        says("service/wiki", "url", "=https://wiki.example.org", locator="line 2", word="wiki"),
        says("service/wiki", "hosted_by", "provider/red", locator="line 2", word="machine of"),
        says("service/lists", "hosted_by", "provider/blue", locator="line 2", word="kept by"),
    ], by=system())  # fmt: skip
    text = browser(person("ada", "Developer")).get(f"/changes/{finish_source(change, by=system()).pk}/review/")
    for sentence in ("The wiki runs on a machine of Red.", "Lists are kept by Blue."):
        assert text.content.decode().count(f"<blockquote>{sentence}</blockquote>") == 1


def test_a_verdict_without_javascript_comes_back_to_the_line() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    answer = ada.post(f"/changes/{change.pk}/judge/?show=undecided", {"reject": origin("lists")})
    assert answer["Location"] == f"/changes/{change.pk}/review/?show=undecided#s{origin('lists')}"
    text = ada.get(f"/changes/{change.pk}/review/?show=rejected").content.decode()
    assert "1 of 3 decided" in text
    assert "by ada" in text


def test_a_section_at_once_and_then_what_is_accepted_is_applied() -> None:
    change, boss = overview(), browser(person("boss", "Coordinator"))
    boss.post(f"/changes/{change.pk}/judge/", {"section": "3"})
    assert Ruling.objects.filter(verdict="accepted").count() == 2
    boss.post(f"/changes/{change.pk}/apply-judged/")
    assert book() == {"service/wiki hosted_by provider/red", "service/wiki purpose For everybody"}
    text = boss.get(f"/changes/{change.pk}/review/").content.decode()
    assert "This document was decided" in text
    rest = Change.objects.get(status="proposed")
    assert f'<a href="/changes/{rest.pk}/review/">Review what waits: change {rest.pk}</a>' in text
    assert "0 of 0" not in text
    assert "said again" not in text
    assert "0 of 1 decided" in boss.get(f"/changes/{rest.pk}/review/").content.decode()


def test_all_the_rest_with_one_click() -> None:
    change, boss = overview(), browser(person("boss", "Coordinator"))
    boss.post(f"/changes/{change.pk}/judge/", {"reject": origin("lists")})
    boss.post(f"/changes/{change.pk}/apply-judged/", {"everything": "1"})
    assert book() == {"service/wiki hosted_by provider/red", "service/wiki purpose For everybody"}


def test_with_htmx_only_what_changed_comes_back() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    answer = ada.post(f"/changes/{change.pk}/judge/", {"accept": origin("wiki")}, headers={"hx-request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "1 of 3 decided" in text
    assert f'id="s{origin("wiki")}"' in text
    assert f'id="s{origin("lists")}"' not in text


def test_whoever_answers_for_a_part_sees_the_lines_about_it_and_no_other() -> None:
    keeper = browser(person("keeper", "Developer", entity("service/wiki")))
    change = overview()
    text = keeper.get(f"/changes/{change.pk}/review/").content.decode()
    assert "a machine of Red" in text
    assert "0 of 2 decided" in text
    assert "Blue" not in text
    keeper.post(f"/changes/{change.pk}/judge/", {"accept": origin("wiki")})
    assert Ruling.objects.count() == 1
    assert keeper.post(f"/changes/{change.pk}/judge/", {"accept": origin("lists")}).status_code in (302, 403)
    assert Ruling.objects.count() == 1


def test_a_number_in_other_digits_is_no_line() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    assert ada.get(f"/changes/{change.pk}/review/?from=²").status_code == 404
    assert ada.post(f"/changes/{change.pk}/judge/", {"accept": "²"}).status_code == 302
    assert not Ruling.objects.exists()


def test_nobody_else_sees_that_there_is_one() -> None:
    change = overview()
    assert browser(person("tim")).get(f"/changes/{change.pk}/review/").status_code == 404
    assert Client().get(f"/changes/{change.pk}/review/").status_code == 302


def test_what_a_line_really_says_is_a_form_in_its_place() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    address = f"/changes/{change.pk}/review/{origin('wiki')}/"
    page = ada.get(address).content.decode()
    assert "The wiki runs on a machine of Red." in page
    assert 'value="service/wiki"' in page
    part = ada.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    said = {"subject": "service/wiki", "what": "The Open Lab", "new_kind": "provider", "form": "vm", "state": "0"}
    answer = ada.post(f"{address}?predicate=hosted_by", said)
    worded = Claim.objects.get(object__slug="the-open-lab")
    assert answer["Location"] == f"/changes/{change.pk}/review/#s{worded.origin}"
    assert worded.qualifiers == {"form": "vm"}
    text = ada.get(f"/changes/{change.pk}/review/").content.decode()
    assert "worded here" in text
    assert "read otherwise" in text


def test_a_line_may_be_about_something_that_the_catalog_does_not_have() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    address = f"/changes/{change.pk}/review/{origin('wiki')}/"
    said = {"subject": "The new wiki", "what": "provider/red", "state": "0"}
    refused = ada.post(f"{address}?predicate=hosted_by", said)
    assert refused.status_code == 422
    ada.post(f"{address}?predicate=hosted_by", said | {"new_subject": "service"})
    worded = Claim.objects.get(subject__slug="the-new-wiki")
    assert (worded.subject.kind, worded.recorded_at) == ("service", NEVER)
    change.refresh_from_db()
    apply_judged(change, by=system())
    assert ada.get("/service/the-new-wiki/").status_code == 200


def test_what_the_catalog_does_not_have_is_added_in_this_very_form() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    said = {"subject": "The forum", "what": "The cellar", "state": "0"}
    text = ada.post(f"/changes/{change.pk}/review/{origin('wiki')}/?predicate=hosted_by", said).content.decode()
    for words in ("called “The forum”. If it is new, say so below: “Is what it is about new?”",
                  "called “The cellar”. If it is new, say so below: “Is it new?”"):  # fmt: skip
        assert words in text, words
    assert "Add it first" not in text


def test_a_form_that_makes_no_sense_keeps_what_was_typed() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    answer = ada.post(f"/changes/{change.pk}/review/{origin('wiki')}/", {"subject": "service/wiki", "what": "nobody"})
    assert answer.status_code == 422
    assert 'value="nobody"' in answer.content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("many", [1, 60])
def test_a_review_costs_the_same_however_much_the_document_says(many: int, django_assert_num_queries: Any) -> None:
    wiki = entity("service/wiki")
    said = [says("service/wiki", "runs_on", f"host/h{n}", locator=f"line {n % 7 + 1}") for n in range(many)]
    change = read("machines", "2020-01-01", *said, apply=False)
    for reader, cost in ((person("dora", "Developer"), 14), (person("keeper", "Developer", wiki), 15)):
        client, address = browser(reader), f"/changes/{change.pk}/review/"
        with django_assert_num_queries(cost):
            client.get(address)


@pytest.mark.parametrize(("everything", "told"), [({}, "Applied: 1 new."), ({"everything": "1"}, "Applied: 2 new.")])
def test_after_applying_one_is_told_how_much_came_in(everything: dict[str, str], told: str) -> None:
    change, boss = overview(), browser(person("boss", "Coordinator"))
    boss.post(f"/changes/{change.pk}/judge/", {"accept": origin("wiki")})
    boss.post(f"/changes/{change.pk}/judge/", {"reject": origin("lists")})
    assert told in boss.post(f"/changes/{change.pk}/apply-judged/", everything, follow=True).content.decode()


def test_an_address_is_said_as_people_write_it() -> None:
    change, ada = overview(), browser(person("ada", "Developer"))
    form = {"predicate": "url", "subject": "service/wiki", "state": "0"}
    at = f"/changes/{change.pk}/review/lines/5/"
    assert ada.post(at, form | {"what": "for everybody"}).status_code == 422
    ada.post(at, form | {"what": "wiki.example.org:8080/start"})
    assert Claim.objects.get(predicate="url").value == "https://wiki.example.org:8080/start"
    assert "no, the catalog has it, or this document brings it" in ada.get(at).content.decode()
