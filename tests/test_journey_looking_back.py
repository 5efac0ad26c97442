"""Somebody wants to know what time did: two days side by side, the years as bands, one year on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import faults, press, years

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]
PAGES = [
    "/compare/?from=2014-10-01&to=2024-05-28", "/service/loom/compare/?from=2016&to=2020", "/compare/?from=soon",
    "/timeline/", "/timeline/?predicate=responsible&from=2018&to=2020", "/service/loom/timeline/", "/year/2019/",
]  # fmt: skip


@pytest.mark.looks
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, screenshot: Screenshot, dark: bool) -> None:
    years()
    found = {}
    for width in (1280, 390):
        page = open_page(width=width, dark=dark)
        for number, address in enumerate(PAGES):
            page.goto(address)
            found[address, width] = faults(page)
            screenshot(page, f"looking-back-{number}-{width}-{'dark' if dark else 'light'}")
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.looks
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_only_the_drawing_scrolls_sideways(open_page: OpenPage, width: int) -> None:
    years()
    page = open_page(width=width)
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, (
            address
        )


def test_from_a_service_to_what_changed_and_its_source(page: Any) -> None:
    years()
    page.goto("/service/loom/")
    page.get_by_role("contentinfo").or_(page.locator(".page-foot")).get_by_role("link", name="Compare").first.click()
    page.get_by_label("From").fill("2018")
    page.get_by_label("to", exact=True).fill("2019")
    page.get_by_role("button", name="Compare", exact=True).click()
    page.wait_for_url(re.compile("from=2018"))
    moved = page.locator(".compared li.changed", has_text="Hosted by")
    expect(moved).to_contain_text("rackhaus")
    expect(moved).to_contain_text("cloudberry")
    expect(moved.locator(".source")).to_contain_text("list of 2019-07-02")
    moved.locator(".source a").click()
    expect(page.get_by_role("main")).to_contain_text("2 July 2019, line 10")


def test_only_what_is_of_one_class(page: Any) -> None:
    years()
    page.goto("/compare/?from=2018&to=2019")
    page.get_by_role("link", name="changed").click()
    expect(page).to_have_url(re.compile("class=changed"))
    expect(page.locator(".compared li")).to_have_count(3)
    expect(page.locator(".compared li", has_text="box-1")).to_contain_text("north")
    expect(page.get_by_role("heading", level=2)).to_have_text(["loom service"])


def test_zooming_with_the_keyboard_alone(page: Any) -> None:
    years()
    page.goto("/service/loom/timeline/?from=2014&to=2025")
    page.get_by_role("link", name="Zoom in").focus()
    press(page, "Enter")
    expect(page).to_have_url(re.compile("from=2017-01-01"))
    page.get_by_role("link", name="Later").focus()
    press(page, "Enter")
    expect(page).to_have_url(re.compile("from=2020-01-01"))
    band = page.locator(".bands a", has_text="cloudberry").first
    band.focus()
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/service/loom/facts/\d+/"))
    expect(page.get_by_role("main")).to_contain_text("cloudberry")


def test_the_drawing_scrolls_with_the_keyboard_on_a_phone(open_page: OpenPage) -> None:
    years()
    page = open_page(width=390)
    page.goto("/timeline/")
    region = page.locator(".bands .scroll")
    region.focus()
    press(page, "Home")
    press(page, "ArrowLeft")
    # Asked of the element: a page that lets nothing be evaluated cannot be asked again and again.
    region.evaluate("e => e.scrollLeft < 0 || new Promise(done => e.addEventListener('scroll', done, {once: true}))")
    expect(page.get_by_role("link", name="loom", exact=True).first).to_be_in_viewport()


#: How many bands one sees beside the names, before anybody scrolls.
SEEN = """() => {
  const names = document.querySelector(".bands tbody th").getBoundingClientRect();
  const region = document.querySelector(".bands .scroll").getBoundingClientRect();
  const bands = [...document.querySelectorAll(".bands tbody td rect")].map(each => each.getBoundingClientRect());
  return bands.filter(each => each.right > names.right + 8 && each.left < region.right - 8).length;
}"""


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("window", ["", "?from=1990&to=2026", "?from=2014&to=2050", "?from=1980&to=2060"])
def test_a_drawing_opens_where_something_is_drawn(open_page: OpenPage, width: int, window: str) -> None:
    years()
    page = open_page(width=width, scripts=False)
    for address in ("/timeline/", "/service/loom/timeline/"):
        page.goto(f"{address}{window}")
        assert page.evaluate(SEEN) >= 3, address


#: How often a name stands in what one sees of the drawing, before anybody scrolls.
NAMED = """name => {
  const names = document.querySelector(".bands tbody th").getBoundingClientRect();
  const region = document.querySelector(".bands .scroll").getBoundingClientRect();
  const texts = [...document.querySelectorAll(".bands a text")].filter(each => each.textContent === name);
  const boxes = texts.map(each => each.getBoundingClientRect()).filter(each => each.width);
  return boxes.filter(each => each.right > names.right && each.left < region.right).length;
}"""


@pytest.mark.parametrize("window", ["from=2019-07-02&to=2024", "from=2014&to=2024"])
def test_a_long_band_is_named_once_where_it_is_seen_in_a_window_of_any_width(open_page: OpenPage, window: str) -> None:
    years()
    page = open_page(scripts=False)
    page.goto(f"/service/loom/timeline/?predicate=hosted_by&{window}")
    found = {}
    for width in (320, 390, 480, 560, 640, 680, 720, 735, 750, 767, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        found[width] = page.evaluate(NAMED, "cloudberry")
    assert set(found.values()) == {1}, found


def test_a_year_and_its_neighbours_without_scripts(open_page: OpenPage) -> None:
    years()
    page = open_page(width=390, scripts=False)
    page.goto("/year/2019/")
    expect(page.locator("#moved")).to_contain_text("cloudberry")
    expect(page.locator("#new_services")).to_contain_text("dyeworks")
    expect(page.locator("#gone_services")).to_contain_text("mailroom")
    page.get_by_role("link", name="2018").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The year 2018")
    expect(page.get_by_role("main")).to_contain_text("Nothing that the catalog knows of")
