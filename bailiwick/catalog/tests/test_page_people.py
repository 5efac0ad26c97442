"""Where am I responsible; who holds a role on a part; whose account is whose."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.access.grants import grant_role
from bailiwick.catalog.actions.people import link_account
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import person, read, says, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _list(shared_rows: None) -> None:
    read(
        "list", "2024-05-28",
        says("service/loom", "maintained_by", "person/ada-weaver"),
        says("service/spindle", "run_by", "team/spinners"),
        says("person/ada-weaver", "member_of", "team/spinners"),
    )  # fmt: skip


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def ada() -> Entity:
    return Entity.objects.get(slug="ada-weaver")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_account_without_a_person_is_told_how_to_get_one(client: Client, loom: Entity) -> None:
    assert client.get("/mine/")["Location"] == "/account/login/?next=/mine/"
    client.force_login(person("ada"))
    assert "not linked to a person" in text(client, "/mine/")


def test_one_answers_for_what_names_oneself_or_a_team_one_is_in(client: Client, loom: Entity) -> None:
    user = person("ada")
    link_account(user, ada(), by=system())
    client.force_login(user)
    page = text(client, "/mine/")
    assert "/service/loom/" in page
    assert "/service/spindle/" in page


def test_roles_on_a_part_are_given_and_taken_back(client: Client, loom: Entity) -> None:
    client.force_login(person("chief", "Coordinator"))
    answer = client.post("/service/loom/roles/", {"holder": "ada-weaver", "role": "Developer", "ends": "2099"})
    assert answer.status_code == 302
    page = text(client, "/service/loom/roles/")
    assert "The role is given." in page
    assert "Developer" in page
    assert "until 31 Dec 2099" in page
    revoke = page.partition("/revoke/")[0].rpartition('action="')[2] + "/revoke/"
    client.post(revoke)
    page = text(client, "/service/loom/roles/")
    assert "The role is taken back." in page
    assert "Nobody holds a role" in page
    assert client.post(revoke).status_code == 404


def test_a_role_that_would_be_over_already_is_not_given(client: Client, loom: Entity) -> None:
    client.force_login(person("chief", "Coordinator"))
    answer = client.post("/service/loom/roles/", {"holder": "ada-weaver", "role": "Developer", "ends": "2020"})
    assert answer.status_code == 422
    assert "This day has passed already." in answer.content.decode()
    assert "Nobody holds a role" in text(client, "/service/loom/roles/")


def test_who_may_not_give_roles_does_not_see_who_holds_them(client: Client, loom: Entity) -> None:
    grant_role("Developer", holder=ada().pk, scope=loom.pk, by=system())
    client.force_login(person("keeper", "Developer"))
    assert client.get("/service/loom/roles/").status_code == 403
    assert client.post("/service/loom/roles/", {"holder": "ada-weaver", "role": "Coordinator"}).status_code == 403
    assert "Roles</a>" not in text(client, "/service/loom/")


def test_an_account_is_linked_to_its_person_and_the_link_is_cut(client: Client, loom: Entity) -> None:
    user = person("ada")
    client.force_login(person("chief", "Coordinator"))
    answer = client.post("/person/ada-weaver/account/", {"handle": "nobody-such"})
    assert answer.status_code == 422
    assert 'value="nobody-such"' in answer.content.decode()
    client.post("/person/ada-weaver/account/", {"handle": "Ada"})
    user.refresh_from_db()
    assert user.person_id == ada().pk
    client.post("/person/ada-weaver/account/", {"handle": ""})
    user.refresh_from_db()
    assert user.person_id is None
    assert client.get("/service/loom/account/").status_code == 404
