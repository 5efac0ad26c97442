"""An issue from the keyboard, from filing to closing; a first post that is judged; and all of it without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from bailiwick.tracker.models import Issue, Star
from bailiwick.tracker.tests.cast import entity, issue, known, person
from tests.journeys import faults, press, sign_in


@pytest.fixture(autouse=True)
def _first_page(live_app: str) -> None:
    """The first page of a process makes all templates; a browser should not wait for that."""
    Client().get("/issues/")


def test_filed_starred_answered_and_closed_with_the_keys_alone(page: Any, live_app: str) -> None:
    entity("service/loom", "Loom")
    twin, dora = issue("The loom weaves backwards"), person("dora", "Developer")
    sign_in(page, dora, live_app)
    page.goto("/issues/new/?service=loom")
    page.get_by_label("What is it about?").press_sequentially("Loom weaves backwards at night")
    expect(page.locator("#similar")).to_contain_text(f"#{twin.pk}")
    page.get_by_label("What happens, or what would be better?").fill("Every **night**")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("night")
    assert not faults(page)
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Loom weaves backwards at night")
    filed = Issue.objects.latest("pk")

    press(page, "s")
    expect(page.locator(".star button")).to_have_attribute("aria-pressed", "true")
    assert Star.objects.filter(issue=filed, user_id=dora.pk).exists()
    press(page, "r")
    page.keyboard.type("I look at it")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator(".said").last).to_contain_text("I look at it")
    press(page, "a")
    expect(page.get_by_label("To whom?")).to_be_focused()
    page.keyboard.type("dora")
    press(page, "Enter")
    expect(page.get_by_role("complementary")).to_contain_text("dora")
    assert not faults(page)
    press(page, "c")
    press(page, "Space")
    press(page, "Enter")
    expect(page.locator(".state")).to_contain_text("Closed")
    press(page, "l")
    page.wait_for_url("**/edit/**")
    assert not faults(page)

    page.goto("/issues/")
    press(page, "j")
    press(page, "s")
    expect(page.locator(".stars.own")).to_have_count(1)
    press(page, "o")
    page.wait_for_url(f"**{twin.url}")
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("Star it, answer it")


def test_a_first_post_is_let_through_with_one_key_and_another_is_not(page: Any, live_app: str) -> None:
    nora, mallory = person("nora"), person("mallory")
    first, second = issue("Hello", by=nora), issue("Watches", by=mallory)
    sign_in(page, person("carla", "Coordinator"), live_app)
    page.goto("/issues/held/")
    assert not faults(page)
    press(page, "j")
    press(page, "y")
    expect(page.get_by_role("main")).to_contain_text("First posts 1")
    expect(page.get_by_role("note")).to_contain_text("Hello")
    press(page, "j")
    press(page, "n")
    page.keyboard.type("This is advertising.")
    page.get_by_role("button", name="Keep it hidden").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing waits")
    assert [Issue.objects.get(pk=each.pk).held for each in (first, second)] == [False, True]
    sign_in(page, mallory, live_app)
    page.goto(second.url)
    expect(page.get_by_role("main")).to_contain_text("It was not let through: This is advertising.")


def test_without_scripts_everything_is_there(open_page: Any, live_app: str) -> None:
    bug, uli = issue("Slow"), known("uli")
    page = open_page(scripts=False)
    sign_in(page, uli, live_app)
    page.goto(f"{live_app}{bug.url}")
    page.locator(".star button").click()
    page.get_by_label("Say something").fill("Me **too**")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#answer-preview strong")).to_have_text("too")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator(".said").last).to_contain_text("Me too")
    assert Issue.objects.get(pk=bug.pk).stars == 1
