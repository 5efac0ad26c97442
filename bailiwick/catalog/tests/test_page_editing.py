"""Editing in place: a change with a message; a proposal where one may not; what was typed stays when it is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.catalog.tests.cast import entity, person, read, says
from bailiwick.catalog.when import FOREVER, NEVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _list(shared_rows: None) -> None:
    read(
        "list", "2014-10-01",
        says("service/loom", "hosted_by", "provider/rackhaus"),
        says("service/loom", "status_note", "=slow on Sundays"),
    )  # fmt: skip
    entity("provider/cloudberry", "Cloudberry")


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


@pytest.fixture
def keeper(client: Client) -> User:
    """Somebody who may, signed in."""
    user = person("keeper", "Developer")
    client.force_login(user)
    return user


def current(loom: Entity, predicate: str) -> Claim:
    return Claim.objects.get(subject=loom, predicate=predicate, superseded_at=NEVER, recorded_at__lt=NEVER)


def shown(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


ADD = "/service/loom/facts/add/"
HOSTED = {"state": "0", "since": "2016", "visibility": "0", "message": "moved on a Sunday"}


def test_a_fact_is_added_with_a_message_and_a_blurred_beginning(client: Client, loom: Entity, keeper: User) -> None:
    answer = client.post(f"{ADD}?predicate=hosted_by", {"what": "Cloudberry", **HOSTED}, follow=True)
    assert answer.redirect_chain == [("/service/loom/", 302)]
    assert "See the change, or undo it" in shown(answer)
    assert 'Cloudberry</a><span class="since">, since 2016' in shown(answer)
    assert Change.objects.latest("pk").message == "moved on a Sunday"


def test_whoever_may_not_proposes_and_is_told_who_will_look(client: Client, loom: Entity) -> None:
    client.force_login(person("guest"))
    assert "This becomes a proposal" in shown(client.get(f"{ADD}?predicate=hosted_by"))
    answer = client.post(f"{ADD}?predicate=hosted_by", {"what": "provider/cloudberry", **HOSTED}, follow=True)
    assert "Somebody who answers for loom will look at it." in shown(answer)
    assert "Cloudberry" not in shown(client.get("/service/loom/"))
    change = Change.objects.latest("pk")
    assert change.status == "proposed"
    client.force_login(person("keeper", "Developer", scope=loom))
    assert f"/changes/{change.pk}/" in shown(client.get("/mine/"))
    client.post(f"/changes/{change.pk}/apply/")
    assert "Cloudberry" in shown(client.get("/service/loom/"))


@pytest.mark.parametrize("path", ["facts/add/", "rename/", "merge/", "names/add/", "facts/{}/end/"])
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client, loom: Entity, path: str) -> None:
    address = "/service/loom/" + path.format(current(loom, "hosted_by").origin)
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/login/?next={address}"
    assert client.post(address, {}).status_code == 302
    assert Change.objects.filter(via="web", status="proposed").count() == 0


@pytest.mark.parametrize(
    ("predicate", "typed", "field", "says_why"),
    [
        ("hosted_by", {"what": "Nowhere Inc"}, "what", "has no provider or organisation called"),
        ("hosted_by", {"what": "loom"}, "what", "has no provider or organisation called"),
        ("hosted_by", {"what": ""}, "what", "required"),
        ("hosted_by", {"what": "Cloudberry", "since": "2014-13"}, "since", "not a date in the calendar"),
        ("hosted_by", {"what": "Cloudberry", "since": "2016", "until": "2015"}, "until", "cannot end before it began"),
        ("url", {"what": "javascript:alert(1)"}, "what", "starts with http"),
        ("url", {"what": "http://[x"}, "what", "“http://[x” is not an address"),
        ("lifecycle", {"what": "sleeping"}, "what", "not one of the available choices"),
        ("status_note", {"what": "x" * 10_001}, "what", "at most 10000"),
    ],
)
def test_bad_input_is_said_at_its_field_and_keeps_what_was_typed(
    client: Client, loom: Entity, keeper: User, predicate: str, typed: dict[str, str], field: str, says_why: str
) -> None:
    answer = client.post(f"{ADD}?predicate={predicate}", {**HOSTED, **typed, "message": "because <b>"})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in shown(answer)
    assert says_why in shown(answer).replace("&#39;", "'").replace("&#x27;", "'")
    assert "because &lt;b&gt;" in shown(answer)


def test_the_help_for_an_address_is_true_of_both_ways_to_write_one(client: Client, loom: Entity, keeper: User) -> None:
    form = f"{ADD}?predicate=url"
    assert "www.example.org or https://www.example.org" in shown(client.get(form))
    assert client.post(form, {**HOSTED, "what": "www.example.org"}).status_code == 302
    assert current(loom, "url").value == "https://www.example.org"


def test_somebody_new_is_made_in_the_form_that_names_them(client: Client, loom: Entity, keeper: User) -> None:
    address, said = f"{ADD}?predicate=owned_by", {"what": "Nora Newcomer", **HOSTED, "since": ""}
    assert "Is it new?" not in shown(client.get(address))
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Is it new?" in shown(refused)
    assert 'value="Nora Newcomer"' in shown(refused)
    assert not Entity.objects.filter(slug="nora-newcomer").exists()
    client.post(address, said | {"new_kind": "person"})
    assert current(loom, "owned_by").object == Entity.objects.get(kind="person", slug="nora-newcomer")
    assert "Nora Newcomer</a>" in shown(client.get("/service/loom/"))
    taken = client.post(address, said | {"new_kind": "person"})
    assert "person/nora-newcomer exists already" in shown(taken)


def test_somebody_new_waits_with_the_proposal_and_is_as_hidden_as_what_names_them(client: Client, loom: Entity) -> None:
    client.force_login(person("guest"))
    said = {"what": "Nora Newcomer", "new_kind": "person", **HOSTED, "since": "", "visibility": "1"}
    client.post(f"{ADD}?predicate=owned_by", said)
    assert client.get("/person/nora-newcomer/").status_code == 404
    keeper = person("keeper", "Developer")
    client.force_login(keeper)
    client.post(f"/changes/{Change.objects.latest('pk').pk}/apply/")
    assert client.get("/person/nora-newcomer/").status_code == 200
    assert Entity.objects.get(slug="nora-newcomer").visibility == 0
    client.post(f"{ADD}?predicate=contact", said | {"what": "Sly", "visibility": "2"})
    assert Entity.objects.get(slug="sly").visibility == 2


def test_a_name_that_is_two_things_asks_which(client: Client, loom: Entity, keeper: User) -> None:
    entity("host/speed", "speed")
    entity("service/speed", "speed")
    answer = client.post(f"{ADD}?predicate=depends_on", {**HOSTED, "what": "speed"})
    assert "host/speed, service/speed" in shown(answer)
    assert client.post(f"{ADD}?predicate=depends_on", {**HOSTED, "what": "host:speed"}).status_code == 302


def test_not_known_and_none_are_two_things_one_can_say(client: Client, loom: Entity, keeper: User) -> None:
    client.post(f"{ADD}?predicate=runs_on", {**HOSTED, "state": "1"})
    client.post(f"{ADD}?predicate=tracker", {**HOSTED, "state": "2"})
    page = shown(client.get("/service/loom/"))
    assert "Runs on: not known" in page
    assert "Problems are tracked in: none" in page


def test_a_fact_ends_and_the_page_of_that_day_still_has_it(client: Client, loom: Entity, keeper: User) -> None:
    origin = current(loom, "hosted_by").origin
    assert "Hosted by rackhaus" in shown(client.get(f"/service/loom/facts/{origin}/end/"))
    answer = client.post(
        f"/service/loom/facts/{origin}/end/", {"on": "2015-06", "not_before": "2015-03-01"}, follow=True
    )
    assert "Hosted by" not in shown(answer).split('id="history"')[0]
    assert "Hosted by" in shown(client.get("/service/loom/?as_of=2015-02-01"))
    assert "Perhaps:" in shown(client.get("/service/loom/?as_of=2015-04-01"))


def test_what_somebody_changed_in_another_tab_is_not_overwritten(client: Client, loom: Entity, keeper: User) -> None:
    fact = current(loom, "hosted_by")
    for verb in ("end", "correct"):
        assert f'name="seen" value="{fact.pk}"' in shown(client.get(f"/service/loom/facts/{fact.origin}/{verb}/"))
    client.post(f"/service/loom/facts/{fact.origin}/end/", {"on": "2031-01-01", "seen": fact.pk})
    for verb in ("end", "correct"):
        answer = client.post(f"/service/loom/facts/{fact.origin}/{verb}/", {"on": "2035-01-01", "seen": fact.pk})
        assert answer.status_code == 422
        assert "somebody changed this meanwhile; look again" in shown(answer)
    assert current(loom, "hosted_by").to_latest == date(2031, 1, 1)
    seen = {"on": "2035-01-01", "seen": current(loom, "hosted_by").pk}
    client.post(f"/service/loom/facts/{fact.origin}/correct/", seen)
    answer = client.post(f"/service/loom/facts/{fact.origin}/end/", seen, follow=True)
    assert "somebody changed this meanwhile; look again" in shown(answer)


def test_an_end_before_the_beginning_is_refused_at_the_day(client: Client, loom: Entity, keeper: User) -> None:
    origin = current(loom, "hosted_by").origin
    answer = client.post(f"/service/loom/facts/{origin}/end/", {"on": "2013", "message": "long ago"})
    assert answer.status_code == 422
    assert 'id="id_on_error"' in shown(answer)
    assert 'value="long ago"' in shown(answer)
    assert current(loom, "hosted_by").to_latest == FOREVER


def test_a_correction_says_what_is_right_instead(client: Client, loom: Entity, keeper: User) -> None:
    origin = current(loom, "status_note").origin
    address = f"/service/loom/facts/{origin}/correct/"
    assert "?instead=1" in shown(client.get(address))
    client.post(f"{address}?instead=1", {"what": "slow on Mondays", "state": "0", "visibility": "0"})
    page = shown(client.get("/service/loom/"))
    assert "slow on Mondays" in page
    assert "Sundays" not in page
    assert "Sundays" in shown(client.get("/service/loom/history/"))
    assert client.get(address).status_code == 404


def test_still_true_makes_a_fact_fresh_and_only_whoever_may_can_say_so(client: Client, loom: Entity) -> None:
    address = f"/service/loom/facts/{current(loom, 'hosted_by').origin}/"
    client.force_login(person("guest"))
    assert "Still true" not in shown(client.get(address))
    assert client.post(f"{address}confirm/").status_code == 403
    client.force_login(person("keeper", "Developer"))
    assert "Still true" in shown(client.get(address))
    assert "confirmed just now" in shown(client.post(f"{address}confirm/", follow=True))


def test_forms_want_their_token(loom: Entity) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("keeper", "Developer"))
    answer = strict.post("/service/loom/rename/", {"name": "Loomery"})
    assert answer.status_code == 403
    assert Entity.objects.get(slug="loom").now.get().name == "loom"


def test_a_new_page_is_made_and_a_taken_address_is_refused(client: Client, loom: Entity, keeper: User) -> None:
    answer = client.post("/new/", {"kind": "host", "name": "Big Box", "slug": ""}, follow=True)
    assert answer.redirect_chain == [("/host/big-box/", 302)]
    answer = client.post("/new/", {"kind": "service", "name": "Loom", "slug": "loom"})
    assert "service/loom exists already" in shown(answer)
    assert 'id="id_slug_error"' in shown(answer)


def test_rename_also_known_as_merge_split_and_show(client: Client, loom: Entity) -> None:
    client.force_login(person("chief", "Coordinator"))
    assert "Loomery" in shown(client.post("/service/loom/rename/", {"name": "Loomery"}, follow=True))
    client.post("/service/loom/names/add/", {"scheme": "aka", "value": "The Weaver"})
    entity("service/loom2", "Loom two")
    client.post("/service/loom2/merge/", {"into": "The Weaver"})
    assert client.get("/service/loom2/")["Location"] == "/service/loom/"
    note = current(loom, "status_note")
    split = {"name": "Sunday loom", "kind": "service", "slug": "", "facts": [str(note.pk)]}
    client.post("/service/loom/split/", split)
    assert "slow on Sundays" in shown(client.get("/service/sunday-loom/"))
    client.post("/service/loom/show/", {"visibility": "2"})
    assert Client().get("/service/loom/").status_code == 404
    assert client.get("/service/loom/").status_code == 200


def test_suggestions_for_a_field_are_for_members_and_of_the_right_kind(client: Client, loom: Entity) -> None:
    assert client.get("/things/?q=cloud&kinds=provider").status_code == 404
    client.force_login(person("guest"))
    assert 'value="provider/cloudberry"' in shown(client.get("/things/?q=cloud&kinds=provider organisation"))
    assert "cloudberry" not in shown(client.get("/things/?q=cloud&kinds=host"))
