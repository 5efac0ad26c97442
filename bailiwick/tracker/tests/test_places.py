"""From the address of a page to the service that answers there, and to the tracker that wants to hear of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.queries.names import names
from bailiwick.tracker.handover import beginning
from bailiwick.tracker.queries.places import desk_of, places_at

from .cast import entity, system

ANYBODY = AnonymousUser()


@pytest.fixture
def catalog(db: None) -> None:
    """Two services behind one host, one with a host of its own, one that is hidden."""
    for ref, address in {
        "service/wiki": "https://example.org/wiki/", "service/site": "https://www.example.org",
        "service/lists": "https://lists.example.org/", "service/secret": "https://secret.example.org/",
    }.items():  # fmt: skip
        made = entity(ref, ref.partition("/")[2].title(), visibility=2 if "secret" in ref else 0)
        add_claim(made, "url", value=address, by=system())


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.org/wiki/FrontPage?action=edit", ["Wiki", "Site"]),
        ("example.org/wikimania", ["Site"]),
        ("https://www.example.org/", ["Site"]),
        ("http://lists.example.org/mm3/", ["Lists"]),
        ("https://secret.example.org/", ["Site"]),
        ("https://elsewhere.test/", []),
        ("javascript:alert(1)", []),
        ("https://[::1", []),
        ("", []),
        ("\x00", []),
        ("x" * 5000, []),
    ],
)
def test_the_longest_path_that_agrees_comes_first(catalog: None, address: str, found: list[str]) -> None:
    named = [place.found.name for place in places_at(ANYBODY, address)]
    assert named[: len(found)] == found if found else not named
    assert "Secret" not in named


def test_a_service_says_who_runs_it_and_where_its_problems_are_tracked(catalog: None) -> None:
    wiki, tracker = entity("service/moin", "Moin"), entity("tracker/moin-issues", "Moin issues")
    add_claim(wiki, "owned_by", object=entity("person/una", "Una"), by=system())
    add_claim(wiki, "tracker", object=tracker, by=system())
    add_claim(tracker, "url", value="https://github.com/moin/moin/issues", by=system())
    place = names(ANYBODY, [wiki.pk])[wiki.pk]
    desk = desk_of(ANYBODY, place, "desk.example.org")
    assert [fact.object.name for fact in desk.responsible if fact.object] == ["Una"]
    assert desk.tracker == ("Moin issues", "https://github.com/moin/moin/issues")
    assert desk_of(ANYBODY, place, "github.com").tracker is None


@pytest.mark.parametrize(
    ("tracker", "begins"),
    [
        ("https://github.com/psf/wiki/issues", "https://github.com/psf/wiki/issues/new?title=a%20b&body=c%26d"),
        ("https://codeberg.org/psf/wiki", "https://codeberg.org/psf/wiki/issues/new?title=a%20b&body=c%26d"),
        ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/issues/new?issue%5Btitle%5D=a%20b&"),
        ("https://bugs.example.org/", "https://bugs.example.org/"),
        ("https://github.com/", "https://github.com/"),
    ],
)
def test_an_issue_begins_elsewhere_with_its_text(tracker: str, begins: str) -> None:
    assert beginning(tracker, "a b", "c&d").startswith(begins)
    assert len(beginning(tracker, "a b", "ä" * 50_000)) <= 6_000
