"""What goes along when an issue is merged into another, and how it comes back.

Each function takes the duplicate and the issue that stays. What was moved is plain JSON, kept by the operation;
giving back returns what somebody changed meanwhile and is therefore left alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic

from .linking import DIRECTED, leads_to
from .models import Issue, IssueLink, Star

Moved = list[list[Any]]


def move_stars(row: Issue, stays: Issue) -> Moved:
    """[user, when, whether they had none there]; the earlier of two stars is the one that stays."""
    there = set(Star.objects.filter(issue=stays).values_list("user_id", flat=True))
    moved: Moved = []
    for star in Star.objects.filter(issue=row).order_by("pk"):
        moved.append([star.user_id, star.at.isoformat(), star.user_id not in there])
    Star.objects.filter(issue=row, user_id__in=there).delete()
    Star.objects.filter(issue=row).update(issue=stays)
    return moved


def give_back_stars(row: Issue, stays: Issue, moved: Moved) -> list[Any]:
    """Whoever took their star away meanwhile has none afterwards."""
    left = []
    here = set(Star.objects.filter(issue=row).values_list("user_id", flat=True))
    for user_id, at, was_new in moved:
        standing = Star.objects.filter(issue=stays, user_id=user_id)
        if user_id in here or not standing.exists():
            left.append(user_id)
            continue
        if was_new:
            standing.delete()
        Star.objects.create(issue=row, user_id=user_id, at=datetime.fromisoformat(at))
    return left


def move_watchers(row: Issue, stays: Issue) -> Moved:
    """[user, address, mode, whether they did not watch there]."""
    watching = Subscription.objects.filter(topic=issue_topic(stays.pk)).values_list("user_id", "address_id")
    there, moved = set(watching), list[list[Any]]()
    for each in Subscription.objects.filter(topic=issue_topic(row.pk)).order_by("pk"):
        new = (each.user_id, each.address_id) not in there
        moved.append([each.user_id, each.address_id, each.mode, new])
        if new:
            Subscription.objects.filter(pk=each.pk).update(topic=issue_topic(stays.pk))
        else:
            Subscription.objects.filter(pk=each.pk).delete()
    return moved


def give_back_watchers(row: Issue, stays: Issue, moved: Moved) -> list[Any]:
    """Whoever stopped watching meanwhile does not watch afterwards."""
    left = []
    for user_id, address_id, mode, was_new in moved:
        who = {"user_id": user_id, "address_id": address_id}
        standing = Subscription.objects.filter(topic=issue_topic(stays.pk), **who)
        if not standing.exists() or Subscription.objects.filter(topic=issue_topic(row.pk), **who).exists():
            left.append(user_id)
            continue
        if was_new:
            standing.delete()
        Subscription.objects.create(topic=issue_topic(row.pk), mode=mode, **who)
    return left


def move_links(row: Issue, stays: Issue) -> Moved:
    """[source, target, kind, by, when, the link that stands for it now or 0]."""
    moved: Moved = []
    for link in [*row.links_out.order_by("pk"), *row.links_in.order_by("pk")]:
        source, target = (stays.pk if pk == row.pk else pk for pk in (link.source_id, link.target_id))
        told = [link.source_id, link.target_id, link.kind, link.by_id, link.at.isoformat()]
        link.delete()
        moved.append([*told, _linked_anew(source, target, link)])
    return moved


def _linked_anew(source: int, target: int, link: IssueLink) -> int:
    """The same link of the issue that stays, unless it has it or would go round in a circle."""
    if source == target or (link.kind in DIRECTED and leads_to(target, link.kind, source)):
        return 0
    more = {"by_id": link.by_id, "at": link.at}
    made, new = IssueLink.objects.get_or_create(source_id=source, target_id=target, kind=link.kind, defaults=more)
    return made.pk if new else 0


def give_back_links(row: Issue, stays: Issue, moved: Moved) -> list[Any]:
    """A link that somebody took away meanwhile stays away."""
    left = []
    for source, target, kind, by_id, at, now in moved:
        if now and not IssueLink.objects.filter(pk=now).exists():
            left.append([source, kind, target])
            continue
        IssueLink.objects.filter(pk=now).delete()
        if kind in DIRECTED and leads_to(target, kind, source):
            left.append([source, kind, target])
            continue
        more = {"by_id": by_id, "at": datetime.fromisoformat(at)}
        IssueLink.objects.get_or_create(source_id=source, target_id=target, kind=kind, defaults=more)
    return left
