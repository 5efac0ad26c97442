"""Feeds of changes: valid Atom, the same ids for ever, nothing that its reader may not see."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from bailiwick.catalog.actions.changes import propose_change, revert_change
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import show_entity
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db
NS = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True, scope="module")
def _list(shared_rows: None) -> None:
    read("overview", "2014-10-01", says("service/pypi", "hosted_by", "provider/aws"))


@pytest.fixture
def pypi() -> Entity:
    return Entity.objects.get(slug="pypi")


def fetch(address: str, client: Client | None = None, **headers: Any) -> Any:
    return (client or Client()).get(address, headers=headers)


def parsed(address: str, client: Client | None = None) -> Element:
    response = fetch(address, client)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return fromstring(response.content)  # noqa: S314 - our own document


def titles(root: Element) -> list[str]:
    return [each.findtext("a:title", "", NS) for each in root.findall("a:entry", NS)]


def only(parent: Element, path: str) -> Element:
    """The element that must be there exactly once."""
    (found,) = parent.findall(path, NS)
    return found


def one(parent: Element, name: str) -> str:
    """The text of such an element."""
    found = only(parent, f"a:{name}")
    assert found.text
    return found.text


def authors(root: Element) -> list[str]:
    return [one(each, "name") for each in root.findall("a:entry/a:author", NS)]


@pytest.mark.parametrize("address", ["/changes.atom", "/service/pypi/changes.atom"])
def test_the_feed_is_valid_atom(pypi: Entity, address: str) -> None:
    add_claim(pypi, "status_note", value="moving", by=system(), message="Say that <it> & \x07 moves")
    root = parsed(address)
    assert root.tag == f"{{{NS['a']}}}feed"
    for parent in (root, *root.findall("a:entry", NS)):
        assert one(parent, "id").startswith("tag:")
        assert one(parent, "title")
        assert datetime.fromisoformat(one(parent, "updated")).tzinfo
        links = {(link.get("rel"), link.get("type")) for link in parent.findall("a:link", NS)}
        assert ("alternate", "text/html") in links
    assert only(root, "a:link[@rel='self']").get("href", "").endswith(address)
    ids = [one(each, "id") for each in root.findall("a:entry", NS)]
    assert len(ids) == len(set(ids)) == 2
    assert one(root, "updated") == max(one(each, "updated") for each in root.findall("a:entry", NS))
    assert authors(root)[0] == "importer"
    assert titles(root)[0] == "Say that <it> &  moves"


def test_ids_and_order_stay_as_more_happens(pypi: Entity) -> None:
    before = [one(each, "id") for each in parsed("/changes.atom").findall("a:entry", NS)]
    change = add_claim(pypi, "status_note", value="moving", by=system(), message="First")
    revert_change(change, by=system(), message="Second")
    root = parsed("/changes.atom")
    assert titles(root)[:2] == ["Second", "First"]
    assert [one(each, "id") for each in root.findall("a:entry", NS)][2:] == before


def test_an_account_that_is_gone_is_somebody(pypi: Entity) -> None:
    ada = person("ada", "Developer")
    add_claim(pypi, "status_note", value="moving", by=ada, message="Ada says")
    ada.delete()
    assert authors(parsed("/changes.atom"))[0] == "somebody"


def test_what_is_hidden_or_only_proposed_is_not_in_it(pypi: Entity) -> None:
    add_claim(pypi, "status_note", value="secret", visibility=2, by=system(), message="For staff")
    propose_change([Add(pypi, "purpose", value="packages")], by=person("eve"), message="Perhaps")
    secret = entity("service/secret", visibility=2)
    reader = Client()
    reader.force_login(person("ida", "Developer"))

    assert "For staff" not in titles(parsed("/changes.atom"))
    assert "For staff" in titles(parsed("/changes.atom", reader))
    assert "Perhaps" not in titles(parsed("/changes.atom", reader))
    assert fetch(f"/{secret.ref}/changes.atom").status_code == 404
    assert fetch(f"/{secret.ref}/changes.atom", reader).status_code == 200


def test_what_becomes_hidden_leaves_the_feed(pypi: Entity) -> None:
    add_claim(pypi, "status_note", value="moving", by=system(), message="About PyPI")
    assert "About PyPI" in titles(parsed("/changes.atom"))
    show_entity(pypi, 2, by=system())
    assert "About PyPI" not in titles(parsed("/changes.atom"))


@pytest.mark.parametrize("signed_in", [False, True])
def test_whoever_has_it_already_gets_304(pypi: Entity, signed_in: bool) -> None:
    client = Client()
    if signed_in:
        client.force_login(person("ida"))
    first = fetch("/service/pypi/changes.atom", client)
    again = fetch("/service/pypi/changes.atom", client, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    add_claim(pypi, "status_note", value="moving", by=system())
    assert fetch("/service/pypi/changes.atom", client, if_none_match=first["ETag"]).status_code == 200


def test_a_feed_costs_the_same_whatever_happened(pypi: Entity, django_assert_num_queries: Any) -> None:
    for number in range(5):
        add_claim(pypi, "status_note", value=f"note {number}", by=system())
    reader = Client()
    reader.force_login(person("ida"))
    with django_assert_num_queries(6):
        assert len(titles(parsed("/changes.atom", reader))) == 6
