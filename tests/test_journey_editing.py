"""Somebody knows better: says so, ends it, corrects it, confirms it, takes it back; and is refused kindly."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from bailiwick.catalog.tests.cast import person
from tests.journeys import sign_in, weavers

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]


def open_evidence(page: Any, text: str) -> Any:
    """Open what is behind the mark of a fact."""
    fact = page.locator(".fact", has_text=text).first
    fact.locator("summary").click()
    expect(fact.locator(".evidence")).to_contain_text("It ended")
    return fact


def test_a_guest_proposes_and_whoever_answers_for_it_applies(
    open_page: OpenPage, live_app: str, screenshot: Screenshot
) -> None:
    loom = weavers()
    guest, keeper = open_page(), open_page()
    sign_in(guest, person("guest"), live_app)
    guest.goto("/service/loom/")
    guest.get_by_role("link", name="Add a fact").click()
    guest.get_by_role("link", name="loom – hosted by").click()
    expect(guest.get_by_role("main")).to_contain_text("This becomes a proposal")
    guest.get_by_label("Hosted by").fill("Hill")
    guest.get_by_label("Hosted by").fill("Hill & Sons")
    guest.get_by_label("Since").fill("2025-03")
    guest.get_by_label("Why").fill("They told me at the market")
    screenshot(guest, "propose")
    guest.get_by_role("button", name="Propose it").click()
    expect(guest.get_by_role("status")).to_contain_text("Somebody who answers for loom will look at it")
    expect(guest.get_by_role("main")).not_to_contain_text("Hill & Sons")

    sign_in(keeper, person("keeper", "Developer", scope=loom), live_app)
    keeper.goto("/mine/")
    screenshot(keeper, "mine")
    keeper.get_by_role("link", name="They told me at the market").click()
    expect(keeper.get_by_role("main")).to_contain_text("Hosted by Hill & Sons, since Mar 2025")
    screenshot(keeper, "proposal")
    keeper.get_by_role("button", name="Apply it").click()
    keeper.goto("/service/loom/")
    expect(keeper.get_by_role("main")).to_contain_text("Hosted by Hill & Sons")


def test_end_correct_confirm_and_take_back(page: Any, live_app: str, screenshot: Screenshot) -> None:
    weavers()
    sign_in(page, person("keeper", "Developer"), live_app)
    page.goto("/service/loom/")
    open_evidence(page, "Hosted by cloudberry").get_by_role("button", name="Still true").click()
    expect(page.locator(".fact", has_text="Hosted by cloudberry")).to_contain_text("confirmed just now")

    open_evidence(page, "Served through fastlane").get_by_role("link", name="It ended").click()
    page.get_by_label("Until").fill("2025-06")
    page.get_by_label("Why").fill("We switched it off")
    screenshot(page, "end")
    page.get_by_role("button", name="End it").click()
    expect(page.locator(".fact", has_text="Served through")).to_have_count(0)

    page.get_by_role("link", name="See the change, or undo it").click()
    expect(page.get_by_role("main")).to_contain_text("Served through fastlane")
    screenshot(page, "change")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("main")).to_contain_text("It takes back")
    page.goto("/service/loom/")
    expect(page.get_by_role("main")).to_contain_text("Served through fastlane")

    open_evidence(page, "Finds every pattern").get_by_role("link", name="It is wrong").click()
    page.get_by_role("link", name="I know what is right instead").click()
    page.get_by_label("Purpose").fill("Finds most patterns")
    page.get_by_role("button", name="Correct it").click()
    expect(page.get_by_role("main")).to_contain_text("Finds most patterns")
    page.goto("/service/loom/history/")
    screenshot(page, "history")
    expect(page.get_by_role("main")).to_contain_text("Finds every pattern")


def test_what_was_typed_stays_when_it_is_refused(page: Any, live_app: str, screenshot: Screenshot) -> None:
    weavers()
    sign_in(page, person("keeper", "Developer"), live_app)
    page.goto("/service/loom/facts/add/?predicate=hosted_by")
    page.get_by_label("Hosted by").fill("Nowhere Inc")
    page.get_by_label("Why").fill("I read it somewhere")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("main")).to_contain_text("called “Nowhere Inc”")
    expect(page.get_by_label("Hosted by")).to_have_value("Nowhere Inc")
    expect(page.get_by_label("Hosted by")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Why")).to_have_value("I read it somewhere")
    screenshot(page, "refused")


def test_the_wrong_person_is_refused_without_learning_anything(open_page: OpenPage, live_app: str) -> None:
    from bailiwick.catalog.tests.cast import entity

    weavers()
    entity("host/vault", "The Vault", visibility=2)
    page = open_page()
    page.goto("/service/loom/facts/add/")
    expect(page).to_have_url(re.compile(r"/account/login/\?next=/service/loom/facts/add/"))
    sign_in(page, person("guest"), live_app)
    assert page.goto("/host/vault/").status == 404
    assert page.goto("/host/never-was/").status == 404
    assert page.goto("/service/loom/roles/").status == 403
    expect(page.get_by_role("main")).to_contain_text("You may not")


def test_suggestions_appear_while_one_names_a_thing(page: Any, live_app: str) -> None:
    weavers()
    sign_in(page, person("guest"), live_app)
    page.goto("/service/loom/facts/add/?predicate=hosted_by")
    page.get_by_label("Hosted by").press_sequentially("clou")
    expect(page.locator("#things option")).to_have_attribute("value", "provider/cloudberry")
