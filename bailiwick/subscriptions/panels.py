"""What subscriptions add to other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..access.rules import can
from ..lib.panels import Panel
from ..lib.prepared import ask
from .models import Subscription
from .topics import entity_topic


def service_page(user: Any, entity_id: int) -> Panel | None:
    """Watch or stop watching, for whoever may."""
    if not can(user, "subscription.add"):
        return None
    topic = entity_topic(entity_id)
    watched = bool(ask("watched", _watched, user.pk, topic))
    return Panel("subscriptions/_watch.html", {"topic": topic, "watched": watched}, order=90)


def _watched(user_id: int, topic: str) -> QuerySet[Subscription, Any]:
    return Subscription.objects.filter(user_id=user_id, topic=topic).values_list("pk")


def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """What somebody watched is forgotten."""
    if user_id is None:
        return {}
    gone, _each = Subscription.objects.filter(user_id=user_id).delete()
    return {"subscriptions": gone}


def own_data(user: Any) -> dict[str, Any]:
    """What they watch."""
    return {
        "subscriptions": list(
            Subscription.objects.visible_to(user).order_by("pk").values("topic", "mode", "created_at")
        )
    }
