"""Three lists that answer one question differently are one finding with three sides."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.models import Claim, Entity, Lineage
from bailiwick.catalog.tests.cast import person, read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.findings.actions import lead_side, settle_finding
from bailiwick.findings.found import digest_of
from bailiwick.findings.models import Finding
from bailiwick.findings.queries import Wanted, narrowed
from bailiwick.findings.tests.asking import HOME, contradict, disagree, found, look

pytestmark = pytest.mark.django_db


def third(provider: str, day: str = "2026-06-10", **more: Any) -> None:
    read("plans", day, says("service/loom", "hosted_by", f"provider/{provider}", **more), complete_for=HOME)


def three() -> Finding:
    contradict()
    third("sky")
    look()
    return Finding.objects.get(kind="conflict")


def test_one_finding_names_how_many_disagree_and_shows_every_side() -> None:
    client = Client()
    client.force_login(person("dev", "Developer"))
    page = client.get(f"/findings/{three().pk}/").text
    assert "loom – hosted by: 3 lists disagree" in page
    assert "All are right …" in page
    assert [page.count(f"Hosted by {name}") for name in ("hill", "cloudberry", "sky")] == [1, 1, 1]


def test_a_list_that_agrees_with_one_side_has_its_own_beside_it() -> None:
    contradict()
    third("hill")
    look()
    page = Client().get(f"/findings/{Finding.objects.get(kind='conflict').pk}/").text
    assert page.count("Hosted by hill") == 2


def test_it_is_found_by_each_of_its_lists() -> None:
    three()
    for name in ("overview", "machines", "plans"):
        assert narrowed(AnonymousUser(), Wanted(lineage=name)).count() == 1


def test_the_third_side_can_lead() -> None:
    finding, plans = three(), Lineage.objects.get(name="plans")
    lead_side(finding, plans.pk, by=person("dev", "Developer"))
    ranks = Claim.objects.filter(superseded_at=NEVER, recorded_at__lt=NEVER).values_list("object__slug", "rank")
    assert dict(ranks) == {"hill": 0, "cloudberry": 0, "sky": 1}
    assert look()["again"] == 0


def test_a_list_that_joins_opens_it_again_and_one_that_falls_silent_too() -> None:
    finding = disagree()
    settle_finding(finding, "both-right", by=system(), reason="two sites")
    third("sky")
    assert (look()["again"], Finding.objects.get(pk=finding.pk).more) == (1, 1)
    settle_finding(finding, "both-right", by=system(), reason="three sites")
    read("plans", "2026-06-11", complete_for=HOME)
    assert (look()["again"], Finding.objects.get(pk=finding.pk).more) == (1, 0)


def test_a_hidden_third_side_is_no_side_for_those_who_may_not_see_it() -> None:
    contradict()
    third("sky", visibility=2)
    look()
    for reader, more in ((AnonymousUser(), 0), (person("dev", "Developer"), 1)):
        (finding,) = Finding.objects.visible_to(reader).filter(kind="conflict")
        assert finding.more == more


def pair(one: str, other: str, status: str = "settled", tier: int = 0, **more: Any) -> Finding:
    """As it stood before there was one finding for all."""
    scope, now = Entity.objects.get(slug="loom").pk, timezone.now()
    lists = [Lineage.objects.get(name=name).pk for name in (one, other)]
    return Finding.objects.create(
        kind="conflict", scope_id=scope, predicate="hosted_by", said_by_id=lists[0], against_id=lists[1],
        digest=digest_of("conflict", scope, None, "hosted_by", *lists, tier), state=5, status=status,
        first_seen=now, last_seen=now, moved_at=now, **more,
    )  # fmt: skip


def gather() -> None:
    import_module("bailiwick.findings.migrations.0004_one_conflict").gather(apps, None)


def test_pairs_of_lists_that_were_settled_before_are_one_settled_finding() -> None:
    contradict()
    third("sky")
    pair("overview", "machines", verdict="both-right", reason="two sites")
    pair("overview", "plans", verdict="both-right", reason="and a third")
    pair("machines", "plans", "gone")
    gather()
    counts = look()
    assert (counts["new"], counts["again"], counts["gone"]) == (0, 0, 0)
    (finding,) = Finding.objects.filter(kind="conflict")
    assert (finding.status, finding.verdict, finding.reason, finding.more) == ("settled", "both-right", "two sites", 1)
    assert look()["shifted"] == 0


def test_one_open_pair_leaves_it_open_with_the_reason_that_was_given() -> None:
    contradict()
    third("sky")
    pair("overview", "machines", verdict="both-right", reason="two sites")
    old = pair("overview", "plans", "open")
    Finding.objects.filter(pk=old.pk).update(first_seen=timezone.now() - timedelta(days=9))
    gather()
    look()
    (finding,) = Finding.objects.filter(kind="conflict")
    assert (finding.pk, finding.status, finding.reason) == (old.pk, "open", "two sites")
    assert found("conflict") == ["conflict service/loom hosted_by overview machines"]
