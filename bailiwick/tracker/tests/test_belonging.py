"""Labels, milestones and versions of a part stand on its issues and on those below it, and on no others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.models import Entity
from bailiwick.tracker.actions.issues import change_issue, create_issue
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import IssueLabel, Label, Milestone, Version

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db
UNKNOWN = 99_999


@pytest.fixture
def vault(db: None) -> Entity:
    return entity("service/vault", "Vault", visibility=2)


def words_of(part: Entity) -> dict[str, Any]:
    """One of each, as `change_issue` takes them."""
    return {
        "labels": [Label.objects.create(slug="keys", scope_id=part.pk).pk],
        "milestone": Milestone.objects.create(name="The great move", scope_id=part.pk).pk,
        "versions": [Version.objects.create(name="2.0", scope_id=part.pk).pk],
    }


def test_what_belongs_to_a_hidden_page_is_unknown_elsewhere_and_stands_on_its_own_issues(vault: Entity) -> None:
    dora, part = person("dora", "Developer"), entity("service/safe", "Safe", visibility=2)
    add_claim(part, "part_of", object=vault, by=system())
    wiki = issue("Slow", service=entity("service/wiki", "Wiki"))
    change_issue(wiki, {"services": [wiki.scope_id, vault.pk]}, by=dora)
    for field, value in words_of(vault).items():
        answers = []
        for wrong in (value, [UNKNOWN] if isinstance(value, list) else UNKNOWN):
            with pytest.raises(Refused) as refused:
                change_issue(wiki, {field: wrong}, by=dora)
            answers.append((str(refused.value), refused.value.field))
        assert answers[0] == answers[1]
        for own in (vault, part):
            assert change_issue(issue("Torn", service=own), {field: value}, by=dora) == [field]


def test_an_issue_is_filed_with_a_version_of_its_service_and_of_no_hidden_one(vault: Entity) -> None:
    uli, wiki = known("uli"), entity("service/wiki", "Wiki")
    secret = words_of(vault)["versions"]
    ours = Version.objects.create(name="1.9", scope_id=wiki.pk)
    with pytest.raises(Refused, match="no such version"):
        create_issue({"title": "Slow", "services": [wiki.pk], "versions": secret}, by=uli)
    filed = create_issue({"title": "Slow", "services": [wiki.pk], "versions": [ours.pk]}, by=uli)
    assert [each.version for each in filed.versioned.all()] == [ours]


def test_what_belongs_to_another_open_service_that_is_affected_may_stand_too() -> None:
    dora, wiki, mail = person("dora", "Developer"), entity("service/wiki", "Wiki"), entity("service/mail", "Mail")
    bug, words = issue("Slow", service=wiki), words_of(mail)
    with pytest.raises(Refused, match="no such label"):
        change_issue(bug, {"labels": words["labels"]}, by=dora)
    assert change_issue(bug, words | {"services": [wiki.pk, mail.pk]}, by=dora) == [
        "labels", "milestone", "services", "versions",
    ]  # fmt: skip
    # What stands there stays when another is added.
    everybodys = Label.objects.create(slug="easy").pk
    change_issue(bug, {"services": [wiki.pk]}, by=dora)
    assert change_issue(bug, {"labels": [*words["labels"], everybodys]}, by=dora) == ["labels"]


def test_nobody_learns_the_words_of_a_hidden_page_by_asking_for_them(client: Client) -> None:
    vault, dora = entity("service/vault", "Vault", visibility=3), person("dora", "Developer")
    bug, words = issue("Slow"), words_of(vault)
    sign_in(client, dora)
    answers = {}
    for slug in ("keys", "nothing"):
        page = client.post("/issues/bulk/", {"issue": bug.pk, "add_labels": slug})
        api = client.patch(f"/api/v1/issues/{bug.pk}", {"labels": [slug]}, content_type="application/json")
        assert "The great move" not in page.text
        answers[slug] = (page.status_code, f"There is no label “{slug}”" in page.text, api.status_code)
        assert f"there is no label {slug}" in api.text
    assert answers["keys"] == answers["nothing"] == (422, True, 422)
    # One that stands on an issue for a reason of its own is no stumbling block for who writes it back.
    IssueLabel.objects.create(issue=bug, label_id=words["labels"][0])
    api = client.patch(f"/api/v1/issues/{bug.pk}", {"labels": ["keys"]}, content_type="application/json")
    assert api.status_code == 200


def test_a_milestone_above_that_one_may_not_see_is_none(client: Client) -> None:
    vault, part = entity("service/vault", "Vault", visibility=3), entity("service/safe", "Safe")
    add_claim(part, "part_of", object=vault, by=system())
    bug, hidden = issue("Slow", service=part), words_of(vault)["milestone"]
    sign_in(client, person("dora", "Developer"))
    answers = []
    for pk in (hidden, UNKNOWN):
        api = client.patch(f"/api/v1/issues/{bug.pk}", {"milestone": pk}, content_type="application/json")
        page = client.post("/issues/bulk/", {"issue": bug.pk, "milestone": pk})
        answers.append((api.status_code, api.json()["error"], page.status_code, "no such milestone" in page.text))
    assert answers[0] == answers[1]
    assert (answers[0][0], answers[0][2:]) == (422, (422, True))
    # One that stands there stays when it is written back.
    change_issue(bug, {"milestone": hidden}, by=system())
    api = client.patch(f"/api/v1/issues/{bug.pk}", {"milestone": hidden}, content_type="application/json")
    assert api.status_code == 200
