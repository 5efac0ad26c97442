"""Who walks, and groups of them in plain words, without a look at `permissions.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bailiwick.accounts.models import User

from .desk import Desk

READERS = (
    "anonymous", "inactive", "user", "expired", "revoked", "robin", "developer", "developer-part", "owner",
    "coordinator-part", "by-team", "coordinator",
)  # fmt: skip
#: Who may on the lighthouse …
PART = {"developer", "developer-part", "owner", "coordinator-part", "by-team", "coordinator"}
LEADS_PART = {"coordinator-part", "by-team", "coordinator"}
#: … and everywhere.
EVERYWHERE = {"developer", "coordinator"}
LEADS = {"coordinator"}
SIGNED_IN = set(READERS) - {"anonymous", "inactive"}

#: Makes what is needed: (where to send what, how to tell afterwards that it was done).
Ready = Callable[[Desk, User | None], tuple[str, dict[str, Any], Callable[[], bool]]]


def count(model: Any, **filters: Any) -> Callable[[], bool]:
    """Whether there is one more of these than before."""
    before = model.objects.filter(**filters).count()
    return lambda: model.objects.filter(**filters).count() > before
