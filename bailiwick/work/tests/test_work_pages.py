"""What runs in the background, seen by those who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.access import Denied
from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.events import record
from bailiwick.events.models import Event
from bailiwick.jobs import enqueue
from bailiwick.jobs.lease import State, claim_next
from bailiwick.jobs.models import Job
from bailiwick.outbox.models import Delivery
from bailiwick.outbox.queue import queue_mail
from bailiwick.work.actions import cancel_job, retry_event, retry_job

pytestmark = pytest.mark.django_db


@pytest.fixture
def robin() -> User:
    return User.objects.create_user("robin@example.org", "robin")


@pytest.fixture
def kim() -> User:
    return User.objects.create_user("kim@example.org", "kim")


@pytest.fixture
def boss() -> User:
    user = User.objects.create_user("boss@example.org", "boss")
    grant_role("Coordinator", user=user, by=User.objects.system("root"))
    return user


def body(client: Client, user: User, path: str, **headers: Any) -> tuple[int, str]:
    client.force_login(user)
    answer = client.get(path, headers=headers)
    return answer.status_code, answer.content.decode()


def test_one_sees_ones_own_jobs_and_a_coordinator_all(client: Client, robin: User, kim: User, boss: User) -> None:
    job = enqueue("sample.work", {}, robin)
    address = f"/jobs/{job.pk}/"
    assert [body(client, user, address)[0] for user in (robin, kim, boss)] == [200, 404, 200]
    assert ["sample.work" in body(client, user, "/jobs/")[1] for user in (robin, kim, boss)] == [True, False, True]


def test_who_is_not_signed_in_is_asked_to_sign_in(client: Client, robin: User) -> None:
    job = enqueue("sample.work", {}, robin)
    for path in ("/jobs/", f"/jobs/{job.pk}/"):
        assert client.get(path).status_code == 302


def test_a_running_job_asks_for_its_progress_again_and_a_finished_one_does_not(client: Client, robin: User) -> None:
    job = enqueue("sample.work", {}, robin)
    Job.objects.update(done=3, total=7, message="reading")
    _status, part = body(client, robin, f"/jobs/{job.pk}/", HX_Request="true")
    assert "<html" not in part
    assert "hx-trigger" in part
    assert "3 of 7" in part
    Job.objects.update(state=State.DONE, result={"new": 12})
    _status, part = body(client, robin, f"/jobs/{job.pk}/", HX_Request="true")
    assert "hx-trigger" not in part
    assert "12" in part


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked_to_stop(client: Client, robin: User) -> None:
    client.force_login(robin)
    waiting = enqueue("sample.work", {}, robin)
    client.post(f"/jobs/{waiting.pk}/cancel/")
    running = enqueue("sample.work", {}, robin)
    claim_next(Job.objects.all())
    client.post(f"/jobs/{running.pk}/cancel/")
    client.post(f"/jobs/{running.pk}/cancel/")
    found = Job.objects.order_by("pk").values_list("state", "cancel_requested")
    assert list(found) == [(State.CANCELLED, True), (State.RUNNING, True)]
    assert Event.objects.filter(kind="job.cancelled").count() == 2
    assert "It stops after the step it is at." in body(client, robin, f"/jobs/{running.pk}/")[1]


def test_others_may_not_cancel_and_users_may_not_start_again(robin: User, kim: User) -> None:
    job = enqueue("sample.work", {}, robin)
    with pytest.raises(Denied):
        cancel_job(job, by=kim)
    with pytest.raises(Denied, match="ask a coordinator"):
        retry_job(job, by=robin)


def test_a_coordinator_starts_again_what_was_given_up(client: Client, boss: User) -> None:
    root = User.objects.system("root")
    job = enqueue("sample.work", {}, root)
    mail = queue_mail("outbox.test", to="robin@example.org")
    event = record("role.granted", by=root)
    for model in (Job, Delivery, Event):
        model.objects.update(state=State.DEAD, last_error="it broke", attempts=9)
    page = body(client, boss, "/jobs/")[1]
    assert page.count("it broke") >= 3
    assert "robin@example.org" not in page
    client.post(f"/jobs/{job.pk}/retry/")
    client.post(f"/jobs/events/{event.pk}/retry/")
    client.post(f"/jobs/deliveries/{mail.pk}/retry/")
    for row in (job, mail, event):
        row.refresh_from_db()
        assert (row.state, row.attempts) == (State.READY, 0)


def test_a_user_sees_nothing_of_events_and_mails(client: Client, robin: User) -> None:
    mail = queue_mail("outbox.test", to="kim@example.org")
    event = record("role.granted", by=User.objects.system("root"))
    for model in (Delivery, Event):
        model.objects.update(state=State.DEAD, last_error="it broke")
    assert "it broke" not in body(client, robin, "/jobs/")[1]
    assert client.post(f"/jobs/deliveries/{mail.pk}/retry/").status_code == 404
    assert client.post(f"/jobs/events/{event.pk}/retry/").status_code == 404
    with pytest.raises(Denied):
        retry_event(event, by=robin)


def test_the_page_costs_a_fixed_number_of_queries(client: Client, boss: User, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        enqueue("sample.work", {}, boss)
    client.force_login(boss)
    with django_assert_num_queries(6):  # session, account, roles, three lists
        client.get("/jobs/")
