"""The design's rules for claims, each as a story from the documents the example catalog was read from.

Start here to learn what the catalog means by "who says so, since when". The cast is
real (a foundation's overview of 2014 and its retelling of 2024); `read` lets a list
say something on a day, `says` is one statement.
"""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bailiwick.catalog import former_names, resolve
from bailiwick.catalog.actions.claims import confirm_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import alias_entity, rename_entity
from bailiwick.catalog.models import Change, Claim, Entity, State
from bailiwick.catalog.queries.card import Card, card
from bailiwick.catalog.queries.freshness import Mark
from bailiwick.catalog.queries.history import history
from bailiwick.catalog.tests.cast import entity, person, read, says, thing
from bailiwick.catalog.when import NEVER, Answer, last_day
from bailiwick.lib.statements import Statement, Thing

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
IN_2014, IN_2024 = "2014-10-01", "2024-05-28"


def look(ref: str, day: str = "") -> Card:
    """The card that anybody sees, now or as of a day."""
    found = resolve.visible(ANYBODY, ref)
    assert found is not None
    return card(ANYBODY, found, as_of=last_day(day) if day else None)


def hosts(ref: str, day: str) -> dict[str, Answer]:
    return {fact.object.slug: fact.answer for fact in look(ref, day).of("hosted_by") if fact.object}


def overview(day: str, *statements: Statement) -> Change:
    """One revision of the foundation's own list: it names every service and where it runs."""
    return read("overview", day, *statements, complete_for=["hosted_by", "owned_by", "maintained_by"])


def retold(*statements: Statement) -> Change:
    """The article of 2024 that retells the list."""
    complete = ["hosted_by", "owned_by", "maintained_by"]
    return read("overview-retold", IN_2024, *statements, derived_from="overview", complete_for=complete)


def test_1_pypi_moved_some_day_between_two_documents() -> None:
    overview(IN_2014, says("service/pypi", "hosted_by", "provider/rackspace"))
    retold(says("service/pypi", "hosted_by", "provider/aws"))

    assert hosts("service/pypi", IN_2014) == {"rackspace": Answer.YES}
    assert hosts("service/pypi", "2019") == {"aws": Answer.UNCERTAIN, "rackspace": Answer.UNCERTAIN}
    assert hosts("service/pypi", IN_2024) == {"aws": Answer.YES}
    (moved,) = look("service/pypi", IN_2024).of("hosted_by")
    assert (moved.span.from_earliest, moved.span.from_latest) == (date(2014, 10, 1), date(2024, 5, 28))


def test_2_revisions_in_between_shrink_the_interval_whenever_they_arrive() -> None:
    overview(IN_2014, says("service/pypi", "hosted_by", "provider/rackspace"))
    retold(says("service/pypi", "hosted_by", "provider/aws"))
    overview("2019-07-02", says("service/pypi", "hosted_by", "provider/aws"))
    overview("2019-03-01", says("service/pypi", "hosted_by", "provider/rackspace"))

    assert hosts("service/pypi", "2019-03-01") == {"rackspace": Answer.YES}
    assert hosts("service/pypi", "2019-05-01") == {"aws": Answer.UNCERTAIN, "rackspace": Answer.UNCERTAIN}
    assert hosts("service/pypi", "2019-07-02") == {"aws": Answer.YES}


def test_3_the_wiki_has_the_same_owner_in_both_documents() -> None:
    overview(IN_2014, says("service/wiki.python.org", "owned_by", "person/marc-andre-lemburg", word="owns"))
    retold(says("service/wiki.python.org", "owned_by", "person/marc-andre-lemburg", word="owns"))

    wiki = Entity.objects.get(slug="wiki.python.org")
    (story,) = history(ANYBODY, wiki)
    assert len(story.versions) == 1
    assert [quote.dated for quote in story.quotes] == [date(2014, 10, 1), date(2024, 5, 28)]


def test_4_a_retelling_is_no_second_witness() -> None:
    overview(IN_2014, says("service/wiki.python.org", "owned_by", "person/marc-andre-lemburg"))
    retold(says("service/wiki.python.org", "owned_by", "person/marc-andre-lemburg"))

    (owner,) = look("service/wiki.python.org").responsible
    assert owner.witnesses == 1


def test_5_a_role_word_that_changes_in_the_retelling_is_no_change_of_family() -> None:
    overview(IN_2014, says("service/hg.python.org", "owned_by", "person/georg-brandl", word="owned"))
    retold(says("service/hg.python.org", "maintained_by", "person/georg-brandl", word="maintainers"))

    (owner,) = look("service/hg.python.org").responsible
    assert owner.span.lasts
    (story,) = history(ANYBODY, Entity.objects.get(slug="hg.python.org"))
    assert [quote.word for quote in story.quotes] == ["owned", "maintainers"]


def test_6_where_mail_is_hosted_in_2024_is_unknown_which_is_not_none() -> None:
    overview(IN_2014, says("service/mail.python.org", "hosted_by", "provider/xs4all"))
    retold(Statement(thing("service/mail.python.org"), "hosted_by", state="unknown"))

    (now,) = look("service/mail.python.org", IN_2024).of("hosted_by")
    assert (now.state, now.object, now.answer) == (State.UNKNOWN, None, Answer.YES)
    read("people", IN_2024, Statement(thing("person/alex-gaynor"), "responsibilities", state="none"))
    (none,) = look("person/alex-gaynor").of("responsibilities")
    assert none.state == State.NONE


def test_7_a_host_and_a_service_share_a_name() -> None:
    retold(says("service/speed.python.org", "runs_on", "host/speed.python.org"))

    both = resolve.candidates(ANYBODY, "speed.python.org")
    assert [row.kind for row in both] == ["host", "service"]
    (host,) = resolve.candidates(ANYBODY, "host:speed.python.org")
    assert host.kind == "host"


def test_8_ximinez_was_gone_by_the_day_the_list_says_so() -> None:
    gone = (None, None, None, last_day(IN_2014))
    overview(IN_2014, says("host/ximinez", "located_at", "provider/xs4all", span=gone))

    assert look("host/ximinez", IN_2014).of("located_at") == []
    (before,) = look("host/ximinez", "2013").of("located_at")
    assert before.answer is Answer.UNCERTAIN


def test_9_nyc1_is_in_region_nyc3() -> None:
    retold(
        says("data-centre/nyc1", "region", "=NYC3"), says("data-centre/nyc1", "provided_by", "provider/digitalocean")
    )

    assert look("data-centre/nyc1").value("region") == "NYC3"
    assert resolve.candidates(ANYBODY, "NYC3") == []


def test_10_a_provider_written_in_two_ways_is_one_provider() -> None:
    retold(
        Statement(thing("service/docs"), "hosted_by", Thing("provider", "DigitalOcean")),
        Statement(thing("service/hg"), "hosted_by", Thing("provider", "Digital Ocean")),
    )
    assert Entity.objects.filter(kind="provider").count() == 1
    provider = Entity.objects.get(kind="provider")
    rename_entity(provider, "DO", by=person("ada", "Developer"))
    assert resolve.things([Thing("provider", "Digital Ocean")]) == {Thing("provider", "Digital Ocean"): provider.pk}


def test_11_what_ended_was_so_and_what_is_corrected_never_was() -> None:
    ada = person("ada", "Developer")
    overview(
        IN_2014, says("service/a", "hosted_by", "provider/osuosl"), says("service/b", "hosted_by", "provider/osuosl")
    )
    first, second = Claim.objects.filter(superseded_at=NEVER).order_by("subject__slug")
    before = timezone.now()
    end_claim(first, by=ada, on=date(2020, 1, 1))
    correct_claim(second, by=ada)

    assert hosts("service/a", "2019") == {"osuosl": Answer.YES}
    assert hosts("service/a", "2020-01-01") == {}
    assert hosts("service/b", "2019") == {}
    b = Entity.objects.get(slug="b")
    assert [f.answer for f in card(ANYBODY, b, as_of=date(2019, 1, 1), known_at=before).of("hosted_by")] == [Answer.YES]


def test_12_a_document_attests_and_only_a_look_confirms() -> None:
    overview(IN_2014, says("service/docs", "hosted_by", "provider/rackspace"))
    (fact,) = look("service/docs").of("hosted_by")
    assert (fact.mark, fact.lead.attested_on) == (Mark.NEVER, date(2014, 10, 1))

    confirm_claim(Claim.objects.get(pk=fact.lead.id), by=person("ada", "Developer"))
    assert look("service/docs").of("hosted_by")[0].mark is Mark.CONFIRMED
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=100)):
        assert look("service/docs").of("hosted_by")[0].mark is Mark.STALE


def test_13_a_former_name_finds_its_bearer_and_is_shown_to_nobody() -> None:
    robin = entity("person/robin-vale", "Robin Vale")
    digest = former_names.digest("Rupert X. Vale III")
    alias_entity(robin, "former-name", digest, by=person("ada", "Coordinator"), visibility=4)

    overview(IN_2014, Statement(thing("service/pypi"), "maintained_by", Thing("person", "Rupert X. Vale III")))
    (keeper,) = look("service/pypi").responsible
    assert keeper.object is not None
    assert keeper.object.name == "Robin Vale"
    assert former_names.redact("asked Rupert X. Vale III.", {digest: "Robin Vale"}) == "asked Robin Vale."
