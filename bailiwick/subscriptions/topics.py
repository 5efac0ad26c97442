"""Topics: the words that tie what happens to who wants to hear of it.

A topic is `<what>:<which>`. Rooms say the topics of an event, people subscribe to
topics, and neither needs to know the other:

    entity:42        everything about one entity and what is said of it
    kind:service     everything of one kind
    change:7         what becomes of one proposed change
    issue:12         one issue and what is said to it
    query:3          issues that fit a kept query
    all:             everything that happens
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .models import Subscription

_TOPIC = re.compile(r"(entity|change|issue|query):[1-9]\d{0,17}|kind:[a-z][a-z-]{0,31}|all:")


def is_topic(text: str) -> bool:
    """Whether this is a topic at all."""
    return _TOPIC.fullmatch(text) is not None


def entity_topic(entity_id: int) -> str:
    """The topic of one entity."""
    return f"entity:{entity_id}"


def issue_topic(issue_id: int) -> str:
    """The topic of one issue."""
    return f"issue:{issue_id}"


def subscribers(topics: Iterable[str]) -> list[Subscription]:
    """Everybody who hears of one of these topics, each once, with the most direct mode they chose."""
    order = list(Subscription.Mode)
    found: dict[tuple[int | None, int | None], Subscription] = {}
    for each in Subscription.objects.filter(topic__in=[*topics, "all:"]).order_by("pk"):
        who = (each.user_id, each.address_id)
        if who not in found or order.index(Subscription.Mode(each.mode)) < order.index(
            Subscription.Mode(found[who].mode)
        ):
            found[who] = each
    return list(found.values())
