"""A change through its life: proposed, applied, rejected, overtaken, taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import apply_change, propose_change, reject_change, revert_change
from bailiwick.catalog.actions.claims import add_claim, end_claim
from bailiwick.catalog.drafts import Add, Create, End
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.catalog.queries.card import card
from bailiwick.catalog.when import NEVER
from bailiwick.events.models import Event

from .cast import entity, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def hosts(service: Entity) -> list[str]:
    return [fact.object.slug for fact in card(ANYBODY, service).of("hosted_by") if fact.object]


def test_what_is_proposed_is_seen_by_nobody_until_it_is_applied() -> None:
    wiki, osuosl = entity("service/wiki"), entity("provider/osuosl")
    change = propose_change([Add(wiki, "hosted_by", osuosl)], by=person("una"), message="They told me")
    assert hosts(wiki) == []
    apply_change(change, by=person("dev", "Developer"))
    assert hosts(wiki) == ["osuosl"]
    apply_change(change, by=system())
    assert Claim.objects.filter(subject=wiki).count() == 1


def test_a_user_may_propose_and_not_apply() -> None:
    wiki, una = entity("service/wiki"), person("una")
    change = propose_change([Add(wiki, "purpose", value="Notes")], by=una)
    with pytest.raises(Denied):
        apply_change(change, by=una)
    with pytest.raises(Denied):
        propose_change([Add(wiki, "purpose", value="Notes")], by=ANYBODY)
    reject_change(change, by=una)
    assert Change.objects.get(pk=change.pk).status == Change.Status.REJECTED


def test_a_role_on_a_part_reaches_that_part_only() -> None:
    wiki, mail = entity("service/wiki"), entity("service/mail")
    wim = person("wim", "Developer", wiki)
    add_claim(wiki, "purpose", value="Notes", by=wim)
    with pytest.raises(Denied):
        add_claim(mail, "purpose", value="Letters", by=wim)
    both = propose_change([Add(wiki, "title", value="W"), Add(mail, "title", value="M")], by=wim)
    with pytest.raises(Denied):
        apply_change(both, by=wim)


def test_a_rejected_change_is_not_applied_later() -> None:
    wiki = entity("service/wiki")
    change = propose_change([Add(wiki, "purpose", value="Notes")], by=person("una"))
    reject_change(change, by=system(), message="It is an archive now")
    with pytest.raises(Refused, match="rejected"):
        apply_change(change, by=system())


def test_what_was_edited_meanwhile_is_left_alone_and_said() -> None:
    wiki, osuosl = entity("service/wiki"), entity("provider/osuosl")
    add_claim(wiki, "hosted_by", object=osuosl, by=system())
    claim = Claim.objects.get(subject=wiki, superseded_at=NEVER)
    slow = propose_change([End(claim, date(2020, 1, 1), date(2020, 1, 1))], by=person("una"))
    end_claim(claim, by=system(), on=date(2021, 1, 1))
    applied = apply_change(slow, by=system())
    assert applied.report["overtaken"] == 1
    assert Claim.objects.get(subject=wiki, superseded_at=NEVER).to_latest == date(2021, 1, 1)


def test_two_who_propose_the_same_make_one_fact() -> None:
    wiki, osuosl = entity("service/wiki"), entity("provider/osuosl")
    first = propose_change([Add(wiki, "hosted_by", osuosl)], by=person("una"))
    second = propose_change([Add(wiki, "hosted_by", osuosl), Add(wiki, "title", value="W")], by=person("ben"))
    apply_change(first, by=system())
    assert apply_change(second, by=system()).report["overtaken"] == 1
    assert Claim.objects.filter(subject=wiki, superseded_at=NEVER, recorded_at__lt=NEVER).count() == 2


def test_taking_back_restores_what_was_and_keeps_what_was_built_upon() -> None:
    wiki, osuosl, aws = entity("service/wiki"), entity("provider/osuosl"), entity("provider/aws")
    add_claim(wiki, "hosted_by", object=osuosl, by=system())
    claim = Claim.objects.get(subject=wiki, superseded_at=NEVER)
    moved = propose_change([End(claim, date(2020, 1, 1), date(2020, 1, 1)), Add(wiki, "hosted_by", aws)], by=system())
    apply_change(moved, by=system())
    assert hosts(wiki) == ["aws"]
    revert_change(moved, by=system(), message="Too early")
    assert hosts(wiki) == ["osuosl"]
    created = propose_change([Create("service", "news", "News")], by=system())
    apply_change(created, by=system())
    news = Entity.objects.get(slug="news")
    add_claim(news, "purpose", value="Letters", by=system())
    revert_change(created, by=system())
    assert card(ANYBODY, news).value("purpose") == "Letters"


def test_every_step_leaves_an_event_with_ids_only() -> None:
    wiki, una = entity("service/wiki"), person("una")
    change = propose_change([Add(wiki, "purpose", value="Notes of Una")], by=una)
    apply_change(change, by=system())
    kinds = list(Event.objects.filter(about_type="change", about_id=change.pk).values_list("kind", flat=True))
    assert kinds == ["change.proposed", "change.applied"]
    assert not Event.objects.filter(data__icontains="una").exists()


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (lambda s: Add(s, "hosted_by", value="x"), "needs something"),
        (lambda s: Add(s, "purpose", value="  "), "text of 1 to"),
        (lambda s: Add(s, "purpose", value="a\x00b"), "text of 1 to"),
        (lambda s: Add(s, "url", value="javascript:alert(1)"), "http"),
        (lambda s: Add(s, "lifecycle", value="dead"), "one of"),
        (lambda s: Add(s, "invented", value="x"), "not a word"),
        (lambda s: Add(s, "hosted_by", s), "takes"),
        (lambda s: Add(s, "depends_on", s), "itself"),
        (lambda s: Add(s, "purpose", value="x", qualifiers={"colour": "red"}), "no detail"),
        (lambda s: Create("service", "wiki", "Wiki"), "exists already"),
        (lambda s: Create("service", "../x", "X"), "cannot be an address"),
        (lambda s: Create("planet", "x", "X"), "not a kind"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_leaves_nothing(draft: object, message: str) -> None:
    wiki = entity("service/wiki")
    before = Change.objects.count(), Claim.objects.count()
    with pytest.raises(Refused, match=message):
        propose_change([draft(wiki)], by=system())  # type: ignore[operator] # a row of the table above
    assert (Change.objects.count(), Claim.objects.count()) == before
