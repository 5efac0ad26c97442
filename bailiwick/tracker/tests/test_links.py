"""Links: said once, read from both ends, never round in a circle; what is hidden stays hidden."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client

from bailiwick.access import Denied
from bailiwick.tracker.actions.links import add_link, remove_link
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Edit, IssueLink

from .cast import issue, known, person, sign_in

pytestmark = pytest.mark.django_db


def test_a_link_is_said_once_and_stands_on_both_pages_and_in_both_histories(client: Client) -> None:
    old, new, dora = issue("Old disk"), issue("Slow"), person("dora", "Developer")
    link = add_link(old, "blocks", new, by=dora)
    assert add_link(old, "blocks", new, by=dora) == link
    for here, there, words in ((old, new, "blocks"), (new, old, "is blocked by")):
        page = " ".join(client.get(here.url).text.split())
        assert f'<p class="muted">{words}</p>' in page
        assert f'<span dir="auto">{words} #{there.pk}</span>' in page
    assert f"#{old.pk} to be solved first" in client.get(new.url).text
    remove_link(link, by=dora)
    assert f"no longer: blocks #{new.pk}" in client.get(old.url).text
    remove_link(link, by=dora)
    assert Edit.objects.count() == 4


def test_what_relates_relates_from_both_sides() -> None:
    one, two, dora = issue("one"), issue("two"), person("dora", "Developer")
    assert add_link(one, "relates", two, by=dora) == add_link(two, "relates", one, by=dora)


@pytest.mark.parametrize("kind", ["blocks", "part-of"])
def test_nothing_blocks_itself_however_long_the_way(kind: str) -> None:
    dora, chain = person("dora", "Developer"), [issue(f"{number}") for number in range(4)]
    for low, high in pairwise(chain):
        add_link(low, kind, high, by=dora)
    for start, end in ((chain[3], chain[0]), (chain[1], chain[0])):
        with pytest.raises(Refused, match="circle"):
            add_link(start, kind, end, by=dora)
    with pytest.raises(Refused, match="itself"):
        add_link(chain[0], kind, chain[0], by=dora)
    with pytest.raises(Refused, match="no link like that"):
        add_link(chain[0], "hates", chain[2], by=dora)
    assert IssueLink.objects.count() == 3


def test_whoever_may_not_see_the_other_side_hears_nothing_of_it(client: Client) -> None:
    hidden, bug, dora, uli = issue("A hole", visibility=2), issue("Slow"), person("dora", "Developer"), known("uli")
    add_link(hidden, "blocks", bug, by=dora)
    page = client.get(bug.url).text
    assert f"#{hidden.pk}" not in page
    assert "Hangs together" not in page
    with pytest.raises(Denied):
        add_link(bug, "relates", hidden, by=uli)


def test_a_link_to_what_one_may_not_see_is_answered_as_one_that_is_not_there(client: Client) -> None:
    uli = known("uli")
    mine, hidden = issue("Slow", by=uli), issue("Secret", visibility=2)
    link = add_link(hidden, "blocks", mine, by=person("dora", "Developer"))
    sign_in(client, uli)
    unseen, unknown = (client.post(f"{mine.url}unlink/", {"link": pk}) for pk in (link.pk, 99_999))
    assert (unseen.status_code, unseen.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert client.delete(f"/api/v1/links/{link.pk}").status_code == 404
    assert IssueLink.objects.filter(pk=link.pk).exists()


def test_a_reporter_links_what_they_reported() -> None:
    uli = known("uli")
    mine, other = issue("Mine", by=uli), issue("Other")
    add_link(mine, "relates", other, by=uli)
    with pytest.raises(Denied):
        add_link(other, "blocks", mine, by=uli)
