"""Kept queries: one's own, those of a page, and which of them an issue fits."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from bailiwick.accounts.models import User
from bailiwick.lib.prepared import ask
from bailiwick.search.grammar import Mistake
from bailiwick.subscriptions.models import Subscription

from ..asking import fitting
from ..models import SavedQuery

MOST = 200


def kept(user: Any) -> list[SavedQuery]:
    """Those that somebody may see, their own first."""
    found = list(SavedQuery.objects.visible_to(user).order_by("name", "pk")[:MOST])
    return sorted(found, key=lambda query: query.author_id != getattr(user, "pk", None))


def pinned(scope_id: int) -> list[tuple[str, str]]:
    """(name, line) of the queries that stand on a page."""
    return [(name, line) for name, line in ask("queries of a page", _pinned, scope_id)]


def _pinned(scope_id: int) -> QuerySet[SavedQuery, Any]:
    found = SavedQuery.objects.filter(scope_id=scope_id, public=True)
    return found.order_by("name", "pk").values_list("name", "line")[:10]


def on_home(user_id: int) -> list[tuple[str, str]]:
    """(name, line) of what somebody wants to see on their home page."""
    return [(name, line) for name, line in ask("queries at home", _on_home, user_id)]


def _on_home(user_id: int) -> QuerySet[SavedQuery, Any]:
    return SavedQuery.objects.filter(author_id=user_id, on_home=True).order_by("name").values_list("name", "line")[:10]


def topic(query: SavedQuery) -> str:
    """What somebody subscribes to who wants to hear of it."""
    return f"query:{query.pk}"


def subscribers_of(issue_id: int) -> dict[int, list[int]]:
    """account → the kept queries that they subscribe to and that this issue fits, as they see it themselves."""
    watched: dict[int, list[int]] = {}
    rows = Subscription.objects.filter(topic__startswith="query:", user_id__isnull=False)
    for user_id, said in rows.values_list("user_id", "topic"):
        watched.setdefault(user_id or 0, []).append(int(said.partition(":")[2]))
    people = User.objects.filter(pk__in=watched, is_active=True)
    found = {user.pk: _fitting(user, watched[user.pk], issue_id) for user in people}
    return {pk: queries for pk, queries in found.items() if queries}


def _fitting(user: Any, pks: list[int], issue_id: int) -> list[int]:
    """Of these queries, those that the issue fits; a query that somebody may no longer see is none of theirs."""
    lines = SavedQuery.objects.visible_to(user).filter(pk__in=pks).order_by("pk").values_list("pk", "line")
    return [pk for pk, line in lines if _fits(user, line, issue_id)]


def _fits(user: Any, line: str, issue_id: int) -> bool:
    """A line whose names are gone fits nothing."""
    try:
        return bool(fitting(user, line, [issue_id]))
    except Mistake:
        return False
