"""In a browser: a job's page follows its job by itself; the list stands on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.events import record
from bailiwick.events.models import Event
from bailiwick.jobs import enqueue
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.outbox.models import Delivery
from bailiwick.outbox.queue import queue_mail

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Any, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def test_the_page_of_a_job_moves_and_stops_moving_at_the_end(page: Any, live_app: str, screenshot: Any) -> None:
    robin = User.objects.create_user("robin@example.org", "robin")
    job = enqueue("sample.work", {}, robin)
    sign_in(page, robin, live_app)
    page.goto(f"/jobs/{job.pk}/")
    Job.objects.update(state=State.RUNNING, done=3, total=7, message="line 3")
    page.get_by_text("3 of 7").wait_for()
    screenshot(page, "job-running")
    Job.objects.update(state=State.DONE, done=7, result={"new": 12, "changed": 3})
    page.get_by_text("What came of it").wait_for()
    assert page.locator("[hx-trigger]").count() == 0
    screenshot(page, "job-done")


def test_what_was_given_up_stands_where_a_coordinator_looks(open_page: Any, live_app: str, screenshot: Any) -> None:
    root = User.objects.system("root")
    boss = User.objects.create_user("boss@example.org", "boss")
    grant_role("Coordinator", user=boss, by=root)
    enqueue("sample.work", {}, root)
    queue_mail("outbox.test", to="robin@example.org")
    record("role.granted", by=root)
    for model in (Job, Delivery, Event):
        model.objects.update(state=State.DEAD, last_error="It broke (RuntimeError); the log tells more.")
    for width in (390, 1280):
        page = open_page(width=width)
        sign_in(page, boss, live_app)
        page.goto("/jobs/")
        screenshot(page, f"background-work-{width}")
    page.get_by_role("button", name="Send mail").click()
    page.wait_for_url("**/jobs/")
    assert not Delivery.objects.not_sent().exists()
