"""Taking back what was done to a whole page: what somebody did to it since stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog import due, resolve
from bailiwick.catalog.actions import changes
from bailiwick.catalog.actions.changes import revert_change
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import create_entity, merge_entities, rename_entity, show_entity
from bailiwick.catalog.models import Change, Entity, EntityNow
from bailiwick.jobs.queue import run_next
from bailiwick.search.models import Document

from .cast import entity, read, says, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def name_of(page: Entity) -> str:
    return EntityNow.objects.get(entity=page).name


def test_a_later_name_stays_when_an_earlier_renaming_is_taken_back() -> None:
    shop = entity("service/pypi", "Cheese Shop")
    first = rename_entity(shop, "PyPI", by=system())
    rename_entity(shop, "Package Index", by=system())
    assert revert_change(first, by=system()).report["kept"] == 1
    assert name_of(shop) == "Package Index"


def test_a_renaming_is_taken_back_and_done_after_all() -> None:
    shop = entity("service/pypi", "Cheese Shop")
    back = revert_change(rename_entity(shop, "PyPI", by=system()), by=system())
    assert name_of(shop) == "Cheese Shop"
    revert_change(back, by=system())
    assert name_of(shop) == "PyPI"


def test_what_was_hidden_further_since_stays_hidden() -> None:
    vault = entity("host/vault")
    first = show_entity(vault, 2, by=system())
    show_entity(vault, 3, by=system())
    revert_change(first, by=system())
    assert Entity.objects.get(pk=vault.pk).visibility == 3


def test_hiding_again_hides_what_was_changed_about_it() -> None:
    vault = entity("host/vault", visibility=2)
    shown = show_entity(vault, 0, by=system())
    add_claim(vault, "purpose", value="Keeps the keys", message="It keeps the keys", by=system())
    revert_change(shown, by=system())
    assert not Change.objects.filter(visibility=0, message__contains="keys").exists()


def test_a_merge_is_taken_back_and_done_after_all() -> None:
    two, one = entity("provider/digital-ocean"), entity("provider/digitalocean")
    back = revert_change(merge_entities(two, one, by=system()), by=system())
    assert Entity.objects.get(pk=two.pk).merged_into is None
    again = revert_change(back, by=system())
    assert Entity.objects.get(pk=two.pk).merged_into == one
    assert revert_change(back, by=system()).report["kept"] >= 1
    assert again.pk != back.pk


def taken_back() -> Entity:
    page = create_entity("service", "wiki", "The wiki", by=system())
    revert_change(Change.objects.get(pk=page.change_id or 0), by=system())
    return page


def test_a_page_whose_creation_was_taken_back_is_gone_and_can_be_made_again() -> None:
    page = taken_back()
    assert resolve.visible(ANYBODY, "service/wiki") is None
    assert not Document.objects.filter(ref="service/wiki").exists()
    assert create_entity("service", "wiki", "A wiki", by=system()) == page
    assert resolve.visible(ANYBODY, "service/wiki") == page
    assert name_of(page) == "A wiki"


def test_a_list_that_states_something_of_it_brings_it_back_by_its_name() -> None:
    page = taken_back()
    read("list", "2020-01-01", says("service/wiki", "purpose", "=Notes"))
    assert resolve.visible(ANYBODY, "service/wiki") == page
    assert name_of(page) == "The wiki"


def test_a_large_change_hides_its_page_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    vault, wiki = entity("host/vault"), entity("service/wiki")
    add_claim(wiki, "runs_on", object=vault, by=system())
    monkeypatch.setattr(changes, "AT_ONCE", 0)
    show_entity(vault, 3, by=system())
    assert EntityNow.objects.get(entity=vault).class_from == 3
    assert not Document.objects.filter(class_from=0, ref="host/vault").exists()
    due.ask_for_flips()
    due.ask_for_flips()
    assert run_next()
    assert not run_next()
    assert not Change.objects.filter(lists_behind=True).exists()
