"""Every door that writes, as every reader: it opens for whom it should, and for nobody else.

`WHO` says it a second time, in plain words and without a look at `permissions.py`: for each
door, who gets through. A door that is new has no line here and fails until it has one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve

from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.accounts.tokens import create_token
from tests.walks import (
    change_doors,
    code_doors,
    document_doors,
    doors,
    fact_doors,
    file_doors,
    finding_doors,
    issue_doors,
    query_doors,
    role_doors,
    tracker_api_doors,
    word_doors,
    work_doors,
)
from tests.walks.desk import Desk, build
from tests.walks.doing import API
from tests.walks.role_doors import ROLE
from tests.walks.who import READERS, Ready, count


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Desk]:
    """One desk for the whole file; what a door does is taken back at once."""
    with django_db_blocker.unblock():
        limits = settings.RATE_USER, settings.RATE_ANONYMOUS
        settings.RATE_USER = settings.RATE_ANONYMOUS = 0
        with transaction.atomic():
            yield build()
            transaction.set_rollback(True)
        settings.RATE_USER, settings.RATE_ANONYMOUS = limits


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens here did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client(desk: Desk, reader: str, **more: Any) -> Client:
    found = Client(HTTP_ACCEPT_LANGUAGE="en", **more)
    if reader != "anonymous":
        found.force_login(desk.accounts[reader], backend=settings.AUTHENTICATION_BACKENDS[0])
    if reader == "inactive":
        User.objects.filter(handle=reader).update(is_active=False)
    return found


#: Each noun's doors: (what to send there and how to tell that it was done, who gets through), by door.
NOUNS = (
    fact_doors, change_doors, finding_doors, document_doors, role_doors, work_doors,
    issue_doors, file_doors, query_doors, tracker_api_doors, word_doors, code_doors,
)  # fmt: skip
WHO = {door: told for noun in NOUNS for door, told in noun.WHO.items()}
#: Routes that a form or a program may post to, and the doors above that walk them; the rest is said why not.
POSTED = {route: door for noun in NOUNS for route, door in noun.POSTED.items()}
#: Doors with tests of their own: signing in and out, one's own account, uploads, and what only a worker leaves behind.
ELSEWHERE = (
    "healthz", "readyz", "api/docs", "api/v1/openapi.json", "style/",  # the same page whatever the method
    "issues/preview/",  # writes nothing
    "hooks/",  # code hosts sign what they send
    "account/", "import/", "preferences/", "report/", "issues/bulk/", "issues/rules/",
    "jobs/events/<int:pk>/retry/", "jobs/deliveries/<int:pk>/retry/",
)  # fmt: skip


@pytest.mark.parametrize("door", WHO)
def test_a_door_opens_for_whom_it_should(desk: Desk, door: str) -> None:
    ready, expected = WHO[door]
    through = {reader for reader in READERS if opens(desk, ready, reader)}
    assert through == expected


def opens(desk: Desk, ready: Ready, reader: str) -> bool:
    """Whether what the door is for was done; whatever it was, it did not stay."""
    with undone():
        browser = client(desk, reader)
        path, data, done = ready(desk, desk.accounts.get(reader))
        answer = send(browser, path, data)
        assert answer.status_code < 500, path
        was_done = done()
        if not was_done:
            assert answer.status_code not in (201, 204), "what was not done is not said to be"
        return bool(was_done)


def send(browser: Client, path: str, data: dict[str, Any]) -> Any:
    method, _, where = path.rpartition(" ")
    if method == "DELETE":
        return browser.delete(where)
    if method in ("PATCH", "PUT"):
        return getattr(browser, method.lower())(where, json.dumps(data), content_type="application/json")
    if path.startswith(API):
        return browser.post(path, json.dumps(data), content_type="application/json")
    return browser.post(path, data)


def test_every_door_that_writes_is_walked(desk: Desk) -> None:
    """A route that answers a POST with anything but "not allowed" stands in a table above."""
    unknown = []
    for route, paths in doors.addresses(desk).items():
        if route in POSTED or route.startswith(ELSEWHERE) or not paths:
            continue
        with undone():
            answer = client(desk, "coordinator").post(paths[0].partition("?")[0], {}, content_type="application/json")
        if answer.status_code not in (404, 405):
            unknown.append(f"{route}: {answer.status_code}")
    assert not unknown
    assert set(POSTED.values()) <= set(WHO)
    assert set(POSTED) <= set(doors.routes())


@pytest.mark.parametrize("reader", ["coordinator", "user", "anonymous"])
def test_a_form_from_elsewhere_is_refused(desk: Desk, reader: str) -> None:
    """Without the token of our own form, whoever's browser it is; the API's session door too."""
    # Lines of another class stand behind the same doors.
    for ready in (ready for door, (ready, _who) in WHO.items() if "of class" not in door):
        with undone():
            browser = client(desk, reader, enforce_csrf_checks=True)
            path, data, done = ready(desk, desk.accounts.get(reader))
            answer = send(browser, path, data)
            assert answer.status_code in ((401, 403) if API in path else (403,)), path
            assert not done(), path


#: What reading may write down: that somebody was here, and (allauth does) an address that an account lacked.
NOTED = {"accounts_session", "accounts_token", "account_emailaddress"}


@pytest.mark.parametrize("reader", ["anonymous", "user", "developer-part", "coordinator"])
def test_reading_never_writes(desk: Desk, reader: str, django_assert_max_num_queries: Any) -> None:
    browser = client(desk, reader)
    before = rows()
    for paths in doors.addresses(desk).values():
        for path in paths[:3]:
            browser.get(path)
        for path in paths[:1]:
            browser.head(path)
    after = rows()
    assert {table: (before[table], n) for table, n in after.items() if n != before[table]} == {}


def rows() -> dict[str, tuple[int, int]]:
    """How many rows each table has, and its highest id."""
    found = {}
    for model in apps.get_models():
        if model._meta.db_table not in NOTED and model._meta.managed:
            keys = list(model._default_manager.values_list("pk", flat=True))
            found[model._meta.db_table] = (len(keys), hash(frozenset(map(str, keys))))
    return found


def test_a_token_may_no_more_than_its_scopes(desk: Desk) -> None:
    """The same account, the same doors: what each scope lets a program do."""
    doors_of = {
        "read": set(), "propose": {"api propose"},
        "write": {"api propose", "api add", "api apply", "api reject", "api revert", "api confirm", "api show"},
        "admin": {"api propose", "api add", "api apply", "api reject", "api revert", "api confirm", "api show",
                  "api roles", "api link", "api erase", "api retire", "api role taken back"},
    }  # fmt: skip
    for scope, expected in doors_of.items():
        _token, secret = create_token(desk.accounts["coordinator"], scope, [scope], 1)
        through = set()
        for door in doors_of["admin"]:
            with undone():
                path, data, done = WHO[door][0](desk, None)
                answer = send(Client(HTTP_AUTHORIZATION=f"Bearer {secret}"), path, data)
                assert done() == (answer.status_code < 300)
                through |= {door} if done() else set()
        assert through == expected, scope


def test_a_role_on_a_part_gives_none_elsewhere(desk: Desk) -> None:
    """Whoever leads a part gives roles there and nowhere else, however they ask."""
    for scope in ("service/elsewhere", None):
        with undone():
            more = count(Grant)
            browser = client(desk, "coordinator-part")
            answer = send(browser, API + "roles", ROLE | ({"scope": scope} if scope else {}))
            assert answer.status_code == 403
            assert not more()
    assert resolve("/service/elsewhere/roles/").url_name == "role_grant"
    assert client(desk, "coordinator-part").get("/service/elsewhere/roles/").status_code == 403
