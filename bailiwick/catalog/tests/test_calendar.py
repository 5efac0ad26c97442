"""The calendar goes on: counts and rights follow it without an edit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bailiwick.access import can
from bailiwick.access.models import Responsible
from bailiwick.accounts.models import User
from bailiwick.catalog import due
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.actions.people import link_account
from bailiwick.catalog.models import Claim, EntityNow
from bailiwick.catalog.when import Span

from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db


def test_what_begins_one_day_is_not_counted_yet() -> None:
    wiki, osuosl, day = entity("service/wiki"), entity("provider/osuosl"), date(2999, 1, 1)
    add_claim(wiki, "hosted_by", object=osuosl, by=system(), span=Span(day, day))
    assert EntityNow.objects.get(entity=osuosl).incoming == {}
    assert EntityNow.objects.get(entity=wiki).hosts == []


def test_rights_end_where_it_is_no_longer_sure() -> None:
    wiki, una, today = entity("service/wiki"), entity("person/una"), timezone.now().date()
    ends = Span(to_earliest=today - timedelta(days=1), to_latest=today + timedelta(days=30))
    add_claim(wiki, "owned_by", object=una, by=system(), span=ends)
    # As it stood a week ago.
    Claim.objects.update(recorded_at=timezone.now() - timedelta(days=7))
    Responsible.objects.create(scope=wiki.pk, holder=una.pk)
    due.refresh_passed()
    assert not Responsible.objects.exists()


def test_what_was_recorded_when_it_had_begun_needs_no_second_look() -> None:
    today = timezone.now().date()
    read("list", today.isoformat(), says("service/wiki", "hosted_by", "provider/osuosl"))
    assert due.refresh_passed() == 0


def test_an_account_keeps_its_rights_when_its_page_is_merged_into_another() -> None:
    una, twin, wiki = entity("person/una"), entity("person/una-2"), entity("service/wiki")
    user = person("una")
    link_account(user, twin, by=system())
    add_claim(wiki, "owned_by", object=twin, by=system())
    merge_entities(twin, una, by=system())
    assert can(User.objects.get(pk=user.pk), "claim.add", wiki)
