"""Nobody keeps it, and somebody is to be asked about that: whom one asks about a vacancy is no keeper."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from bailiwick.access.models import Responsible
from bailiwick.catalog.actions.claims import add_claim, rank_claims
from bailiwick.catalog.models import Claim, Entity, EntityNow, Rank, State
from bailiwick.catalog.queries.lists import Filters
from bailiwick.catalog.queries.lists_then import rows_then
from bailiwick.lib.statements import Statement

from .asking import anybody
from .cast import entity, read, says, system, thing

pytestmark = pytest.mark.django_db
VACANT = Statement(thing("service/wiki"), "maintained_by", state="none")
ASKED = says("service/wiki", "contact", "person/marta")


@pytest.fixture
def wiki() -> Entity:
    read("page", "2024-03-15", VACANT, ASKED)
    return Entity.objects.get(slug="wiki")


def test_lists_and_needs_say_that_nobody_answers_for_it(client: Client, wiki: Entity) -> None:
    row = EntityNow.objects.get(entity=wiki)
    assert (row.responsible, row.people) == ([], 0)
    assert "marta" not in client.get("/service/").content.decode()
    (then,), _more = rows_then(AnonymousUser(), Filters(), date(2025, 1, 1), None)
    assert then.responsible == []
    assert anybody().get("/entities/service/wiki/who")["wanted"] == "It wants somebody to answer for it."


def test_the_page_says_both_and_whom_to_ask(client: Client, wiki: Entity) -> None:
    page = client.get("/service/wiki/").content.decode()
    assert "Nobody answers for it." in page
    assert 'href="/person/marta/"' in page


def test_who_is_asked_about_a_vacancy_has_the_rights_of_who_is_named(wiki: Entity) -> None:
    assert Responsible.objects.filter(scope=wiki.pk).exists()


def test_a_vacancy_that_counts_no_longer_leaves_the_answer_to_who_is_asked(wiki: Entity) -> None:
    rank_claims({Claim.objects.get(state=State.NONE): Rank.DEPRECATED}, by=system())
    assert EntityNow.objects.get(entity=wiki).people == 1
    assert anybody().get("/entities/service/wiki/who")["wanted"] != "It wants somebody to answer for it."


def test_who_is_asked_where_nobody_says_that_it_is_vacant_answers_for_it() -> None:
    read("page", "2024-03-15", ASKED)
    wiki = Entity.objects.get(slug="wiki")
    assert EntityNow.objects.get(entity=wiki).people == 1
    assert Responsible.objects.filter(scope=wiki.pk).exists()


def test_a_keeper_ends_the_vacancy(wiki: Entity) -> None:
    add_claim(wiki, "run_by", object=entity("person/kofi"), by=system())
    assert EntityNow.objects.get(entity=wiki).people == 2


def test_where_the_vacancy_is_hidden_it_changes_nothing_for_who_may_not_know() -> None:
    read("page", "2024-03-15", ASKED, says("service/wiki", "purpose", "=Notes"))
    wiki = Entity.objects.get(slug="wiki")
    add_claim(wiki, "maintained_by", state=State.NONE, visibility=2, by=system())
    rows = EntityNow.objects.filter(entity=wiki).order_by("class_from")
    assert [(row.class_from, row.people) for row in rows] == [(0, 1), (2, 0)]
    assert Responsible.objects.filter(scope=wiki.pk).exists()
