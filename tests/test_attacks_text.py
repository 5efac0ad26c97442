"""Text that wants to be more than text: in every name, value and title, on every page, and in every address."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Issue
from tests.tries import tries
from tests.walks import doors
from tests.walks.desk import Desk

pytestmark = pytest.mark.django_db

#: Closes whatever it stands in, and then wants to run.
BAD = (
    "\"'></script></title></textarea>--><svg onload=alert(7)><img src=x onerror=alert(7)>"
    "{{7*7}}{% x %}javascript:alert(7)"
)
RUNS = re.compile(r"<svg onload|<img src=x|href=[\"']?\s*(javascript|data|vbscript):|\bon\w+=alert\(7\)>", re.I)


@pytest.fixture(autouse=True)
def _unlimited(settings: Any) -> None:
    settings.RATE_USER = settings.RATE_ANONYMOUS = 0


@pytest.fixture
def desk() -> Desk:
    """A catalog in which everything that can be text is bad."""
    made = Desk()
    top = made.entities["service/top"] = entity("service/top", BAD[:300])
    for ref in ("provider/rock", "contact-point/bell", "person/pat", "team/crew"):
        made.entities[ref] = entity(ref, BAD[:290] + ref[-4:])
    by = system()

    def say(predicate: str, object: Any = None, **more: Any) -> None:
        apply_change(propose_change([Add(top, predicate, object, **more)], by=by, message=BAD), by=by)

    for predicate in ("title", "purpose", "status_note", "category", "provides"):
        say(
            predicate, value=f"{predicate}: {BAD} [x](javascript:alert(7)) <javascript:alert(7)> ![x](data:text/html,7)"
        )
    say("url", value="https://example.org/\"'><svg onload=alert(7)>")
    say("owned_by", made.entities["person/pat"])
    say("hosted_by", made.entities["provider/rock"], qualifiers={"form": BAD[:100]})
    say("contact_point", made.entities["contact-point/bell"], qualifiers={"intent": BAD[:100]})
    alias_entity(top, "aka", BAD[:300], by=by, message=BAD)
    said = says("service/top", "provides", f"={BAD}", word=BAD[:90], locator=BAD[:90], digest=BAD[:70])
    read("bad-list", "2020-01-01", said, title=BAD, message=BAD)
    made.accounts = {"boss": person("boss", "Coordinator")}
    made.waiting = propose_change([Add(top, "title", value=BAD)], by=made.accounts["boss"], message=BAD)
    made.issue = said_to(BAD)
    return made


def said_to(text: str) -> Issue:
    """An issue with a comment, both in these words."""
    issue = create_issue({"title": text[:300], "body": text}, by=system())
    create_comment(issue, text, by=system())
    return issue


@pytest.mark.parametrize("reader", ["anonymous", "boss"])
def test_no_text_of_anybody_becomes_markup(desk: Desk, reader: str, client: Client) -> None:
    if reader == "boss":
        client.force_login(desk.accounts["boss"])
    for paths in doors.addresses(desk).values():
        for path in [*paths[:4], *paths[4::7]]:
            response = client.get(path)
            assert response.status_code < 500, path
            if response.headers.get("Content-Type", "").startswith("text/html"):
                text = response.content.decode()
                assert not RUNS.search(text), (path, RUNS.search(text))
                assert "{{7*7}}" in text or "{{" not in text, path


SCHEMES = ("javascript:alert(7)", "data:text/html,7", "JaVaScRiPt:7", " javascript:7", "//evil.example", "ftp://x/")


@pytest.mark.parametrize("address", SCHEMES)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    top = entity("service/top")
    with pytest.raises(Refused):
        propose_change([Add(top, "url", value=address)], by=system())


def test_every_answer_carries_the_policy_errors_too(desk: Desk, client: Client) -> None:
    for path in (
        "/",
        "/nothing/",
        "/service/nothing/",
        "/changes/?entity=no",
        "/service/top/?as_of=never",
        "/import/",
        "/account/login/",
        "/service/top/changes.atom",
        "/api/docs",
        "/opensearch.xml",
        "/search/?q=%00",
    ):
        response = client.get(path)
        policy = response.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, path
        assert "unsafe-inline" not in policy, path
        assert response.headers["X-Content-Type-Options"] == "nosniff", path
    forged = Client(enforce_csrf_checks=True).post("/watch/", {})
    assert forged.status_code == 403
    assert "Content-Security-Policy" in forged.headers


EVIL = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:///evil.example",
    "javascript:alert(7)",
    "http:evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "/x\r\nSet-Cookie: a=b",
)


@pytest.mark.parametrize("target", EVIL)
def test_no_door_leads_away_from_here(target: str, client: Client) -> None:
    user = person("user")
    user.set_password("correct horse battery")
    user.save()
    answers = [client.post("/preferences/", {"next": target, "theme": "dark"})]
    login = {"login": "user@example.org", "password": "correct horse battery", "next": target}
    answers.append(client.post("/account/login/", login))
    client.force_login(user)
    answers.append(client.post("/watch/", {"topic": "entity:1", "next": target}))
    answers.append(client.get("/account/login/", {"next": target}))
    answers.append(client.post("/account/logout/", {"next": target}))
    answers.append(client.get("/service/nothing" + target.replace("\r\n", "%0d%0a")))
    for answer in answers:
        where = answer.headers.get("Location", "/")
        assert re.match(r"/(?![/\\\t])", where), where
        assert "\n" not in where
        assert "Set-Cookie: a=b" not in str(answer.headers)


def test_an_address_of_two_slashes_leads_nowhere_else(client: Client) -> None:
    for path in ("//evil.example/", "//evil.example", "/\\evil.example/", "//evil.example/%2e%2e"):
        answer = client.get(path)
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\", "http")), path


def test_another_host_is_refused_and_letters_name_ours(client: Client) -> None:
    for host in ("evil.example", "127.0.0.1:80@evil.example", "evil.example:8000", "127.0.0.1.evil.example"):
        assert client.get("/", HTTP_HOST=host).status_code == 400
    assert client.get("/", HTTP_X_FORWARDED_HOST="evil.example").status_code == 200
    assert b"evil.example" not in client.get("/opensearch.xml", HTTP_X_FORWARDED_HOST="evil.example").content


def test_a_method_in_a_header_or_field_changes_nothing(client: Client) -> None:
    client.force_login(person("boss", "Coordinator"))
    for how in ({"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"HTTP_X_METHOD_OVERRIDE": "POST"}):
        assert client.get("/changes/?_method=DELETE", **how).status_code == 200
    for method in ("put", "patch", "delete", "trace"):
        assert getattr(client, method)("/service/").status_code in (403, 405)


NASTY = (
    "\x00",
    "\ud800",
    "\u202eabc",
    "9" * 400,
    "-1",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "%",
    "_",
    "'; DROP TABLE x;--",
    "(" * 200,
    '"' * 99,
    "a" * 100_000,
    "../../etc/passwd",
    "[]",
    "{}",
    "null",
    "NaN",
    "1e999",
    "\u00b2",
    "\uff11\uff12",
    "\U0010ffff",
    "",
)
NAMES = (
    "q",
    "after",
    "as_of",
    "known_at",
    "from",
    "to",
    "kind",
    "status",
    "by",
    "entity",
    "predicate",
    "limit",
    "mark",
    "people_below",
    "standing",
    "group",
    "lifecycle",
    "instead",
    "name",
    "scope",
    "freshness",
    "lineage",
    "next",
)


def some(place: str, few: int = 4) -> list[bytes]:
    """A few of the strange values for each place; all of them for all places together."""
    step = max(1, len(NASTY) // tries(few))
    return [value.encode("utf-8", "surrogatepass") for value in NASTY[sum(place.encode()) % step :: step]]


def test_no_question_is_too_strange(client: Client) -> None:
    made = Desk(entities={"service/top": entity("service/top", "Top")})
    made.issue = said_to("Slow")
    made.waiting = read("list", "2020-01-01", says("service/top", "provides", "=shade"), apply=False)
    client.force_login(person("boss", "Coordinator"))
    for route, paths in doors.addresses(made).items():
        plain = paths[0].partition("?")[0] if paths else ""
        for value in some(route) if paths else ():
            everything = urlencode(dict.fromkeys(NAMES, value))
            assert client.get(f"{plain}?{everything}").status_code < 500, (route, value)
        for name in NAMES if paths and (route in doors.QUERIES or "diff" in route) else ():
            for value in some(route + name, 1):
                assert client.get(f"{plain}?{urlencode({name: value})}").status_code < 500, (route, name, value)


FIELDS = (
    "what",
    "state",
    "since",
    "until",
    "visibility",
    "message",
    "name",
    "slug",
    "kind",
    "on",
    "not_before",
    "into",
    "scheme",
    "value",
    "facts",
    "holder",
    "role",
    "ends",
    "handle",
    "topic",
    "next",
    "timezone",
    "language",
    "upload",
)


def test_no_form_is_too_strange(client: Client) -> None:
    made = Desk(entities={"service/top": entity("service/top", "Top"), "person/pat": entity("person/pat")})
    made.issue = said_to("Slow")
    made.waiting = read("list", "2020-01-01", says("service/top", "provides", "=shade"), apply=False)
    client.force_login(person("boss", "Coordinator"))
    for route, paths in doors.addresses(made).items():
        if not paths or route.startswith((doors.API, "account/erase", "account/logout", "account/email")):
            continue
        path = paths[0].partition("?")[0] + ("?predicate=status_note" if route.endswith("facts/add/") else "")
        for value in some(route):
            for form in (dict.fromkeys(FIELDS, value), dict.fromkeys(FIELDS, value) | {"name": b"x", "state": b"0"}):
                answer = client.post(path, urlencode(form), content_type="application/x-www-form-urlencoded")
                assert answer.status_code < 500, (route, value)


def adds(**more: Any) -> dict[str, Any]:
    said = {"op": "add", "subject": "service/top", "predicate": "status_note", "value": "x"}
    return {"edits": [said | {name.rstrip("_"): value for name, value in more.items()}]}


def edits(op: str, **more: Any) -> dict[str, Any]:
    return {"edits": [{"op": op} | more]}


TOP = {"entity": "service/top"}
SAID: tuple[Any, ...] = (
    None, [], {"edits": None}, adds(value="\x00"), adds(value="\ud800"), adds(from_="0000"), adds(from_="10000-01-01"),
    adds(to="9999-12-31"), adds(qualifiers={"\x00": "y"}), edits("end", claim=10**30, on="2020"),
    edits("end", claim=-1, on="2020"), edits("rename", **TOP, name="\x00"), edits("rename", **TOP, name=""),
    edits("alias", **TOP, value="\ud83d"), edits("create", kind="service", slug="../x", name="x"),
    edits("create", kind="\x00", slug="x", name="x"), edits("show", **TOP, visibility=9),
    edits("rename", **TOP, name="x") | {"message": "\x00"}, {"edits": [{"op": "correct", "claim": 1}] * 5000},
    {"role": "Coordinator", "holder": "\x00"}, {"role": "Owner", "holder": "person/pat"},
    {"person": "person/pat", "name": "\x00"}, {"role": "User", "account": "boss", "ends_at": 1e30},
    {"role": "User", "account": "boss", "ends_at": "9999-12-31T23:59:59-14:00"},
    {"person": "person/pat", "confirm": "\ud800"}, edits("rename", **TOP, name="x" * 11_000_000),
)  # fmt: skip
BODIES = (
    *(json.dumps(said).encode() for said in SAID),
    *(b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_no_body_is_too_strange(body: bytes, client: Client) -> None:
    entity("service/top", "Top")
    entity("person/pat")
    client.force_login(person("boss", "Coordinator"))
    for path in ("changes", "roles", "names/retire", "erase", "accounts/boss/person", "changes/1/reject"):
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
        assert answer.status_code < 500, path
        assert answer.headers["Content-Type"].startswith("application/json")
        if answer.status_code >= 400:
            assert set(answer.json()) == {"error", "request_id"}


def test_signs_that_mean_anything_to_a_database_mean_themselves(client: Client) -> None:
    entity("service/plain", "Plain")
    for sign in ("%", "_", "%25", "P%n", "p_ain"):
        assert b"/service/plain/" not in client.get("/service/", {"q": sign}).content.replace(b"/service/plain/?", b"")
        assert client.get("/api/v1/entities", {"kind": "service", "q": sign}).json()["items"] == []


def test_debugging_is_off_and_errors_tell_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(user: Any) -> None:
        raise RuntimeError("the secret of the house")

    assert settings.DEBUG is False
    monkeypatch.setattr("bailiwick.catalog.views.home.what_home_shows", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert b"secret of the house" not in answer.content
    assert b"Traceback" not in answer.content
    assert "Content-Security-Policy" in answer.headers
