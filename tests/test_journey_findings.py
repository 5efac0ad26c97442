"""Two lists disagree: settled, quiet, a list changes, open again; and who may not is told what they can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from bailiwick.catalog.tests.cast import entity, person, read, says
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import HOME, disagree, look
from tests.journeys import faults, press, sign_in

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]


def twins() -> None:
    """Three pairs that may be one."""
    for first, last in (("Ada", "Weaver"), ("Bea", "Spinner"), ("Cy", "Carder")):
        entity(f"person/{first.lower()}", f"{first} {last}")
        entity(f"person/{last.lower()}", f"{last}, {first}")
    look()


def test_found_settled_quiet_changed_open_again(page: Any, live_app: str, screenshot: Screenshot) -> None:
    disagree()
    sign_in(page, person("keeper", "Developer"), live_app)
    page.goto("/service/loom/")
    page.get_by_role("link", name="1 finding").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("overview and machines disagree")
    screenshot(page, "finding")
    page.get_by_role("button", name="Both are right").click()
    # The browser does not send it without the reason, and goes to where that is typed.
    reason = page.get_by_label("Because")
    expect(reason).to_be_focused()
    assert reason.evaluate("field => field.validity.valueMissing")
    reason.fill("Hill has the mirror")
    screenshot(page, "finding-refused")
    page.get_by_role("button", name="Both are right").click()
    expect(page.get_by_role("status")).to_contain_text("quiet until something changes")
    expect(page.get_by_role("main")).to_contain_text("Hill has the mirror")
    screenshot(page, "finding-settled")

    look()
    page.goto("/findings/")
    expect(page.get_by_role("main")).to_contain_text("Nothing disagrees")
    read("machines", "2026-07-01", says("service/loom", "hosted_by", "provider/third"), complete_for=HOME)
    look()
    page.reload()
    page.get_by_role("link", name="loom – hosted by").click()
    expect(page.get_by_role("main")).to_contain_text("something has changed since. Then: Hill has the mirror")

    page.get_by_role("button", name="machines leads").click()
    page.get_by_role("link", name="loom", exact=True).first.click()
    expect(page.locator(".fact", has_text="Hosted by").first).to_contain_text("third")


def test_who_may_not_settle_is_told_what_they_can_do(open_page: OpenPage, live_app: str) -> None:
    finding = disagree()
    page = open_page()
    page.goto(f"/findings/{finding.pk}/")
    expect(page.get_by_role("main")).to_contain_text("Sign in to say what is right")
    sign_in(page, person("guest"), live_app)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("or a developer, can settle it")
    expect(page.get_by_role("button", name="Both are right")).to_have_count(0)
    page.get_by_role("link", name="It is wrong").first.click()
    expect(page.get_by_role("main")).to_contain_text("This becomes a proposal")
    expect(page.get_by_label("Hosted by")).to_have_value("provider/cloudberry")


def test_suggestions_are_gone_through_with_the_keyboard(page: Any, live_app: str, screenshot: Screenshot) -> None:
    twins()
    sign_in(page, person("chief", "Coordinator"), live_app)
    page.goto("/findings/?kind=duplicate")
    expect(page.locator(".two-cards > li")).to_have_count(3)
    screenshot(page, "suggestions")
    press(page, "j")
    press(page, "n")
    expect(page.locator(".two-cards > li")).to_have_count(2)
    assert Finding.objects.filter(status="settled", verdict="not-the-same").count() == 1
    press(page, "j")
    press(page, "m")
    expect(page.get_by_label("The page that stays")).not_to_have_value("")
    page.get_by_role("button", name="Merge them").click()
    look()
    page.goto("/findings/?kind=duplicate")
    expect(page.locator(".two-cards > li")).to_have_count(1)


@pytest.mark.looks
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: OpenPage, live_app: str, screenshot: Screenshot, dark: bool
) -> None:
    finding = disagree()
    twins()
    page = open_page(width=1280 if dark else 360, dark=dark)
    found = {}
    addresses = ["/findings/", "/findings/?kind=conflict", "/findings/?kind=dead-list", f"/findings/{finding.pk}/"]
    for address in addresses:
        page.goto(address)
        found[address] = faults(page)
    sign_in(page, person("chief", "Coordinator"), live_app)
    pair = Finding.objects.filter(kind="duplicate").latest("pk")
    for address in [*addresses, "/findings/?kind=duplicate", f"/findings/{pair.pk}/", "/service/loom/", "/"]:
        page.goto(address)
        found[f"{address} as chief"] = faults(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    page.goto(f"/findings/{finding.pk}/")
    screenshot(page, f"finding-{'dark' if dark else 'phone'}")
    page.goto("/findings/?kind=duplicate")
    screenshot(page, f"suggestions-{'dark' if dark else 'phone'}")
    page.goto("/findings/")
    screenshot(page, f"findings-{'dark' if dark else 'phone'}")
