"""What a candidate tracker is tried with: by a stranger, a user, a service's own developer, a coordinator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from bailiwick.jobs.queue import run_next
from bailiwick.tracker import traps
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.stars import add_star
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Issue, Label
from bailiwick.tracker.reports import link_of
from bailiwick.tracker.tests.cast import entity, issue, known, person, system
from tests.journeys import faults, press, sign_in

OpenPage = Callable[..., Any]
Screenshot = Callable[[Any, str], Any]


def wiki() -> Any:
    """A service with an address, as a reader would paste it."""
    from bailiwick.catalog.actions.claims import add_claim

    made = entity("service/wiki", "Wiki")
    add_claim(made, "url", value="https://wiki.example.org/", by=system())
    return made


def test_a_stranger_reports_a_page_without_an_account(
    page: Any, screenshot: Screenshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The browser fills in quicker than any person.
    monkeypatch.setattr(traps, "QUICKEST", -1)
    issue("The front page of the wiki is white", service=wiki())
    page.goto("/report/?url=https://wiki.example.org/FrontPage")
    expect(page.get_by_role("heading", name="It belongs to Wiki")).to_be_visible()
    page.get_by_label("In a few words: what is wrong?").press_sequentially("front page white", delay=10)
    expect(page.locator("#similar")).to_contain_text("The front page of the wiki is white")
    screenshot(page, "tracker-report")
    page.get_by_label("What happened, and what should have happened?").fill("Nothing but white")
    page.get_by_label("Your mail address").fill("sam@example.org")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    filed = Issue.objects.get(title="front page white")
    assert filed.held
    page.goto(urlsplit(link_of(filed)).path)
    page.get_by_role("button", name="Yes, I sent it").click()
    page.get_by_label("Your answer").fill("Still white")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("main")).to_contain_text("Still white")


def test_a_user_files_a_bug_stars_comments_and_says_it_better(page: Any, live_app: str, screenshot: Screenshot) -> None:
    wiki()
    sign_in(page, known("uli"), live_app)
    page.goto("/issues/new/")
    page.get_by_label("What is it about?").fill("Search finds nothing")
    page.get_by_label("Which service?").fill("Wiki")
    page.get_by_label("What happens, or what would be better?").fill("I looked for *tea*, see #1")
    screenshot(page, "tracker-new")
    page.get_by_role("button", name="File it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search finds nothing")
    expect(page.locator(".next")).to_contain_text("It needs:")
    press(page, "s")
    expect(page.get_by_role("button", name="★ 1 starred")).to_be_visible()
    page.get_by_label("Say something").fill("It is the same with coffee")
    page.get_by_role("button", name="Comment").click()
    expect(page.locator(".talk")).to_contain_text("It is the same with coffee")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    page.get_by_label("Kind").select_option("idea")
    screenshot(page, "tracker-edit")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".kind").first).to_contain_text("Idea")
    page.goto("/issues/?q=author:me service:wiki")
    expect(page.get_by_role("row", name="Search finds nothing")).to_be_visible()


def test_a_services_developer_triages_from_the_list_and_closes(
    page: Any, live_app: str, screenshot: Screenshot
) -> None:
    service = wiki()
    Label.objects.create(slug="easy", colour="#1d6b3a")
    bug = issue("Uploads fail", service=service, body="With *every* file")
    sign_in(page, person("dora", "Developer", scope=service), live_app)
    page.goto("/issues/triage/?service=wiki")
    page.get_by_role("link", name="Uploads fail").first.click()
    page.get_by_role("button", name="Take it").click()
    page.get_by_role("link", name="Edit", exact=True).first.click()
    page.get_by_label("easy").check()
    page.get_by_label("Severity").select_option("major")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".labels")).to_contain_text("easy")
    press(page, "c")
    page.get_by_label("Fixed").check()
    screenshot(page, "tracker-close")
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".state-line")).to_contain_text("Fixed")
    page.goto("/issues/?q=resolution:fixed sort:severity")
    expect(page.get_by_role("row", name="Uploads fail")).to_be_visible()
    bug.refresh_from_db()
    assert (bug.closed, bug.resolution) == (True, "fixed")


def test_a_coordinator_lets_a_newcomer_through_and_changes_many_at_once(
    page: Any, live_app: str, screenshot: Screenshot
) -> None:
    service = wiki()
    issue("Hello, my login is gone", by=person("nora"), service=service)
    for name in ("Slow at noon", "Slow at night"):
        issue(name, service=service)
    sign_in(page, person("carla", "Coordinator"), live_app)
    page.goto("/issues/held/")
    screenshot(page, "tracker-held")
    press(page, "j")
    press(page, "y")
    expect(page.get_by_role("main")).to_contain_text("Nothing waits")
    page.get_by_role("button", name="Hold it again").click()
    page.get_by_label("Why not").fill("Advertising")
    press(page, "Enter")
    expect(page.get_by_role("main")).to_contain_text("It stays hidden")
    page.goto("/issues/?q=slow")
    page.get_by_role("button", name="Change all that fit the line").click()
    page.get_by_label("Priority").select_option("high")
    page.get_by_role("button", name="Show what would happen").click()
    expect(page.get_by_role("main")).to_contain_text("2 issues would change")
    screenshot(page, "tracker-bulk")
    page.get_by_role("button", name="Do it").click()
    run_next()
    page.get_by_role("button", name="Take it back").click()
    run_next()
    expect(page.get_by_role("main")).to_contain_text("2 issues are as they were")
    assert not Issue.objects.exclude(priority=0).exists()


#: What a page shows whole, a phone too: the table of words, the stages as one bar, a list in which nothing is ticked,
#: tabs, what an issue of a list is about, and that as high as the rest of its row.
CUT = """() => [
  location.pathname === "/issues/words/" &&
    [...document.querySelectorAll(".scroll")].some((box) => box.scrollWidth > box.clientWidth) && "a cut table",
  new Set([...document.querySelectorAll(".stages li")].map((step) => step.offsetTop)).size > 1 && "two lines of stages",
  [...document.querySelectorAll(".tabs")].some((tabs) => tabs.scrollWidth > tabs.clientWidth) && "cut tabs",
  innerWidth < 768 &&
    [...document.querySelectorAll("th.issue")].some((cell) => !cell.innerText.includes("\\n")) && "bare rows",
  [...document.querySelectorAll("th.issue .badge")].some((b) => getComputedStyle(b).marginTop !== "0px") && "low rows",
  [...document.querySelectorAll(".selection")].some((b) => getComputedStyle(b).position === "sticky") && "hidden rows",
].filter(Boolean)"""


@pytest.mark.looks
@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_page_is_without_fault(
    open_page: OpenPage, live_app: str, dark: bool, screenshot: Screenshot
) -> None:
    service, uli, carla = wiki(), known("uli"), person("carla", "Coordinator")
    bug = issue("Uploads fail", service=service, body="# Why\n\nWith *every* file:\n\n```\nboom\n```", severity="major")
    create_comment(bug, "Since noon", by=uli)
    create_comment(bug, "The disk is old", by=carla, note=True)
    change_issue(bug, {"priority": "high", "title": "All uploads fail", "assignee_id": uli.pk}, by=carla)
    add_star(bug, by=uli)
    issue("Hello", by=person("nora"))
    pages = (
        "/issues/", f"/issues/{bug.pk}/", f"/issues/{bug.pk}/edit/", "/issues/new/", "/issues/held/", "/issues/triage/",
        "/issues/newcomers/", "/issues/rules/", "/issues/statistics/", "/issues/words/", "/issues/how-to-ask/",
        "/report/?url=https://wiki.example.org/", "/service/wiki/",
    )  # fmt: skip
    page = open_page(width=390 if dark else 1280, dark=dark)
    sign_in(page, carla, live_app)
    wrong = {}
    for address in pages:
        page.goto(address)
        screenshot(page, f"tracker{address.replace('/', '-').replace('?', '-')[:30]}{'-dark' if dark else ''}")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if found := [*faults(page), *page.evaluate(CUT), *([("scrolls sideways", [])] if wide else [])]:
            wrong[address] = found
    assert not wrong
