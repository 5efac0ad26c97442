"""A name that somebody no longer goes by, or an erased person's, is left nowhere."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions import forgetting
from bailiwick.catalog.actions.changes import propose_change
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities
from bailiwick.catalog.actions.people import erase_person, retire_name
from bailiwick.catalog.drafts import Add, Correct, Create, New, Rename, SetAlias, Split
from bailiwick.catalog.keys import details_key
from bailiwick.catalog.models import Alias, Change, Claim, Entity, EntityNow, Lineage, Ruling
from bailiwick.catalog.queries.names import present_names
from bailiwick.catalog.when import NEVER
from bailiwick.events.models import Event
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import run_next
from bailiwick.lib.statements import Statement, Thing
from bailiwick.search.models import Document

from .asking import Api
from .cast import entity, person, says, system
from .test_review_supply import document

pytestmark = pytest.mark.django_db


def test_a_retired_name_is_found_in_no_key_no_list_and_no_search() -> None:
    robin = entity("person/robin", "Robin Vale")
    alias_entity(robin, "aka", "Rupert Vale", by=system())
    wiki = entity("service/wiki")
    add_claim(wiki, "title", value="The wiki of Rupert Vale", by=system())
    add_claim(
        robin, "member_of", object=entity("team/x"), qualifiers={"role": "stands in for Rupert Vale"}, by=system()
    )
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    assert not Alias.objects.filter(folded__contains="rupert").exists()
    assert not EntityNow.objects.filter(title__contains="Rupert").exists()
    assert EntityNow.objects.get(entity=wiki).title == "The wiki of Robin Vale"
    assert Claim.objects.get(predicate="member_of").qualifiers == {"role": "stands in for Robin Vale"}
    for column in ("title", "names", "body"):
        assert not Document.objects.filter(**{f"{column}__icontains": "rupert"}).exists()
    assert Event.objects.filter(kind="name.retired").count() == 1


def test_erasing_reaches_the_pages_that_were_merged_into_the_persons() -> None:
    robin, old = entity("person/robin", "Robin Vale"), entity("person/rupert-vale", "Rupert Vale")
    add_claim(old, "mail", value="rupert@vale.example", by=system())
    merge_entities(old, robin, by=system())
    erase_person(robin, by=system())
    assert not Entity.objects.filter(slug__contains="rupert").exists()
    assert not Alias.objects.filter(folded__contains="rupert").exists()
    assert not Alias.objects.filter(value__icontains="rupert").exists()
    assert not Claim.objects.filter(value__icontains="rupert").exists()


def test_the_page_forgets_at_once_and_the_job_knows_no_name() -> None:
    robin = entity("person/robin", "Robin Vale")
    alias_entity(robin, "aka", "Rupert Vale", by=system())
    retire_name(robin, "Rupert Vale", by=system())
    assert not Alias.objects.filter(folded__contains="rupert").exists()
    assert not Document.objects.filter(names__icontains="rupert").exists()
    assert Job.objects.get().args == {"person": robin.pk}


def test_a_worker_that_dies_in_the_middle_leaves_the_rest_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    robin, wiki = entity("person/robin", "Robin Vale"), entity("service/wiki")
    for number in range(6):
        add_claim(wiki, "status_note", value=f"{number}: ask Rupert Vale", by=system())
    retire_name(robin, "Rupert Vale", by=system())
    monkeypatch.setattr(forgetting, "BATCH", 2)
    named = Claim.objects.filter(value__contains="Rupert")

    def dies(done: int, total: int, message: str) -> None:
        if named.count() <= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forgetting.forget(present_names(robin.pk), forgetting.EVERYWHERE, dies)
    assert named.count() == 4
    run_next()
    assert not named.exists()
    assert Claim.objects.filter(value__contains="ask Robin Vale").count() == 6


def test_erasing_reaches_what_others_wrote_about_the_person() -> None:
    robin, ada = entity("person/robin", "Robin Vale"), person("ada", "Coordinator")
    alias_entity(robin, "aka", "R. Vale", by=system())
    wiki = entity("service/wiki", "The wiki of Robin Vale")
    add_claim(wiki, "purpose", value="notes", by=ada, message="Robin Vale told me so")
    propose_change([Add(wiki, "status_note", value="slow")], by=ada, message="ask robin vale, or R. Vale, not Robin")
    erase_person(robin, by=ada)
    run_next()
    messages = list(Change.objects.filter(author_id=ada.pk).order_by("pk").values_list("message", flat=True))
    assert messages == ["erased person told me so", "ask erased person, or erased person, not Robin"]
    assert Job.objects.get().result == {"rows": 2}
    # What others are called is theirs.
    assert EntityNow.objects.get(entity=wiki).name == "The wiki of Robin Vale"


def test_a_verdict_on_details_keeps_to_them_when_they_name_somebody() -> None:
    robin, list_ = entity("person/robin", "Robin Vale"), Lineage.objects.create(name="l", title="List of Rupert Vale")
    now = timezone.now()
    for number, name in enumerate(("Rupert Vale", "Robin Vale", "Rupert Vale", "Ada")):
        details = {"role": f"for {name}"}
        key = details_key(number // 2, details)
        Ruling.objects.create(
            witness=list_, key=key, statement=number // 2, details=details, verdict="rejected", at=now
        )
    retire_name(robin, "Rupert Vale", by=system())
    run_next()
    assert Lineage.objects.get(name="l").title == "List of Robin Vale"
    kept = list(Ruling.objects.order_by("statement", "pk"))
    assert [(each.statement, each.details) for each in kept] == [
        (0, {"role": "for Robin Vale"}), (1, {"role": "for Robin Vale"}), (1, {"role": "for Ada"}),
    ]  # fmt: skip
    assert all(each.key == details_key(each.statement, each.details or {}) for each in kept)


@pytest.mark.django_db(transaction=True)
def test_no_page_that_was_kept_before_shows_the_name_once_it_is_forgotten() -> None:
    robin, wiki = entity("person/robin", "Robin Vale"), entity("service/wiki")
    add_claim(wiki, "purpose", value="notes", by=system(), message="Rupert Vale told me so")
    retire_name(robin, "Rupert Vale", by=system())
    before = Client().get("/changes/").content
    assert b"Rupert" in before
    run_next()
    assert b"Rupert" not in Client().get("/changes/").content


@pytest.fixture
def robin() -> Entity:
    """Somebody who no longer goes by the name of Rupert Vale."""
    robin = entity("person/robin", "Robin Vale")
    alias_entity(robin, "aka", "Rupert Vale", by=system())
    retire_name(robin, "Rupert Vale", by=system())
    return robin


def nothing_says_rupert() -> bool:
    """In what was typed since, in the addresses that were made of it, in lists and in search."""
    columns = [(Claim, "value"), (Claim, "qualifiers"), (Alias, "value"), (Alias, "folded"), (Entity, "slug")]
    columns += [(EntityNow, "name"), (Document, "body"), (Document, "names")]
    return not any(model.objects.filter(**{f"{name}__icontains": "rupert"}).exists() for model, name in columns)


def test_whatever_is_typed_into_the_catalog_is_kept_in_present_names(robin: Entity) -> None:
    wiki = entity("service/wiki")
    propose_change(
        [
            Add(wiki, "purpose", value="The notes of Rupert Vale"),
            Add(wiki, "contact", New("contact-point", "Desk of Rupert Vale")),
            Add(robin, "member_of", entity("team/x"), qualifiers={"role": "once Rupert Vale"}),
            Create("service", "blog-of-rupert-vale", "Blog of Rupert Vale"),
            SetAlias(wiki, "aka", "Wiki Rupert Vale"),
            Rename(entity("service/forum"), "Forum (Rupert Vale)"),
        ],
        by=system(),
    )
    add_claim(wiki, "status_note", value="slow", by=system())
    slow = Claim.objects.get(value="slow")
    propose_change([Correct(slow, Add(wiki, "status_note", value="Rupert Vale looks"))], by=system())
    propose_change([Split(wiki, "service", "rupert-vale", "Rupert Vale", [slow])], by=system())
    assert set(Claim.objects.filter(recorded_at=NEVER).exclude(value=None).values_list("value", flat=True)) == {
        "The notes of Robin Vale", "Robin Vale looks", "slow",
    }  # fmt: skip
    assert Claim.objects.get(predicate="member_of").qualifiers == {"role": "once Robin Vale"}
    assert {"blog-of-robin-vale", "desk-of-robin-vale", "robin-vale"} <= set(
        Entity.objects.values_list("slug", flat=True)
    )
    named = Alias.objects.filter(value__contains="Robin Vale", change__status="proposed")
    assert set(named.values_list("value", flat=True)) == {
        "Blog of Robin Vale", "Desk of Robin Vale", "Wiki Robin Vale", "Forum (Robin Vale)", "Robin Vale",
    }  # fmt: skip


def test_what_is_followed_leads_where_it_did_and_a_machine_keeps_its_name(robin: Entity) -> None:
    alias_entity(robin, "aka", "Heron", by=system())
    retire_name(robin, "Heron", by=system())
    wiki = entity("service/wiki")
    add_claim(wiki, "url", value="https://example.org/~rupert-vale/", by=system())
    add_claim(entity("contact-point/desk"), "mail", value="rupert.vale@example.org", by=system())
    propose_change([Create("host", "heron", "heron"), Create("person", "heron", "Heron")], by=system())
    assert set(Claim.objects.exclude(value=None).values_list("value", flat=True)) == {
        "https://example.org/~rupert-vale/", "rupert.vale@example.org",
    }  # fmt: skip
    assert set(Entity.objects.filter(kind__in=["host", "person"]).values_list("kind", "slug")) >= {
        ("host", "heron"), ("person", "robin-vale"),
    }  # fmt: skip


def test_what_a_reviewer_says_is_kept_in_present_names_by_page_program_and_terminal(
    client: Client, robin: Entity
) -> None:
    change, dev = document(), person("dev", "Developer")
    client.force_login(dev)
    filled = {"subject": "service/wiki", "what": "Ask Rupert Vale", "state": "0"}
    client.post(f"/changes/{change.pk}/review/lines/2/?predicate=purpose", filled)
    made = {"new_subject": "service", "subject": "Blog of Rupert Vale", "what": "Rupert Vale", "state": "0"}
    client.post(f"/changes/{change.pk}/review/lines/2/?predicate=contact", made | {"new_kind": "person"})
    Api(dev).post(f"/changes/{change.pk}/say", {
        "line": 2, "subject": {"kind": "team", "name": "Friends of Rupert Vale"}, "predicate": "purpose",
        "value": "rupert vale",
    })  # fmt: skip
    call_command("review", str(change.pk), "--say", "2", "new:service/Forum of Rupert Vale", "status_note",
                 "RUPERT VALE looks", stdout=StringIO())  # fmt: skip
    hosted = Claim.objects.get(predicate="hosted_by").origin
    call_command("review", str(change.pk), "--reword", str(hosted), "service/wiki", "hosted_by",
                 "new:provider/Rupert Vale Hosting", stdout=StringIO())  # fmt: skip
    assert nothing_says_rupert()
    assert set(Claim.objects.exclude(value=None).values_list("value", flat=True)) == {
        "Ask Robin Vale", "Robin Vale", "Robin Vale looks",
    }  # fmt: skip
    # Who is called so is known, and a thing that is named so is the one of the present name, not a second one.
    assert Claim.objects.get(predicate="contact").object == robin
    assert Entity.objects.filter(slug="blog-of-robin-vale").count() == 1
    assert Claim.objects.filter(object__slug="robin-vale-hosting").exists()


def of_a_service_called(name: str) -> Statement:
    """Of something that a document names without an address."""
    return Statement(Thing("service", name), "purpose", value="Notes", locator="line 1")


def test_what_a_document_names_is_the_thing_that_has_the_present_name(robin: Entity) -> None:
    wiki = entity("service/wiki-of-robin", "Wiki of Robin Vale")
    document(rules_read=[says("service/x", "part_of", "service/y"), of_a_service_called("Wiki of Rupert Vale")])
    assert Claim.objects.get(predicate="purpose").subject == wiki
    assert nothing_says_rupert()
