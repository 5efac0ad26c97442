"""Wanting an issue: one star each."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from bailiwick.access import require
from bailiwick.events.journal import record

from ..heat import heat_of, warmer
from ..models import Issue, Star


@transaction.atomic
def add_star(issue: Issue, *, by: Any) -> int:
    """Want it; how many do. Twice is once."""
    require(by, "issue.star", issue)
    row, now = Issue.objects.select_for_update().only("stars", "heat", "scope_id").get(pk=issue.pk), timezone.now()
    _star, new = Star.objects.get_or_create(issue_id=issue.pk, user_id=by.pk, defaults={"at": now})
    if new:
        _keep(issue, row.stars + 1, warmer(row.heat, now))
        record("issue.starred", by=by, scope_id=row.scope_id, about=("issue", issue.pk), visibility=4)
    return issue.stars if new else row.stars


@transaction.atomic
def remove_star(issue: Issue, *, by: Any) -> int:
    """Want it no more; how many still do."""
    require(by, "issue.star", issue)
    Issue.objects.select_for_update().only("pk").get(pk=issue.pk)
    gone, _each = Star.objects.filter(issue_id=issue.pk, user_id=by.pk).delete()
    count_stars(issue)
    if gone:
        record("issue.unstarred", by=by, scope_id=issue.scope_id, about=("issue", issue.pk), visibility=4)
    return issue.stars


def count_stars(issue: Issue) -> None:
    """Number and heat, from the stars that are there."""
    moments = list(Star.objects.filter(issue_id=issue.pk).values_list("at", flat=True))
    _keep(issue, len(moments), heat_of(moments))


def _keep(issue: Issue, stars: int, heat: float) -> None:
    Issue.objects.filter(pk=issue.pk).update(stars=stars, heat=heat)
    issue.stars, issue.heat = stars, heat
