"""What time does to the outbox."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ..jobs.lease import State
from .models import Delivery

#: How long it is known that somebody was written to.
KEEP = timedelta(days=90)


def prune() -> None:
    """Forget mails that went out or were called off long ago."""
    over = Delivery.objects.filter(state__in=[State.DONE, State.CANCELLED, State.EXPIRED, State.FAILED])
    over.filter(queued_at__lt=timezone.now() - KEEP).delete()
