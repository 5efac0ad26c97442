"""What hangs on an issue tells nobody of what they may not see: files for staff, blockers, links, held posts."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.links import add_link
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.actions.reporting import filed_elsewhere, hand_over, handed_over
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.models import File, Issue

from .cast import entity, issue, known, person, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("level", [0, 2], ids=["of a public issue", "of a hidden issue"])
def test_a_file_for_staff_is_none_of_its_reporters_business(level: int) -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("Slow", by=uli, visibility=level)
    plain = attach_file(bug, [b"a trace"], "trace.txt", by=dora)
    secret = attach_file(bug, [b"a password"], "secret.txt", by=dora, note=True)
    assert list(File.objects.visible_to(uli)) == [plain]
    assert set(File.objects.visible_to(dora)) == {plain, secret}


def test_a_held_post_is_let_through_by_whoever_may_judge_it_and_by_no_other_change() -> None:
    nora, dora = person("nora"), person("dora", "Developer")
    first = issue("Cheap watches", by=nora)
    change_issue(first, {"visibility": 1}, by=dora)
    assert (first.held, first.visibility, first.wanted_visibility) == (True, 2, 1)
    assert first not in Issue.objects.visible_to(known("uli"))


def test_comments_among_staff_are_not_counted_once_their_issue_is_public() -> None:
    dora = person("dora", "Developer")
    bug = issue("A hole", by=dora, visibility=2)
    create_comment(bug, "Here is how to get in", by=dora)
    assert Issue.objects.get(pk=bug.pk).comments == 1
    change_issue(bug, {"visibility": 0}, by=dora)
    assert (bug.comments, bug.visibility) == (0, 0)
    change_issue(bug, {"visibility": 2}, by=dora)
    assert bug.comments == 1


def test_what_was_changed_among_staff_stays_there_when_its_issue_becomes_public(client: Client) -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("The password is heirloom", by=uli, visibility=2, body="heirloom!")
    change_issue(bug, {"title": "A hole", "body": "Mended."}, by=dora)
    pages = (bug.url, f"{bug.url}text/", f"/api/v1/issues/{bug.pk}/history")
    sign_in(client, uli)
    assert "heirloom" in client.get(pages[0]).text
    change_issue(bug, {"visibility": 0}, by=dora)
    change_issue(bug, {"title": "A hole, mended"}, by=dora)
    for reader, sees in ((None, False), (dora, True)):
        client.logout()
        if reader:
            sign_in(client, reader)
        assert ["heirloom" in client.get(page).text for page in pages] == [sees] * 3
        assert "A hole, mended" in client.get(pages[2]).text


def test_a_hidden_blocker_is_neither_named_nor_in_the_way_of_who_cannot_see_it() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug, hidden = issue("Slow", by=uli), issue("A hole", by=dora, visibility=2)
    add_link(hidden, "blocks", bug, by=dora)
    with pytest.raises(Refused, match=f"#{hidden.pk}"):
        close_issue(bug, "fixed", by=dora)
    assert close_issue(bug, "fixed", by=uli) == ["resolution", "status"]


def test_a_link_to_an_issue_that_was_hidden_later_is_gone_from_its_history_everywhere(client: Client) -> None:
    dora = person("dora", "Developer")
    bug, other = issue("Slow"), issue("A hole")
    add_link(other, "blocks", bug, by=dora)
    change_issue(other, {"visibility": 2}, by=dora)
    history = f"/api/v1/issues/{bug.pk}/history"
    assert client.get(history).json()["items"] == []
    sign_in(client, dora)
    assert client.get(history).json()["items"][0]["after"]["issue"] == other.pk


def test_a_history_tells_nothing_of_services_that_its_reader_may_not_see(client: Client) -> None:
    dora, wiki, attic = person("dora", "Developer"), entity("service/wiki", "Wiki"), entity("service/attic", "Attic", 2)
    bug, moved = issue("Slow", service=wiki), issue("Torn", service=wiki)
    change_issue(bug, {"services": [wiki.pk, attic.pk]}, by=dora)
    change_issue(moved, {"scope_id": attic.pk}, by=dora)
    change_issue(moved, {"scope_id": None}, by=dora)
    for reader, told in ((None, [0, 1, 0]), (dora, [1, 2, 1])):
        if reader:
            sign_in(client, reader)
        histories = [client.get(f"/api/v1/issues/{each.pk}/history").json()["items"] for each in (bug, moved)]
        named = client.get(bug.url).text.count("Attic (affected)")
        assert [len(histories[0]), len(histories[1]), named] == told
        assert "may not see" not in client.get(bug.url).text + client.get(moved.url).text


def test_a_reporter_says_where_it_was_filed_and_changes_no_reference_of_others() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("Slow", by=uli)
    fix = add_reference(bug, "https://forge.test/fix/commit/1", by=dora)
    assert handed_over(bug) is None
    theirs = hand_over(bug, "https://forge.test/issues", "Forge", by=uli)
    assert handed_over(bug) == theirs
    with pytest.raises(Refused, match="stands here already"):
        filed_elsewhere(bug, theirs, fix.url, by=uli)
    filed_elsewhere(bug, theirs, "https://forge.test/issues/7", by=uli)
    assert handed_over(bug) is None
    fix.refresh_from_db()
    assert fix.url == "https://forge.test/fix/commit/1"
