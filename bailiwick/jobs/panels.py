"""What jobs add to the desk."""

from __future__ import annotations

from typing import Any

from .models import Job


def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """What a job was told and what it answered may name people: both are emptied. The work itself stays counted."""
    if user_id is None:
        return {}
    return {"jobs": Job.objects.filter(by_id=user_id).update(args={}, result={}, message="", last_error="")}


def own_data(user: Any) -> dict[str, Any]:
    """The long work they asked for."""
    fields = ("kind", "args", "state", "message", "created_at", "finished_at")
    return {"jobs": list(Job.objects.filter(by_id=user.pk).order_by("pk").values(*fields))}
