"""A thing that only hidden lines name is as hidden as they are, until a line that more may see names it."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.catalog.actions.changes import apply_change, revert_change
from bailiwick.catalog.actions.entities import show_entity
from bailiwick.catalog.models import Entity, EntityNow

from .cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db


def line(visibility: int = 0, subject: str = "service/wiki") -> object:
    return says(subject, "runs_on", "host/vault", visibility=visibility)


def vault() -> Entity:
    return Entity.objects.get(kind="host", slug="vault")


@pytest.mark.parametrize("hidden", [1, 2, 3])
def test_a_new_thing_is_for_those_who_may_see_the_line_that_names_it(hidden: int) -> None:
    read("machines", "2020-01-01", says("service/wiki", "purpose", "=Notes"), line(hidden))
    assert vault().visibility == hidden
    assert EntityNow.objects.get(entity=vault()).class_from == hidden
    assert Client().get("/host/vault/").status_code == 404
    assert Client().get("/service/wiki/").status_code == 200


def test_of_several_lines_the_most_open_one_counts() -> None:
    read("machines", "2020-01-01", line(3), line(2, "service/mail"), line(1, "service/lists"))
    assert vault().visibility == 1


def test_a_public_line_about_a_hidden_page_is_hidden_as_well() -> None:
    entity("service/wiki", visibility=2)
    read("machines", "2020-01-01", line())
    assert vault().visibility == 2


def test_a_more_open_line_opens_it_and_taking_that_back_closes_it_again() -> None:
    read("machines", "2020-01-01", line(2))
    change = read("overview", "2020-02-01", line())
    assert vault().visibility == 0
    assert Client().get("/host/vault/").status_code == 200
    revert_change(change, by=system())
    assert vault().visibility == 2
    read("overview", "2020-03-01", line())
    assert vault().visibility == 0


def test_what_somebody_hid_is_opened_by_no_line() -> None:
    read("machines", "2020-01-01", line())
    show_entity(vault(), 2, by=system())
    read("overview", "2020-02-01", line())
    assert vault().visibility == 2


def test_another_document_that_waited_names_it_in_public_when_it_is_applied() -> None:
    hidden = read("machines", "2020-01-01", line(2), apply=False)
    shown = read("overview", "2020-02-01", line(), apply=False)
    apply_change(hidden, by=system())
    assert vault().visibility == 2
    apply_change(shown, by=system())
    assert vault().visibility == 0


def test_staff_find_the_page_where_others_find_nothing() -> None:
    read("machines", "2020-01-01", line(2))
    staff = Client()
    staff.force_login(person("ida", "Developer"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert [client.get("/host/vault/").status_code for client in (Client(), staff)] == [404, 200]
