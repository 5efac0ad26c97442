"""What people do with the outbox. `queue_mail` is the door for the program's own letters."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..access.rules import require
from ..events.journal import record
from ..jobs.lease import retry
from ..jobs.wait import wake
from .models import Delivery
from .queue import queue_mail

__all__ = ["queue_mail", "retry_delivery"]


@transaction.atomic
def retry_delivery(delivery: Delivery, *, by: Any) -> None:
    """Try once more to send what was given up. Harmless on anything else."""
    require(by, "delivery.retry", delivery)
    if retry(delivery):
        wake()
        record("delivery.retried", by=by, about=("delivery", delivery.pk))
