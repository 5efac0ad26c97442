"""The style guide in a real browser: nothing for axe to find, nothing that scrolls sideways, keys that work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on the page: rule and places."""
    found = Axe().run(page, options=RULES)["violations"]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(open_page: Callable[..., Any], dark: bool, width: int) -> None:
    page = open_page(width=width, dark=dark)
    page.goto("/style/")
    page.locator(".menu summary").first.click()
    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_the_page_never_scrolls_sideways(open_page: Callable[..., Any], width: int) -> None:
    page = open_page(width=width)
    page.goto("/style/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_keys_search_go_and_help(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "loom"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "spindle"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.keyboard.type("g s?")
    assert page.locator("dialog#keys").is_hidden()


def test_the_first_tab_skips_to_the_content(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_appearance_changes_at_once_and_stays(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_without_scripts_the_choice_works_too(open_page: Callable[..., Any]) -> None:
    page = open_page(scripts=False)
    page.goto("/style/")
    page.get_by_role("button", name="Dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"


def test_evidence_opens_without_moving_its_mark(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    mark = page.locator(".fact summary").first
    before = mark.bounding_box()
    mark.click()
    assert page.locator(".fact .evidence").first.is_visible()
    assert mark.bounding_box() == before


def test_the_exact_time_shows_on_focus(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    page.locator(".pairs time").focus()
    shown = page.evaluate("getComputedStyle(document.querySelector('.pairs time'), '::after').content")
    assert "UTC" in shown


def test_a_menu_closes_when_one_goes_elsewhere(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/style/")
    menu = page.locator("details.menu").first
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.locator("h1").click()):
        menu.locator("summary").click()
        assert menu.get_attribute("open") is not None
        leave()
        assert menu.get_attribute("open") is None
