"""A document that a reader may not see betrays itself nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bailiwick.access.models import Grant, Responsible, ScopePath
from bailiwick.accounts.models import User
from bailiwick.search.documents import Doc, index
from bailiwick.search.queries import CAP, find, suggest

from .desk import put, refs, someone

pytestmark = pytest.mark.django_db
LEVELS = ("public", "members", "staff", "coordinators", "self")
SCOPE, PART, ELSEWHERE = 900, 901, 902


def canaries(scope: int) -> None:
    """For each level a thing that only readers from that level on may find."""
    for level, name in enumerate(LEVELS):
        ref, title = f"service/{name}-{scope}", f"canary {name}"
        doc = Doc("service", ref, title, [f"bird{scope}"], "songbird", scope_id=scope, class_from=level)
        put(doc, number=scope * 10 + level)


def role(user: User, name: str, scope: int | None = None) -> User:
    from django.utils.timezone import now

    Grant.objects.create(role=name, user_id=user.pk, scope=scope, granted_by_id=user.pk, granted_at=now())
    return user


def reader(name: str) -> Any:
    """One of each sort of reader."""
    ScopePath.objects.bulk_create(
        [
            ScopePath(ancestor=a, descendant=d)
            for a, d in [(SCOPE, SCOPE), (SCOPE, PART), (PART, PART), (ELSEWHERE, ELSEWHERE)]
        ]
    )
    if name == "anonymous":
        return AnonymousUser()
    user = someone(person=PART if name == "themselves" else 77 if name == "owner" else None)
    if name == "owner":
        Responsible.objects.create(scope=SCOPE, holder=77)
    elif name in {"Developer", "Coordinator"}:
        role(user, name)
    elif name.endswith(" here"):
        role(user, name.removesuffix(" here"), SCOPE)
    return user


@pytest.mark.parametrize(
    ("name", "part", "elsewhere"),
    [
        ("anonymous", 0, 0),
        ("user", 1, 1),
        ("Developer", 2, 2),
        ("Coordinator", 3, 3),
        ("owner", 2, 1),
        ("Developer here", 2, 1),
        ("Coordinator here", 3, 1),
        ("themselves", 4, 1),
    ],
)
def test_each_reader_finds_what_their_level_allows(name: str, part: int, elsewhere: int) -> None:
    canaries(PART)
    canaries(ELSEWHERE)
    user = reader(name)
    allowed = {f"service/{LEVELS[n]}-{PART}" for n in range(part + 1)} | {
        f"service/{LEVELS[n]}-{ELSEWHERE}" for n in range(elsewhere + 1)
    }
    for text in ("songbird", "songb", "canary", "bird9*", "service:canary", "kind:service", '"songbird"'):
        found = find(user, text)
        assert {*refs(found)} == allowed, text
        assert found.total_capped == len(allowed)
        assert found.kinds == {"service": len(allowed)}
    assert {each.ref for each in suggest(user, "canar", limit=20)} == allowed
    assert {each.ref for each in suggest(user, "bird", limit=20)} == allowed


def test_documents_without_a_scope_follow_the_base_level() -> None:
    put(Doc("page", "page/a", "harbour"))
    put(Doc("page", "page/b", "harbour", class_from=2))
    assert refs(find(reader("themselves"), "harbour")) == ["page/a"]


def test_one_object_shows_each_reader_its_own_row() -> None:
    put(
        Doc("service", "service/x", "Xylophone", body="public words", class_to=1),
        Doc("service", "service/x", "Xylophone", names=["codename"], body="public words, secretword", class_from=2),
    )
    for word in ("secretword", "secretw", "codename", "coden", "xylophone -secretword"):
        assert bool(find(AnonymousUser(), word).hits) is word.startswith("xylo")
    assert refs(find(role(someone(), "Developer"), "secretword xylophone")) == ["service/x"]
    (hit,) = find(AnonymousUser(), "xylophone").hits
    assert "codename" not in hit.also
    assert "secretword" not in hit.text


def test_hidden_documents_take_no_place_under_the_cap() -> None:
    index(
        "catalog", {n: [Doc("host", f"host/{n}", f"reef {n}", body="nginx", class_from=3)] for n in range(1, CAP * 2)}
    )
    put(Doc("host", "host/open", "reef open", body="nginx"), number=9999)
    assert refs(find(AnonymousUser(), "nginx")) == ["host/open"]
    assert [each.ref for each in suggest(AnonymousUser(), "reef")] == ["host/open"]


def test_hidden_documents_move_nobody() -> None:
    put(Doc("host", "host/a", "A", body="nginx nginx varnish"))
    put(Doc("host", "host/b", "B", body="nginx varnish varnish varnish"))
    before = refs(find(AnonymousUser(), "nginx varnish"))
    index(
        "catalog", {n: [Doc("host", f"host/{n}", f"n{n}", body="varnish " * 30, class_from=3)] for n in range(100, 150)}
    )
    assert refs(find(AnonymousUser(), "nginx varnish")) == before


def test_the_page_and_its_suggestions_keep_silent(client: Client) -> None:
    put(Doc("service", "service/hidden", "Nightingale", body="nightsong", class_from=1))
    assert "service/hidden" not in client.get("/search/", {"q": "nightingale"}).text
    assert client.get("/search/suggest/", {"q": "night"}, headers={"accept": "application/json"}).json() == {
        "items": []
    }
    assert client.get("/search/suggest/", {"q": "night", "as": "opensearch"}).json() == ["night", [], [], []]
    client.force_login(someone())
    assert "service/hidden" in client.get("/search/", {"q": "nightingale"}).text
