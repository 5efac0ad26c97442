"""Words, ways, labels, versions and milestones are data: who may edit them, by form and by API, and what stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.access import Denied
from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.catalog.tests.asking import Api
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.words import save_label, save_milestone, save_version, save_ways, save_word
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import Label, Milestone, Transition, Version, Word

from .cast import entity, issue, person, system

pytestmark = pytest.mark.django_db


def carla() -> User:
    return person("carla", "Coordinator")


def test_a_coordinator_makes_a_kind_and_retires_it() -> None:
    boss = carla()
    word = save_word(None, {"of": "kind", "slug": "Art", "name": "A drawing"}, by=boss)
    assert (word.slug, word.rank) == ("art", 70)
    assert issue("A mark for the loom", kind="art").kind == "art"
    save_word(word, {"retired": True}, by=boss)
    with pytest.raises(Refused, match="not offered"):
        issue("Another", kind="art")
    with pytest.raises(Denied):
        save_word(word, {"name": "x"}, by=person("dora", "Developer"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"of": "kind", "slug": "bug", "name": "x"}, "slug"), ({"of": "colour", "slug": "x", "name": "x"}, "of"),
        ({"of": "kind", "slug": "a b", "name": "x"}, "slug"), ({"of": "kind", "slug": "x", "name": " "}, "name"),
        ({"of": "kind", "slug": "x", "name": "x", "rank": 10}, "rank"),
    ],
)  # fmt: skip
def test_a_word_that_cannot_be_says_why(said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        save_word(None, said, by=carla())
    assert refused.value.field == field


def test_what_the_desk_rests_on_is_not_retired() -> None:
    with pytest.raises(Refused, match="needed"):
        save_word(Word.objects.get(of="status", slug="closed"), {"retired": True}, by=carla())


def test_the_ways_of_a_kind_stand_instead_of_the_usual_ones() -> None:
    boss = carla()
    save_ways("proposal", "new", ["needs-review"], by=boss)
    save_ways("proposal", "new", ["needs-review"], by=boss)
    idea = issue("Colours", kind="proposal")
    with pytest.raises(Refused, match="no way"):
        change_issue(idea, {"status": "confirmed"}, by=boss)
    assert change_issue(idea, {"status": "needs-review"}, by=boss) == ["status"]
    assert Transition.objects.filter(kind="proposal").count() == 1


def test_who_leads_a_service_has_versions_and_milestones_there_and_nowhere_else() -> None:
    loom, other, olga = entity("service/loom"), entity("service/other"), person("olga")
    grant_role("Coordinator", user=olga, scope=loom.pk, by=system())
    version = save_version(None, {"scope_id": loom.pk, "name": "2.0"}, by=olga)
    save_version(version, {"released_on": "2026-01-02"}, by=olga)
    save_milestone(None, {"scope_id": loom.pk, "name": "Harvest", "due_on": "2026-09-01"}, by=olga)
    save_label(None, {"slug": "warp", "scope_id": loom.pk}, by=olga)
    for save in (save_version, save_milestone, save_label):
        with pytest.raises(Denied):
            save(None, {"scope_id": other.pk, "name": "x", "slug": "x"}, by=olga)
    with pytest.raises(Refused, match="already"):
        save_version(None, {"scope_id": loom.pk, "name": "2.0"}, by=olga)


def test_a_program_edits_them_and_reads_them() -> None:
    entity("service/loom", "Loom")
    api = Api(carla())
    api.post("/labels", {"slug": "easy", "colour": "#1B4F94", "group": "size"})
    assert api.send("/labels/easy", {"retired": True}, "patch").json()["retired"] is True
    assert Api().get("/labels")["items"][0]["colour"] == "#1b4f94"
    version = api.post("/versions", {"service": "service/loom", "name": "2.0"})
    assert version["ref"] == "service/loom@2.0"
    milestone = api.post("/milestones", {"name": "Harvest", "due_on": "2026-09-01"})
    assert api.send(f"/milestones/{milestone['id']}", {"closed": True}, "patch").json()["closed_at"]
    assert api.send("/tracker/transitions", {"before": "closed", "after": ["new"]}, "put").json()["after"] == ["new"]
    api.post("/tracker/words", {"of": "priority", "slug": "someday", "name": "Some day", "rank": 5})
    words = Api().get("/tracker/words")
    assert next(each["slug"] for each in words["words"] if each["of"] == "priority") == "someday"
    assert {"kind": "", "before": "closed", "after": ["new"]} in words["transitions"]
    assert api.refused("/labels", {"slug": "easy"})[:2] == (422, "refused")


def test_words_of_a_hidden_service_are_not_there() -> None:
    vault = entity("service/vault", visibility=3)
    Version.objects.create(scope_id=vault.pk, name="secret")
    Milestone.objects.create(scope_id=vault.pk, name="secret")
    label = Label.objects.create(scope_id=vault.pk, slug="secret")
    for page in ("labels", "versions", "milestones"):
        assert "secret" not in Client().get(f"/issues/{page}/").content.decode()
        assert Api().get(f"/{page}")["items"] == []
    assert Client().get(f"/issues/labels/?edit={label.pk}").status_code == 404


def test_forms_add_and_change(client: Client) -> None:
    client.force_login(carla())
    assert client.post("/issues/labels/", {"slug": "easy", "description": "For newcomers"}).status_code == 302
    label = Label.objects.get(slug="easy")
    page = client.get(f"/issues/labels/?edit={label.pk}").content.decode()
    assert 'value="For newcomers"' in page
    client.post("/issues/labels/", {"which": label.pk, "description": "A small one"})
    assert Label.objects.get(slug="easy").description == "A small one"
    assert client.post("/issues/labels/", {"slug": "easy"}).status_code == 422
    client.post("/issues/words/", {"of": "kind", "slug": "art", "name": "Art"})
    assert Word.objects.filter(of="kind", slug="art").exists()
    client.post("/issues/words/ways/", {"kind": "art", "before": "new", "after": ["closed"]})
    assert Transition.objects.filter(kind="art", before="new", after="closed").exists()
    page = client.get("/issues/words/").text
    assert "<td>Art <code>art</code></td>" in page
    # The boxes of one question stand under it, as a group.
    assert '<fieldset class="field boxes"><legend>To' in page
    entity("service/loom", "Loom")
    client.post("/issues/versions/", {"service": "service/loom", "name": "2.0"})
    client.post("/issues/milestones/", {"name": "Harvest"})
    assert Version.objects.filter(name="2.0").exists()
    assert Milestone.objects.filter(name="Harvest", scope_id=None).exists()
