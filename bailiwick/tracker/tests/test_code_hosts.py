"""Code hosts speak: pushes and pull requests become references, and say which files were changed to fix an issue."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.asking import Api
from bailiwick.jobs.queue import run_next
from bailiwick.tracker import due
from bailiwick.tracker.actions.hooks import create_hook, delete_hook
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Hook, HookDelivery, Issue, Reference

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db
WHERE = "https://git.example.org/loom"


@pytest.fixture
def loom(db: None) -> Entity:
    return entity("service/loom", "Loom")


def door(scope: Entity | None) -> tuple[Hook, str]:
    return create_hook(scope.pk if scope else None, "gitea", "loom", by=system())


def call(hook: Hook, secret: str, payload: Any, event: str = "push") -> Any:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"X-Gitea-Event": event, "X-Gitea-Signature": signed}
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/hooks/{hook.pk}/", body, content_type="application/json", headers=headers)


def commit(message: str, *files: str) -> dict[str, Any]:
    name = hashlib.sha256(message.encode()).hexdigest()[:8]
    url = f"{WHERE}/commit/{name}"
    return {"message": message, "url": url, "timestamp": "2026-11-26T10:00:00Z", "modified": list(files)}


def push(*commits: dict[str, Any], branch: str = "main") -> dict[str, Any]:
    return {"ref": f"refs/heads/{branch}", "after": "1f", "commits": commits, "repository": {"html_url": WHERE}}


def pull(text: str, state: str, at: str, merged: bool = False) -> dict[str, Any]:
    told = {"html_url": f"{WHERE}/pulls/3", "title": "Mend it", "body": text, "state": state, "merged": merged}
    return {"pull_request": told | {"head": {"ref": "x"}, "updated_at": at}}


def told(bug: Issue) -> list[tuple[str, str, bool]]:
    return list(bug.references.order_by("pk").values_list("kind", "state", "fixes"))


def test_a_push_that_fixes_an_issue_says_which_files(loom: Entity) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    answer = call(hook, secret, push(commit(f"Mend\n\nFixes #{bug.pk}", "warp.py", "weft.py"), commit("Else", "z.py")))
    assert (answer.status_code, answer.json()) == (200, {"changed": 1})
    assert told(bug) == [("commit", "pushed", True)]
    files = Api().get(f"/issues/{bug.pk}/changed-files")["items"]
    assert [each["path"] for each in files] == ["warp.py", "weft.py"]
    page = Client().get(f"/issues/{bug.pk}/").content.decode()
    assert "2 files changed to fix it" in page
    assert "weft.py" in page


def test_a_branch_named_for_an_issue_stands_there_until_it_is_gone(loom: Entity) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    call(hook, secret, push(branch=f"{bug.pk}-mend"))
    assert told(bug) == [("branch", "open", False)]
    call(hook, secret, push(branch=f"{bug.pk}-mend") | {"after": "0" * 40})
    assert told(bug) == [("branch", "deleted", False)]


def test_the_same_call_again_does_nothing_and_old_words_do_not_stand_over_new_ones(loom: Entity) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    opened = pull(f"fixes #{bug.pk}", "open", "2026-11-26T10:00:00Z")
    call(hook, secret, opened, "pull_request")
    call(hook, secret, pull(f"fixes #{bug.pk}", "closed", "2026-11-26T11:00:00Z", merged=True), "pull_request")
    assert call(hook, secret, opened, "pull_request").json() == {"changed": 0}
    HookDelivery.objects.all().delete()
    assert call(hook, secret, opened, "pull_request").json() == {"changed": 0}
    assert told(bug) == [("pull-request", "merged", True)]


@pytest.mark.parametrize("made_up", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2999-01-01T00:00:00Z"])
def test_a_day_that_cannot_be_is_that_of_the_call(loom: Entity, made_up: str) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    assert call(hook, secret, pull(f"fixes #{bug.pk}", "open", made_up), "pull_request").json() == {"changed": 1}
    assert abs(bug.references.get().state_at - timezone.now()) < timedelta(minutes=5)
    assert Client().get(f"/issues/{bug.pk}/").status_code == 200
    later = pull(f"fixes #{bug.pk}", "closed", (timezone.now() + timedelta(minutes=1)).isoformat())
    assert call(hook, secret, later, "pull_request").json() == {"changed": 1}
    assert told(bug) == [("pull-request", "closed", True)]


def test_a_hook_speaks_for_its_part_only(loom: Entity) -> None:
    reed, other = entity("service/reed"), issue("Elsewhere", service=entity("service/other"))
    here, both = issue("Slow", service=loom), issue("Both", services=[reed.pk, loom.pk])
    hook, secret = door(loom)
    call(hook, secret, push(commit(f"Fixes #{here.pk}, #{other.pk} and #{both.pk}, #{10**17}")))
    assert [len(told(each)) for each in (here, other, both)] == [1, 0, 1]
    everywhere, secret = door(None)
    call(everywhere, secret, push(commit(f"Refs #{other.pk}")))
    assert told(other) == [("commit", "pushed", False)]


def test_who_does_not_sign_is_not_heard_and_learns_nothing(loom: Entity, settings: Any) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    bad = call(hook, "guessed", push(commit(f"Fixes #{bug.pk}")))
    gone = call(Hook(pk=10**9, forge="gitea"), "guessed", push())
    assert (bad.status_code, bad.content) == (gone.status_code, gone.content)
    assert bad.status_code == 403
    assert not told(bug)
    assert call(hook, secret, b"{").status_code == 400
    assert call(hook, secret, b"[]").json() == {"changed": 0}
    assert call(hook, secret, b"x" * (5 * 1024 * 1024 + 1)).status_code == 413
    delete_hook(hook, by=system())
    assert call(hook, secret, push(commit(f"Fixes #{bug.pk}"))).status_code == 403


def test_an_address_that_could_do_harm_is_no_reference(loom: Entity) -> None:
    bug, (hook, secret) = issue("Slow", service=loom), door(loom)
    evil = commit(f"Fixes #{bug.pk}") | {"url": "javascript:alert(1)"}
    call(hook, secret, push(evil))
    with pytest.raises(Refused):
        add_reference(bug, "javascript:alert(1)", by=known("uli"))
    assert not told(bug)


def test_the_secret_is_shown_once(client: Client, loom: Entity) -> None:
    client.force_login(person("carla", "Coordinator"))
    page = client.post("/issues/hooks/", {"name": "loom", "forge": "gitea", "service": "service/loom"})
    hook = Hook.objects.get()
    assert hook.secret in page.content.decode()
    assert hook.secret not in client.get("/issues/hooks/").content.decode()
    assert hook.name not in Client().get("/issues/hooks/").content.decode()


def test_a_reference_by_hand(loom: Entity, client: Client) -> None:
    bug, uli = issue("Slow", service=loom), known("uli")
    client.force_login(uli)
    url = "https://github.com/moin/moin/pull/7"
    client.post(f"/issues/{bug.pk}/references/", {"url": url, "fixes": "1"})
    client.post(f"/issues/{bug.pk}/references/", {"url": "nonsense"})
    reference = bug.references.get()
    assert (reference.kind, reference.fixes, reference.by_id) == ("pull-request", True, uli.pk)
    assert url in client.get(f"/issues/{bug.pk}/").content.decode()
    client.post(f"/issues/references/{reference.pk}/remove/")
    assert not bug.references.exists()


# --- looking up


class Forge(BaseHTTPRequestHandler):
    """The public API of a code host."""

    def do_GET(self) -> None:
        answer: Any = {"state": "closed", "merged": True, "title": "Mended"}
        status = 404 if "/9" in self.path else 200
        number, _files, page = self.path.rpartition("/")[0].rpartition("/")[2], *self.path.partition("&page=")[1:]
        if "/files" in self.path:
            answer, status = self.files(number, int(page))
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def files(self, number: str, page: int) -> tuple[list[dict[str, str]], int]:
        """Pull request 3 has one file; 5 has 120, told 50 at a time; of 6 no page is the last; 7 breaks off; 8 and 10
        have as many as are kept, and one more."""
        counts = {"3": 1, "5": 120, "6": 10**6, "7": 100, "8": 3000, "10": 3001}
        told = range(counts[number])[(page - 1) * 50 : page * 50]
        return [{"filename": f"file{n:06}.py"} for n in told], 500 if number == "7" and page == 2 else 200

    def log_message(self, *args: object) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Forge)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def looked_up(bug: Issue, url: str, by: User) -> Reference:
    reference = add_reference(bug, url, by=by)
    due.ask_elsewhere()
    assert run_next()
    reference.refresh_from_db()
    return reference


def test_how_it_stands_elsewhere_is_looked_up(loom: Entity, settings: Any, host: str) -> None:
    settings.FORGES, settings.ASK_PRIVATE = {host: "gitea"}, True
    bug, uli = issue("Slow", service=loom), known("uli")
    reference = looked_up(bug, f"http://{host}/loom/warp/pulls/3", uli)
    assert (reference.state, reference.title, reference.changes) == ("merged", "Mended", ["file000000.py"])
    assert looked_up(bug, f"http://{host}/loom/warp/issues/9", uli).trouble == "status 404"
    assert "it answered 404" in Client().get(bug.url).text
    due.ask_elsewhere()
    assert not run_next()
    Reference.objects.update(state_at=timezone.now() - timedelta(days=8))
    due.ask_elsewhere()
    assert run_next()


def test_all_files_of_a_pull_request_are_read_or_it_says_that_they_are_not(
    loom: Entity, settings: Any, host: str
) -> None:
    settings.FORGES, settings.ASK_PRIVATE = {host: "gitea"}, True
    bug, uli = issue("Slow", service=loom), known("uli")
    whole, endless, broken, full, over = (
        looked_up(bug, f"http://{host}/loom/warp/pulls/{n}", uli) for n in (5, 6, 7, 8, 10)
    )
    assert (len(whole.changes), whole.changes[-1], whole.trouble) == (120, "file000119.py", "")
    assert (len(endless.changes), endless.trouble) == (3000, "files first 3000")
    assert [(len(each.changes), each.trouble) for each in (full, over)] == [(3000, ""), (3000, "files first 3000")]
    # How it stands is known all the same.
    assert (broken.state, len(broken.changes), broken.trouble) == (
        "merged",
        50,
        "files status 500",
    )
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(bug.url).text
    assert "only the first 3,000 of its files" in page
    assert "not all of its files: it answered 500" in page


def test_nothing_in_our_own_network_is_asked(loom: Entity, settings: Any, host: str) -> None:
    settings.FORGES = {host: "gitea"}
    bug, uli = issue("Slow", service=loom), known("uli")
    for scheme in ("http", "https"):
        reference = looked_up(bug, f"{scheme}://{host}/loom/warp/pulls/3", uli)
        assert (reference.state, bool(reference.trouble)) == ("", True)
