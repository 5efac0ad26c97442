"""Whole pages: renamed, merged, split, hidden; and people: linked, erased."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bailiwick.access import Denied, can, viewer
from bailiwick.access.grants import grant_role
from bailiwick.catalog import due, resolve
from bailiwick.catalog.actions.changes import apply_change, propose_change, revert_change
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import (
    alias_entity,
    merge_entities,
    rename_entity,
    show_entity,
    split_entity,
)
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.people import erase_person, link_account, retire_name
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Alias, Change, Claim, Entity, EntityNow, Evidence, Observation
from bailiwick.catalog.queries.card import card
from bailiwick.catalog.queries.lists import Filters, rows
from bailiwick.catalog.queries.page import incoming
from bailiwick.catalog.when import NEVER
from bailiwick.jobs.queue import run_next
from bailiwick.lib.statements import Statement, Thing
from bailiwick.search.models import Document

from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_a_renamed_page_keeps_its_address_and_is_found_by_both_names() -> None:
    cheese = entity("service/pypi", "Cheese Shop")
    rename_entity(cheese, "PyPI", on=date(2011, 1, 1), by=system())
    assert rows(ANYBODY, Filters())[0][0].name == "PyPI"
    assert [row.slug for row in resolve.candidates(ANYBODY, "cheese shop")] == ["pypi"]
    assert Entity.objects.count() == 1


def test_merging_moves_everything_and_the_book_remembers() -> None:
    two, one = entity("provider/digital-ocean", "Digital Ocean Inc"), entity("provider/digitalocean", "DO")
    wiki, docs = entity("service/wiki"), entity("service/docs")
    add_claim(wiki, "hosted_by", object=two, by=system())
    add_claim(docs, "hosted_by", object=two, by=system())
    add_claim(docs, "hosted_by", object=one, by=system())
    before = timezone.now()
    change = merge_entities(two, one, by=system())

    assert {f.subject.slug for f in incoming(ANYBODY, one, "hosted_by")[0] if f.subject} == {"wiki", "docs"}
    assert len(card(ANYBODY, docs).of("hosted_by")) == 1
    found = resolve.visible(ANYBODY, "provider/digital-ocean")
    assert found is not None
    assert found.merged_into == one
    then = card(ANYBODY, wiki, known_at=before).of("hosted_by")
    assert [f.object.slug for f in then if f.object] == ["digital-ocean"]
    revert_change(change, by=system())
    assert [f.object.slug for f in card(ANYBODY, wiki).of("hosted_by") if f.object] == ["digital-ocean"]
    assert Entity.objects.get(pk=two.pk).merged_into is None


def test_splitting_moves_the_chosen_facts_and_documents_go_on_meaning_both() -> None:
    read(
        "list",
        "2020-01-01",
        says("service/speed", "purpose", "=Benchmarks"),
        says("service/speed", "url", "=http://x.org/"),
    )
    speed = Entity.objects.get(slug="speed")
    url = Claim.objects.get(predicate="url")
    split_entity(speed, "service", "speed-site", "Speed site", [url], by=system())
    site = Entity.objects.get(slug="speed-site")
    assert card(ANYBODY, site).value("url") == "http://x.org/"
    assert card(ANYBODY, speed).value("url") == ""
    read(
        "list",
        "2021-01-01",
        says("service/speed", "purpose", "=Benchmarks"),
        says("service/speed", "url", "=http://x.org/"),
    )
    assert card(ANYBODY, speed).value("url") == ""


def test_a_hidden_page_disappears_from_lists_counts_search_and_cards_of_others() -> None:
    wiki, vault = entity("service/wiki"), entity("host/vault")
    add_claim(wiki, "runs_on", object=vault, by=system())
    show_entity(vault, 2, by=system())
    assert card(ANYBODY, wiki).of("runs_on") == []
    assert resolve.visible(ANYBODY, "host/vault") is None
    assert rows(ANYBODY, Filters(kind="host"))[0] == []
    assert not Document.objects.filter(ref="host/vault", class_from=0).exists()
    assert [f.object.slug for f in card(person("dev", "Developer"), wiki).of("runs_on") if f.object] == ["vault"]
    assert not Change.objects.filter(visibility=0, edits__entity=vault).exists()


def test_joining_a_team_needs_what_granting_its_rights_would_need() -> None:
    admins, dev = entity("team/admins"), person("dev", "Developer")
    una = entity("person/una")
    grant_role("Coordinator", holder=admins.pk, by=system())
    change = propose_change([Add(una, "member_of", admins)], by=dev)
    with pytest.raises(Denied):
        apply_change(change, by=dev)
    apply_change(change, by=system())
    user = person("una")
    link_account(user, una, by=system())
    user.refresh_from_db()
    assert can(user, "role.grant")


def test_making_a_service_part_of_ones_own_gives_no_rights_over_it() -> None:
    suite, wiki = entity("service/suite"), entity("service/wiki")
    dev = person("dev", "Developer", wiki)
    grant_role("Coordinator", user=dev, scope=suite.pk, by=system())
    change = propose_change([Add(wiki, "part_of", suite)], by=dev)
    with pytest.raises(Denied):
        apply_change(change, by=dev)
    apply_change(change, by=system())


def test_who_answers_for_a_service_may_edit_it() -> None:
    wiki, una = entity("service/wiki"), entity("person/una")
    user = person("una")
    link_account(user, una, by=system())
    add_claim(wiki, "owned_by", object=una, by=system())
    add_claim(wiki, "purpose", value="Notes", by=user.__class__.objects.get(pk=user.pk))
    assert viewer(user.__class__.objects.get(pk=user.pk)).level(wiki.pk) == 2


def test_erasing_a_person_leaves_a_page_without_a_personal_value() -> None:
    una = entity("person/una-vale", "Una Vale")
    add_claim(una, "mail", value="una.vale@example.org", by=system())
    alias_entity(una, "account", "unavale", by=system())
    wiki = entity("service/wiki")
    add_claim(wiki, "owned_by", object=una, by=system())
    user = person("una")
    link_account(user, una, by=system())
    erase_person(una, by=system())
    for model, columns in (
        (Alias, ("value", "folded")),
        (Claim, ("value",)),
        (EntityNow, ("name", "slug")),
        (Document, ("title", "names", "body")),
    ):
        for column in columns:
            assert not model.objects.filter(**{f"{column}__icontains": "vale"}).exists()  # type: ignore[attr-defined]  # a model
    user.refresh_from_db()
    assert "una" not in user.email
    assert Observation.objects.filter(by_id=user.pk).count() == 0


def test_a_list_that_still_has_an_erased_person_does_not_bring_them_back() -> None:
    said = Statement(Thing("service", "wiki", "wiki"), "owned_by", Thing("person", "Una Vale"), locator="line 1")
    read("list", "2020-01-01", said)
    keep_evidence(b"The wiki is owned by Una Vale.", media_type="text/plain", by=system())
    erase_person(Entity.objects.get(kind="person"), by=system())
    read("list", "2021-01-01", said)
    assert Entity.objects.filter(kind="person").count() == 1
    assert bytes(Evidence.objects.get().body) == b"The wiki is owned by erased person."


def test_a_retired_name_goes_from_every_row_and_is_still_recognised() -> None:
    robin = entity("person/robin-vale", "Rupert Vale")
    rename_entity(robin, "Robin Vale", by=system(), message="Rupert Vale is called Robin now")
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    assert not Alias.objects.filter(value__icontains="rupert").exists()
    assert not Change.objects.filter(message__icontains="rupert").exists()
    read("list", "2020-01-01", says("service/wiki", "owned_by", "person/x"))
    assert resolve.things([Thing("person", "Rupert Vale")]) == {Thing("person", "Rupert Vale"): robin.pk}


def test_rebuilding_writes_the_same_rows() -> None:
    read(
        "list",
        "2020-01-01",
        says("service/wiki", "owned_by", "person/x"),
        says("service/wiki", "hosted_by", "provider/y"),
    )
    vault = entity("host/vault", visibility=2)
    add_claim(Entity.objects.get(slug="wiki"), "runs_on", object=vault, by=system())
    add_claim(vault, "network_address", value="10.0.0.1", by=system())
    names = [field.attname for field in EntityNow._meta.concrete_fields if field.attname != "id"]
    before = sorted(map(repr, EntityNow.objects.values_list(*names)))
    EntityNow.objects.all().delete()
    due.refresh(set(Entity.objects.values_list("pk", flat=True)))
    assert sorted(map(repr, EntityNow.objects.values_list(*names))) == before
    assert Claim.objects.filter(superseded_at=NEVER).count() == 4
