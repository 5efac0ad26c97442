"""An issue that was public and is hidden is gone at once from every page, feed, search and kept copy."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from bailiwick.accounts.tokens import create_token
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.talk import create_comment

from .cast import entity, issue, known, person, sign_in

pytestmark = pytest.mark.django_db
PLACES = (
    "/issues/", "/issues/?q=zebra", "/issues.atom?q=", "/issues/similar/?title=zebra+crossing", "/issues/glance/",
    "/service/wiki/", "/search/?q=zebra", "/issues/1/", "/issues/1/text/", "/issues/files/1/",
    "/issues/files/1/quagga.txt", "/api/v1/issues", "/api/v1/issues/1", "/api/v1/issues/1/comments",
    "/api/v1/issues/1/files", "/api/v1/files/1/content", "/api/v1/search?q=zebra", "/mine/",
)  # fmt: skip


def tells(answer: HttpResponse) -> bool:
    body = b"".join(answer) if answer.streaming else answer.content
    return b"Zebra" in body or b"quagga" in body


@pytest.mark.parametrize("who", ["nobody", "vera"])
def test_what_was_kept_before_is_not_shown_again(client: Client, who: str) -> None:
    uli, vera, dora = known("uli"), known("vera"), person("dora", "Developer")
    bug = issue("Zebra crossing", by=uli, service=entity("service/wiki", "Wiki"))
    change_issue(bug, {"assignee_id": vera.pk}, by=dora)
    create_comment(bug, "a quagga", by=uli)
    file = attach_file(bug, [b"a quagga"], "quagga.txt", by=uli)
    if who == "vera":
        sign_in(client, vera)
    places = [
        each.replace("issues/1", f"issues/{bug.pk}").replace("files/1", f"files/{file.pk}") for each in PLACES
    ]  # fmt: skip
    kept = {place: client.get(place) for place in places}
    silent = {f"{bug.url}text/"} | ({"/mine/"} if who == "nobody" else set())
    assert {place for place, answer in kept.items() if not tells(answer)} <= silent
    change_issue(bug, {"visibility": 2}, by=dora)
    for place, before in kept.items():
        tag = {"HTTP_IF_NONE_MATCH": before["ETag"]} if "ETag" in before else {}
        after = client.get(place, **tag)
        assert after.status_code != 304, place
        assert after.status_code == 404 or not tells(after), place


@pytest.mark.parametrize(
    "door",
    ["post star", "delete star", "post take", "post watch", "delete watch", "patch "],
)
def test_a_token_for_reading_writes_nothing(door: str) -> None:
    uli = known("uli")
    _token, secret = create_token(uli, "reading", ["read"], 30)
    method, _space, verb = door.partition(" ")
    address = f"/api/v1/issues/{issue('Slow', by=uli).pk}" + (f"/{verb}" if verb else "")
    client = Client(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert getattr(client, method)(address, {"title": "x"}, content_type="application/json").status_code == 403
