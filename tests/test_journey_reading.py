"""Somebody comes with a question, perhaps on a phone, perhaps without scripts, perhaps with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.tests.cast import person
from tests.journeys import faults, press, sign_in, weavers

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]

PAGES = [
    "/", "/service/", "/service/?people_below=2", "/host/", "/service/loom/", "/service/loom/?as_of=2019",
    "/service/loom/?as_of=soon", "/provider/cloudberry/", "/person/ada-weaver/", "/team/keepers/", "/host/box-1/",
    "/data-centre/north-2/", "/contact-point/pager/", "/service/loom/history/",
    "/service/loom/compare/?from=2014&to=2025", "/compare/?from=2014&to=2025", "/timeline/", "/service/loom/timeline/",
    "/year/2024/", "/changes/", "/domain/",
]  # fmt: skip
SIGNED_IN = [
    "/mine/", "/new/", "/service/loom/", "/service/loom/facts/add/", "/service/loom/facts/add/?predicate=hosted_by",
    "/service/loom/merge/", "/service/loom/split/", "/service/loom/roles/", "/person/ada-weaver/account/",
]  # fmt: skip


@pytest.mark.looks
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_page: OpenPage, live_app: str, dark: bool) -> None:
    weavers()
    found = {}
    page = open_page(width=1280 if dark else 390, dark=dark)
    for address in [*PAGES, f"/changes/{Change.objects.latest('pk').pk}/"]:
        page.goto(address)
        found[address] = faults(page)
    sign_in(page, person("chief", "Coordinator"), live_app)
    origin = Claim.objects.filter(predicate="fronted_by").latest("pk").origin
    for address in [*SIGNED_IN, f"/service/loom/facts/{origin}/", f"/service/loom/facts/{origin}/end/"]:
        page.goto(address)
        found[address] = faults(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_page_scrolls_sideways(open_page: OpenPage, width: int) -> None:
    weavers()
    page = open_page(width=width)
    wide = []
    for address in [*PAGES, "/api/docs"]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert not wide


def test_from_the_home_page_to_whom_to_ask(page: Any, screenshot: Screenshot) -> None:
    weavers()
    page.goto("/")
    screenshot(page, "home")
    page.get_by_role("main").get_by_role("link", name="loom", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("loom")
    expect(page.get_by_role("link", name="page.example.org")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Hosted by cloudberry")
    screenshot(page, "service")


def test_the_evidence_opens_behind_its_mark(page: Any, screenshot: Screenshot) -> None:
    weavers()
    page.goto("/service/loom/")
    fact = page.locator(".fact", has_text="Hosted by cloudberry")
    fact.locator("summary").click()
    expect(fact.locator(".evidence")).to_contain_text("line 9")
    expect(fact.locator(".evidence q")).to_have_text("hosted at")
    screenshot(page, "service-evidence")


def test_everything_is_there_without_scripts(open_page: OpenPage, screenshot: Screenshot) -> None:
    weavers()
    page = open_page(width=390, scripts=False)
    page.goto("/service/loom/")
    fact = page.locator(".fact", has_text="Hosted by cloudberry")
    fact.locator("summary").click()
    fact.get_by_role("link", name="What it rests on").click()
    expect(page.get_by_role("main")).to_contain_text("line 9")
    page.goto("/service/?q=dist")
    expect(page.get_by_role("row")).to_have_count(2)
    screenshot(page, "phone-without-scripts")


def test_travel_to_another_day_and_back(page: Any, screenshot: Screenshot) -> None:
    weavers()
    page.goto("/service/loom/")
    page.get_by_text("As of: today").click()
    page.get_by_label("Show it as of").fill("2019-03-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("1 March 2019")
    expect(page.locator(".fact.perhaps", has_text="rackhaus")).to_be_visible()
    expect(page.locator(".fact.perhaps", has_text="cloudberry")).to_be_visible()
    screenshot(page, "service-2019")
    page.get_by_role("link", name="rackhaus").first.click()
    expect(page).to_have_url(re.compile("as_of=2019-03-01"))
    page.get_by_role("link", name="Back to today").first.click()
    expect(page.get_by_text("As of: today")).to_be_visible()


def test_a_day_that_is_none_can_be_mended_where_it_stands(page: Any) -> None:
    weavers()
    page.goto("/service/loom/?as_of=yesterday")
    box = page.get_by_label("Show it as of")
    expect(box).to_have_value("yesterday")
    box.fill("2014-10")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Hosted by rackhaus")


def test_with_the_keyboard_alone(page: Any) -> None:
    weavers()
    page.goto("/")
    press(page, "g")
    press(page, "s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Services")
    press(page, "j")
    press(page, "j")
    assert page.evaluate("document.activeElement.textContent") == "loom"
    press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("loom")
    mark = page.locator(".fact summary").first
    mark.focus()
    press(page, "Enter")
    expect(page.locator(".fact details[open]").first).to_be_visible()


def test_a_list_is_narrowed_while_its_choices_say_any(page: Any) -> None:
    weavers()
    page.goto("/service/")
    page.get_by_label("Containing").fill("dist")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.wait_for_url(re.compile("q=dist"))
    expect(page.get_by_role("main").get_by_role("link", name="loom", exact=True)).to_have_count(0)
