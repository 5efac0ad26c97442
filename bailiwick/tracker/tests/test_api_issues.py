"""Issues by the API: what pages show and do, for programs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.asking import Api
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Comment, Issue, Label, Version

from .cast import entity, issue, known, person

pytestmark = pytest.mark.django_db


def sent(who: User, method: str, path: str, body: Any, status: int) -> Any:
    """What is answered, with this status."""
    answer = Api(who).send(path, body, method.lower())
    assert answer.status_code == status, answer.content
    return answer.json() if answer.content else None


@pytest.fixture
def loom(db: None) -> Entity:
    return entity("service/loom", "Loom")


@pytest.fixture
def dora(db: None) -> User:
    return person("dora", "Developer")


def test_an_issue_is_filed_and_told_in_names(loom: Entity) -> None:
    uli = known("uli")
    said = {"title": "Slow  since noon", "body": "Very", "services": ["service/loom"], "severity": "major"}
    told = sent(uli, "POST", "/issues", said, 201)
    assert (told["title"], told["author"], told["severity"]) == ("Slow since noon", "uli", "major")
    assert (told["services"], told["belongs_to"]) == ({"service/loom": "affected"}, "service/loom")
    assert (told["status"], told["watched"], told["comments"]) == ("new", True, [])
    assert "closed" in told["next_statuses"]
    assert Api().get(f"/issues/{told['number']}")["body"] == "Very"


def test_a_list_is_what_the_query_line_asks_page_by_page(loom: Entity) -> None:
    first, second = (issue(title, service=loom).pk for title in ("One", "Two"))
    issue("Elsewhere")
    asked = {"q": "service:loom sort:created", "limit": 1}
    page = Api().get("/issues", **asked)
    assert [row["number"] for row in page["items"]] == [second]
    assert page["items"][0]["service"] == {"ref": "service/loom", "kind": "service", "name": "Loom"}
    rest = Api().get("/issues", after=page["next_after"], **asked)
    assert ([row["number"] for row in rest["items"]], rest["next"]) == ([first], None)


def test_a_mistake_in_the_line_says_where(loom: Entity) -> None:
    answer = Api().ask("/issues", q="is:open stars:many")
    error = answer.json()["error"]
    assert (answer.status_code, error["field"], error["where"]) == (422, "q", "query")
    assert error["message"].endswith("(at character 15)")


def test_fields_are_changed_by_those_who_may(loom: Entity, dora: User) -> None:
    bug, uli = issue("Slow", service=loom), known("uli")
    Label.objects.create(slug="easy")
    Version.objects.create(scope_id=loom.pk, name="2.0")
    path = f"/issues/{bug.pk}"
    said = {"labels": ["easy"], "versions": ["service/loom@2.0"], "assignee": "uli", "assigned_until": "2030-01-02"}
    sent(uli, "PATCH", path, said, 403)
    told = sent(dora, "PATCH", path, said | {"status": "confirmed", "priority": "high"}, 200)
    assert {name: told[name] for name in said} == said
    assert (told["status"], told["priority"]) == ("confirmed", "high")
    told = sent(dora, "PATCH", path, {"labels": [], "assignee": None, "priority": None}, 200)
    assert (told["labels"], told["assignee"], told["assigned_until"], told["priority"]) == ([], None, None, "")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"labels": ["no"]}, "labels"), ({"assignee": "nobody"}, "assignee"),
        ({"services": ["service/no"]}, "services"),
        ({"versions": ["service/loom@9"]}, "versions"), ({"status": "x"}, "status"), ({"kind": "x"}, "kind"),
        ({"milestone": 7}, "milestone"), ({"resolution": "fixed", "status": "closed", "title": ""}, "title"),
        ({"belongs_to": "service/no"}, "belongs_to"), ({"severity": "x"}, "severity"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_named(loom: Entity, dora: User, said: dict[str, Any], field: str) -> None:
    bug = issue("Slow", service=loom)
    answer = sent(dora, "PATCH", f"/issues/{bug.pk}", said, 422)
    assert answer["error"]["field"] == field


def test_edits_that_cross_are_shown_side_by_side_and_others_merge(loom: Entity, dora: User) -> None:
    bug = issue("Slow", service=loom)
    for slug in ("a", "b", "c"):
        Label.objects.create(slug=slug)
    path = f"/issues/{bug.pk}"
    sent(dora, "PATCH", path, {"title": "Slow at noon", "labels": ["a", "b"]}, 200)
    seen = {"title": "Slow", "labels": ["a"]}
    answer = sent(dora, "PATCH", path, {"title": "Slower", "labels": ["c"], "seen": seen}, 409)
    assert answer["error"]["code"] == "crossed"
    assert answer["error"]["fields"]["title"] == {"seen": "Slow", "now": "Slow at noon", "yours": "Slower"}
    told = sent(dora, "PATCH", path, {"labels": ["c"], "seen": {"labels": ["a"]}}, 200)
    assert told["labels"] == ["b", "c"]


def test_a_service_that_one_does_not_know_of_stays_when_one_writes_the_others(loom: Entity) -> None:
    hidden, uli = entity("service/vault", "Vault", visibility=3), known("uli")
    bug = issue("Slow", service=loom)
    change_issue(bug, {"services": [loom.pk, hidden.pk]}, by=User.objects.system("keeper"))
    told = sent(uli, "PATCH", f"/issues/{bug.pk}", {"services": {"service/loom": "fixed"}}, 200)
    assert told["services"] == {"service/loom": "fixed"}
    assert set(bug.affected.values_list("scope_id", "state")) == {(loom.pk, "fixed"), (hidden.pk, "affected")}
    assert "vault" not in str(Api(uli).get(f"/issues/{bug.pk}/history"))


def test_closing_opening_taking_and_watching(loom: Entity, dora: User) -> None:
    bug = issue("Slow", service=loom)
    api, path = Api(dora), f"/issues/{bug.pk}"
    told = sent(dora, "POST", f"{path}/close", {"resolution": "fixed"}, 200)
    assert (told["closed"], told["resolution"]) == (True, "fixed")
    assert sent(dora, "POST", f"{path}/reopen", {}, 200)["closed"] is False
    assert sent(dora, "POST", f"{path}/take", {}, 200)["assignee"] == "dora"
    assert sent(dora, "POST", f"{path}/assign", {"account": None}, 200)["assignee"] is None
    assert sent(dora, "POST", f"{path}/watch", {}, 200) == {"watched": True}
    assert sent(dora, "DELETE", f"{path}/watch", None, 200) == {"watched": False}
    history = [(each["field"], each["after"], each["by"]) for each in api.get(f"{path}/history")["items"]]
    assert ("assignee", "dora", "dora") in history


def test_comments_and_notes(dora: User) -> None:
    bug, uli = issue("Slow"), known("uli")
    said = sent(uli, "POST", f"/issues/{bug.pk}/comments", {"body": "Since noon"}, 201)
    sent(dora, "POST", f"/issues/{bug.pk}/comments", {"body": "The disk", "note": True}, 201)
    sent(uli, "POST", f"/issues/{bug.pk}/comments", {"body": "x", "note": True}, 403)
    for who, count in ((None, 1), (uli, 1), (dora, 2)):
        assert len(Api(who).get(f"/issues/{bug.pk}/comments")["items"]) == count
        assert len(Api(who).get(f"/issues/{bug.pk}")["comments"]) == count
    path = f"/comments/{said['id']}"
    assert sent(uli, "PATCH", path, {"body": "Since one", "seen": "Since noon"}, 200)["body"] == "Since one"
    sent(uli, "PATCH", path, {"body": "Since two", "seen": "Since noon"}, 409)
    assert [each["body"] for each in Api().get(f"{path}/versions")["items"]] == ["Since noon"]
    assert Comment.objects.get(pk=said["id"]).via == "api"


def test_a_file_is_sent_as_it_is_and_read_again(dora: User, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    bug, uli = issue("Slow"), known("uli")
    path = f"/issues/{bug.pk}/files?name=log.txt"
    told = sent(uli, "POST", path, b"since noon\n", 201)
    assert (told["name"], told["size"], told["author"]) == ("log.txt", 11, "uli")
    answer = Api().ask(f"/files/{told['id']}/content")
    assert b"".join(answer.streaming_content) == b"since noon\n"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert len(Api().get(f"/issues/{bug.pk}/files")["items"]) == 1
    settings.FILE_MAX = 5
    sent(uli, "POST", path, b"since noon\n", 413)
    sent(uli, "DELETE", f"/files/{told['id']}", None, 204)
    assert Api().ask(f"/files/{told['id']}/content").status_code == 404


def test_what_is_hidden_is_not_there(dora: User) -> None:
    secret, uli = issue("The vault", visibility=2), known("uli")
    for who, status in ((None, 404), (uli, 404), (dora, 200)):
        assert Api(who).ask(f"/issues/{secret.pk}").status_code == status
    assert Issue.objects.filter(pk=secret.pk, visibility=2).exists()
    assert Api(uli).get("/issues", q="vault")["items"] == []


def test_stars_links_and_a_merge_with_its_way_back(dora: User) -> None:
    one, two, uli = issue("Slow"), issue("Slow at noon"), known("uli")
    assert sent(uli, "POST", f"/issues/{two.pk}/star", {}, 200) == {"stars": 1, "starred": True}
    link = sent(dora, "POST", f"/issues/{one.pk}/links", {"kind": "blocks", "issue": two.pk}, 201)
    assert Api().get(f"/issues/{two.pk}")["links"] == [link]
    sent(dora, "DELETE", f"/links/{link['id']}", None, 204)
    told = sent(dora, "POST", f"/issues/{two.pk}/merge", {"into": one.pk}, 200)
    assert (told["merged_into"], told["merged_into_closed"], told["resolution"]) == (one.pk, False, "duplicate")
    assert Api(uli).get(f"/issues/{one.pk}")["starred"] is True
    assert sent(dora, "POST", f"/issues/{two.pk}/unmerge", {}, 200)["merged_into"] is None
    sent(dora, "POST", f"/issues/{two.pk}/unmerge", {}, 404)
    sent(dora, "POST", f"/issues/{one.pk}/close", {"resolution": "fixed"}, 200)
    assert sent(dora, "POST", f"/issues/{two.pk}/merge", {"into": one.pk}, 200)["merged_into_closed"] is True
    assert sent(uli, "DELETE", f"/issues/{two.pk}/star", None, 200)["stars"] == 0


def test_an_issue_with_a_long_thread_asks_no_more_of_the_database_than_a_short_one(
    dora: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    bug = issue("Slow")
    asked = []
    for n in range(3):
        comment = create_comment(bug, f"So it is, {n}", by=dora)
        attach_file(bug, [f"log {n}".encode()], "log.txt", by=dora, comment=comment)
        with CaptureQueriesContext(connection) as queries:
            assert len(Api().get(f"/issues/{bug.pk}")["comments"]) == n + 1
        asked.append(len(queries))
    assert asked[1] == asked[2] <= 22
