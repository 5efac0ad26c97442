"""Somebody wants more than they were given: by a person, a team, a part, a merge, or by taking something back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.access import Denied, can
from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.accounts.tokens import create_token
from bailiwick.catalog.actions.changes import apply_change, propose_change, revert_change
from bailiwick.catalog.actions.claims import add_claim, correct_claim
from bailiwick.catalog.actions.entities import create_entity, merge_entities
from bailiwick.catalog.actions.people import link_account, retire_name
from bailiwick.catalog.drafts import Add, Create, Merge, Show
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Claim, Entity, EntityNow
from bailiwick.catalog.tests.cast import entity, person, system
from bailiwick.jobs import enqueue
from bailiwick.search.queries import find

pytestmark = pytest.mark.django_db


def say(subject: Entity, predicate: str, *args: Any, **more: Any) -> None:
    add_claim(subject, predicate, by=system(), object=args[0] if args else None, **more)


def is_coordinator(user: User) -> bool:
    return can(User.objects.get(pk=user.pk), "import.run")


def test_a_membership_that_was_taken_away_does_not_come_back_by_taking_that_back() -> None:
    mallory, page, board = person("mallory", "Developer"), entity("person/mallory"), entity("team/board")
    grant_role("Coordinator", holder=board.pk, by=system())
    link_account(mallory, page, by=system())
    say(page, "member_of", board)
    claim = Claim.objects.get(predicate="member_of")
    gone = correct_claim(claim, by=system(), message="no longer trusted")
    assert not is_coordinator(mallory)
    with pytest.raises(Denied):
        revert_change(gone, by=User.objects.get(pk=mallory.pk))
    assert not is_coordinator(mallory)


def test_nobody_joins_a_team_that_holds_more_than_they_may_give() -> None:
    mallory, page, board = person("mallory", "Developer"), entity("person/mallory"), entity("team/board")
    grant_role("Coordinator", holder=board.pk, by=system())
    for team in (board, entity("organisation/umbrella")):
        change = propose_change([Add(page, "member_of", team)], by=mallory)
        if team is board:
            with pytest.raises(Denied):
                apply_change(change, by=mallory)
    assert not is_coordinator(mallory)


def test_leading_the_part_where_a_persons_page_stands_is_not_enough_to_become_that_person() -> None:
    """Linking an account gives it all that the person holds, so it needs what giving that would need."""
    part, boss = entity("team/lower"), entity("person/boss")
    say(boss, "part_of", part)
    mallory = person("mallory", "Coordinator", part)
    grant_role("Coordinator", holder=boss.pk, by=system())
    with pytest.raises(Denied):
        link_account(mallory, boss, by=mallory)
    assert not is_coordinator(mallory)


def test_nor_to_answer_for_what_that_person_answers_for() -> None:
    part, boss, elsewhere = entity("team/lower"), entity("person/boss"), entity("service/vault")
    say(boss, "part_of", part)
    say(elsewhere, "owned_by", boss)
    mallory = person("mallory", "Coordinator", part)
    with pytest.raises(Denied):
        link_account(mallory, boss, by=mallory)
    assert not can(User.objects.get(pk=mallory.pk), "claim.add", elsewhere)


def test_a_person_retires_their_own_names_and_nobody_elses_words() -> None:
    """A retired name is replaced wherever it stands; so it has to have been theirs."""
    robin, page, pypi = person("robin"), entity("person/robin", "Robin"), entity("service/pypi", "PyPI")
    link_account(robin, page, by=system())
    robin = User.objects.get(pk=robin.pk)
    say(pypi, "title", value="PyPI serves packages")
    with pytest.raises(Refused):
        retire_name(page, "PyPI", by=robin)
    assert EntityNow.objects.get(entity=pypi).name == "PyPI"
    assert Claim.objects.get(predicate="title").value == "PyPI serves packages"


def test_a_merge_shows_nothing_that_was_hidden() -> None:
    secret, public = entity("service/secret", "Zyxwort", visibility=3), entity("service/public")
    say(secret, "title", value="quuxwort inside")
    say(secret, "status_note", value="fine")
    merge_entities(secret, public, by=system())
    page = Client().get("/service/public/").content.decode()
    assert "quuxwort" not in page
    assert "Zyxwort" not in page
    from django.contrib.auth.models import AnonymousUser

    assert not find(AnonymousUser(), "zyxwort").hits
    assert Client().get("/service/secret/").status_code == 404


def test_a_wish_that_says_more_than_one_thing_needs_all_the_rights() -> None:
    here, there = entity("service/here"), entity("service/there")
    mallory = person("mallory", "Coordinator", here)
    for drafts in (
        [Add(here, "title", value="a"), Add(there, "title", value="b")],
        [Merge(there, here)],
        [Show(here, 3), Show(there, 0)],
        [Create("service", "new", "New"), Add(here, "title", value="a")],
    ):
        change = propose_change(drafts, by=mallory)
        with pytest.raises(Denied):
            apply_change(change, by=mallory)


def test_a_guess_at_a_hidden_fact_is_not_confirmed() -> None:
    """“The catalog says so already” would tell that it does."""
    pypi, anybody = entity("service/pypi"), person("anybody")
    say(pypi, "status_note", value="on fire", visibility=3)
    change = propose_change([Add(pypi, "status_note", value="on fire")], by=anybody)
    assert change.status == "proposed"


@pytest.mark.parametrize("what", ["job", "token", "import"])
def test_what_is_anothers_is_not_there(what: str, client: Client) -> None:
    owner, mallory = person("owner"), person("mallory", "Developer")
    client.force_login(mallory)
    job = enqueue("exchange.run_import", {}, owner)
    token, _secret = create_token(owner, "mine", ["read"], 5)
    path = {
        "job": f"/jobs/{job.pk}/cancel/",
        "token": f"/account/tokens/{token.pk}/revoke/",
        "import": f"/import/{job.pk}/",
    }[what]
    missing = path.replace(str(job.pk if what != "token" else token.pk), "999999")
    method = client.get if what == "import" else client.post
    assert method(path).status_code == method(missing).status_code == 404


def test_an_address_that_is_taken_by_something_hidden_is_not_described() -> None:
    create_entity("service", "vault", "The vault", by=system(), visibility=3)
    with pytest.raises(Refused) as hidden:
        propose_change([Create("service", "vault", "Mine")], by=person("anybody"))
    entity("service/open")
    with pytest.raises(Refused) as shown:
        propose_change([Create("service", "open", "Mine")], by=person("somebody"))
    assert str(hidden.value).replace("vault", "open") == str(shown.value)
