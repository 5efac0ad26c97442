"""A form that is sent twice makes one thing. The actions that forms lead to ask here, in their transaction."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bailiwick.lib.locks import one_at_a_time

from .errors import SentBefore
from .models import Sent


def only_once(key: str) -> None:
    """Raises SentBefore if the form of this key made something; "" is no form. The same one at once waits."""
    if not key:
        return
    one_at_a_time(f"form {key}")
    before = Sent.objects.filter(pk=key).select_related("issue", "comment__issue").first()
    if before is not None:
        raise SentBefore(before.comment or before.issue)


def keep_sent(key: str, **made: Any) -> None:
    """The form of this key made this `issue` or `comment`."""
    if key:
        Sent.objects.create(key=key, at=timezone.now(), **made)
