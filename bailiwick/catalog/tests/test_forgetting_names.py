"""A name that somebody no longer goes by, or an erased person's, is left nowhere."""

from __future__ import annotations

import pytest

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities
from bailiwick.catalog.actions.people import erase_person, retire_name
from bailiwick.catalog.models import Alias, Claim, Entity, EntityNow
from bailiwick.events.models import Event
from bailiwick.search.models import Document

from .cast import entity, system

pytestmark = pytest.mark.django_db


def test_a_retired_name_is_found_in_no_key_no_list_and_no_search() -> None:
    robin = entity("person/robin", "Robin Vale")
    alias_entity(robin, "aka", "Rupert Vale", by=system())
    wiki = entity("service/wiki")
    add_claim(wiki, "title", value="The wiki of Rupert Vale", by=system())
    add_claim(
        robin, "member_of", object=entity("team/x"), qualifiers={"role": "stands in for Rupert Vale"}, by=system()
    )
    retire_name(robin, "Rupert Vale", by=system())
    assert not Alias.objects.filter(folded__contains="rupert").exists()
    assert not EntityNow.objects.filter(title__contains="Rupert").exists()
    assert EntityNow.objects.get(entity=wiki).title == "The wiki of Robin Vale"
    assert Claim.objects.get(predicate="member_of").qualifiers == {"role": "stands in for Robin Vale"}
    for column in ("title", "names", "body"):
        assert not Document.objects.filter(**{f"{column}__icontains": "rupert"}).exists()
    assert Event.objects.filter(kind="name.retired").count() == 1


def test_erasing_reaches_the_pages_that_were_merged_into_the_persons() -> None:
    robin, old = entity("person/robin", "Robin Vale"), entity("person/rupert-vale", "Rupert Vale")
    add_claim(old, "mail", value="rupert@vale.example", by=system())
    merge_entities(old, robin, by=system())
    erase_person(robin, by=system())
    assert not Entity.objects.filter(slug__contains="rupert").exists()
    assert not Alias.objects.filter(folded__contains="rupert").exists()
    assert not Alias.objects.filter(value__icontains="rupert").exists()
    assert not Claim.objects.filter(value__icontains="rupert").exists()
