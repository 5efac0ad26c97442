"""Every door that writes, as every reader: it opens for whom it should, and for nobody else.

`WHO` says it a second time, in plain words and without a look at `permissions.py`: for each
door, who gets through. A door that is new has no line here and fails until it has one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import resolve

from bailiwick.access.grants import grant_role
from bailiwick.access.models import Grant
from bailiwick.accounts.models import Token, User
from bailiwick.accounts.tokens import create_token
from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.actions.judging import judge_statements
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Change, Claim, Ruling
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.findings.models import Finding
from bailiwick.jobs import enqueue
from tests.walks import doors, file_doors, issue_doors, tracker_api_doors, word_doors
from tests.walks.desk import Desk, build
from tests.walks.who import EVERYWHERE, LEADS, LEADS_PART, PART, READERS, SIGNED_IN, Ready, count

TOP = "/service/lighthouse/"
API = "/api/v1/"


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


# --- what there is to act on


def note(desk: Desk) -> Claim:
    """A fact about the lighthouse."""
    return Claim.objects.get(subject=desk.entities["service/lighthouse"], predicate="status_note", superseded_at=NEVER)


def proposal(desk: Desk, by: Any = None) -> Change:
    """Somebody's wish about the lighthouse."""
    draft = Add(desk.entities["service/lighthouse"], "status_note", value="wished for")
    return propose_change([draft], by=by or desk.accounts["expired"])


def applied(desk: Desk) -> Change:
    return apply_change(proposal(desk), by=system())


def held(desk: Desk, scope: bool = True) -> Grant:
    """A role that Sam holds on the lighthouse, or everywhere."""
    top = desk.entities["service/lighthouse"].pk if scope else None
    return grant_role("User", holder=desk.entities["person/sam"].pk, scope=top, by=system())


def conflict(desk: Desk) -> Finding:
    """Harbour and pilots disagree about the lighthouse."""
    return Finding.objects.get(kind="conflict", scope_id=desk.entities["service/lighthouse"].pk)


def job(desk: Desk) -> Any:
    return enqueue("exchange.run_import", {}, desk.accounts["expired"])


def ended_job(desk: Desk) -> Any:
    found = job(desk)
    type(found).objects.filter(pk=found.pk).update(state="failed")
    return found


# --- did it happen?


def status(pk: int) -> str:
    return Change.objects.get(pk=pk).status


def change_applied(desk: Desk) -> Callable[[], bool]:
    return count(Change, status="applied")


def web(rest: str, data: dict[str, Any], done: Callable[[Desk], Callable[[], bool]] = change_applied) -> Ready:
    return lambda desk, user: (rest if rest.startswith("/") else TOP + rest, data, done(desk))


def edit(**said: Any) -> Ready:
    return lambda desk, user: (API + "changes", {"apply": True, "edits": [said]}, change_applied(desk))


def _on_note(rest: str, data: dict[str, Any]) -> Ready:
    return lambda desk, user: (f"{TOP}facts/{note(desk).origin}/{rest}", data, change_applied(desk))


def _confirmed(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        claim = note(desk)
        where = path.format(origin=claim.origin, pk=claim.pk)
        return where, {}, lambda: Claim.objects.get(pk=claim.pk).confirmed_at is not None

    return ready


def _decided(path: str, wanted: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        change = applied(desk) if wanted == "reverted" else proposal(desk)
        if wanted == "reverted":
            return path.format(change.pk), {}, lambda: change.reverted_by.exists()
        return path.format(change.pk), {}, lambda: status(change.pk) == wanted

    return ready


def line_read(level: int) -> Claim:
    """What a document says of the lighthouse, and waits: one line, of this class, beside one for everybody."""
    said = says("service/lighthouse", "status_note", "=seen from afar", locator="line 3", visibility=level)
    change = read("afar", "2020-01-01", said, says("service/lamp", "title", "=A lamp"), apply=False)
    return change.claims.get(predicate="status_note")


def _judged(path: str, verdict: str = "accepted", level: int = 0) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        button = {"accepted": "accept", "rejected": "reject"}[verdict]
        said = {"verdict": verdict, "statements": [line.origin]} if path.startswith(API) else {button: [line.origin]}
        return path.format(line.change_id), said, count(Ruling, key=line.key)

    return ready


def _section_judged(level: int) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        return f"/changes/{line.change_id}/judge/", {"section": "0"}, count(Ruling, key=line.key)

    return ready


def _worded(level: int = 0) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        said = {"subject": "service/lighthouse", "what": "seen from near", "state": "0"}
        return f"/changes/{line.change_id}/review/{line.origin}/", said, count(Ruling)

    return ready


def _applied_judged(path: str, level: int = 0, said: dict[str, Any] | None = None) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        line = line_read(level)
        judge_statements(line.change, [line.origin], "accepted", by=system())
        return path.format(line.change_id), said or {}, lambda: Claim.objects.get(pk=line.pk).recorded_at < NEVER

    return ready


def _own_rejected(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        change = proposal(desk, user if user and user.is_active else None)
        return path.format(change.pk), {}, lambda: status(change.pk) == "rejected"

    return ready


def _revoked(scope: bool, path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        grant = held(desk, scope)
        return path.format(grant.pk), {}, lambda: Grant.objects.get(pk=grant.pk).revoked_at is not None

    return ready


def _worked(verb: str, make: Callable[[Desk], Any], gone: Callable[[Any], bool]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        found = make(desk)
        return f"/jobs/{found.pk}/{verb}/", {}, lambda: gone(type(found).objects.get(pk=found.pk))

    return ready


def _of_finding(path: str, data: dict[str, Any], settled: str = "", **done: Any) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        finding = conflict(desk)
        if settled:
            Finding.objects.filter(pk=finding.pk).update(status=settled)
        return path.format(finding.pk), data, lambda: Finding.objects.filter(pk=finding.pk, **done).exists()

    return ready


def _leads(desk: Desk, user: User | None) -> Any:
    finding = conflict(desk)
    led = Claim.objects.filter(witness=finding.said_by_id, rank=1)
    return f"/findings/{finding.pk}/settle/", {"lead": str(finding.said_by_id)}, led.exists


def _assigned(path: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        finding = conflict(desk)
        to = desk.accounts["expired"].pk
        return path.format(finding.pk), data, lambda: Finding.objects.get(pk=finding.pk).account_id == to

    return ready


def _linked(path: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        pk = desk.entities["person/sam"].pk
        return path, data, lambda: User.objects.filter(handle="expired", person_id=pk).exists()

    return ready


def _erased(path: str, person: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        entity = desk.entities[person]
        return path, data, lambda: type(entity).objects.get(pk=entity.pk).slug != entity.slug

    return ready


def _token_revoked(desk: Desk, user: User | None) -> Any:
    token, _secret = create_token(desk.accounts["user"], "mine", ["read"], 5)
    return f"/account/tokens/{token.pk}/revoke/", {}, lambda: Token.objects.get(pk=token.pk).revoked_at is not None


def saying(what: str) -> dict[str, str]:
    """The form of a fact, filled in."""
    return {"what": what, "state": "0", "visibility": "0"}


ROLE = {"role": "Developer", "holder": "person/sam"}
PROPOSES = [{"op": "add", "subject": "service/lighthouse", "predicate": "status_note", "value": "seen"}]

#: door → (what to send there and how to tell that it was done, who gets through)
WHO: dict[str, tuple[Ready, set[str]]] = {
    # facts
    "claim_add": (web("facts/add/?predicate=status_note", saying("green")), PART),
    "claim_add elsewhere": (
        web("/service/elsewhere/facts/add/?predicate=status_note", saying("green")),
        EVERYWHERE,
    ),
    "claim_add to a part": (web("/service/lamp/facts/add/?predicate=status_note", saying("lit")), PART),
    "claim_add as a proposal": (
        web("facts/add/?predicate=status_note", saying("blue"), lambda desk: count(Change)),
        SIGNED_IN,
    ),
    "claim_end": (_on_note("end/", {"on": "2020-01-01"}), PART),
    "claim_correct": (_on_note("correct/", {"message": "no"}), PART),
    "claim_confirm": (_confirmed(TOP + "facts/{origin}/confirm/"), PART),
    # whole pages
    "entity_create": (web("/new/", {"kind": "service", "name": "Pier"}), EVERYWHERE),
    "entity_rename": (web("rename/", {"name": "Beacon"}), PART),
    "entity_alias": (web("names/add/", {"scheme": "aka", "value": "Beacon"}), PART),
    "entity_merge": (web("merge/", {"into": "service/closed"}), LEADS),
    "entity_merge within a part": (web("/service/lamp/merge/", {"into": "service/lighthouse"}), LEADS_PART),
    # A split makes a page, so leading a part is not enough.
    "entity_split": (
        lambda desk, user: (
            TOP + "split/",
            {"name": "Pier", "kind": "service", "facts": [str(note(desk).pk)]},
            change_applied(desk),
        ),
        LEADS,
    ),
    "entity_show_to": (web("show/", {"visibility": "1"}), LEADS_PART),
    # changes
    "change_apply": (_decided("/changes/{}/apply/", "applied"), PART),
    "change_reject": (_decided("/changes/{}/reject/", "rejected"), PART | {"expired"}),
    "change_reject one's own": (_own_rejected("/changes/{}/reject/"), SIGNED_IN),
    "change_revert": (_decided("/changes/{}/revert/", "reverted"), PART),
    # findings
    "finding_settle": (
        _of_finding("/findings/{}/settle/", {"verdict": "both-right", "reason": "so"}, status="settled"),
        PART,
    ),
    "finding_settle by rank": (_leads, PART),
    "finding_reopen": (_of_finding("/findings/{}/reopen/", {}, settled="settled", status="open"), PART),
    "finding_assign": (_assigned("/findings/{}/assign/", {"to": "expired"}), PART),
    "api finding settle": (
        _of_finding(API + "findings/{}/settle", {"verdict": "corrected"}, status="settled"),
        PART,
    ),
    "api finding reopen": (_of_finding(API + "findings/{}/reopen", {}, settled="settled", status="open"), PART),
    "api finding assign": (_assigned(API + "findings/{}/assign", {"account": "expired"}), PART),
    # a document, line by line: applying one takes what importing takes
    "statement_judge": (_judged("/changes/{}/judge/"), PART),
    "change_apply_judged": (_applied_judged("/changes/{}/apply-judged/"), LEADS),
    "statement_reword": (_worded(), PART),
    **{
        f"{door} of class {level}": (ready(level), who)
        for level, who in ((3, LEADS_PART), (4, set[str]()))
        for door, ready in {
            "statement_judge": lambda level: _judged("/changes/{}/judge/", "rejected", level),
            "statement_judge a section": _section_judged,
            "statement_reword": _worded,
            "api judge": lambda level: _judged(API + "changes/{}/judge", "rejected", level),
        }.items()
    },
    **{
        f"{door} {path} of class 3": (_applied_judged(path, 3, said), LEADS)
        for door, path, said in (
            ("apply judged", "/changes/{}/apply-judged/", {}),
            ("apply everything", "/changes/{}/apply-judged/", {"everything": "1"}),
            ("apply judged", API + "changes/{}/apply-judged", {}),
        )
    },
    "api judge": (_judged(API + "changes/{}/judge"), PART),
    "api apply judged": (_applied_judged(API + "changes/{}/apply-judged"), LEADS),
    # roles and people
    "role_grant": (web("roles/", ROLE, lambda desk: count(Grant)), LEADS_PART),
    "role_revoke": (_revoked(True, TOP + "roles/{}/revoke/"), LEADS_PART),
    "account_link_person": (_linked("/person/sam/account/", {"handle": "expired"}), LEADS),
    # what runs
    "job_cancel": (_worked("cancel", job, lambda j: j.state == "cancelled" or j.cancel_requested), LEADS | {"expired"}),
    "job_retry": (_worked("retry", ended_job, lambda j: j.state == "ready"), LEADS),
    "account_token_revoke": (_token_revoked, {"user"}),
    "account_tokens": (
        web("/account/tokens/", {"name": "t", "scopes": ["read"], "days": "30"}, lambda desk: count(Token)),
        SIGNED_IN,
    ),
    "watch": (
        web("/watch/", {"topic": "entity:1"}, lambda desk: count(apps.get_model("subscriptions", "Subscription"))),
        SIGNED_IN,
    ),
    # the same by the API
    "api add": (edit(op="add", subject="service/lighthouse", predicate="status_note", value="seen"), PART),
    "api add elsewhere": (edit(op="add", subject="service/elsewhere", predicate="status_note", value="so"), EVERYWHERE),
    "api create": (edit(op="create", kind="service", slug="pier", name="Pier"), EVERYWHERE),
    "api rename": (edit(op="rename", entity="service/lighthouse", name="Beacon"), PART),
    "api alias": (edit(op="alias", entity="service/lighthouse", value="Beacon"), PART),
    "api merge": (edit(op="merge", entity="service/closed", into="service/lighthouse"), LEADS),
    "api show": (edit(op="show", entity="service/lighthouse", visibility="members"), LEADS_PART),
    "api propose": (
        lambda desk, user: (API + "changes", {"edits": PROPOSES}, count(Change)),
        SIGNED_IN,
    ),
    "api apply": (_decided(API + "changes/{}/apply", "applied"), PART),
    "api reject": (_decided(API + "changes/{}/reject", "rejected"), PART | {"expired"}),
    "api revert": (_decided(API + "changes/{}/revert", "reverted"), PART),
    "api confirm": (_confirmed(API + "claims/{pk}/confirm"), PART),
    "api roles": (
        web(API + "roles", ROLE | {"scope": "service/lighthouse"}, lambda desk: count(Grant)),
        LEADS_PART,
    ),
    "api roles everywhere": (web(API + "roles", ROLE, lambda desk: count(Grant)), LEADS),
    "api role taken back": (_revoked(True, "DELETE " + API + "roles/{}"), LEADS_PART),
    "api role taken back everywhere": (_revoked(False, "DELETE " + API + "roles/{}"), LEADS),
    "api link": (_linked(API + "accounts/expired/person", {"person": "person/sam"}), LEADS),
    "api erase": (_erased(API + "erase", "person/sam", {"person": "person/sam", "confirm": "person/sam"}), LEADS),
    "api erase oneself": (
        _erased(API + "erase", "person/robin", {"person": "person/robin", "confirm": "person/robin"}),
        LEADS | {"robin"},
    ),
    # One's own names only, and this was none of Robin's.
    "api retire": (
        web(API + "names/retire", {"person": "person/robin", "name": "Rob"},
            lambda desk: count(apps.get_model("catalog", "Alias"), scheme="former-name")),
        LEADS,
    ),
    **issue_doors.WHO,
    **file_doors.WHO,
    **tracker_api_doors.WHO,
    **word_doors.WHO,
}  # fmt: skip

#: Routes that a form or a program may post to, and the lines above that walk them; the rest is said why not.
POSTED = {
    "new/": "entity_create", "watch/": "watch", "account/tokens/": "account_tokens",
    "account/tokens/<int:token_id>/revoke/": "account_token_revoke",
    "changes/<id:pk>/apply/": "change_apply", "changes/<id:pk>/reject/": "change_reject",
    "changes/<id:pk>/judge/": "statement_judge", "changes/<id:pk>/apply-judged/": "change_apply_judged",
    "changes/<id:pk>/review/<id:origin>/": "statement_reword",
    "changes/<id:pk>/revert/": "change_revert", "jobs/<int:pk>/cancel/": "job_cancel",
    "jobs/<int:pk>/retry/": "job_retry", "findings/<id:pk>/settle/": "finding_settle",
    "findings/<id:pk>/reopen/": "finding_reopen", "findings/<id:pk>/assign/": "finding_assign",
    **{doors.ENTITY + rest: name for rest, name in {
        "facts/add/": "claim_add", "facts/<id:origin>/end/": "claim_end", "facts/<id:origin>/correct/": "claim_correct",
        "facts/<id:origin>/confirm/": "claim_confirm", "rename/": "entity_rename", "names/add/": "entity_alias",
        "merge/": "entity_merge", "split/": "entity_split", "show/": "entity_show_to", "roles/": "role_grant",
        "roles/<id:pk>/revoke/": "role_revoke", "account/": "account_link_person"}.items()},
    **{doors.API + rest: name for rest, name in {
        "changes": "api propose", "changes/<change_id>/apply": "api apply", "changes/<change_id>/reject": "api reject",
        "changes/<change_id>/judge": "api judge", "changes/<change_id>/apply-judged": "api apply judged",
        "changes/<change_id>/revert": "api revert", "claims/<claim_id>/confirm": "api confirm", "roles": "api roles",
        "roles/<role_id>": "api role taken back", "accounts/<handle>/person": "api link", "names/retire": "api retire",
        "erase": "api erase", "findings/<finding_id>/settle": "api finding settle",
        "findings/<finding_id>/reopen": "api finding reopen", "findings/<finding_id>/assign": "api finding assign",
        }.items()},
    **issue_doors.POSTED,
    **file_doors.POSTED,
    **tracker_api_doors.POSTED,
    **word_doors.POSTED,
}  # fmt: skip
#: Doors with tests of their own: signing in and out, one's own account, uploads, and what only a worker leaves behind.
ELSEWHERE = (
    "healthz", "readyz", "api/docs", "api/v1/openapi.json", "style/",  # the same page whatever the method
    "issues/preview/",  # writes nothing
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
