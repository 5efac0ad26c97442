"""A form that is sent twice files one thing, and leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bailiwick.outbox.models import Delivery
from bailiwick.tracker import due
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Comment, File, Issue, Sent
from bailiwick.tracker.traps import SHOWN

from .cast import a_while_ago, entity, issue, known, sign_in

pytestmark = pytest.mark.django_db


def test_an_issue_is_filed_once_and_the_second_time_leads_there(client: Client) -> None:
    sign_in(client, known("uli"))
    typed = {"title": "Uploads fail", "body": "Since noon", "kind": "bug", SHOWN: a_while_ago()}
    first, second = (client.post("/issues/new/", typed)["Location"] for _click in range(2))
    assert first == second == Issue.objects.get(title="Uploads fail").url
    # Who goes back and writes something else has written something else; and so has somebody else.
    client.post("/issues/new/", typed | {"title": "Downloads fail"})
    other = Client()
    sign_in(other, known("vera"))
    other.post("/issues/new/", typed)
    assert list(Issue.objects.order_by("pk").values_list("title", flat=True)[1:]) == [
        "Uploads fail", "Downloads fail", "The first words of vera", "Uploads fail",
    ]  # fmt: skip


def test_a_comment_stands_once_with_its_files(client: Client) -> None:
    bug, uli = issue("Slow"), known("uli")
    sign_in(client, uli)
    said = {"body": "Me too", SHOWN: a_while_ago()}
    first, second = (client.post(f"{bug.url}comment/", said)["Location"] for _click in range(2))
    assert first == second == Comment.objects.get().url
    assert not File.objects.exists()
    client.post(f"{bug.url}comment/", said | {"body": "And in winter"})
    assert Comment.objects.count() == 2
    # Programs and people without such a form say it as often as they like.
    for _time in range(2):
        create_comment(bug, "Me too", by=uli)
    assert Comment.objects.count() == 4


def test_a_report_without_an_account_is_one_and_sends_one_mail(client: Client) -> None:
    entity("service/wiki", "Wiki")
    typed = {"title": "Torn", "happened": "It tears", "mail": "sam@example.org", SHOWN: a_while_ago()}
    for _click in range(2):
        assert "sam@example.org" in client.post("/report/?place=service/wiki", typed).text
    assert (Issue.objects.count(), Delivery.objects.count()) == (1, 1)


def test_forms_are_forgotten_after_a_while(client: Client) -> None:
    sign_in(client, known("uli"))
    client.post("/issues/new/", {"title": "Uploads fail", "kind": "bug", SHOWN: a_while_ago()})
    due.sweep_files()
    assert Sent.objects.exists()
    Sent.objects.update(at=timezone.now() - timedelta(days=8))
    due.sweep_files()
    assert not Sent.objects.exists()
