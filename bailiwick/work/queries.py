"""Which background work somebody may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..access.rules import can
from ..events.models import Event
from ..jobs.lease import State
from ..jobs.models import Job
from ..outbox.models import Delivery

#: So many rows stand on the page; what is older is found by its address.
SHOWN = 50


def jobs_visible_to(user: Any) -> QuerySet[Job]:
    """One's own; a coordinator sees all."""
    if can(user, "job.read"):
        return Job.objects.order_by("-pk")
    return Job.objects.filter(by_id=user.pk).order_by("-pk") if user.is_authenticated else Job.objects.none()


def events_given_up(user: Any) -> QuerySet[Event]:
    """Events with a reaction that failed too often: for coordinators."""
    stuck = Event.objects.filter(state__in=[State.DEAD, State.FAILED]).order_by("-pk")
    return stuck if can(user, "event.read") else stuck.none()


def mails_not_sent(user: Any) -> QuerySet[Delivery]:
    """Mails that were given up, refused or too old: for coordinators."""
    stuck = Delivery.objects.not_sent().order_by("-pk")
    return stuck if can(user, "delivery.read") else stuck.none()
