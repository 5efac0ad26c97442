"""A finding is for those who may see every statement it rests on; nobody else notices that it is there."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog.actions.entities import show_entity
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.tests.cast import person, read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import HOME, disagree, look

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def seen(user: Any, kind: str = "conflict") -> int:
    return Finding.objects.visible_to(user).open().filter(kind=kind).count()


def hide(witness: str, level: int) -> None:
    Claim.objects.filter(witness__name=witness, superseded_at=NEVER).update(visibility=level)
    look()


def test_a_hidden_side_hides_it_and_a_role_on_the_part_is_enough() -> None:
    disagree()
    loom = Entity.objects.get(slug="loom")
    assert seen(ANYBODY) == 1
    hide("machines", 2)
    readers = [ANYBODY, person("anna"), person("dev", "Developer"), person("keeper", "Developer", scope=loom)]
    assert [seen(reader) for reader in readers] == [0, 0, 1, 1]


def test_a_hidden_answer_elsewhere_is_not_opened_by_a_role_here() -> None:
    disagree()
    loom = Entity.objects.get(slug="loom")
    show_entity(Entity.objects.get(slug="cloudberry"), 2, by=system())
    look()
    readers = [ANYBODY, person("keeper", "Developer", scope=loom), person("dev", "Developer")]
    assert [seen(reader) for reader in readers] == [0, 0, 1]


def test_something_hidden_beside_it_takes_nothing_from_what_everybody_may_see() -> None:
    finding = disagree()
    third = says("service/loom", "hosted_by", "provider/third", visibility=2)
    read("machines", "2026-06-02", says("service/loom", "hosted_by", "provider/cloudberry"), third, complete_for=HOME)
    look()
    assert list(Finding.objects.visible_to(ANYBODY).filter(kind="conflict")) == [finding]
    # Whoever sees more sees another one in its place, not both.
    (other,) = Finding.objects.visible_to(person("dev", "Developer")).filter(kind="conflict")
    assert other != finding


def test_what_only_staff_know_to_agree_still_disagrees_in_public() -> None:
    disagree()
    same = says("service/loom", "hosted_by", "provider/hill", visibility=2)
    read("machines", "2026-06-02", says("service/loom", "hosted_by", "provider/cloudberry"), same, complete_for=HOME)
    read("overview", "2026-06-02", says("service/loom", "hosted_by", "provider/hill"),
         says("service/loom", "hosted_by", "provider/cloudberry", visibility=2), complete_for=HOME)  # fmt: skip
    look()
    assert (seen(ANYBODY), seen(person("dev", "Developer"))) == (1, 0)


def test_a_hidden_description_is_none_for_those_who_may_not_see_it() -> None:
    read(
        "overview", "2026-05-01",
        says("data-centre/north", "region", "=NYC"), says("data-centre/south", "region", "=A"),
        complete_for=["region"],
    )  # fmt: skip
    read("machines", "2026-06-01", says("host/box", "located_at", "data-centre/east"), complete_for=["located_at"])
    read("secret", "2026-06-01", says("data-centre/east", "region", "=B", visibility=2))
    look()
    assert (seen(ANYBODY, "dangling"), seen(person("dev", "Developer"), "dangling")) == (1, 0)


def test_a_list_of_which_everything_is_hidden_is_not_named_to_others() -> None:
    read("secret", "2019-06-01", says("service/loom", "status_note", "=x", visibility=3))
    look()
    readers = [ANYBODY, person("dev", "Developer"), person("chief", "Coordinator")]
    assert [seen(reader, "dead-list") for reader in readers] == [0, 0, 1]


def test_a_reader_with_a_page_of_their_own_sees_the_same_lists() -> None:
    disagree()
    anna = person("anna")
    type(anna).objects.filter(pk=anna.pk).update(person_id=Entity.objects.get(slug="hill").pk)
    anna.refresh_from_db()
    assert seen(anna) == 1
    read("old", "2019-01-01", says("service/x", "status_note", "=y"))
    look()
    assert seen(anna, "dead-list") == 1
