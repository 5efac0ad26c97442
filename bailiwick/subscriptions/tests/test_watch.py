"""Watching a page: the button, what it writes, who hears of what."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import Client, RequestFactory

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.events.models import Event
from bailiwick.lib.panels import panels
from bailiwick.subscriptions.actions import subscribe, unsubscribe
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.panels import erase, service_page
from bailiwick.subscriptions.topics import entity_topic, is_topic, subscribers

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin() -> User:
    return User.objects.create_user("robin@example.org", "robin")


@pytest.fixture
def kim() -> User:
    return User.objects.create_user("kim@example.org", "kim")


def test_the_button_starts_and_stops_and_leads_back_to_its_page(client: Client, robin: User) -> None:
    client.force_login(robin)
    answer = client.post("/watch/", {"topic": "entity:7", "next": "/service/pypi/"})
    assert (answer.status_code, answer["Location"]) == (302, "/service/pypi/")
    assert Subscription.objects.get().topic == "entity:7"
    client.post("/watch/", {"topic": "entity:7", "stop": "1"})
    assert not Subscription.objects.exists()


def test_it_never_leads_to_another_site(client: Client, robin: User) -> None:
    client.force_login(robin)
    for away in ("https://evil.example.org/", "//evil.example.org", "javascript:alert(1)"):
        assert client.post("/watch/", {"topic": "all:", "next": away})["Location"] == "/"


def test_with_htmx_the_answer_is_the_other_button(client: Client, robin: User) -> None:
    client.force_login(robin)
    page = client.post("/watch/", {"topic": "entity:7"}, headers={"HX-Request": "true"}).content.decode()
    assert "Stop watching" in page
    assert "No mail is sent yet" in page
    assert "<html" not in page


def test_who_is_not_signed_in_may_not_watch_and_sees_no_button(client: Client) -> None:
    assert client.post("/watch/", {"topic": "entity:7"}).status_code == 403
    assert service_page(AnonymousUser(), 7) is None


@pytest.mark.parametrize(
    "topic", ["", "entity:", "entity:0", "entity:x", "entity:7\x00", "kind:Service", "everything", "entity:" + "9" * 40]
)
def test_nonsense_is_refused_in_words(client: Client, robin: User, topic: str) -> None:
    client.force_login(robin)
    answer = client.post("/watch/", {"topic": topic})
    assert (answer.status_code, answer.content.decode()) == (400, "There is nothing like that to watch.")
    assert not is_topic(topic)


def test_the_service_page_gets_the_button_in_its_present_state(robin: User) -> None:
    request = RequestFactory().get("/service/pypi/")
    for watched, word in ((False, ">Watch<"), (True, "Stop watching")):
        (panel,) = (each for each in panels("service_page", robin, 7) if each.template.startswith("subscriptions/"))
        assert panel.context == {"topic": "entity:7", "watched": watched}
        assert word in engines["jinja2"].get_template(panel.template).render(panel.context, request)
        subscribe(entity_topic(7), by=robin)


def test_subscribing_twice_is_once_and_another_mode_replaces_the_first(robin: User) -> None:
    first = subscribe("entity:7", by=robin)
    assert subscribe("entity:7", by=robin) == first
    assert Event.objects.count() == 1
    subscribe("entity:7", by=robin, mode="digest")
    assert Subscription.objects.get().mode == "digest"


def test_nobody_stops_the_subscription_of_another(robin: User, kim: User) -> None:
    subscription = subscribe("entity:7", by=robin)
    with pytest.raises(Denied, match="stop this subscription; ask the person it belongs to"):
        unsubscribe(subscription, by=kim)
    assert not Subscription.objects.visible_to(kim).exists()
    assert not Subscription.objects.visible_to(AnonymousUser()).exists()


def test_each_reader_hears_once_in_the_most_direct_way(robin: User, kim: User) -> None:
    subscribe("entity:7", by=robin, mode="digest")
    subscribe("kind:service", by=robin, mode="mail")
    subscribe("all:", by=kim, mode="feed")
    subscribe("entity:8", by=kim, mode="mail")
    heard = {(each.user_id, each.mode) for each in subscribers(["entity:7", "kind:service"])}
    assert heard == {(robin.pk, "mail"), (kim.pk, "feed")}


def test_erasing_somebody_forgets_what_they_watched(robin: User, kim: User) -> None:
    subscribe("entity:7", by=robin)
    subscribe("entity:7", by=kim)
    assert erase(robin.pk, None) == {"subscriptions": 1}
    assert Subscription.objects.get().user_id == kim.pk


def test_the_panel_costs_one_query_beyond_the_reader(robin: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        service_page(robin, 7)
