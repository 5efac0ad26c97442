"""What time does to finished work."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from .lease import State
from .models import Job

#: How long a finished job can be looked at.
KEEP = timedelta(days=90)


def prune() -> None:
    """Forget work that ended long ago; what was given up stays until somebody looks at it."""
    over = Job.objects.filter(state__in=[State.DONE, State.CANCELLED, State.FAILED])
    over.filter(created_at__lt=timezone.now() - KEEP).delete()
