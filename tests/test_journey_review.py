"""A page of prose is reviewed in the browser: by mouse, by keys, without JavaScript, on a phone; and by nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change
from bailiwick.catalog.tests.cast import person, says, system
from bailiwick.catalog.tests.reviewing import book
from tests.journeys import faults, press, sign_in

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]
CLASSES = "rows => rows.map(row => row.className)"
PAGE = b"""Weaving

The loom
The loom stands in a shed of Rackhaus. Ada keeps it in order.
It finds every pattern that was ever woven.

Spinning
The spindle is run by the keepers, as the distaff is.
"""


def weaving() -> Change:
    """A page that was read and waits, with one thing misread."""
    kept = keep_evidence(PAGE, media_type="text/plain", by=system())
    info = SourceInfo("weaving-2024", "Weaving and spinning", date(2024, 5, 28), digest=kept.digest)
    told = {"sections": [[3, "The loom"], [7, "Spinning"]]}
    change = open_source(lineage="weaving", source=info, by=system(), told=told)
    stage_statements(change, [
        says("service/loom", "hosted_by", "provider/shed", locator="line 4", word="stands in"),
        says("service/loom", "maintained_by", "person/ada", locator="line 4", word="keeps"),
        says("service/loom", "purpose", "=Finds every pattern", locator="line 5", inferred_by="it-does"),
        says("service/spindle", "run_by", "team/keepers", locator="line 8", word="run by"),
        says("service/distaff", "run_by", "team/keepers", locator="line 8", inferred_by="as-is"),
    ], by=system())  # fmt: skip
    return finish_source(change, by=system())


def line(page: Any, text: str) -> Any:
    return page.locator("[data-item]", has_text=text).first


def test_by_mouse_a_page_is_judged_and_applied(page: Any, live_app: str, screenshot: Screenshot) -> None:
    change = weaving()
    sign_in(page, person("boss", "Coordinator"), live_app)
    page.goto(f"/changes/{change.pk}/")
    page.get_by_role("link", name="Review it line by line").click()
    expect(page.get_by_role("main")).to_contain_text("The loom stands in a shed of Rackhaus")
    line(page, "Hosted by shed").get_by_role("button", name="Reject").click()
    expect(line(page, "Hosted by shed")).to_contain_text("rejected by boss")
    page.get_by_role("button", name="Accept section").first.click()
    expect(page.get_by_role("main")).to_contain_text("3 of 5 decided")
    screenshot(page, "review")
    page.get_by_role("button", name="Apply what is accepted").click()
    expect(page.get_by_role("main")).to_contain_text("This document was decided")
    assert book() == {"service/loom maintained_by person/ada", "service/loom purpose Finds every pattern"}
    page.get_by_role("link", name="Review what waits").click()
    expect(page.get_by_role("main")).to_contain_text("0 of 2 decided")


def test_by_keys_alone(page: Any, live_app: str) -> None:
    change = weaving()
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/")
    for key, words in (
        ("j", "0 of 5"),
        ("r", "1 of 5"),
        ("a", "2 of 5"),
        ("u", "2 of 5"),
        ("A", "3 of 5"),
        ("A", "5 of 5"),
    ):
        press(page, key)
        expect(page.locator("#progress")).to_contain_text(f"{words} decided")
    expect(line(page, "Hosted by shed")).to_contain_text("rejected")


def test_keys_pressed_faster_than_the_desk_answers(page: Any, live_app: str) -> None:
    """Each key means the next line, though no answer has come yet, and none of them is lost."""
    change = weaving()
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/")
    page.keyboard.type("jrraa")
    expect(page.locator("#progress")).to_contain_text("4 of 5 decided")
    decided = [set(row.split()) & {"accepted", "rejected"} for row in page.locator("[data-item]").evaluate_all(CLASSES)]
    assert decided == [{"rejected"}, {"rejected"}, {"accepted"}, {"accepted"}, set()]


def test_what_the_line_says_is_written_in_its_place(page: Any, live_app: str, screenshot: Screenshot) -> None:
    change = weaving()
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/")
    shed = line(page, "Hosted by shed")
    shed.get_by_role("link", name="Edit").click()
    shed.get_by_label("Hosted by").fill("Rackhaus")
    shed.get_by_label("Is it new?").select_option("provider")
    screenshot(page, "wording")
    assert not faults(page)
    shed.get_by_role("button", name="It says this").click()
    expect(line(page, "Hosted by Rackhaus")).to_contain_text("worded here")
    expect(line(page, "Hosted by shed")).to_contain_text("read otherwise")


def test_the_form_follows_the_word_that_is_chosen_in_the_review_and_on_a_page_of_its_own(
    page: Any, live_app: str
) -> None:
    change = weaving()
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/")
    shed = line(page, "Hosted by shed")
    address = shed.get_by_role("link", name="Edit").get_attribute("href")
    shed.get_by_role("link", name="Edit").click()
    for place in (shed, page):
        place.get_by_label("What is said").select_option("maintained_by")
        expect(place.get_by_label("Maintained by")).to_be_visible()
        expect(place.get_by_label("What is said")).to_have_value("maintained_by")
        place.get_by_label("Or rather").select_option("2")
        if place is shed:
            page.goto(address)
    page.get_by_role("button", name="It says this").click()
    expect(page).to_have_url(re.compile(rf"/changes/{change.pk}/review/#s[0-9]+$"))
    expect(line(page, "Maintained by: none")).to_contain_text("worded here")


def test_by_keys_a_line_is_said_otherwise_and_given_up_again(page: Any, live_app: str) -> None:
    change = weaving()
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/")
    shed = line(page, "Hosted by shed")
    for give_up in (lambda: press(page, "Escape"), lambda: shed.get_by_role("link", name="Cancel").click()):
        shed.focus()
        press(page, "e")
        expect(shed.locator("select, input:visible").first).to_be_focused()
        give_up()
        expect(shed).to_be_focused()
        expect(shed.locator(".wording")).to_be_empty()


def test_without_javascript_on_a_phone(open_page: OpenPage, live_app: str) -> None:
    change = weaving()
    page = open_page(width=360, height=740, scripts=False)
    sign_in(page, person("ada", "Developer"), live_app)
    page.goto(f"/changes/{change.pk}/review/?show=undecided")
    line(page, "Hosted by shed").get_by_role("button", name="Reject").click()
    expect(page.get_by_role("main")).to_contain_text("1 of 5 decided")
    assert "show=undecided" in page.url


@pytest.mark.looks
def test_it_can_be_read_and_heard_in_both_themes(open_page: OpenPage, live_app: str, screenshot: Screenshot) -> None:
    change, ada = weaving(), person("ada", "Developer")
    for dark, width in ((False, 1280), (True, 390)):
        page = open_page(width=width, dark=dark)
        sign_in(page, ada, live_app)
        page.goto(f"/changes/{change.pk}/review/")
        press(page, "a")
        expect(page.locator("#progress")).to_contain_text("decided")
        assert not faults(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        screenshot(page, f"review-{width}")


LATER = b"""Weaving

The loom
Ada keeps the loom in order, which stands at Rackhaus nowadays.

Spinning
The spindle is run by the keepers, as the distaff is.
"""


def a_later_state() -> Change:
    """The page of another year, of which the rules read less than it says."""
    apply_change(weaving(), by=system())
    kept = keep_evidence(LATER, media_type="text/plain", by=system())
    info = SourceInfo("weaving-2026", "Weaving and spinning", date(2026, 5, 28), digest=kept.digest)
    told = {"sections": [[1, "Weaving"], [3, "Weaving › The loom"], [6, "Weaving › Spinning"]]}
    complete = ["hosted_by", "maintained_by", "run_by", "purpose"]
    change = open_source(lineage="weaving", source=info, by=system(), told=told, complete_for=complete)
    stage_statements(change, [
        says("service/spindle", "run_by", "team/keepers", locator="line 7", word="run by"),
        says("service/bobbin", "run_by", "team/keepers", locator="line 7", inferred_by="as-is"),
    ], by=system())  # fmt: skip
    return finish_source(change, by=system())


def test_what_ended_is_said_after_all_by_the_line_that_is_most_like_it(
    open_page: OpenPage, live_app: str, screenshot: Screenshot
) -> None:
    change, ada = a_later_state(), person("ada", "Developer")
    for dark, width in ((False, 1280), (True, 1280), (False, 390), (True, 390)):
        page = open_page(width=width, dark=dark)
        sign_in(page, ada, live_app)
        page.goto(f"/changes/{change.pk}/review/")
        assert not faults(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        screenshot(page, f"ended-{width}-{'dark' if dark else 'light'}")
        line(page, "Maintained by ada").get_by_role("link", name="say it").click()
        expect(page.get_by_label("About", exact=True)).to_have_value("service/loom")
        assert not faults(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        screenshot(page, f"ended-say-{width}-{'dark' if dark else 'light'}")
    page.get_by_role("button", name="It says this").click()
    expect(page.get_by_role("main")).to_contain_text("0 of 4 decided")


def test_whoever_has_no_part_in_it_finds_nothing(page: Any, live_app: str) -> None:
    change = weaving()
    sign_in(page, person("tim"), live_app)
    assert page.goto(f"/changes/{change.pk}/review/").status == 404
