"""Time passes: rows of lists that were right yesterday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import enqueue
from bailiwick.lib.batches import batches
from bailiwick.lib.locks import one_at_a_time

from . import closure, projection, search_documents
from .models import Change, Claim
from .when import NEVER

#: A worker that was away this long still catches up; `bailiwick rebuild` does the rest.
LOOK_BACK = timedelta(days=40)
FLIPS = "catalog.finish_flips"
#: Told how many are done, of how many.
Beat = Callable[[int, int], None]


#: Each of the four days turns one answer into another: that day itself, or the day after. What was recorded
#: later was right when it was recorded, as after an import that is dated today.
TURNS = {"from_latest": "lt", "to_latest": "lt", "from_earliest": "lte", "to_earliest": "lte"}


def refresh_passed() -> int:
    """Project anew what began or ended by the calendar since lately; returns how many entities."""
    today = timezone.now().date()
    passed = Q(pk__in=[])
    for day, before in TURNS.items():
        passed |= Q(**{f"{day}__range": (today - LOOK_BACK, today), f"recorded_at__date__{before}": F(day)})
    claims = Claim.objects.filter(passed, superseded_at=NEVER, recorded_at__lt=NEVER)
    touched = {pk for pair in claims.values_list("subject_id", "object_id") for pk in pair if pk}
    return refresh(touched)


def ask_for_flips() -> None:
    """Have `finish_flips` run as a job: a hundred thousand pages take minutes, and mails must not wait for them."""
    if Change.objects.filter(lists_behind=True).exists() and not Job.objects.open().filter(kind=FLIPS).exists():
        enqueue(FLIPS, {}, User.objects.system("keeper"))


def finish_flips(beat: Beat | None = None) -> int:
    """Changes too large to refresh the lists in the flip itself: done here, and again if that was cut short."""
    done = 0
    for change in Change.objects.filter(lists_behind=True):
        done += refresh(projection.entities_of(change), beat)
        Change.objects.filter(pk=change.pk).update(lists_behind=False)
    return done


def refresh(touched: set[int], beat: Beat | None = None) -> int:
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
