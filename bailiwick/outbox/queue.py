"""Asking for a mail. Nothing is sent here: the row goes with the caller's transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from ..jobs.wait import wake
from .letters import letters
from .models import Delivery


def queue_mail(
    template: str,
    *,
    to: str,
    user_id: int | None = None,
    about: tuple[str, int] | None = None,
    topic: str = "",
    context: dict[str, Any] | None = None,
    expires_in: timedelta | None = None,
) -> Delivery:
    """Queue the letter `template` to one address. `context` holds ids only, never a secret or a person's words."""
    letter = letters().get(template)
    if letter is None:
        raise ValueError(f"there is no letter called {template}")
    delivery = Delivery.objects.create(
        template=template,
        to=_address(to),
        user_id=user_id,
        topic=topic,
        about_type=about[0] if about else "",
        about_id=about[1] if about else None,
        context=context or {},
        expires_at=timezone.now() + (expires_in or letter.expires_in),
    )
    wake()
    return delivery


def _address(to: str) -> str:
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError:
        raise ValueError("this is not a mail address") from None
    return to
