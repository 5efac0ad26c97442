"""Starting and stopping to watch."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..access.rules import require
from ..events.journal import record
from .models import Subscription
from .topics import is_topic


@transaction.atomic
def subscribe(topic: str, *, by: Any, mode: str = Subscription.Mode.MAIL) -> Subscription:
    """Let `by` hear of `topic`. Twice is once; another mode replaces the first."""
    require(by, "subscription.add")
    if not is_topic(topic) or mode not in Subscription.Mode.values:
        raise ValueError(_("There is nothing like that to watch."))
    standing, new = Subscription.objects.get_or_create(user_id=by.pk, topic=topic, defaults={"mode": mode})
    if not new and standing.mode == mode:
        return standing
    if not new:
        standing.mode = mode
        standing.save(update_fields=["mode"])
    record("subscription.added", by=by, about=("subscription", standing.pk), visibility=4)
    return standing


@transaction.atomic
def unsubscribe(subscription: Subscription, *, by: Any) -> None:
    """Stop hearing of it. Twice is once."""
    require(by, "subscription.remove", subscription)
    gone, _each = Subscription.objects.filter(pk=subscription.pk).delete()
    if gone:
        record("subscription.removed", by=by, about=("subscription", subscription.pk), visibility=4)
