"""The feed of findings: what is open and the reader may see, narrowed like the page."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from bailiwick.catalog.actions.entities import show_entity
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import person, read, says, system
from bailiwick.findings.actions import reopen_finding, settle_finding
from bailiwick.findings.tests.asking import HOME, disagree, look

pytestmark = pytest.mark.django_db
NS = {"a": "http://www.w3.org/2005/Atom"}


def feed(query: str = "", client: Client | None = None, **headers: Any) -> Element:
    answer = (client or Client()).get(f"/findings.atom{query}", headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(answer.content)  # noqa: S314 - our own document


def told(root: Element) -> list[str]:
    return [each.findtext("a:title", "", NS) for each in root.findall("a:entry", NS)]


def test_what_does_not_fit_is_an_entry_with_its_page_and_its_day() -> None:
    finding = disagree()
    root = feed()
    (entry,) = root.findall("a:entry", NS)
    assert told(root) == ["loom – hosted by: overview and machines disagree"]
    assert entry.findtext("a:id", "", NS).endswith(f",2026:/findings/{finding.pk}/")
    assert entry.findtext("a:updated", "", NS) == f"{finding.moved_at:%Y-%m-%dT%H:%M:%SZ}"
    assert [each.get("term") for each in entry.findall("a:category", NS)] == ["service/loom"]


def test_it_is_narrowed_like_the_page_and_each_narrowing_is_a_feed_of_its_own() -> None:
    finding = disagree()
    assert not told(feed("?kind=duplicate"))
    settle_finding(finding, "both-right", by=system(), reason="so")
    assert not told(feed())
    settled = feed("?status=settled&kind=conflict")
    assert len(told(settled)) == 1
    assert settled.findtext("a:id", "", NS) != feed().findtext("a:id", "", NS)
    assert Client().get("/findings.atom?kind=nonsense").status_code == 404


def test_nobody_is_told_of_what_they_may_not_see() -> None:
    disagree()
    show_entity(Entity.objects.get(slug="loom"), 2, by=system())
    look()
    staff = Client()
    staff.force_login(person("ida", "Developer"))
    assert not told(feed())
    assert len(told(feed(client=staff))) == 1


def test_in_the_language_of_its_reader_and_found_from_the_page() -> None:
    disagree()
    german = feed(accept_language="de")
    assert german.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert told(german) == ["loom – gehostet bei: overview und machines widersprechen sich"]
    page = Client().get("/findings/?kind=conflict").text
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Findings" href="/findings.atom?kind=conflict">'
        in page
    )


def test_what_opens_again_stands_first_and_is_told_anew(django_assert_max_num_queries: Any) -> None:
    older = disagree()
    settle_finding(older, "both-right", by=system(), reason="so")
    for name, provider in (("plans", "hill"), ("tables", "cloudberry")):
        read(name, "2026-06-01", says("host/h1", "hosted_by", f"provider/{provider}"), complete_for=HOME)
    look()
    assert told(feed("?kind=conflict"))[0].startswith("h1")
    reopen_finding(older, by=system())
    with django_assert_max_num_queries(4):
        root = feed("?kind=conflict")
    assert [title.split()[0] for title in told(root)] == ["loom", "h1"]
    older.refresh_from_db()
    assert root.findtext("a:entry/a:updated", "", NS) == f"{older.moved_at:%Y-%m-%dT%H:%M:%SZ}"
    assert older.moved_at > older.first_seen
