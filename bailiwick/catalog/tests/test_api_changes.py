"""Changing the catalog through the API: suggesting, deciding, taking back, confirming."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.catalog.tests.asking import Api, anybody
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _overview(shared_rows: None) -> None:
    read(
        "overview",
        "2014-10-01",
        says("service/pypi", "hosted_by", "provider/rackspace"),
        says("service/pypi", "owned_by", "person/ada"),
        complete_for=["hosted_by"],
    )
    for ref in ("provider/aws", "provider/amazon", "service/wiki"):
        entity(ref)


@pytest.fixture
def dev() -> Api:
    return Api(person("dev", "Developer"), "write")


@pytest.fixture
def boss() -> Api:
    return Api(person("boss", "Coordinator"), "admin")


def claim(predicate: str = "hosted_by") -> Claim:
    return Claim.objects.get(predicate=predicate, superseded_at=NEVER, subject__slug="pypi")


def facts(ref: str = "service/pypi", **when: Any) -> set[tuple[str, str, str]]:
    card = anybody().get(f"/entities/{ref}", **when)
    return {
        (fact["predicate"], fact["object"]["ref"] if fact["object"] else fact["value"], fact["answer"])
        for fact in card["facts"]
    }


def add(**more: Any) -> dict[str, Any]:
    return {"op": "add", "subject": "service/pypi", "predicate": "hosted_by", "object": "provider/aws"} | more


def test_a_suggestion_waits_until_somebody_applies_it(dev: Api) -> None:
    eve = Api(person("eve"), "propose")
    change = eve.post(
        "/changes", {"message": "It moved", "edits": [add(**{"from": "2024-05", "from_earliest": "2014"})]}
    )
    assert (change["status"], change["author"], change["message"]) == ("proposed", "eve", "It moved")
    assert [(step["op"], step["object"]["ref"]) for step in change["steps"]] == [("add", "provider/aws")]
    assert anybody().ask(f"/changes/{change['id']}").status_code == 404
    assert Api(person("zoe"), "read").ask(f"/changes/{change['id']}").status_code == 404
    assert ("hosted_by", "provider/aws", "yes") not in facts()

    applied = dev.post(f"/changes/{change['id']}/apply")
    assert (applied["status"], applied["reviewer"]) == ("applied", "dev")
    assert ("hosted_by", "provider/aws", "yes") in facts()
    assert ("hosted_by", "provider/aws", "uncertain") in facts(as_of="2019")
    assert anybody().get(f"/changes/{change['id']}")["steps"][0]["after"]["from_latest"] == "2024-05-31"
    assert dev.post(f"/changes/{change['id']}/apply")["status"] == "applied"


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024", "2023-12-31", "2024-12-31"),
        ("2024-05", "2024-04-30", "2024-05-31"),
        ("2024-05-28", "2024-05-28", "2024-05-28"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(dev: Api, written: str, earliest: str, latest: str) -> None:
    wanted = {"op": "add", "subject": "service/pypi", "predicate": "purpose", "value": "Packages"}
    wanted |= {"from": "2020", "to": written}
    (step,) = dev.post("/changes", {"message": "", "edits": [wanted], "apply": True})["steps"]
    said = step["after"]
    assert (said["from_earliest"], said["from_latest"]) == ("2019-12-31", "2020-12-31")
    assert (said["to_earliest"], said["to_latest"]) == (earliest, latest)
    noted = add_claim(claim("owned_by").subject, "status_note", value="Busy", by=system())
    end = {"op": "end", "claim": Claim.objects.get(change=noted).pk, "on": written}
    (step,) = dev.post("/changes", {"message": "", "edits": [end], "apply": True})["steps"]
    assert (step["after"]["to_earliest"], step["after"]["to_latest"]) == (earliest, latest)


def test_a_page_gets_its_address_of_its_name_and_what_is_taken_back_says_by_what(dev: Api) -> None:
    made = dev.post(
        "/changes", {"message": "", "edits": [{"op": "create", "kind": "host", "name": "Box One"}], "apply": True}
    )
    assert anybody().get("/entities/host/box-one")["name"] == "Box One"
    assert dev.post(f"/changes/{made['id']}/revert", {"message": "no"})["via"] == "api"


def test_who_may_applies_at_once_in_one_step(dev: Api) -> None:
    edits = [{"op": "end", "claim": claim().pk, "on": "2024-05", "not_before": "2024-01-01"}, add()]
    change = dev.post("/changes", {"edits": edits, "apply": True})
    assert change["status"] == "applied"
    assert {(step["op"], step["predicate"]) for step in change["steps"]} == {("end", "hosted_by"), ("add", "hosted_by")}
    assert facts(as_of="2025") >= {("hosted_by", "provider/aws", "yes")}
    assert ("hosted_by", "provider/rackspace", "uncertain") in facts(as_of="2024-02")


def test_all_edits_or_none(dev: Api) -> None:
    before = Change.objects.count()
    status, code, message = dev.refused("/changes", {"edits": [add(), add()], "apply": True})
    assert (status, code) == (422, "refused")
    status, code, message = dev.refused("/changes", {"edits": [add(), add(object="service/wiki")], "apply": True})
    assert (status, code) == (422, "refused")
    assert "provider" in message
    assert Change.objects.count() == before
    assert ("hosted_by", "provider/aws", "yes") not in facts()


def test_apply_without_the_right_keeps_nothing() -> None:
    before = Change.objects.count()
    eve = Api(person("eve"), "write")
    assert eve.refused("/changes", {"edits": [add()], "apply": True})[:2] == (403, "not_allowed")
    assert Change.objects.count() == before


def test_scopes_of_a_token_hold_back_its_user() -> None:
    dev = person("dev", "Developer")
    assert Api(dev, "read").refused("/changes", {"edits": [add()]})[:2] == (403, "scope_missing")
    assert Api(dev, "propose").refused("/changes", {"edits": [add()], "apply": True})[:2] == (403, "scope_missing")
    change = Api(dev, "propose").post("/changes", {"edits": [add()]})
    assert Api(dev, "propose").refused(f"/changes/{change['id']}/apply")[:2] == (403, "scope_missing")
    assert anybody().refused("/changes", {"edits": [add()]})[:2] == (401, "not_signed_in")


def test_correcting_says_what_is_right_instead(dev: Api) -> None:
    instead = {"subject": "service/pypi", "predicate": "hosted_by", "object": "provider/aws"}
    change = dev.post(
        "/changes", {"edits": [{"op": "correct", "claim": claim().pk, "instead": instead}], "apply": True}
    )
    assert change["status"] == "applied"
    assert {each for each in facts() if each[0] == "hosted_by"} == {("hosted_by", "provider/aws", "yes")}


def test_rejecting_with_a_reason_and_taking_a_proposal_back(dev: Api) -> None:
    eve, zoe = Api(person("eve"), "write"), Api(person("zoe"), "write")
    first = eve.post("/changes", {"edits": [add()]})["id"]
    assert zoe.send(f"/changes/{first}/reject").status_code == 404
    assert dev.post(f"/changes/{first}/reject", {"message": "It did not"})["status"] == "rejected"
    assert dev.refused(f"/changes/{first}/apply")[:2] == (422, "refused")
    second = eve.post("/changes", {"edits": [add()]})["id"]
    assert eve.refused(f"/changes/{second}/apply")[:2] == (403, "not_allowed")
    assert eve.post(f"/changes/{second}/reject")["status"] == "rejected"


def test_reverting_is_a_change_of_its_own(dev: Api) -> None:
    change = dev.post("/changes", {"edits": [add()], "apply": True})
    back = dev.post(f"/changes/{change['id']}/revert", {"message": "Too early"})
    assert (back["reverts"], back["status"]) == (change["id"], "applied")
    assert ("hosted_by", "provider/aws", "yes") not in facts()
    assert dev.refused(f"/changes/{change['id'] + 999}/revert")[:2] == (404, "not_found")


def test_a_new_page_a_name_another_name(dev: Api) -> None:
    dev.post("/changes", {"edits": [{"op": "create", "kind": "host", "slug": "mx1", "name": "MX one"}], "apply": True})
    edits = [
        {"op": "rename", "entity": "host/mx1", "name": "Mail exchanger", "on": "2020"},
        {"op": "alias", "entity": "host/mx1", "value": "backup-mx"},
    ]
    change = dev.post("/changes", {"edits": edits, "apply": True})
    assert {(step["op"], step["name"]) for step in change["steps"]} == {
        ("rename", "Mail exchanger"),
        ("alias", "backup-mx"),
    }
    assert anybody().get("/entities/host/mx1")["name"] == "Mail exchanger"
    assert anybody().get("/resolve", name="backup-mx")["items"][0]["ref"] == "host/mx1"


def test_a_proposed_page_is_told_to_whoever_judges_it(dev: Api) -> None:
    create = {"op": "create", "kind": "host", "slug": "mx1", "name": "MX one"}
    change = Api(person("eve"), "propose").post("/changes", {"edits": [create]})
    assert dev.get(f"/changes/{change['id']}")["new_pages"] == [{"ref": "host/mx1", "kind": "host", "name": "MX one"}]
    assert anybody().ask("/entities/host/mx1").status_code == 404
    applied = dev.post(f"/changes/{change['id']}/apply")
    assert (applied["new_pages"], applied["steps"][0]["name"]) == ([], "MX one")


def test_merging_splitting_and_hiding_take_a_coordinator(dev: Api, boss: Api) -> None:
    merge = {"edits": [{"op": "merge", "entity": "provider/amazon", "into": "provider/aws"}], "apply": True}
    assert dev.refused("/changes", merge)[:2] == (403, "not_allowed")
    assert boss.post("/changes", merge)["steps"][0]["into"]["ref"] == "provider/aws"
    split = {"op": "split", "entity": "service/pypi", "kind": "service", "slug": "files", "name": "Files"}
    boss.post("/changes", {"edits": [split | {"claims": [claim("owned_by").pk]}], "apply": True})
    assert ("owned_by", "person/ada", "yes") in facts("service/files")
    boss.post("/changes", {"edits": [{"op": "show", "entity": "service/files", "visibility": "staff"}], "apply": True})
    assert anybody().ask("/entities/service/files").status_code == 404
    assert boss.get("/entities/service/files")["visibility"] == "staff"


def test_still_true(dev: Api) -> None:
    first = dev.post(f"/claims/{claim().pk}/confirm")
    assert (first["verdict"], first["by"], first["times"]) == ("confirmed", "dev", 1)
    assert dev.post(f"/claims/{claim().pk}/confirm")["times"] == 2
    hosted = next(fact for fact in anybody().get("/entities/service/pypi")["facts"] if fact["predicate"] == "hosted_by")
    assert hosted["freshness"] == "confirmed"
    assert Api(person("eve"), "write").refused(f"/claims/{claim().pk}/confirm")[:2] == (403, "not_allowed")


def test_what_was_superseded_cannot_be_confirmed_or_ended(dev: Api) -> None:
    old = claim().pk
    dev.post("/changes", {"edits": [{"op": "correct", "claim": old}], "apply": True})
    assert dev.refused(f"/claims/{old}/confirm")[0] == 422
    assert dev.refused("/changes", {"edits": [{"op": "end", "claim": old, "on": "2024"}]})[0] == 422


def test_an_owner_applies_on_their_own_service_only() -> None:
    from bailiwick.catalog.actions.people import link_account

    ada = Api(link_account(person("ada"), Entity.objects.get(slug="ada"), by=system()), "write")
    assert ada.post("/changes", {"edits": [add()], "apply": True})["status"] == "applied"
    other = add(subject="service/wiki")
    assert ada.refused("/changes", {"edits": [other], "apply": True})[0] == 403


def test_the_owner_sees_what_is_proposed_for_their_service() -> None:
    from bailiwick.catalog.actions.people import link_account

    ada = Api(link_account(person("ada"), Entity.objects.get(slug="ada"), by=system()), "write")
    eve = Api(person("eve"), "propose")
    mine, other = (
        eve.post("/changes", {"edits": [add(subject=ref)]})["id"] for ref in ("service/pypi", "service/wiki")
    )
    open_ones = [change["id"] for change in ada.get("/changes", status="proposed")["items"]]
    assert mine in open_ones
    assert other not in open_ones
    assert ada.post(f"/changes/{mine}/apply")["status"] == "applied"


def test_the_list_of_changes_of_one_thing_in_pages(dev: Api) -> None:
    for number in range(3):
        edit = add(predicate="status_note", object=None, value=f"note {number}")
        dev.post("/changes", {"message": f"Note {number}", "edits": [edit], "apply": True})
    first = anybody().get("/changes", entity="service/pypi", limit=2)
    second = anybody().get("/changes", entity="service/pypi", limit=2, after=first["next_after"])
    assert [change["message"] for change in first["items"] + second["items"]] == ["Note 2", "Note 1", "Note 0", ""]
    assert anybody().get("/changes", entity="service/wiki")["items"][0]["message"] == ""


def test_a_change_shows_only_the_steps_that_its_reader_may_see(dev: Api) -> None:
    secret = entity("service/secret", visibility=2)
    edits = [add(), add(predicate="depends_on", object=secret.ref)]
    change = dev.post("/changes", {"message": "both", "edits": edits, "apply": True})
    assert change["visibility"] == "staff"
    assert anybody().ask(f"/changes/{change['id']}").status_code == 404
    Change.objects.filter(pk=change["id"]).update(visibility=0)
    assert [step["object"]["ref"] for step in anybody().get(f"/changes/{change['id']}")["steps"]] == ["provider/aws"]


def test_hidden_things_cannot_be_named() -> None:
    entity("provider/secret", visibility=2)
    eve = Api(person("eve"), "propose")
    hidden = eve.refused("/changes", {"edits": [add(object="provider/secret")]})
    absent = eve.refused("/changes", {"edits": [add(object="provider/absent")]})
    assert hidden[0] == absent[0] == 422
    assert hidden[2].replace("secret", "absent") == absent[2]


GARBAGE: list[Any] = [
    b"{",
    [],
    None,
    {"edits": []},
    {"edits": "x"},
    {"edits": [{}]},
    {"edits": [{"op": "explode"}]},
    {"edits": [add(predicate="eaten_by")]},
    {"edits": [add(object=None)]},
    {"edits": [add(object=None, value="x")]},
    {"edits": [add(predicate="purpose", object=None, value="a\x00b")]},
    {"edits": [add(predicate="purpose", object=None, value="x" * 10_001)]},
    {"edits": [add(predicate="lifecycle", object=None, value="undead")]},
    {"edits": [add(predicate="url", object=None, value="javascript:alert(1)")]},
    {"edits": [add(predicate="url", object=None, value="http://[x")]},
    {"edits": [add(subject="service")]},
    {"edits": [add(subject="/")]},
    {"edits": [add(state="maybe")]},
    {"edits": [add(state="none")]},
    {"edits": [add(visibility="everybody")]},
    {"edits": [add(qualifiers={"colour": "red"})]},
    {"edits": [add(qualifiers={"form": 3})]},
    {"edits": [add(**{"from": "someday"})]},
    {"edits": [add(**{"from": "0000"})]},
    {"edits": [add(**{"from": "99999"})]},
    {"edits": [add(**{"from": "2020", "to": "2010"})]},
    {"edits": [add(**{"from": "2010", "from_earliest": "2020"})]},
    {"edits": [{"op": "end", "claim": 0, "on": "2024"}]},
    {"edits": [{"op": "end", "claim": 10**30, "on": "2024"}]},
    {"edits": [{"op": "end", "claim": 999_999, "on": "2024"}]},
    {"edits": [{"op": "end", "claim": "x", "on": "2024"}]},
    {"edits": [{"op": "create", "kind": "ufo", "slug": "x", "name": "x"}]},
    {"edits": [{"op": "create", "kind": "host", "slug": "../x", "name": "x"}]},
    {"edits": [{"op": "create", "kind": "host", "slug": "x", "name": " "}]},
    {"edits": [{"op": "create", "kind": "service", "slug": "pypi", "name": "again"}]},
    {"edits": [{"op": "alias", "entity": "service/pypi", "scheme": "former-name", "value": "x"}]},
    {"edits": [{"op": "merge", "entity": "service/pypi", "into": "service/pypi"}]},
    {"edits": [{"op": "merge", "entity": "service/pypi", "into": "provider/aws"}]},
    {"edits": [{"op": "split", "entity": "service/pypi", "kind": "host", "slug": "y", "name": "y", "claims": []}]},
    {"edits": [{"op": "show", "entity": "service/pypi", "visibility": 3}]},
    {"edits": [add()], "apply": "perhaps"},
    {"edits": [add()], "colour": "red"},
    {"edits": [add()] * 201},
    {"edits": [add(object="service/pypi")]},
]


@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_what_cannot_be_is_refused_with_a_sentence(body: Any, boss: Api) -> None:
    before = Change.objects.count()
    status, _code, message = boss.refused("/changes", body)
    assert status in (400, 422)
    assert message
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    "path",
    [
        "/entities?kind=ufo",
        "/entities?after=x",
        "/entities?limit=0",
        "/entities?limit=100000000000000000000",
        "/entities?people_below=-1",
        "/entities?freshness=mouldy",
        "/entities/service/pypi?as_of=yesterday",
        "/entities/service/pypi?as_of=0000",
        "/entities/service/pypi?as_of=2014-02-30",
        "/entities/service/pypi?known_at=2014-01-01T25:00",
        "/entities/service/pypi?known_at=0001-01-01T00:00:00%2B14:00",
        "/entities/service/pypi/incoming",
        "/entities/service/pypi/incoming?predicate=eaten_by",
        "/entities/service/pypi/incoming?predicate=hosted_by&after=99999999999999999999",
        "/diff",
        "/diff?from=2014&to=x",
        "/diff?from=2014&to=2015&entity=service/absent",
        "/search?q=kind:ufo",
        "/search?q=" + "x" * 1001,
        "/resolve?name=",
        "/changes?status=odd",
        "/changes?after=MTIz",
        "/changes?entity=nothing",
        "/changes/0",
        "/changes/99999999999999999999",
        "/claims/x",
        "/roles?scope=service/absent",
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(path: str, boss: Api) -> None:
    status, code, message = boss.refused(path, method="get")
    assert (status, code) == (422, "invalid"), message
    assert message


@pytest.mark.parametrize("path", ["/entities/service/absent", "/entities/ufo/x", "/changes/424242", "/claims/424242"])
def test_what_is_not_there_is_404(path: str, boss: Api) -> None:
    assert boss.refused(path, method="get")[:2] == (404, "not_found")


@pytest.mark.parametrize("day", ["0001", "0001-01-01", "9998", "9998-12-31"])
def test_the_ends_of_the_calendar(day: str, boss: Api) -> None:
    for path in (f"/entities/service/pypi?as_of={day}", f"/diff?from={day}&to=2014", f"/diff?from=2014&to={day}"):
        assert boss.ask(path).status_code == 200
    assert boss.ask(f"/entities/service/pypi?known_at={day}").status_code == 200
    edit = {"op": "end", "claim": claim().pk, "on": day}
    assert boss.send("/changes", {"edits": [edit], "apply": True}).status_code in (201, 422)
