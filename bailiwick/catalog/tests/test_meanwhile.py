"""Between a proposal and its application others go on working: nothing of theirs is lost."""

from __future__ import annotations

from datetime import date

import pytest

from bailiwick.catalog import resolve
from bailiwick.catalog.actions.changes import apply_change, propose_change
from bailiwick.catalog.actions.claims import add_claim, confirm_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.drafts import Add, Correct, End, Merge
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Claim, Entity, Reference
from bailiwick.catalog.when import NEVER, Span
from bailiwick.lib.statements import Thing

from .cast import entity, person, system

pytestmark = pytest.mark.django_db


def current(subject: Entity) -> Claim:
    return Claim.objects.get(subject=subject, superseded_at=NEVER, recorded_at__lt=NEVER)


def hosted(service: str = "service/wiki", provider: str = "provider/osuosl") -> tuple[Entity, Entity]:
    wiki, osuosl = entity(service), entity(provider)
    add_claim(wiki, "hosted_by", object=osuosl, by=system())
    return wiki, osuosl


def test_a_confirmation_given_meanwhile_counts_for_the_new_version() -> None:
    wiki, _osuosl = hosted()
    change = propose_change([End(current(wiki), date(2030, 1, 1), date(2030, 1, 1))], by=person("una"))
    confirm_claim(current(wiki), by=system())
    apply_change(change, by=system())
    assert current(wiki).to_latest == date(2030, 1, 1)
    assert current(wiki).confirmed_at is not None


def test_a_correction_of_what_was_edited_meanwhile_says_that_it_was_left_alone() -> None:
    wiki, _osuosl = hosted()
    change = propose_change([Correct(current(wiki))], by=person("una"))
    end_claim(current(wiki), by=system(), on=date(2030, 1, 1))
    assert apply_change(change, by=system()).edits.get().refused == "changed meanwhile"
    assert current(wiki).to_latest == date(2030, 1, 1)


def test_what_was_said_of_a_page_since_its_merge_was_proposed_moves_too() -> None:
    _wiki, two = hosted(provider="provider/digital-ocean")
    one, docs = entity("provider/digitalocean"), entity("service/docs")
    change = propose_change([Merge(two, one)], by=person("una"))
    add_claim(docs, "hosted_by", object=two, by=system())
    apply_change(change, by=system())
    assert current(docs).object == one


def test_a_page_that_was_merged_meanwhile_is_not_merged_again() -> None:
    two, one, other = entity("provider/a"), entity("provider/b"), entity("provider/c")
    late = propose_change([Merge(two, other)], by=person("una"))
    merge_entities(two, one, by=system())
    with pytest.raises(Refused, match="meanwhile"):
        apply_change(late, by=system())


def test_a_list_finds_the_page_that_stays_through_merges_of_merges() -> None:
    first, second, third = entity("provider/a"), entity("provider/b"), entity("provider/c")
    merge_entities(first, second, by=system())
    merge_entities(second, third, by=system())
    wanted = Thing("provider", "a", "a")
    assert resolve.things([wanted]) == {wanted: third.pk}


def test_the_same_statement_with_another_day_is_its_next_version() -> None:
    wiki, osuosl = hosted()
    before, day = current(wiki), date(2010, 1, 1)
    correct_claim(before, by=system(), instead=Add(wiki, "hosted_by", osuosl, span=Span(day, day)))
    assert current(wiki).origin == before.origin
    assert current(wiki).from_latest == day
    assert Reference.objects.filter(origin=before.origin).count() == 2
