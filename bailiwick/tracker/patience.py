"""What ends by itself: waiting for an answer, and having taken an issue until a day."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import ngettext

from bailiwick.accounts.models import User

from .actions.issues import change_issue
from .actions.talk import create_comment
from .errors import Refused
from .models import Edit, Issue
from .words import Vocabulary, ways_on

#: The name under which the history keeps that an answer came and the status stays.
STUCK = "answered"
#: The status of an issue whose reporter was asked something, and the one an answer gives it.
ASKED, ANSWERED = "needs-information", "new"
GIVEN_UP = {"status": "closed", "resolution": "out-of-date"}
#: So many at a time; the next run goes on.
MOST = 100
_log = logging.getLogger(__name__)


def tracker() -> User:
    """Who does what happens by itself."""
    return User.objects.system("tracker")


def close_unanswered() -> None:
    """Close what was asked and not answered for `NEEDS_INFORMATION_DAYS` (0: never), and say so."""
    days = settings.NEEDS_INFORMATION_DAYS
    if days <= 0:
        return
    late = timezone.now() - timedelta(days=days)
    answered = Edit.objects.filter(issue=OuterRef("pk"), field=STUCK, at__gte=OuterRef("status_at"))
    rows = Issue.objects.filter(status=ASKED, status_at__lt=late, activity_at__lt=late).exclude(Exists(answered))
    for issue in rows.order_by("status_at")[:MOST]:
        _each(issue, _close, days)


def end_assignments() -> None:
    """Who took an issue until a day that is over has it no more."""
    over = Issue.objects.open().filter(assignee_id__isnull=False, assigned_until__lt=timezone.localdate())
    for issue in over.order_by("assigned_until")[:MOST]:
        _each(issue, _free)


def _each(issue: Issue, do: Any, *more: Any) -> None:
    """One issue in a transaction of its own; one that the rules of this desk keep from it stops no other."""
    try:
        with transaction.atomic():
            do(issue, *more)
    except Refused as error:
        _log.warning("%s stays as it is: %s", issue, error)


def _close(issue: Issue, days: int) -> None:
    said = ngettext(
        "Nobody answered for a day, so this is closed. An answer by whoever reported it opens it again.",
        "Nobody answered for %(num)s days, so this is closed. An answer by whoever reported it opens it again.",
        days,
    )
    create_comment(issue, said % {"num": days}, by=tracker(), via="clock")
    change_issue(issue, GIVEN_UP, by=tracker(), override=True)


def _free(issue: Issue) -> None:
    change_issue(issue, {"assignee_id": None}, by=tracker())


def take_answer(issue: Issue) -> None:
    """The answer came: somebody should look again. Where the ways of this desk lead to no open status, the history
    says so."""
    status = _nearest_open(issue)
    if status:
        change_issue(issue, {"status": status}, by=tracker())
    else:
        said = {"field": STUCK, "before": issue.status, "after": issue.status, "visibility": issue.visibility}
        Edit.objects.create(issue=issue, by_id=tracker().pk, at=timezone.now(), **said)


def _nearest_open(issue: Issue) -> str:
    """The status that an answer gives, or the one nearest to it to which a way leads; "" if none does."""
    words = Vocabulary()
    known = words.of("status")
    ways = [known[slug] for slug in ways_on(issue.kind, issue.status) if slug in known]
    good = [word for word in ways if word.slug != ASKED and not word.closes and not word.retired]
    wanted = words.rank("status", ANSWERED)
    return min(good, key=lambda word: abs(word.rank - wanted)).slug if good else ""


def waits_for_answer(issue: Issue) -> bool:
    """Whether its reporter was asked something, however long ago that was."""
    return not issue.merged_into_id and (issue.status == ASKED or (issue.closed and _given_up(issue)))


def _given_up(issue: Issue) -> bool:
    """Whether it was closed because no answer came."""
    last = Edit.objects.filter(issue=issue, field="status").order_by("-pk").values_list("before", "by_id").first()
    return last == (ASKED, tracker().pk)
