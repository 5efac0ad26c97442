"""Who contributed: counted by person and span of days, and nothing that only some may see."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.people import erase_person
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Comment, File, Issue
from bailiwick.tracker.queries.contributions import contributions

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
PATCH = b"--- a/loom.py\n+++ b/loom.py\n@@ -1 +1 @@\n-slow\n+fast\n"


def at(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


@pytest.fixture
def march(settings: Any, tmp_path: Any) -> dict[str, User]:
    """Uli files and sends a patch, Dora says and closes, Carla reviews; one more issue is for staff."""
    settings.MEDIA_ROOT = tmp_path
    uli, dora, carla = known("uli"), person("dora", "Developer"), person("carla", "Coordinator")
    bug = issue("Slow", by=uli, service=entity("service/pypi", "PyPI"))
    create_comment(bug, "Look at the loom", by=dora)
    create_comment(bug, "Between us", by=dora, note=True)
    for name, data in (("mend.patch", PATCH), ("log.txt", b"since noon")):
        attach_file(bug, [data], name, by=uli)
    change_issue(bug, {"assignee_id": dora.pk, "reviewer_id": carla.pk}, by=carla)
    close_issue(bug, "fixed", by=dora)
    secret = issue("A hole", by=carla)
    create_comment(secret, "It is deep", by=carla)
    change_issue(secret, {"visibility": 2}, by=carla)
    Issue.objects.update(created_at=at(10), closed_at=None)
    Issue.objects.filter(pk=bug.pk).update(closed_at=at(31))
    Comment.objects.update(created_at=at(11))
    File.objects.update(created_at=at(1))
    return {"uli": uli, "dora": dora, "carla": carla}


def counted(*span: date, scope: int | None = None) -> dict[str, dict[str, int]]:
    return {
        each.handle: {what: count for what, count in each.counts.items() if count}
        for each in contributions(*(span or (FIRST, LAST)), scope)
    }


def test_each_is_counted_for_what_everybody_sees(march: dict[str, User]) -> None:
    assert counted() == {
        # The first words that let Uli through, and the bug.
        "uli": {"filed": 2, "patches": 1, "files": 1},
        "dora": {"commented": 1, "closed": 1},
        "carla": {"reviewed": 1},
    }
    assert [each.handle for each in contributions(FIRST, LAST)] == ["uli", "dora", "carla"]


def test_only_these_days_and_this_service_count(march: dict[str, User]) -> None:
    assert counted(date(2026, 3, 10), date(2026, 3, 11)) == {"uli": {"filed": 2}, "dora": {"commented": 1}}
    assert counted(date(2026, 2, 1), date(2026, 2, 28)) == {}
    assert counted(FIRST, LAST, scope=Issue.objects.get(title="Slow").scope_id)["uli"]["filed"] == 1


def test_what_is_held_hidden_or_taken_away_counts_for_nobody(march: dict[str, User]) -> None:
    Comment.objects.filter(note=False).update(held=True, visibility=2)
    File.objects.filter(name="log.txt").update(removed_at=at(20))
    assert counted() == {"uli": {"filed": 2, "patches": 1}, "dora": {"closed": 1}, "carla": {"reviewed": 1}}
    Issue.objects.update(visibility=1)
    assert counted() == {}


def test_programs_are_no_people_and_the_forgotten_have_no_name(march: dict[str, User]) -> None:
    issue("By the importer", by=system())
    Issue.objects.update(created_at=at(10))
    assert "importer" not in counted()
    uli = march["uli"]
    erase_person(None, user=uli, by=uli)
    assert counted()[f"erased-{uli.pk}"]["filed"] == 2
    assert "uli" not in counted()


def test_the_page_shows_the_same_to_everybody(march: dict[str, User], client: Client) -> None:
    address = f"/issues/statistics/?since={FIRST}&until={LAST}"
    anonymous = client.get(address).text
    row = anonymous.split("<bdi>uli</bdi>")[1].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in row.split('class="number">')[1:]] == ["2", "0", "0", "0", "1", "1"]
    sign_in(client, march["carla"])
    staff = client.get(address).text
    assert staff.split("<h2>Who contributed")[1:] == anonymous.split("<h2>Who contributed")[1:]
    assert "Nobody in these days" in client.get("/issues/statistics/?since=2020-01-01&until=2020-12-31").text
    for nonsense in ("x", "0001-01-01", "9999-12-31"):
        assert client.get(f"/issues/statistics/?since={nonsense}&until={nonsense}").status_code == 200


def test_two_queries_however_many_there_are(march: dict[str, User], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        contributions(FIRST, LAST)
