"""What the browser journeys share: a small desk, somebody signed in, and what axe finds."""

from __future__ import annotations

from typing import Any

from axe_core_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, read, says

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def faults(page: Any) -> list[tuple[str, list[str]]]:
    """What axe finds on the page: rule and places."""
    found = Axe().run(page, options=RULES)["violations"]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in found]


def sign_in(page: Any, user: User, address: str) -> None:
    """The browser becomes this user's."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def press(page: Any, key: str) -> None:
    """Press a key once the page has been loaded whole; its words stand there before its scripts listen."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def weavers() -> Entity:
    """A service that moved, with people, a pager, a machine and something that stands on it."""
    home = ["hosted_by", "maintained_by"]
    first = [says("service/loom", "hosted_by", "provider/rackhaus", locator="line 7", word="lives at")]
    read("list", "2014-10-01", *first, complete_for=home)
    read(
        "list", "2024-05-28",
        says("service/loom", "title", "=The weaving index"),
        says("service/loom", "purpose", "=Finds every pattern that was ever woven"),
        says("service/loom", "category", "=Weaving"),
        says("service/loom", "hosted_by", "provider/cloudberry", locator="line 9", word="hosted at"),
        says("service/loom", "fronted_by", "provider/fastlane"),
        says("service/loom", "maintained_by", "person/ada-weaver"),
        says("service/loom", "contact_point", "contact-point/pager", qualifiers={"intent": "urgent"}),
        says("service/loom", "contact_point", "contact-point/keepers@example.org", qualifiers={"intent": "not-urgent"}),
        says("contact-point/pager", "url", "=https://page.example.org/"),
        says("contact-point/keepers@example.org", "mail", "=keepers@example.org"),
        says("service/spindle", "depends_on", "service/loom"),
        says("service/spindle", "category", "=Spinning"),
        says("service/distaff", "standing", "=community"),
        says("person/ada-weaver", "member_of", "team/keepers"),
        says("host/box-1", "located_at", "data-centre/north-2"),
    )  # fmt: skip
    entity("provider/hill", "Hill & Sons")
    return Entity.objects.get(kind="service", slug="loom")


def years() -> Entity:
    """Five services through five revisions of one list: who hosts them, who keeps them, what came and went."""
    moves = {
        "2014-10-01": {"loom": ("rackhaus", "ada"), "spindle": ("oldgrid", "ben"), "mailroom": ("oldgrid", "ben")},
        "2017-02-01": {"loom": ("rackhaus", "ada"), "spindle": ("rackhaus", "ben"), "mailroom": ("oldgrid", "cora")},
        "2019-03-01": {"loom": ("rackhaus", "ada"), "spindle": ("rackhaus", "ben"), "mailroom": ("oldgrid", "cora")},
        "2019-07-02": {"loom": ("cloudberry", "dan"), "spindle": ("rackhaus", "ben"), "dyeworks": ("hilltop", "dan")},
        "2024-05-28": {"loom": ("cloudberry", "dan"), "spindle": ("hilltop", "eve"), "dyeworks": ("hilltop", "dan")},
    }
    for day, services in moves.items():
        said = [
            says(f"service/{name}", predicate, what, locator=f"line {10 * number}")
            for number, (name, (where, who)) in enumerate(services.items(), 1)
            for predicate, what in (("hosted_by", f"provider/{where}"), ("maintained_by", f"person/{who}"))
        ]
        said.append(says("host/box-1", "located_at", "data-centre/north" if day < "2019-07" else "data-centre/south"))
        said.append(says("service/loom", "runs_on", "host/box-1"))
        read("list", day, *said, complete_for=["hosted_by", "maintained_by", "located_at", "runs_on"])
    return Entity.objects.get(kind="service", slug="loom")
