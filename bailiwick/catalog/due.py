"""Time passes: rows of lists that were right yesterday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bailiwick.lib.batches import batches
from bailiwick.lib.locks import one_at_a_time

from . import closure, projection, search_documents
from .models import Change, Claim
from .when import NEVER

#: A worker that was away this long still catches up; `bailiwick rebuild` does the rest.
LOOK_BACK = timedelta(days=40)


def refresh_passed() -> int:
    """Project anew what began or ended by the calendar since lately; returns how many entities."""
    today = timezone.now().date()
    window = (today - LOOK_BACK, today)
    # Each of the four days turns one answer into another: rights end where “yes” does, a count where “no” begins.
    passed = Q(pk__in=[])
    for day in ("from_earliest", "from_latest", "to_earliest", "to_latest"):
        passed |= Q(**{f"{day}__range": window})
    claims = Claim.objects.filter(passed, superseded_at=NEVER, recorded_at__lt=NEVER)
    touched = {pk for pair in claims.values_list("subject_id", "object_id") for pk in pair if pk}
    return refresh(touched)


def finish_flips() -> int:
    """Changes too large to refresh the lists in the flip itself: done here, and again if that was cut short."""
    done = 0
    for change in Change.objects.filter(lists_behind=True):
        done += refresh(projection.entities_of(change))
        change.lists_behind = False
        change.save(update_fields=["lists_behind"])
    return done


def refresh(touched: set[int], beat: Callable[[int, int], None] | None = None) -> int:
    """Rights, rows of lists and search documents of these entities, in short transactions."""
    done = 0
    for ids in batches(sorted(touched), projection.BATCH):
        with transaction.atomic():
            one_at_a_time("book")
            closure.update(ids)
            projection.project(ids)
            search_documents.update(ids)
        done += len(ids)
        if beat:
            beat(done, len(touched))
    return done
