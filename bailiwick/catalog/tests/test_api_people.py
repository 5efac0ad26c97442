"""People and rights through the API: roles on a part, accounts and persons, retired names, erasing."""

from __future__ import annotations

import pytest

from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.people import link_account
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.asking import Api, anybody
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.jobs.queue import run_next

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _overview(shared_rows: None) -> None:
    read(
        "overview",
        "2014-10-01",
        says("service/pypi", "owned_by", "person/ada"),
        says("service/wiki", "owned_by", "team/editors"),
        says("person/bob", "member_of", "team/editors"),
        says("person/ada", "mail", "=ada@example.net"),
    )


@pytest.fixture
def boss() -> Api:
    return Api(person("boss", "Coordinator"))


def test_a_role_on_a_part_counts_there_and_ends_when_taken_back(boss: Api) -> None:
    eve = person("eve")
    note = {"op": "add", "subject": "service/pypi", "predicate": "status_note", "value": "moving"}
    assert Api(eve).refused("/changes", {"edits": [note], "apply": True})[0] == 403

    given = boss.post("/roles", {"role": "Developer", "account": "eve", "scope": "service/pypi"})
    again = boss.post("/roles", {"role": "Developer", "account": "eve", "scope": "service/pypi"})
    assert given["id"] == again["id"]
    assert boss.get("/roles", scope="service/pypi")["items"] == [given]
    assert Api(eve).post("/changes", {"edits": [note], "apply": True})["status"] == "applied"
    assert Api(eve).get("/me/responsible")["roles"][0]["scope"]["ref"] == "service/pypi"

    assert boss.send(f"/roles/{given['id']}", method="delete").status_code == 204
    assert boss.send(f"/roles/{given['id']}", method="delete").status_code == 204
    assert boss.get("/roles", scope="service/pypi")["items"] == []
    assert Api(eve).refused("/changes", {"edits": [note | {"value": "again"}], "apply": True})[0] == 403


def test_a_team_holds_a_role_for_its_members(boss: Api) -> None:
    bob = link_account(person("bob"), Entity.objects.get(slug="bob"), by=system())
    given = boss.post("/roles", {"role": "Coordinator", "holder": "team/editors", "scope": "service/pypi"})
    assert given["holder"]["ref"] == "team/editors"
    assert Api(bob).get("/roles", scope="service/pypi")["items"][0]["id"] == given["id"]
    assert Api(bob).refused("/roles", {"scope": "service/wiki"}, "get")[:2] == (403, "not_allowed")
    assert Api(bob).refused("/roles", {}, "get")[:2] == (403, "not_allowed")


@pytest.mark.parametrize(
    "body",
    [
        {"role": "Developer"},
        {"role": "Developer", "account": "eve", "holder": "person/ada"},
        {"role": "Developer", "account": ""},
        {"role": "Developer", "account": "nobody"},
        {"role": "Developer", "account": "importer"},
        {"role": "Developer", "holder": "service/pypi"},
        {"role": "King", "account": "eve"},
        {"role": "Developer", "account": "eve", "scope": "service/absent"},
        {"role": "Developer", "account": "eve", "ends_at": "2001-01-01T00:00:00Z"},
        {"role": "Developer", "account": "eve", "ends_at": "9999-12-31T23:59:59-14:00"},
        {"role": "Developer", "account": "eve", "ends_at": "2030-01-01T00:00:00"},
    ],
)
def test_a_role_that_cannot_be(boss: Api, body: dict[str, str]) -> None:
    person("eve")
    assert boss.refused("/roles", body)[0] == 422
    assert not Grant.objects.exclude(role="Coordinator").exists()


def test_giving_roles_takes_the_right_and_the_scope_of_the_token() -> None:
    dev = person("dev", "Developer")
    body = {"role": "Developer", "account": "dev"}
    assert Api(dev, "admin").refused("/roles", body)[:2] == (403, "not_allowed")
    assert Api(person("boss", "Coordinator"), "write").refused("/roles", body)[:2] == (403, "scope_missing")
    assert anybody().refused("/roles", body)[:2] == (401, "not_signed_in")
    # Somebody who may not does not learn which accounts there are.
    assert Api(dev, "admin").refused("/roles", body | {"account": "nobody"})[0] == 403


def test_an_account_is_linked_to_its_person_and_has_their_rights(boss: Api) -> None:
    ada = person("ada")
    assert boss.post("/accounts/ada/person", {"person": "person/ada"})["person"]["ref"] == "person/ada"
    assert [row["ref"] for row in Api(ada).get("/me/responsible")["items"]] == ["service/pypi"]
    person("eve")
    assert boss.refused("/accounts/eve/person", {"person": "person/ada"})[:2] == (422, "refused")
    assert boss.refused("/accounts/eve/person", {"person": "service/pypi"})[:2] == (422, "refused")
    assert boss.post("/accounts/ada/person", {"person": None})["person"] is None
    assert Api(ada).refused("/accounts/ada/person", {"person": "person/ada"})[0] == 403


def test_a_retired_name_is_nowhere_any_more(boss: Api) -> None:
    ada = Entity.objects.get(slug="ada")
    add_claim(ada, "responsibilities", value="Zelda Oldname keeps PyPI", by=system(), message="says Zelda Oldname")
    assert boss.send("/names/retire", {"person": "person/ada", "name": "Zelda Oldname"}).status_code == 204
    assert b"Zelda" not in boss.ask("/entities/person/ada").content
    run_next()
    for path in (
        "/entities/person/ada",
        "/entities/person/ada/history",
        "/changes",
        "/search?q=zelda",
        "/suggest?q=zel",
    ):
        assert b"Zelda" not in boss.ask(path).content
    assert boss.refused("/names/retire", {"person": "team/editors", "name": "x"})[0] == 422


def test_erasing_somebody_takes_the_person_and_the_account(boss: Api) -> None:
    link_account(person("ada"), Entity.objects.get(slug="ada"), by=system())
    assert boss.refused("/erase", {"person": "person/ada", "confirm": "person/bob"})[0] == 422
    done = boss.post("/erase", {"person": "person/ada", "confirm": "person/ada"})
    assert done["erased"]
    assert boss.ask("/entities/person/ada").status_code == 404
    assert not User.objects.filter(email="ada@example.org").exists()
    assert b"ada@example.net" not in boss.ask("/entities/service/pypi/history").content


def test_i_erase_myself_and_nobody_else() -> None:
    ada = link_account(person("ada"), Entity.objects.get(slug="ada"), by=system())
    eve = Api(person("eve"))
    assert eve.refused("/erase", {"person": "person/ada", "confirm": "person/ada"})[0] == 403
    assert eve.refused("/erase", {"account": "ada", "confirm": "ada"})[0] == 403
    assert eve.refused("/erase", {"account": "nobody", "confirm": "nobody"})[0] == 403
    # Not even by naming one's own account beside somebody else's person.
    assert eve.refused("/erase", {"person": "person/ada", "account": "eve", "confirm": "eve"})[0] in (403, 422)
    assert Entity.objects.filter(slug="ada").exists()
    assert Api(ada).post("/erase", {"person": "person/ada", "account": "ada", "confirm": "ada"})["erased"]
    assert not Entity.objects.filter(slug="ada").exists()


def test_a_hidden_holder_is_not_told(boss: Api) -> None:
    hidden = entity("person/hidden", visibility=4)
    Grant.objects.create(
        role="Developer",
        holder=hidden.pk,
        scope=Entity.objects.get(slug="pypi").pk,
        granted_by_id=1,
        granted_at=hidden.recorded_at,
    )
    assert boss.get("/roles", scope="service/pypi")["items"] == []
    assert boss.refused("/roles", {"role": "Developer", "holder": "person/hidden"})[0] == 422
