"""Whatever somebody types into an address or a form, or sends without either, is answered and breaks nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.links import add_link
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Issue, Milestone

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db

ODD = (
    "a\x00b", "²", "9" * 19, "1" * 5_000, "\u202e\ufeff\U0010ffff", "'\"><svg onload=alert(1)>", "2026-13-45", "%00",
    "(" * 900, "\ud83d",
)  # fmt: skip
#: What a database refuses.
BREAKS_MOST = ("a\x00b", "9" * 19)
GETS = {
    "/issues/": ("q", "column", "group", "after", "set", "sort", "service", "kind", "stars", "created"),
    "/issues.atom": ("q",),
    "/issues/complete/": ("q",),
    "/issues/similar/": ("q", "title"),
    "/issues/new/": ("service", "kind", "title", "body", "severity"),
    "/issues/rules/": ("line",),
    "/issues/newcomers/": ("service",),
    "/issues/triage/": ("service",),
    "/issues/glance/": ("service",),
    "/issues/statistics/": ("service", "since", "until"),
    "/issues/week/2026-01-05/": ("service",),
    "/issues/labels/": ("edit",),
    "/issues/versions/": ("edit",),
    "/issues/words/": ("edit",),
    "/report/": ("url", "place"),
    "/issues/ISSUE/": ("before", "after", "page"),
    "/issues/exports/1/": ("file",),
}
POSTS = {
    "/issues/new/": ("title", "body", "services", "kind", "severity", "visibility"),
    "/issues/preview/": ("body",),
    "/issues/queries/save/": ("name", "q", "service", "public"),
    "/issues/exports/": ("q", "form"),
    "/issues/rules/": ("line", "does"),
    "/issues/bulk/": ("issue", "q", "whole", "kind", "status", "assignee", "milestone", "add_labels", "remove_labels"),
    "/issues/words/": ("of", "slug", "name", "which", "rank"),
    "/issues/words/ways/": ("kind", "before", "after"),
    "/issues/labels/": ("slug", "colour", "group", "service", "which"),
    "/issues/versions/": ("service", "name", "released_on", "which"),
    "/issues/milestones/": ("service", "name", "due_on", "description", "which"),
    "/issues/hooks/": ("name", "forge", "service"),
    "/issues/ISSUE/edit/": ("title", "body", "kind", "status", "labels", "assignee_id", "assigned_until", "milestone",
                            "services", "scope_id", "visibility", "seen"),
    "/issues/ISSUE/comment/": ("body", "note"),
    "/issues/comments/COMMENT/edit/": ("body", "seen"),
    "/issues/ISSUE/assign/": ("to", "next"),
    "/issues/ISSUE/close/": ("resolution", "next"),
    "/issues/ISSUE/star/": ("stop", "next"),
    "/issues/ISSUE/link/": ("how", "other"),
    "/issues/ISSUE/unlink/": ("link",),
    "/issues/ISSUE/merge/": ("into",),
    "/issues/ISSUE/judge/": ("verdict", "reason"),
    "/issues/ISSUE/report/": ("reason",),
    "/issues/ISSUE/references/": ("url", "fixes"),
    "/report/": ("title", "happened", "more", "mail"),
}  # fmt: skip


@pytest.fixture
def client(settings: Any) -> Client:
    settings.RATE_USER = settings.RATE_ANONYMOUS = 0
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")
    sign_in(client, person("carla", "Coordinator"))
    return client


@pytest.fixture
def told() -> dict[str, int]:
    wiki, uli = entity("service/wiki", "Wiki"), known("uli")
    bug = issue("Slow", by=uli, service=wiki)
    add_link(bug, "relates", issue("Slower", by=uli), by=uli)
    return {"ISSUE": bug.pk, "COMMENT": create_comment(bug, "Yes", by=uli).pk}


def address(path: str, told: dict[str, int]) -> str:
    for name, pk in told.items():
        path = path.replace(name, str(pk))
    return path


def test_no_address_breaks_a_page(client: Client, told: dict[str, int]) -> None:
    asked = [
        f"{address(path, told)}?{urlencode(dict.fromkeys(names, odd), errors='surrogatepass')}"
        for path, names in GETS.items() for odd in ODD
    ]  # fmt: skip
    typed = [quote(odd, errors="surrogatepass", safe="") for odd in ODD]
    asked += [f"{begin}{each}/" for each in typed for begin in ("/issues/week/", "/issues/", "/report/mine/")]
    broken = {url[:100]: status for url in asked if (status := client.get(url).status_code) >= 500}
    assert not broken


@pytest.mark.parametrize("seen", ['{"labels": 5}', '{"labels": [[1]]}', '{"services": null}', '{"versions": {}}', "7"])
def test_a_damaged_memory_of_what_was_seen_is_said(client: Client, told: dict[str, int], seen: str) -> None:
    page = f"/issues/{told['ISSUE']}/edit/"
    form = {"title": "Slow", "kind": "bug", "status": "new", "visibility": "0", "services": "wiki", "labels": []}
    answer = client.post(page, form | {"seen": seen})
    assert (answer.status_code, "damaged on its way" in answer.text) == (422, True)


def test_numbers_that_no_database_holds_are_no_numbers(told: dict[str, int]) -> None:
    carla, bug = User.objects.get(handle="uli"), Issue.objects.get(pk=told["ISSUE"])
    grant_role("Coordinator", user=carla, by=system())
    for name, value in (
        ("labels", [2**70]), ("labels", [[1]]), ("labels", 5), ("versions", ["²"]), ("milestone", "nine"),
        ("milestone", {"id": 1}), ("services", {"9" * 30: "affected"}), ("services", [None]), ("scope_id", 2**80),
        ("assignee_id", 2**80), ("assigned_until", [1]), ("kind", {}), ("title", 5), ("visibility", 2**90),
    ):  # fmt: skip
        with pytest.raises(Refused):
            change_issue(bug, {name: value}, by=carla)


def test_no_form_breaks_a_page(client: Client, told: dict[str, int]) -> None:
    broken = []
    for path, names in POSTS.items():
        for name in names:
            for odd in BREAKS_MOST:
                answer = client.post(address(path, told), {"title": "A", "kind": "bug", "go": "1", name: odd})
                if answer.status_code >= 500:
                    broken.append((path, name, odd[:20]))
    assert not broken
    assert Issue.objects.filter(pk=told["ISSUE"]).exists()


@pytest.mark.parametrize("nothing", ["\u200b", "\u200b \u2060\ufeff", "\u3164\u2800", "\u202e\u00ad"])
def test_what_would_be_seen_as_nothing_is_no_title_and_no_comment(nothing: str) -> None:
    uli = known("uli")
    with pytest.raises(Refused, match="A title is needed"):
        issue(nothing, by=uli)
    with pytest.raises(Refused, match="nothing in this comment"):
        create_comment(issue("Slow"), nothing, by=uli)
    # Signs of no width have their work between others.
    assert issue("نمی\u200cخواهم", by=uli).title == "نمی\u200cخواهم"


@pytest.mark.parametrize("wrong", [True, 0, 2**70, "1", {"id": True, "name": "x"}])
def test_a_milestone_is_a_number_and_a_wrong_one_is_named(client: Client, wrong: Any) -> None:
    bug, dora = issue("Slow"), person("dora", "Developer")
    Milestone.objects.create(name="Soon")
    sign_in(client, dora)
    answer = client.patch(f"/api/v1/issues/{bug.pk}", {"milestone": wrong}, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["field"]) in [(422, "milestone"), (422, "id")]
    assert (answer.json()["error"]["field"] == "id") <= isinstance(wrong, dict)
