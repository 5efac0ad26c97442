"""Found, settled, quiet, changed, open again; and who may do it."""

from __future__ import annotations

import pytest

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import revert_change
from bailiwick.catalog.actions.claims import confirm_claim, end_claim
from bailiwick.catalog.actions.people import retire_name
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity, Rank
from bailiwick.catalog.queries.card import card
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER
from bailiwick.events.models import Event
from bailiwick.findings.actions import assign_finding, lead_side, reopen_finding, settle_finding
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import HOME, disagree, found, look
from bailiwick.jobs.queue import run_next

pytestmark = pytest.mark.django_db


def again(finding: Finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def test_both_are_right_because_and_then_it_is_quiet() -> None:
    finding = disagree()
    settle_finding(finding, "both-right", by=person("dev", "Developer"), reason="one is the mirror")
    assert look()["again"] == 0
    assert (again(finding).status, again(finding).reason) == ("settled", "one is the mirror")
    assert Event.objects.filter(kind="finding.settled", about_id=finding.pk).count() == 1


def test_it_opens_again_when_a_side_says_something_else_and_keeps_what_was_said() -> None:
    finding = disagree()
    settle_finding(finding, "both-right", by=person("dev", "Developer"), reason="one is the mirror")
    read("machines", "2026-07-01", says("service/loom", "hosted_by", "provider/third"), complete_for=HOME)
    assert look()["again"] == 1
    row = again(finding)
    assert (row.status, row.verdict, row.reason) == ("open", "", "one is the mirror")


def test_a_list_that_says_the_same_again_does_not_wake_it() -> None:
    finding = disagree()
    settle_finding(finding, "both-right", by=person("dev", "Developer"), reason="one is the mirror")
    read("machines", "2026-07-01", says("service/loom", "hosted_by", "provider/cloudberry"), complete_for=HOME)
    confirm_claim(Claim.objects.filter(object__slug="hill").latest("pk"), by=person("dan", "Developer"))
    look()
    assert again(finding).status == "settled"


def test_what_is_no_longer_so_goes_by_itself_and_comes_back_open() -> None:
    finding = disagree()
    settle_finding(finding, "both-right", by=person("dev", "Developer"), reason="so it is")
    claim = Claim.objects.get(witness__name="machines", superseded_at=NEVER)
    change = end_claim(claim, by=system(), on=claim.from_latest)
    look()
    assert again(finding).status == "gone"
    revert_change(change, by=system())
    look()
    assert again(finding).status == "open"


def test_one_side_leads_on_the_page_and_it_can_be_taken_back() -> None:
    finding = disagree()
    dev, loom = person("dev", "Developer"), Entity.objects.get(slug="loom")
    lead_side(finding, finding.against_id or 0, by=dev, reason="asked them")
    names = [fact.object.name for fact in card(dev, loom).of("hosted_by") if fact.object]
    assert names == ["cloudberry", "hill"]
    assert (again(finding).status, again(finding).verdict) == ("settled", "ranked")
    assert look()["again"] == 0
    change = Change.objects.latest("pk")
    assert change.message == "asked them"
    revert_change(change, by=dev)
    assert not Claim.objects.filter(superseded_at=NEVER).exclude(rank=Rank.NORMAL).exists()


def test_the_other_side_can_lead_after_all() -> None:
    finding = disagree()
    dev, loom = person("dev", "Developer"), Entity.objects.get(slug="loom")
    lead_side(finding, finding.against_id or 0, by=dev)
    reopen_finding(again(finding), by=dev)
    lead_side(again(finding), finding.said_by_id or 0, by=dev)
    current = Claim.objects.filter(subject=loom, superseded_at=NEVER, recorded_at__lt=NEVER)
    assert dict(current.values_list("object__slug", "rank")) == {"hill": 1, "cloudberry": 0}


def test_a_reason_is_asked_for_where_a_verdict_says_nothing_without_one() -> None:
    finding = disagree()
    dev = person("dev", "Developer")
    with pytest.raises(Refused, match="say why"):
        settle_finding(finding, "both-right", by=dev, reason="  ")
    with pytest.raises(Refused, match="cannot be settled so"):
        settle_finding(finding, "not-the-same", by=dev)
    with pytest.raises(Refused, match="no side"):
        lead_side(finding, 10**9, by=dev)
    assert again(finding).status == "open"


def test_a_reason_forgets_a_name_that_is_retired_after_it_was_given() -> None:
    finding, robin = disagree(), entity("person/robin", "Robin Vale")
    settle_finding(finding, "both-right", by=person("dev", "Developer"), reason="Rupert Vale told me so")
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    assert again(finding).reason == "Robin Vale told me so"


def test_who_may_settle_and_who_may_not() -> None:
    finding = disagree()
    loom = Entity.objects.get(slug="loom")
    for user in (person("anna"), person("elsewhere", "Developer", scope=entity("service/other"))):
        with pytest.raises(Denied):
            settle_finding(finding, "both-right", by=user, reason="no")
        with pytest.raises(Denied):
            assign_finding(finding, by=user, account=user)
    settle_finding(finding, "both-right", by=person("keeper", "Developer", scope=loom), reason="mine to say")


def test_it_is_assigned_to_an_account_or_a_team_that_may_see_it() -> None:
    finding = disagree()
    dev, anna, team = person("dev", "Developer"), person("anna"), entity("team/keepers")
    assign_finding(finding, by=dev, account=anna)
    assert list(Finding.objects.assigned_to(anna)) == [finding]
    assign_finding(finding, by=dev, team=team)
    assert (again(finding).account_id, again(finding).team_id) == (None, team.pk)
    with pytest.raises(Refused, match="is not a team"):
        assign_finding(finding, by=dev, team=entity("service/other"))
    Finding.objects.filter(pk=finding.pk).update(visibility=2)
    with pytest.raises(Refused, match="may not see"):
        assign_finding(finding, by=dev, account=anna)


def test_settling_twice_and_opening_what_is_open_does_no_harm() -> None:
    finding = disagree()
    dev = person("dev", "Developer")
    reopen_finding(finding, by=dev)
    for _ in range(2):
        settle_finding(finding, "corrected", by=dev)
    assert found(status="settled") == ["conflict service/loom hosted_by overview machines"]
