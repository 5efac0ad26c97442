"""What somebody typed wrongly into an address, or made up, is answered as what it is, and never breaks a page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from bailiwick.catalog.tests.cast import read, says
from bailiwick.findings.models import Finding

from .walks.desk import build

#: What looks like a number and is none, what no database can hold, and what no text of a database can hold.
ODD = ("²", "9" * 19, "0" * 9 + "1" * 5_000, "1\x00")
GETS = (
    "/changes/?after=2024-01-01T00:00:00Z~{}",
    "/findings/?kind=conflict&after={}",
    "/service/?after=a\x1f{}",
    "/service/?after={}\x1f1",
    "/service/?people_below={}",
    "/service/?as_of=2020-01-01&after={}\x1f1",
    "/timeline/?after=a\x1f{}",
    "/timeline/?after={}\x1f1",
    "/timeline/?kind={0}&predicate={0}&group={0}&from={0}&to={0}&known_at={0}",
    "/compare/?from={0}&to={0}&known_at={0}&class={0}&family={0}&kind={0}&after={0}",
    "/service/lighthouse/incoming/part_of/?after={}",
    "/year/{}/",
    "/jobs/{}/",
    "/import/{}/",
    "/findings/{}/",
    "/changes/{}/",
    "/changes/{}/review/",
    "/changes/PROPOSED/review/?show=all&from={}",
    "/changes/PROPOSED/review/{}/",
)
POSTS = (
    ("/findings/FINDING/settle/", "lead"),
    ("/changes/PROPOSED/judge/", "accept"),
    ("/changes/PROPOSED/judge/", "section"),
    ("/jobs/{}/cancel/", "x"),
    ("/account/tokens/{}/revoke/", "x"),
)


@pytest.fixture
def client(db: None) -> Client:
    client = Client(raise_request_exception=False)
    desk = build()
    client.force_login(desk.accounts["coordinator"], backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_odd_words_in_an_address_break_no_page(client: Client) -> None:
    proposed = read("coast", "2017-05-01", says("service/lamp", "provides", "=shade"), apply=False)
    finding = Finding.objects.get(kind=Finding.Kind.CONFLICT)
    broken = []

    def at(address: str, odd: str) -> str:
        return address.replace("PROPOSED", str(proposed.pk)).replace("FINDING", str(finding.pk)).format(odd)

    for odd in ODD:
        asked = [client.get(at(address, odd)) for address in GETS]
        asked += [client.post(at(address, odd), {name: odd}) for address, name in POSTS]
        broken += [(each.request["PATH_INFO"], odd[:30]) for each in asked if each.status_code >= 500]
    assert not broken
