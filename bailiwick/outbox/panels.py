"""What the outbox adds to the desk."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..jobs.lease import State
from .letters import Letter
from .models import Address, Delivery


@transaction.atomic
def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """Mails to this account lose address and content; those that wait are called off; its addresses are forgotten."""
    if user_id is None:
        return {}
    mine = Delivery.objects.filter(user_id=user_id)
    mine.filter(state__in=[State.READY, State.RUNNING]).update(state=State.CANCELLED, lease_until=None)
    redacted = mine.update(to="", context={}, user_id=None, last_error="")
    addresses, _per_model = Address.objects.filter(user_id=user_id).delete()
    return {"deliveries": redacted, "mail_addresses": addresses}


def letters() -> dict[str, Letter]:
    """The letter that `bailiwick doctor` and a coordinator send to see whether mail works."""
    return {"outbox.test": Letter("outbox/test.txt")}


def own_data(user: Any) -> dict[str, Any]:
    """The mails that went to them, as long as that is remembered."""
    fields = ("template", "to", "state", "queued_at", "sent_at")
    return {"mails": list(Delivery.objects.filter(user_id=user.pk).order_by("pk").values(*fields))}
