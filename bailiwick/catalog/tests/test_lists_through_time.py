"""What a list that is read again and again says about when things were so."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.queries.card import card
from bailiwick.catalog.queries.diff import diff
from bailiwick.catalog.queries.history import history
from bailiwick.catalog.when import NEVER, Answer

from .cast import read, says

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def answers(day: str, predicate: str = "hosted_by") -> dict[str, Answer]:
    pypi = Entity.objects.get(kind="service", slug="pypi")
    return {
        f.object.slug: f.answer for f in card(ANYBODY, pypi, as_of=date.fromisoformat(day)).of(predicate) if f.object
    }


def test_a_move_between_two_revisions_is_uncertain_in_between() -> None:
    read("overview", "2014-10-01", says("service/pypi", "hosted_by", "provider/rackspace"), complete_for=["hosted_by"])
    read("overview", "2024-05-28", says("service/pypi", "hosted_by", "provider/aws"), complete_for=["hosted_by"])

    assert answers("2014-10-01") == {"rackspace": Answer.YES}
    assert answers("2019-03-01") == {"rackspace": Answer.UNCERTAIN, "aws": Answer.UNCERTAIN}
    assert answers("2024-05-28") == {"aws": Answer.YES}


def test_a_revision_that_arrives_late_narrows_the_interval() -> None:
    read("overview", "2014-10-01", says("service/pypi", "hosted_by", "provider/rackspace"), complete_for=["hosted_by"])
    read("overview", "2024-05-28", says("service/pypi", "hosted_by", "provider/aws"), complete_for=["hosted_by"])
    read("overview", "2019-03-01", says("service/pypi", "hosted_by", "provider/rackspace"))
    read("overview", "2019-07-02", says("service/pypi", "hosted_by", "provider/aws"))

    assert answers("2019-03-01") == {"rackspace": Answer.YES}
    assert answers("2019-05-01") == {"rackspace": Answer.UNCERTAIN, "aws": Answer.UNCERTAIN}
    assert answers("2019-07-02") == {"aws": Answer.YES}
    assert Claim.objects.filter(superseded_at=NEVER).count() == 2


def test_a_retelling_is_no_second_witness() -> None:
    read("overview", "2014-10-01", says("service/wiki", "owned_by", "person/marc", word="owns"))
    read(
        "retold",
        "2024-05-28",
        says("service/wiki", "maintained_by", "person/marc", word="maintainer"),
        derived_from="overview",
    )
    wiki = Entity.objects.get(slug="wiki")
    (fact,) = card(ANYBODY, wiki).responsible
    assert fact.witnesses == 1
    (story,) = history(ANYBODY, wiki)
    assert [(q.word, q.retelling) for q in story.quotes] == [("owns", False), ("maintainer", True)]


def test_reading_twice_changes_nothing() -> None:
    statement = says("service/pypi", "hosted_by", "provider/rackspace")
    read("overview", "2014-10-01", statement, complete_for=["hosted_by"])
    before = Claim.objects.count()
    again = read("overview", "2014-10-01", statement, complete_for=["hosted_by"])
    assert again.report["same"] is True
    assert (again.report["new"], again.report["gone"]) == (0, 0)
    assert Claim.objects.count() == before


def test_the_difference_of_two_days() -> None:
    read("overview", "2014-10-01", says("service/pypi", "hosted_by", "provider/rackspace"), complete_for=["hosted_by"])
    read("overview", "2024-05-28", says("service/pypi", "hosted_by", "provider/aws"))
    found, more = diff(ANYBODY, date(2014, 10, 1), date(2024, 5, 28))
    assert {(d.kind, d.object.slug) for d in found if d.object} == {("ended", "rackspace"), ("began", "aws")}
    assert not more
