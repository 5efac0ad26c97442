"""What follows from an event: its reactions, each at least once.

The event is leased; then, in one transaction, every reaction that is not done yet runs
in a savepoint of its own and the event is marked. So a reaction's rows and the note
that it ran stand or fall together, a failing one leaves the others alone, and a worker
that is killed has done either all of a step or nothing of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..jobs.lease import Lost, claim_next, complete, fail
from ..lib.logs import doing
from .models import Event

logger = logging.getLogger(__name__)

Reaction = Callable[[Event], Any]
Reactions = Mapping[str, tuple[Reaction | str, ...]]


def process_events(reactions: Reactions, limit: int = 100) -> int:
    """Run what follows from up to `limit` waiting events; how many were taken up."""
    for taken in range(limit):
        event = claim_next(Event.objects.all())
        if event is None:
            return taken
        process(event, reactions.get(event.kind, ()))
    return limit


def process(event: Event, reactions: tuple[Reaction | str, ...]) -> None:
    """Run the reactions of one leased event."""
    with doing(request=event.request_id, event=event.pk):
        try:
            with transaction.atomic():
                failures = _react(event, reactions)
                _note(event, failures)
        except Lost:
            logger.warning("event %s was taken over by another worker", event.pk)


def _react(event: Event, reactions: tuple[Reaction | str, ...]) -> list[str]:
    """Run those that are not done; the names of those that failed."""
    failures: list[str] = []
    for reaction in reactions:
        name = reaction if isinstance(reaction, str) else f"{reaction.__module__}.{reaction.__qualname__}"
        if name in event.reacted:
            continue
        try:
            with transaction.atomic():
                (import_string(reaction) if isinstance(reaction, str) else reaction)(event)
        except Exception as error:
            logger.exception("reaction %s to %s failed", name, event)
            failures.append(f"{name} ({type(error).__name__})")
        else:
            event.reacted.append(name)
    return failures


def _note(event: Event, failures: list[str]) -> None:
    """Mark it done, or let it wait and try the failed ones again."""
    if failures:
        fail(event, _("Failed: %(names)s") % {"names": ", ".join(failures)}, reacted=event.reacted)
    else:
        complete(event, processed_at=Now(), reacted=event.reacted)
