"""Filing an issue: what is kept, what is refused, and what waits because a newcomer said it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from bailiwick.access import Denied, Level
from bailiwick.events.models import Event
from bailiwick.subscriptions.models import Subscription
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Issue

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def test_what_is_filed_belongs_to_the_service_it_names_and_its_reporter_hears_of_it() -> None:
    pypi, uli = entity("service/pypi"), known("uli")
    filed = create_issue({"title": "  Uploads \n fail ", "services": [pypi.pk], "severity": "major"}, by=uli)
    assert (filed.title, filed.kind, filed.status, filed.scope_id) == ("Uploads fail", "bug", "new", pypi.pk)
    assert values(filed, ["services", "severity"]) == {"services": {str(pypi.pk): "affected"}, "severity": "major"}
    assert Subscription.objects.filter(user_id=uli.pk, topic=f"issue:{filed.pk}").exists()
    assert Event.objects.filter(kind="issue.created", about_id=filed.pk, scope_id=pypi.pk).exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "x", "kind": "nonsense"}, "kind"),
        ({"title": "x", "severity": "awful"}, "severity"),
        ({"title": "x", "services": [4711]}, "services"),
        ({"title": "x", "services": {"1": "burning"}}, "services"),
        ({"title": "x", "labels": ["a"]}, "labels"),
        ({"title": "x", "visibility": 4}, "visibility"),
        ({"title": "x", "colour": "red"}, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(said: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        create_issue(said, by=system())
    assert refused.value.field == field
    assert not Issue.objects.exists()


def test_nobody_files_without_signing_in_and_only_staff_says_what_staff_decides() -> None:
    uli = known("uli")
    with pytest.raises(Denied):
        create_issue({"title": "x"}, by=ANYBODY)
    with pytest.raises(Denied):
        create_issue({"title": "x", "priority": "urgent"}, by=uli)
    assert create_issue({"title": "x", "priority": "urgent"}, by=person("dora", "Developer")).priority == 40


def test_the_first_post_of_a_newcomer_is_seen_by_staff_and_by_themselves_only() -> None:
    nora, uli, dora = person("nora"), known("uli"), person("dora", "Developer")
    first = issue("Hello", by=nora)
    assert first.held
    assert first.visibility == Level.STAFF
    assert first.wanted_visibility == Level.PUBLIC
    seen = {name: first in Issue.objects.visible_to(who) for name, who in
            {"nobody": ANYBODY, "uli": uli, "nora": nora, "dora": dora}.items()}  # fmt: skip
    assert seen == {"nobody": False, "uli": False, "nora": True, "dora": True}
    assert not issue("I know my way about", by=uli).held
