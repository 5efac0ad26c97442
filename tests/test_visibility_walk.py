"""Nobody hears what is not for them: a canary of every class, every door, every reader.

The desk and the table of who may hear what stand in `tests/walks/desk.py`; the doors are
found from `urls.py` by `tests/walks/doors.py`, so a page that is new is walked or fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from bailiwick.access import Denied
from bailiwick.accounts.tokens import create_token
from bailiwick.catalog.models import Change, Claim
from tests.walks import doors
from tests.walks.desk import SEES, STEPS, Desk, build, plant

CANARY = re.compile(r"qz[a-z]a[a-z]u[a-z]o")
#: What differs each time anyhow: form tokens, ids of requests, times of day.
PASSING = re.compile(
    rb'name="(csrfmiddlewaretoken|shown)" value="[^"]+"|X-CSRFToken[^}]*|"request_id": ?"[\w-]+"|nonce="[^"]+"'
    rb"|(confirmed|stated) [^<]*<|<time[^>]*>[^<]*</time>|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)?"
)
BROWSING = tuple(name for name in SEES if name != "importer")


@pytest.fixture(scope="module")
def book(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for the whole file: the desk is planted once."""
    with django_db_blocker.unblock():
        limits = settings.RATE_USER, settings.RATE_ANONYMOUS
        settings.RATE_USER = settings.RATE_ANONYMOUS = 0
        atomic = transaction.atomic()
        atomic.__enter__()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
        settings.RATE_USER, settings.RATE_ANONYMOUS = limits


def client(desk: Desk, reader: str) -> Client:
    found = Client(HTTP_ACCEPT_LANGUAGE="en")
    if reader != "anonymous":
        user = desk.accounts[reader]
        found.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        if reader == "inactive":
            type(user).objects.filter(pk=user.pk).update(is_active=False)
    return found


#: What must look the same whatever is hidden: every list, every count, everything said of what is public.
SAME = [
    "/", "/service/", "/person/", "/provider/", "/software/", "/changes/", "/changes.atom", "/search/?q=light",
    "/search/?q=qz*", "/jobs/", "/mine/", "/search/suggest/?q=qz", "/compare/?from=2015-01-01&to=2026-01-01",
    "/compare/?from=2015-01-01&to=2026-01-01&class=corrected", "/timeline/", "/timeline/?predicate=responsible",
    "/service/lighthouse/timeline/", "/service/lighthouse/compare/?from=2015&to=2020", "/year/2015/", "/year/2017/",
    "/year/2019/", "/api/v1/years/2019",
    "/service/lighthouse/", "/service/lighthouse/?as_of=2018-01-01", "/service/lighthouse/history/",
    "/service/lighthouse/changes.atom", "/service/lighthouse/incoming/depends_on/", "/service/elsewhere/",
    "/provider/rock/", "/provider/rock/incoming/hosted_by/", "/person/olive/", "/contact-point/bell/",
    "/team/keepers/", "/person/robin/", "/service/?people_below=2", "/service/?people_below=1",
    "/service/?mark=never", "/service/?as_of=2019", "/api/v1/entities?kind=service&as_of=2019",
    "/api/v1/entities?kind=service", "/api/v1/entities?kind=service&people_below=2",
    "/api/v1/wanted", "/api/v1/freshness?kind=service", "/api/v1/entities/service/lighthouse",
    "/api/v1/entities/service/lighthouse/who", "/api/v1/entities/service/lighthouse/history",
    "/api/v1/entities/service/lighthouse/references", "/api/v1/sources",
    "/api/v1/entities/provider/rock/incoming?predicate=hosted_by", "/api/v1/changes",
    "/api/v1/diff?from=2015&to=2026", "/api/v1/search?q=light", "/api/v1/search?q=qz*", "/api/v1/lineages",
    "/api/v1/roles?scope=service/lighthouse", "/api/v1/me/responsible", "/findings/", "/findings/?kind=conflict",
    "/findings/?kind=duplicate", "/findings/?kind=dead-list", "/findings/?kind=uncovered", "/findings/?kind=dangling",
    "/findings/?status=all&kind=conflict", "/api/v1/findings?status=all&limit=200", "/findings.atom",
    "/api/v1/timeline?predicate=responsible", "/issues/", "/issues/?q=", "/issues/?q=sort:created", "/issues/?q=qz*",
    "/issues/?q=-qzbababa", "/issues/?q=crack", "/issues/?q=is:blocked", "/issues/?q=comments:>0 (light OR qz*)",
    "/issues/?q=&group=service", "/issues.atom?q=", "/issues/complete/?q=service:", "/issues/complete/?q=milestone:",
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(book: None) -> Desk:
    return build()


#: One of each sort: without any role, with one everywhere, with one on a part. On PostgreSQL, where the pages are the
#: same and take twice as long, the one whose questions are the longest.
COMPARED = ("anonymous", "developer", "developer-part", "coordinator-part")
COMPARED_AGAIN = ("developer-part",)


def blind_to(reader: str, level: int, place: str) -> bool:
    """Whether nothing that this step plants is for the reader."""
    places = {"part": ("part",), "elsewhere": ("elsewhere", "robin")}[place]
    return all(SEES[reader][each] < level for each in (*places, *(("part",) if level == 4 else ())))


@pytest.fixture(scope="module")
def differences(desk: Desk) -> list[str]:
    """While the desk is planted step by step, what each reader who is blind to a step saw change."""
    seen: dict[str, dict[str, bytes]] = {}
    found = []
    compared = COMPARED if connection.vendor == "sqlite" else COMPARED_AGAIN
    for level, place in STEPS:
        blind = [reader for reader in compared if blind_to(reader, level, place)]
        before = {reader: seen.get(reader) or shown(desk, reader) for reader in blind}
        plant(desk, level, place)
        seen = {reader: shown(desk, reader) for reader in blind}
        for reader in blind:
            found += [
                f"class {level} {place}: {reader} at {path}: {told(before[reader][path], seen[reader][path])}"
                for path in before[reader]
                if before[reader][path] != seen[reader][path]
            ]
    return found


def shown(desk: Desk, reader: str) -> dict[str, bytes]:
    browser = client(desk, reader)
    return {path: PASSING.sub(b"", browser.get(path).content) for path in same(desk)}


def same(desk: Desk) -> list[str]:
    """With the document that waits, and lists of what waits."""
    waiting = desk.waiting.pk
    return [
        *SAME, "/changes/?status=proposed", "/api/v1/changes?status=proposed", f"/changes/{waiting}/",
        f"/changes/{waiting}/review/", f"/changes/{waiting}/review/?show=undecided", f"/api/v1/changes/{waiting}",
        f"/api/v1/changes/{waiting}/statements", desk.issue.url, desk.issue_elsewhere.url, "/issues/similar/?q=qz",
        "/issues/similar/?q=crack+in+the+lens",
    ]  # fmt: skip


def told(a: bytes, b: bytes) -> str:
    """Where two pages begin to differ."""
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"{a[max(0, at - 60) : at + 60]!r} became {b[max(0, at - 60) : at + 60]!r}"


def test_lists_counts_and_pages_are_the_same_with_and_without_what_is_hidden(differences: list[str]) -> None:
    assert not differences, "\n".join(differences)


def test_every_door_is_known(desk: Desk, differences: list[str]) -> None:
    unknown = [route for route in doors.routes() if "<" in route and route not in doors.ARGUMENTS]
    assert not unknown, f"say in tests/walks/doors.py what these are about: {unknown}"
    gone = set(doors.ARGUMENTS) | set(doors.QUERIES)
    assert gone <= set(doors.routes())


@pytest.mark.parametrize("reader", BROWSING)
def test_nobody_hears_what_is_not_for_them(desk: Desk, differences: list[str], reader: str) -> None:
    browser, forbidden = client(desk, reader), desk.forbidden(reader)
    leaks: dict[str, str] = {}
    for paths in (*doors.addresses(desk).values(), doors.waiting(desk)):
        for path in share(paths, reader):
            response = browser.get(path)
            assert response.status_code < 500, path
            text = text_of(response) + str(response.headers)
            for word in set(CANARY.findall(text)) - set(CANARY.findall(path)):
                if word in forbidden:
                    leaks.setdefault(forbidden[word], f"{path} ({response.status_code})")
    assert not leaks, "\n".join(f"{what}: {where}" for what, where in sorted(leaks.items()))


def text_of(response: Any) -> str:
    """What was answered; a file comes in pieces."""
    data = b"".join(response.streaming_content) if response.streaming else response.content
    return data.decode("utf-8", "replace")


#: Who walks little, because another reader of the same sort walks more; and those who share all addresses.
FEW = {"inactive": 2, "expired": 2, "revoked": 2, "by-team": 4}
SHARING = tuple(reader for reader in BROWSING if reader not in ("anonymous", *FEW))


def share(paths: list[str], reader: str) -> list[str]:
    """All addresses for anonymous readers; of many alike, every other reader walks some, each its own."""
    if reader == "anonymous":
        return paths
    if reader in FEW:
        return paths[BROWSING.index(reader) % (step := max(1, len(paths) // FEW[reader])) :: step]
    step = max(1, min(len(paths) // 7, len(SHARING)))
    return paths[SHARING.index(reader) % step :: step]


def test_between_them_those_who_are_signed_in_walk_every_address(desk: Desk, differences: list[str]) -> None:
    missed = {
        route: left
        for route, paths in {**doors.addresses(desk), "waiting": doors.waiting(desk)}.items()
        if (left := set(paths).difference(*(share(paths, reader) for reader in SHARING)))
    }
    assert not missed


TERMINAL = (
    "show service/lighthouse", "show service/lighthouse --as-of 2018-01-01", "show service/elsewhere --json",
    "show person/robin", "show provider/rock", "who service/lighthouse", "who service/lighthouse --json",
    "who person/olive", "diff 2015-01-01 2026-01-01", "diff 2015 2026 service/lighthouse --json",
    "year 2019", "year 2017 --json", "search qz*",
    "search light --json", "search qz* --json", "show qz", "show service/qzbababo", "findings", "findings --json",
    "findings --status all --limit 1000", "timeline", "timeline service/lighthouse --json",
)  # fmt: skip


@pytest.mark.parametrize("reader", ["anonymous", "user", "robin", "developer", "developer-part", "coordinator"])
def test_a_terminal_tells_no_more_than_the_pages(desk: Desk, differences: list[str], reader: str) -> None:
    forbidden = desk.forbidden(reader)
    lines = [*TERMINAL]
    if reader != "anonymous":  # without an account it is the operator of the machine who reviews
        lines += ["review", "review --json"]
        lines += [f"review {change.pk}{how}" for change in desk.documents for how in ("", " --json")]
    told = "".join(on_terminal(desk, reader, line) for line in lines)
    assert "Lighthouse" in told
    assert not {forbidden[word] for word in CANARY.findall(told) if word in forbidden}


def on_terminal(desk: Desk, reader: str, line: str) -> str:
    """What a command prints, refusals too."""
    out, err = StringIO(), StringIO()
    eyes = [] if reader == "anonymous" else ["--as", desk.accounts[reader].email]
    try:
        call_command(*line.split(), *eyes, stdout=out, stderr=err)
    except (CommandError, SystemExit) as end:
        err.write(str(end))
    return (out.getvalue() + err.getvalue()).replace("qzbababo", "")


@pytest.mark.parametrize("reader", ["coordinator", "importer"])
def test_an_export_holds_what_its_reader_may_see(
    desk: Desk, differences: list[str], reader: str, tmp_path: Path
) -> None:
    call_command("export", "catalog", str(tmp_path), "--as", desk.accounts[reader].email, stdout=StringIO())
    text = "".join(f"{path.name}\n{path.read_text()}" for path in sorted(tmp_path.rglob("*.yaml")))
    heard, forbidden = set(CANARY.findall(text)), desk.forbidden(reader)
    assert len(heard) > 100
    assert not {forbidden[word] for word in heard if word in forbidden}


@pytest.mark.parametrize("reader", ["user", "developer-part", "coordinator-part", "owner"])
def test_nobody_else_takes_the_catalog_away(desk: Desk, reader: str, tmp_path: Path) -> None:
    with pytest.raises((Denied, CommandError)):
        call_command("export", "catalog", str(tmp_path), "--as", desk.accounts[reader].email, stdout=StringIO())
    assert not list(tmp_path.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("reader", "scopes"),
    [("user", ["read"]), ("developer-part", ["propose"]), ("robin", ["admin"]), ("coordinator", ["read"])],
)
def test_a_token_hears_what_its_account_hears(
    desk: Desk, differences: list[str], reader: str, scopes: list[str]
) -> None:
    _token, secret = create_token(desk.accounts[reader], "walk", scopes, 1)
    asking, forbidden = Client(HTTP_AUTHORIZATION=f"Bearer {secret}", HTTP_ACCEPT_LANGUAGE="en"), desk.forbidden(reader)
    leaks = set()
    for route, paths in doors.addresses(desk).items():
        for path in paths[:: max(1, len(paths) // 6)] if route.startswith(doors.API) else ():
            said = text_of(asking.get(path))
            heard = set(CANARY.findall(said)) - set(CANARY.findall(path))
            leaks |= {f"{forbidden[word]}: {path}" for word in heard if word in forbidden}
    # Beside the API a token is nobody.
    browsing = asking.get("/service/elsewhere/").content.decode()
    leaks |= {word for word in CANARY.findall(browsing) if word in desk.forbidden("anonymous")}
    assert not leaks


def test_a_dead_token_is_refused_and_hears_nothing(desk: Desk, differences: list[str]) -> None:
    token, secret = create_token(desk.accounts["coordinator"], "walk", ["admin"], 1)
    type(token).objects.filter(pk=token.pk).update(expires_at=timezone.now())
    answer = Client(HTTP_AUTHORIZATION=f"Bearer {secret}").get("/api/v1/entities?kind=service")
    assert answer.status_code == 401
    assert not CANARY.findall(answer.content.decode())


#: A hidden thing and one that is not there, in pairs of addresses that must answer alike.
ALIKE = (
    "/service/{}/", "/service/{}/history/", "/service/{}/facts/add/", "/service/{}/merge/", "/service/{}/roles/",
    "/service/{}/changes.atom", "/service/{}/incoming/depends_on/", "/changes/?entity=service/{}", "/search/?q={}",
    "/search/suggest/?q={}", "/things/?q={}", "/service/?q={}", "/api/v1/entities/service/{}",
    "/api/v1/resolve?name={}", "/api/v1/entities/service/{}/history", "/api/v1/changes?entity=service/{}",
    "/api/v1/diff?from=2015&to=2020&entity=service/{}", "/api/v1/roles?scope=service/{}", "/api/v1/search?q={}",
    "/api/v1/suggest?q={}", "/api/v1/entities?kind=service&q={}", "/issues/?q=service:{}", "/issues/?q={}",
    "/issues/?q=-service:{}", "/issues/?q=-{}",
)  # fmt: skip


@pytest.mark.parametrize("reader", ["anonymous", "user", "developer", "developer-part"])
def test_what_is_hidden_answers_as_what_does_not_exist(desk: Desk, differences: list[str], reader: str) -> None:
    browser, there = client(desk, reader), _hidden_slug(desk, 3)
    gone = there[:-1] + "x"
    for address in ALIKE:
        hidden, missing = browser.get(address.format(there)), browser.get(address.format(gone))
        assert hidden.status_code == missing.status_code, address
        assert _blurred(hidden.content, there) == _blurred(missing.content, gone), address
    for claim in Claim.objects.filter(visibility=3, subject=desk.entities["service/elsewhere"])[:3]:
        for address in ("/api/v1/claims/{}", "/service/elsewhere/facts/{}/", "/service/elsewhere/facts/{}/end/"):
            hidden, missing = browser.get(address.format(claim.origin)), browser.get(address.format(10**9))
            assert (hidden.status_code, _blurred(hidden.content, str(claim.origin))) == (
                missing.status_code,
                _blurred(missing.content, str(10**9)),
            ), address
    change = Change.objects.filter(visibility=3).order_by("pk").first()
    assert change is not None
    for pk in (change.pk, desk.hidden_documents[(3, "elsewhere")].pk):
        for address in ("/changes/{}/", "/changes/{}/review/", "/api/v1/changes/{}", "/api/v1/changes/{}/statements"):
            hidden, missing = browser.get(address.format(pk)), browser.get(address.format(10**9))
            assert hidden.status_code == missing.status_code, address
            assert _blurred(hidden.content, str(pk)) == _blurred(missing.content, str(10**9))


@pytest.mark.parametrize("reader", ["user", "developer", "developer-part"])
def test_a_hidden_line_of_what_waits_answers_as_one_that_is_not_there(
    desk: Desk, differences: list[str], reader: str
) -> None:
    browser, change = client(desk, reader), desk.waiting.pk
    hidden = Claim.objects.filter(change=change, visibility=3, subject=desk.entities["service/elsewhere"])
    for there, gone in ((origin, 10**9) for origin in hidden.values_list("origin", flat=True)[:2]):
        asked = [
            (browser.get, f"/changes/{change}/review/{{}}/", {}),
            (
                browser.post,
                f"/changes/{change}/review/{{}}/",
                {"subject": "service/elsewhere", "what": "x", "state": "0"},
            ),
            (browser.post, f"/api/v1/changes/{change}/judge", {"verdict": "rejected", "statements": "{}"}),
            (browser.post, f"/changes/{change}/judge/", {"reject": "{}"}),
        ]
        for how, address, said in asked:
            one, two = (_sent(how, address, said, origin) for origin in (there, gone))
            assert (one.status_code, one.headers.get("Location")) == (two.status_code, two.headers.get("Location"))
            assert _blurred(one.content, str(there)) == _blurred(two.content, str(gone)), address
        # What the last one was told stands on the next page, whichever that is.
        browser.get("/mine/")


def _sent(how: Any, address: str, said: dict[str, str], origin: int) -> Any:
    filled = {name: word.format(origin) for name, word in said.items()}
    if "/api/" in address:
        return how(address, filled | {"statements": [origin]}, "application/json")
    return how(address.format(origin), filled)


def _hidden_slug(desk: Desk, level: int) -> str:
    return next(e.slug for e in desk.entities.values() if e.visibility == level and e.kind == "service")


def _blurred(content: bytes, word: str) -> bytes:
    return PASSING.sub(b"", content).replace(word.encode(), b"-")


@pytest.mark.parametrize("reader", ["user", "developer", "developer-part"])
def test_writing_about_what_is_hidden_reads_as_about_what_is_missing(
    desk: Desk, differences: list[str], reader: str
) -> None:
    browser, there = client(desk, reader), _hidden_slug(desk, 3)
    gone = there[:-1] + "x"
    claim = Claim.objects.filter(visibility=3, subject=desk.entities["service/elsewhere"]).values_list("pk", flat=True)[
        0
    ]

    def edits(word: str, number: int) -> list[dict[str, Any]]:
        ref, top = f"service/{word}", "service/lighthouse"
        return [
            {"op": "add", "subject": ref, "predicate": "title", "value": "x"},
            {"op": "add", "subject": top, "predicate": "depends_on", "object": ref},
            {"op": "rename", "entity": ref, "name": "x"},
            {"op": "alias", "entity": ref, "value": "x"},
            {"op": "merge", "entity": top, "into": ref},
            {"op": "merge", "entity": ref, "into": top},
            {"op": "show", "entity": ref, "visibility": "public"},
            {"op": "end", "claim": number, "on": "2020"},
            {"op": "correct", "claim": number},
            {"op": "split", "entity": top, "kind": "service", "slug": "y", "name": "y", "claims": [number]},
        ]

    for hidden, missing in zip(edits(there, claim), edits(gone, 10**9), strict=True):
        one, two = (
            browser.post("/api/v1/changes", {"edits": [each]}, "application/json") for each in (hidden, missing)
        )
        assert one.status_code == two.status_code == 422, hidden
        assert _blurred(_blurred(one.content, there), str(claim)) == _blurred(_blurred(two.content, gone), str(10**9))
    for path, name in (
        ("/service/lighthouse/facts/add/?predicate=depends_on", "what"),
        ("/service/lighthouse/merge/", "into"),
    ):
        one, two = (browser.post(path, {name: f"service/{word}", "state": "0"}) for word in (there, gone))
        assert one.status_code == two.status_code == 422
        assert _blurred(one.content, there) == _blurred(two.content, gone)


def test_what_a_coordinator_was_shown_is_not_kept_for_the_next_reader(desk: Desk, differences: list[str]) -> None:
    forbidden = desk.forbidden("anonymous")
    for path in ("/", "/service/", "/service/lighthouse/", "/changes/", "/changes.atom", "/service/elsewhere/"):
        boss, first = client(desk, "coordinator").get(path), client(desk, "anonymous").get(path)
        again = Client(HTTP_ACCEPT_LANGUAGE="en").get(path, HTTP_IF_NONE_MATCH=first.headers["ETag"])
        assert not [forbidden[word] for word in CANARY.findall(first.content.decode()) if word in forbidden]
        assert boss.headers.get("ETag") != first.headers["ETag"]
        assert again.status_code in (200, 304)
        assert "Cookie" in first.headers["Vary"] or "Cookie" in boss.headers.get("Vary", "")


#: The same doors asked otherwise.
OTHERWISE: tuple[dict[str, str], ...] = (
    {"HTTP_ACCEPT": "application/json"},
    {"HTTP_HX_REQUEST": "true"},
    {"HTTP_HX_REQUEST": "true", "HTTP_HX_BOOSTED": "true"},
    {"HTTP_RANGE": "bytes=0-100"},
)


@pytest.mark.parametrize("reader", ["anonymous", "developer-part", "developer"])
def test_asking_otherwise_tells_no_more(desk: Desk, differences: list[str], reader: str) -> None:
    browser, forbidden = client(desk, reader), desk.forbidden(reader)
    days = (
        "?as_of=2016-06-01",
        "?as_of=2018-06-01",
        f"?known_at={timezone.now():%Y-%m-%d}",
        "?as_of=1999&known_at=2030",
    )
    pages = [f"/{ref}/{query}" for ref in doors.MAIN for query in ("", *days)]
    asked = [(page, {}) for page in pages] + [(page, how) for page in SAME[::3] for how in OTHERWISE]
    for path, how in asked:
        text = browser.get(path, **how).content.decode()
        assert not {forbidden[word] for word in CANARY.findall(text) if word in forbidden}, (path, how)
