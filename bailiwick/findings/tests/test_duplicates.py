"""Two pages that may be one: suggested for a reason, never merged by themselves."""

from __future__ import annotations

from itertools import combinations

import pytest

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import alias_entity
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.findings.models import Finding
from bailiwick.findings.names import keys, one_slip
from bailiwick.findings.tests.asking import found, look

pytestmark = pytest.mark.django_db


def grounds() -> list[str]:
    return Finding.objects.get(kind="duplicate").grounds


def test_the_same_name_in_another_order_or_with_an_initial() -> None:
    entity("person/ada-weaver", "Ada Weaver")
    entity("person/weaver-ada", "Weaver, Ada B.")
    look()
    assert found() == ["duplicate person/ada-weaver person/weaver-ada"]
    assert "name" in grounds()
    assert not Entity.objects.exclude(merged_into=None).exists()


def test_the_same_mail_address() -> None:
    ada, other = entity("person/ada", "Ada"), entity("person/countess", "The Countess")
    alias_entity(ada, "mail", "Ada@example.org", by=system())
    add_claim(other, "mail", value="ada@example.org", by=system())
    look()
    assert grounds() == ["mail"]


def test_an_account_and_a_person() -> None:
    entity("person/ada-weaver", "Ada Weaver")
    read("machines", "2026-06-01", says("host/box", "contact", "person/aweaver"))
    look()
    assert found("duplicate") == ["duplicate person/ada-weaver person/aweaver"]
    assert grounds() == ["handle"]


def test_a_contact_that_is_a_typing_error_of_an_account() -> None:
    alias_entity(entity("person/ada-weaver", "Ada Weaver"), "account", "weaverette", by=system())
    read(
        "machines", "2026-06-01", says("host/box", "contact", "person/weaverete"),
        says("host/box", "contact", "person/weavers"),
    )  # fmt: skip
    look()
    assert found("duplicate") == ["duplicate person/ada-weaver person/weaverete"]
    assert grounds() == ["slip"]


def test_an_account_of_this_desk_counts_as_a_name_of_its_person() -> None:
    ada, user = entity("person/ada", "Ada Weaver"), person("spinster")
    type(user).objects.filter(pk=user.pk).update(person_id=ada.pk)
    entity("person/spinsterr", "spinsterr")
    look()
    assert found() == ["duplicate person/ada person/spinsterr"]


def test_things_whose_names_differ_by_spaces_and_points() -> None:
    entity("provider/cloud-berry", "Cloud Berry")
    entity("provider/cloudberry-inc", "CloudBerry, Inc.")
    entity("host/cloudberry", "cloudberry")
    look()
    assert found() == ["duplicate provider/cloud-berry provider/cloudberry-inc"]


def test_machines_with_numbers_are_many_and_not_misspelt() -> None:
    for n in range(5):
        entity(f"host/box-{n}", f"box-{n}")
        entity(f"person/bot{n}", f"weaverbot{n}")
    look()
    assert found() == []


def test_two_people_who_would_like_the_same_handle_are_two() -> None:
    entity("person/ada-weaver", "Ada Weaver")
    entity("person/alan-weaver", "Alan Weaver")
    look()
    assert found() == []


def test_an_address_that_everybody_has_says_nothing() -> None:
    for n in range(12):
        alias_entity(entity(f"person/p{n}", f"Person {'abcdefghijkl'[n] * 6}"), "mail", "info@example.org", by=system())
    look()
    assert found() == []


def test_what_is_guessed_about_people_is_for_staff() -> None:
    entity("person/ada-weaver", "Ada Weaver")
    entity("person/weaver-ada", "Weaver Ada")
    look()
    seen = {
        who: Finding.objects.visible_to(person(who, role)).count()
        for who, role in (("anna", ""), ("dev", "Developer"), ("chief", "Coordinator"))
    }
    assert seen == {"anna": 0, "dev": 1, "chief": 1}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("weaver", "weavr", True), ("weaver", "waever", True), ("weaver", "weaves", True), ("weaver", "weaver", False),
        ("weaver", "weave1", False), ("weaver", "wevare", False), ("weavers", "weaver", True), ("ab", "abcd", False),
        ("box12", "box1", False), ("rweaver", "weaver", True),
    ],
)  # fmt: skip
def test_what_a_slip_of_the_pen_is(a: str, b: str, same: bool) -> None:
    assert one_slip(a, b) is one_slip(b, a) is same


def test_every_slip_shares_a_key_so_none_is_missed() -> None:
    word = "weaver"
    letters = "aevrwx"
    spellings = {word[:i] + c + word[i:] for i in range(7) for c in letters}
    spellings |= {word[:i] + c + word[i + 1 :] for i in range(6) for c in letters}
    spellings |= {word[:i] + word[i + 1 :] for i in range(6)}
    spellings |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(5)}
    spelt = {text: {key.word for key in keys("person", "name", text) if key.ground == "slip"} for text in spellings}
    missed = [(a, b) for a, b in combinations(sorted(spelt), 2) if one_slip(a, b) and not spelt[a] & spelt[b]]
    assert not missed
